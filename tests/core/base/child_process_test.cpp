#include "core/base/child_process.h"

#include <thread>

#include "tests/support/catch.h"

using namespace nodegrad;

TEST_CASE("A child's output, errors and exit code come back, and its arguments meet no shell")
{
    const auto result = runChild({"sh", "-c", "printf '%s' \"$1\"; printf err >&2; exit 3", "sh", "a b; $HOME"}, std::chrono::seconds(20), Task());
    REQUIRE(result);
    CHECK(result->output == "a b; $HOME");
    CHECK(result->errors == "err");
    CHECK(result->exitCode == 3);
}

TEST_CASE("Much output on both pipes does not block")
{
    const auto result = runChild({"sh", "-c", "i=0; while [ $i -lt 3000 ]; do echo 0123456789012345678901234567890123456789; "
                                              "echo 0123456789012345678901234567890123456789 >&2; i=$((i+1)); done"},
                                 std::chrono::seconds(60), Task());
    REQUIRE(result);
    CHECK(result->output.size() == 3000 * 41);
    CHECK(result->errors.size() == 3000 * 41);
}

TEST_CASE("A program that is not there is named")
{
    const auto result = runChild({"/nonexistent/python"}, std::chrono::seconds(5), Task());
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "verify.no_start");
    CHECK(message(result.error()).find("/nonexistent/python") != std::string::npos);
}

TEST_CASE("A cancelled task ends the child and what it started")
{
    Task task;
    std::thread canceller([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        task.cancel();
    });
    const auto result = runChild({"sh", "-c", "sleep 600 | cat"}, std::chrono::seconds(600), task);
    canceller.join();
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "cancelled");
}

TEST_CASE("A child that takes too long is ended")
{
    const auto result = runChild({"sleep", "600"}, std::chrono::seconds(0), Task());
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "verify.timeout");
}
