// Replays the corpus of the fuzz targets, so that no compiler with libFuzzer is needed to see an old finding come back.

#include <algorithm>
#include <filesystem>

#include "core/base/atomic_file.h"
#include "tests/fuzz/targets.h"
#include "tests/support/catch.h"

using namespace nodegrad;
using namespace nodegrad::test;
namespace fs = std::filesystem;

TEST_CASE("Every file of the fuzz corpus is read or refused as promised")
{
    for (const FuzzTarget& target : fuzzTargets()) {
        const fs::path folder = fs::path(NODEGRAD_FUZZ_CORPUS) / target.name;
        REQUIRE(fs::is_directory(folder));
        std::vector<fs::path> files;
        for (const auto& entry : fs::directory_iterator(folder))
            files.push_back(entry.path());
        std::ranges::sort(files);
        CHECK(files.size() >= 3);
        for (const fs::path& file : files) {
            CAPTURE(file);
            const auto bytes = readFile(file);
            REQUIRE(bytes);
            CHECK_NOTHROW(target.run(*bytes));
        }
    }
}

TEST_CASE("No folder of the corpus is without its target")
{
    for (const auto& entry : fs::directory_iterator(NODEGRAD_FUZZ_CORPUS)) {
        CAPTURE(entry.path());
        CHECK(std::ranges::any_of(fuzzTargets(), [&](const FuzzTarget& target) { return target.name == entry.path().filename(); }));
    }
}

TEST_CASE("A broken promise is thrown")
{
    CHECK_THROWS_AS(demand(false, "never"), BrokenPromise);
    CHECK_THROWS_AS(demandSentence(makeError("no.such_code")), BrokenPromise);
    CHECK_THROWS_AS(demandSentence(makeError("file.missing")), BrokenPromise); // its path is not filled in
    CHECK_NOTHROW(demandSentence(makeError("file.missing", {{"path", "x"}})));
}
