// The program fuzz_NAME: libFuzzer with the target NODEGRAD_FUZZ_TARGET of NODEGRAD_FUZZ_FAMILY().

#include <cstdint>
#include <cstdlib>

#include "tests/fuzz/targets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const auto run = [] {
        for (const auto& target : nodegrad::test::NODEGRAD_FUZZ_FAMILY())
            if (target.name == NODEGRAD_FUZZ_TARGET)
                return target.run;
        std::abort();
    }();
    run({reinterpret_cast<const char*>(data), size});
    return 0;
}
