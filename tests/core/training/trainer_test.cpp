#include "core/training/trainer.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>

#include "core/base/random.h"
#include "tests/core/training/fake_run.h"
#include "tests/support/catch.h"

using namespace nodegrad;
using namespace std::chrono_literals;

namespace {

/// `steps` steps that do nothing but tell of themselves.
Trainer::Loop steps(std::int64_t count)
{
    return [count](const TrainingPlan&, RunSink& sink, Trainer::Control& control) {
        control.post(StateChanged{RunState::Running});
        for (std::int64_t step = 0; step < count; ++step) {
            const auto weights = [step] {
                const float value = static_cast<float>(step);
                return std::map<std::string, HostTensor>{{"w", HostTensor::ofFloats({1}, {&value, 1})}};
            };
            if (!control.proceed(weights, step))
                return RunFinished{RunState::Stopped, {}, {}};
            const ScalarPoint point{false, "loss", step, 0, 1};
            (void)sink.log(point);
            RunEvent logged(std::in_place_type<ScalarsLogged>);
            std::get<ScalarsLogged>(logged).points.push_back(point);
            control.post(std::move(logged));
            control.post(Progress{1, 1, step, count, step});
            std::this_thread::yield();
        }
        return RunFinished{RunState::Completed, {}, {}};
    };
}

std::unique_ptr<RunSink> sink()
{
    return std::make_unique<MemorySink>(std::make_shared<WrittenRun>());
}

/// Gathers events until `done` says so; false after a minute (a watchdog, not a measurement).
bool drainUntil(Trainer& trainer, std::vector<RunEvent>& events, const std::function<bool(const std::vector<RunEvent>&)>& done)
{
    const auto deadline = std::chrono::steady_clock::now() + 60s;
    while (std::chrono::steady_clock::now() < deadline) {
        for (RunEvent& event : trainer.drain())
            events.push_back(std::move(event));
        if (done(events))
            return true;
        std::this_thread::sleep_for(1ms);
    }
    return false;
}

bool isFinished(const std::vector<RunEvent>& events)
{
    return !events.empty() && std::holds_alternative<RunFinished>(events.back());
}

bool hasState(const std::vector<RunEvent>& events, RunState state)
{
    for (const RunEvent& event : events)
        if (const auto* change = std::get_if<StateChanged>(&event); change && change->state == state)
            return true;
    return false;
}

constexpr std::int64_t kEndless = 1'000'000'000;

} // namespace

TEST_CASE("A run tells that it prepares first and that it has finished last")
{
    Trainer trainer(steps(100));
    REQUIRE_FALSE(trainer.isActive());
    REQUIRE(trainer.start({}, sink()));
    std::vector<RunEvent> events;
    REQUIRE(drainUntil(trainer, events, isFinished));
    CHECK(std::get<StateChanged>(events.front()).state == RunState::Preparing);
    CHECK(std::get<RunFinished>(events.back()).state == RunState::Completed);
    CHECK_FALSE(trainer.isActive());
    CHECK(trainer.drain().empty());
}

TEST_CASE("Points that were logged one by one are joined and none is lost")
{
    Trainer trainer(steps(500));
    REQUIRE(trainer.start({}, sink()));
    std::vector<RunEvent> events;
    REQUIRE(drainUntil(trainer, events, isFinished));
    std::int64_t next = 0;
    for (const RunEvent& event : events)
        if (const auto* logged = std::get_if<ScalarsLogged>(&event))
            for (const ScalarPoint& point : logged->points)
                CHECK(point.step == next++);
    CHECK(next == 500);
}

TEST_CASE("A second start while a run is active is refused and the run goes on")
{
    Trainer trainer(steps(kEndless));
    REQUIRE(trainer.start({}, sink()));
    const Status second = trainer.start({}, sink());
    REQUIRE_FALSE(second);
    CHECK(second.error().code == "training.already_running");
    CHECK(trainer.isActive());
    trainer.stop();
    std::vector<RunEvent> events;
    REQUIRE(drainUntil(trainer, events, isFinished));
    CHECK(std::get<RunFinished>(events.back()).state == RunState::Stopped);
}

TEST_CASE("A paused run stands still until it is continued")
{
    Trainer trainer(steps(kEndless));
    REQUIRE(trainer.start({}, sink()));
    trainer.pause();
    std::vector<RunEvent> events;
    REQUIRE(drainUntil(trainer, events, [](const auto& all) { return hasState(all, RunState::Paused); }));
    (void)trainer.drain();
    std::this_thread::sleep_for(20ms);
    CHECK(trainer.drain().empty());
    CHECK(trainer.isActive());

    trainer.resume();
    events.clear();
    REQUIRE(drainUntil(trainer, events, [](const auto& all) { return hasState(all, RunState::Running) && all.size() > 3; }));
    trainer.stop();
    REQUIRE(drainUntil(trainer, events, isFinished));
}

TEST_CASE("A paused run can be stopped")
{
    Trainer trainer(steps(kEndless));
    REQUIRE(trainer.start({}, sink()));
    trainer.pause();
    std::vector<RunEvent> events;
    REQUIRE(drainUntil(trainer, events, [](const auto& all) { return hasState(all, RunState::Paused); }));
    trainer.stop();
    REQUIRE(drainUntil(trainer, events, isFinished));
    CHECK(std::get<RunFinished>(events.back()).state == RunState::Stopped);
}

