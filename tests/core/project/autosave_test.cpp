#include <chrono>

#include "tests/core/project/some_project.h"

using namespace nodegrad;
using namespace nodegrad::test;
namespace fs = std::filesystem;

TEST_CASE("What was autosaved after the file was written is offered again")
{
    const TemporaryFolder folder;
    const fs::path path = folder.path() / "a.nodegrad";
    REQUIRE(writeProject(path, someProject("old")));
    CHECK(!recoverable(path));
    REQUIRE(writeAutosave(path, someProject("edited")));
    fs::last_write_time(autosavePath(path), fs::last_write_time(path) + std::chrono::seconds(1));
    const auto found = recoverable(path);
    REQUIRE(found);
    CHECK(*found == someProject("edited"));
    CHECK(*readProject(path) == someProject("old"));
    removeAutosave(path);
    CHECK(!recoverable(path));
    CHECK(folder.names().size() == 1);
}

TEST_CASE("An autosave that is older than the file, equal to it or damaged is not offered")
{
    const TemporaryFolder folder;
    const fs::path path = folder.path() / "a.nodegrad";
    REQUIRE(writeProject(path, someProject("old")));
    SECTION("older")
    {
        REQUIRE(writeAutosave(path, someProject("edited")));
        fs::last_write_time(autosavePath(path), fs::last_write_time(path) - std::chrono::seconds(1));
    }
    SECTION("equal")
    {
        REQUIRE(writeAutosave(path, someProject("old")));
        fs::last_write_time(autosavePath(path), fs::last_write_time(path) + std::chrono::seconds(1));
    }
    SECTION("damaged")
    {
        put(autosavePath(path), "{\"nodegrad\": 1, \"graph\"");
        fs::last_write_time(autosavePath(path), fs::last_write_time(path) + std::chrono::seconds(1));
    }
    CHECK(!recoverable(path));
}

TEST_CASE("An autosave survives a file that is gone")
{
    const TemporaryFolder folder;
    const fs::path path = folder.path() / "a.nodegrad";
    REQUIRE(writeAutosave(path, someProject("edited")));
    REQUIRE(recoverable(path));
    CHECK(*recoverable(path) == someProject("edited"));
}
