#include "core/training/trainer.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "core/base/guarded.h"
#include "core/base/log.h"

namespace nodegrad {

/// Everything that both sides touch lies under `mutex`; the plan and the sink belong to the thread while a run is active.
struct Trainer::State final : Trainer::Control {
    using Receiver = std::function<void(std::map<std::string, HostTensor>, std::int64_t)>;
    struct Job {
        TrainingPlan plan;
        std::unique_ptr<RunSink> sink;
    };

    explicit State(Loop runLoop) : loop(std::move(runLoop)), thread([this] { serve(); }) {}
    ~State() override
    {
        {
            const std::lock_guard lock(mutex);
            quitting = stopping = true;
        }
        changed.notify_all();
        thread.join();
    }

    // --- the loop's side ---
    void post(RunEvent event) override
    {
        const std::lock_guard lock(mutex);
        postLocked(std::move(event));
    }

    bool proceed(const std::function<std::map<std::string, HostTensor>()>& snapshot, std::int64_t step) override
    {
        std::unique_lock lock(mutex);
        for (;;) {
            serveSnapshots(lock, snapshot, step);
            if (stopping)
                return false;
            if (!paused)
                break;
            if (!toldPaused)
                postLocked(StateChanged{RunState::Paused});
            toldPaused = true;
            if (!acts.empty())
                return true;
            changed.wait(lock, [this] { return stopping || !paused || !receivers.empty() || !acts.empty(); });
        }
        if (std::exchange(toldPaused, false))
            postLocked(StateChanged{RunState::Running});
        return true;
    }

    bool isStopping() const override
    {
        const std::lock_guard lock(mutex);
        return stopping;
    }

    std::vector<RunAct> takeActs() override
    {
        const std::lock_guard lock(mutex);
        return std::exchange(acts, {});
    }

    // --- the thread ---
    void serve()
    {
        std::unique_lock lock(mutex);
        for (;;) {
            changed.wait(lock, [this] { return quitting || job.has_value(); });
            if (!job)
                return;
            std::optional<Job> current = std::exchange(job, std::nullopt);
            postLocked(StateChanged{RunState::Preparing});
            lock.unlock();
            RunFinished finished = run(*current);
            current.reset(); // closes the sink's files before anyone hears that the run has ended
            std::vector<Receiver> unserved;
            lock.lock();
            unserved.swap(receivers);
            active = paused = stopping = toldPaused = false;
            acts.clear();
            postLocked(std::move(finished));
            if (quitting)
                return;
        }
    }

    RunFinished run(const Job& current)
    {
        auto result = guarded(makeError("training.failed"),
                              [&]() -> Result<RunFinished> { return loop(current.plan, *current.sink, *this); });
        if (result)
            return std::move(*result);
        logError("training: " + message(result.error()) + " " + result.error().detail);
        return RunFinished{RunState::Failed, result.error(), {}};
    }

    /// The lock is let go while weights are copied and handed over: a receiver may call the Trainer.
    void serveSnapshots(std::unique_lock<std::mutex>& lock, const std::function<std::map<std::string, HostTensor>()>& snapshot,
                        std::int64_t step)
    {
        while (!receivers.empty() && !stopping) {
            std::vector<Receiver> now;
            now.swap(receivers);
            lock.unlock();
            const std::map<std::string, HostTensor> weights = snapshot();
            for (const Receiver& receive : now)
                receive(weights, step);
            now.clear();
            lock.lock();
        }
    }

    void postLocked(RunEvent event)
    {
        if (!events.empty()) {
            auto* points = std::get_if<ScalarsLogged>(&events.back());
            if (const auto* more = std::get_if<ScalarsLogged>(&event); points && more) {
                points->points.insert(points->points.end(), more->points.begin(), more->points.end());
                points->histograms.insert(points->histograms.end(), more->histograms.begin(), more->histograms.end());
                return;
            }
            if (std::holds_alternative<Progress>(event) && std::holds_alternative<Progress>(events.back())) {
                events.back() = std::move(event);
                return;
            }
        }
        events.push_back(std::move(event));
    }

    const Loop loop;
    mutable std::mutex mutex;
    std::condition_variable changed;
    std::optional<Job> job;
    std::vector<Receiver> receivers;
    std::vector<RunAct> acts;
    std::vector<RunEvent> events;
    bool quitting = false, active = false, paused = false, stopping = false, toldPaused = false;
    std::thread thread; ///< last: starts when all else is there
};

Trainer::Trainer(Loop loop) : m_state(std::make_unique<State>(std::move(loop))) {}
Trainer::~Trainer() = default;

Status Trainer::start(TrainingPlan plan, std::unique_ptr<RunSink> sink)
{
    {
        const std::lock_guard lock(m_state->mutex);
        if (m_state->active)
            return fail("training.already_running");
        m_state->active = true;
        m_state->paused = m_state->stopping = false;
        m_state->job.emplace(State::Job{std::move(plan), std::move(sink)});
    }
    m_state->changed.notify_all();
    return {};
}

void Trainer::pause()
{
    const std::lock_guard lock(m_state->mutex);
    m_state->paused = m_state->active;
}

void Trainer::resume()
{
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->paused = false;
    }
    m_state->changed.notify_all();
}

void Trainer::stop()
{
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->stopping = m_state->active;
    }
    m_state->changed.notify_all();
}

bool Trainer::act(const RunAct& act)
{
    {
        const std::lock_guard lock(m_state->mutex);
        if (!m_state->active)
            return false;
        m_state->acts.push_back(act);
    }
    m_state->changed.notify_all();
    return true;
}

bool Trainer::requestSnapshot(std::function<void(std::map<std::string, HostTensor>, std::int64_t)> receive)
{
    {
        const std::lock_guard lock(m_state->mutex);
        if (!m_state->active)
            return false;
        m_state->receivers.push_back(std::move(receive));
    }
    m_state->changed.notify_all();
    return true;
}

bool Trainer::isActive() const
{
    const std::lock_guard lock(m_state->mutex);
    return m_state->active;
}

std::vector<RunEvent> Trainer::drain()
{
    const std::lock_guard lock(m_state->mutex);
    return std::exchange(m_state->events, {});
}

} // namespace nodegrad