TEST_CASE("A snapshot is handed over at a step boundary, and at once while paused")
{
    Trainer trainer(steps(kEndless));
    std::atomic<std::int64_t> received{-1};
    std::atomic<bool> fits{false};
    const auto receive = [&](std::map<std::string, HostTensor> state, std::int64_t step) {
        fits = state.at("w").floats()[0] == static_cast<float>(step);
        received = step;
    };
    CHECK_FALSE(trainer.requestSnapshot(receive));
    REQUIRE(trainer.start({}, sink()));
    REQUIRE(trainer.requestSnapshot(receive));
    std::vector<RunEvent> events;
    REQUIRE(drainUntil(trainer, events, [&](const auto&) { return received >= 0; }));
    CHECK(fits);

    trainer.pause();
    REQUIRE(drainUntil(trainer, events, [](const auto& all) { return hasState(all, RunState::Paused); }));
    received = -1;
    REQUIRE(trainer.requestSnapshot(receive));
    REQUIRE(drainUntil(trainer, events, [&](const auto&) { return received >= 0; }));
    CHECK(trainer.isActive());
}

TEST_CASE("The destructor stops a run, also a paused one, and joins")
{
    auto written = std::make_shared<WrittenRun>();
    {
        Trainer trainer(steps(kEndless));
        REQUIRE(trainer.start({}, std::make_unique<MemorySink>(written)));
        trainer.pause();
    }
    CHECK(written.use_count() == 1); // the thread has let go of the sink
}

TEST_CASE("The sink is gone when a run has finished")
{
    auto written = std::make_shared<WrittenRun>();
    Trainer trainer(steps(10));
    REQUIRE(trainer.start({}, std::make_unique<MemorySink>(written)));
    std::vector<RunEvent> events;
    REQUIRE(drainUntil(trainer, events, isFinished));
    CHECK(written.use_count() == 1);
    CHECK(written->points.size() == 10);
}

TEST_CASE("An exception of the loop ends the run, not the program")
{
    Trainer trainer([](const TrainingPlan&, RunSink&, Trainer::Control&) -> RunFinished { throw std::runtime_error("boom"); });
    for (int run = 0; run < 2; ++run) {
        REQUIRE(trainer.start({}, sink()));
        std::vector<RunEvent> events;
        REQUIRE(drainUntil(trainer, events, isFinished));
        const auto& finished = std::get<RunFinished>(events.back());
        CHECK(finished.state == RunState::Failed);
        CHECK(finished.error.code == "training.failed");
        CHECK(finished.error.detail == "boom");
    }
}

TEST_CASE("200 random sequences of commands from two threads never hang, and every run finishes once")
{
    RandomStream random(streamKey(7, "commands"));
    for (int round = 0; round < 200; ++round) {
        Trainer trainer(steps(random.below(2) ? 50 : kEndless));
        std::atomic<int> snapshots{0}, accepted{0};
        const auto command = [&](std::uint64_t which) {
            switch (which) {
            case 0: accepted += trainer.start({}, sink()) ? 1 : 0; break;
            case 1: trainer.pause(); break;
            case 2: trainer.resume(); break;
            case 3: trainer.stop(); break;
            case 4: (void)trainer.requestSnapshot([&](auto, auto) { ++snapshots; }); break;
            default: std::this_thread::yield();
            }
        };
        const std::uint64_t key = random.bits();
        std::thread other([&, key] {
            RandomStream own(key);
            for (int i = 0; i < 20; ++i)
                command(own.below(6));
        });
        int finished = 0;
        const auto count = [&] {
            for (const RunEvent& event : trainer.drain())
                finished += std::holds_alternative<RunFinished>(event) ? 1 : 0;
        };
        for (int i = 0; i < 20; ++i) {
            command(random.below(6));
            count();
        }
        other.join();
        const auto deadline = std::chrono::steady_clock::now() + 60s;
        while (trainer.isActive() && std::chrono::steady_clock::now() < deadline) {
            trainer.stop();
            std::this_thread::yield();
        }
        REQUIRE_FALSE(trainer.isActive());
        count();
        REQUIRE(finished == accepted);
    }
}

TEST_CASE("What is asked of a paused run is done while it stays paused")
{
    std::atomic<int> done = 0, stepsDone = 0;
    Trainer trainer([&](const TrainingPlan&, RunSink&, Trainer::Control& control) {
        for (;;) {
            bool again = true;
            while (again) {
                if (!control.proceed([] { return std::map<std::string, HostTensor>(); }, stepsDone))
                    return RunFinished{RunState::Stopped, {}, {}};
                const auto acts = control.takeActs();
                again = !acts.empty();
                done += static_cast<int>(acts.size());
            }
            ++stepsDone;
        }
    });
    CHECK_FALSE(trainer.act({ActKind::Validate})); // nothing trains
    REQUIRE(trainer.start({}, sink()));
    trainer.pause();
    std::vector<RunEvent> events;
    const auto isPaused = [](const std::vector<RunEvent>& all) {
        return std::ranges::any_of(all, [](const RunEvent& event) {
            const auto* changed = std::get_if<StateChanged>(&event);
            return changed && changed->state == RunState::Paused;
        });
    };
    REQUIRE(drainUntil(trainer, events, isPaused));
    const int before = stepsDone;
    CHECK(trainer.act({ActKind::Validate}));
    CHECK(trainer.act({ActKind::LearningRate, 0.1}));
    REQUIRE(drainUntil(trainer, events, [&](const auto&) { return done == 2; }));
    CHECK(stepsDone == before);
    trainer.resume();
    REQUIRE(drainUntil(trainer, events, [&](const auto&) { return stepsDone > before; }));
    trainer.stop();
    REQUIRE(drainUntil(trainer, events, isFinished));
    int told = 0;
    for (const RunEvent& event : events)
        if (const auto* changed = std::get_if<StateChanged>(&event))
            told += changed->state == RunState::Paused;
    CHECK(told == 1);
}
