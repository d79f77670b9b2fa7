#include "core/training/step_log.h"

#include "tests/support/catch.h"

using namespace nodegrad;
using namespace std::chrono_literals;

namespace {

/// Steps of loss 1, 2, 3, ... at a fixed pace; all points that came out.
std::vector<ScalarPoint> run(StepLog& log, std::int64_t from, std::int64_t count, std::chrono::microseconds pace)
{
    std::vector<ScalarPoint> all;
    const StepLog::Clock::time_point begin{};
    for (std::int64_t step = from; step < from + count; ++step)
        for (ScalarPoint& point : log.add({step, static_cast<double>(step), 0.1, 0.5}, begin + step * pace, 0))
            all.push_back(std::move(point));
    return all;
}

} // namespace

TEST_CASE("Slow steps are logged one by one: loss, learning rate and metric")
{
    StepLog log("accuracy");
    const auto points = run(log, 1, 100, 10ms);
    REQUIRE(points.size() == 300);
    CHECK(points[0].tag == "loss");
    CHECK(points[0].value == 1);
    CHECK(points[1].tag == "learning_rate");
    CHECK(points[2].tag == "accuracy");
    CHECK(points[297].step == 100);
}

TEST_CASE("Above 1,000 steps a second a point is the mean of its bucket")
{
    StepLog log("");
    // 100,000 steps a second for 2 seconds: once measured (0.25 s), buckets of 128 steps.
    const auto points = run(log, 1, 200'000, 10us);
    std::vector<ScalarPoint> losses;
    for (const ScalarPoint& point : points)
        if (point.tag == "loss")
            losses.push_back(point);
    CHECK(losses.size() < 25'000 + 2'000);
    const ScalarPoint& last = losses[losses.size() - 1];
    const ScalarPoint& before = losses[losses.size() - 2];
    CHECK(last.step - before.step == 128);
    CHECK(last.value == static_cast<double>(last.step) - 63.5); // mean of step-127 .. step
    const auto rest = log.finish(0);
    CHECK(rest.size() == 2);
    CHECK(rest[0].step == 200'000);
    CHECK(log.finish(0).empty());
}

TEST_CASE("A restored bucket goes on where it was")
{
    StepLog straight(""), first("");
    run(straight, 1, 100'000, 10us);
    run(first, 1, 100'000, 10us);
    StepLog second("");
    REQUIRE(second.restore(nlohmann::json::parse(first.state().dump())));
    const auto expected = run(straight, 100'001, 1000, 10us), got = run(second, 100'001, 1000, 10us);
    REQUIRE(got.size() == expected.size());
    REQUIRE_FALSE(got.empty());
    for (std::size_t i = 0; i < got.size(); ++i) {
        CHECK(got[i].step == expected[i].step);
        CHECK(got[i].value == expected[i].value);
    }
    CHECK_FALSE(second.restore(nlohmann::json::parse(R"({"count": "x"})")));
}
