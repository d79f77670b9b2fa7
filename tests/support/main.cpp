#include "tests/support/after_tests.h"

#if __has_include(<catch2/catch_session.hpp>)
#include <catch2/catch_session.hpp>
#else
#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>
#endif

int main(int argc, char** argv)
{
    const int result = Catch::Session().run(argc, argv);
    if (nodegrad::test::afterTests)
        nodegrad::test::afterTests();
    return result;
}
