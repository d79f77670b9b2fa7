#pragma once
// Sinks, controls and plans for tests of training.

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/training/trainer.h"

namespace nodegrad {

/// What a run wrote, in memory; lives longer than the sink.
struct WrittenRun {
    std::vector<ScalarPoint> points;
    std::map<std::string, Checkpoint> checkpoints;
    std::map<std::string, std::size_t> pointsAtCheckpoint; ///< the log's length, by checkpoint
    std::vector<RunState> states;
    std::string note;
    std::vector<HistogramPoint> histograms;
    std::vector<RunAct> acts, requests;  ///< what people did; what they ask for from another process
    std::vector<std::string> texts;      ///< of the acts, in the order of the log
};

/// Writes to a WrittenRun; `beforeLog` and `beforeSave` may refuse.
class MemorySink final : public RunSink {
public:
    explicit MemorySink(std::shared_ptr<WrittenRun> run) : m_run(std::move(run)) {}
    std::function<Status(const ScalarPoint&)> beforeLog = [](const ScalarPoint&) { return Status(); };
    std::function<Status(const std::string&)> beforeSave = [](const std::string&) { return Status(); };

    Status log(const ScalarPoint& point) override
    {
        const Status status = beforeLog(point);
        if (status)
            m_run->points.push_back(point);
        return status;
    }
    Status log(const HistogramPoint& point) override
    {
        m_run->histograms.push_back(point);
        return {};
    }
    Status saveCheckpoint(const std::string& name, const Checkpoint& checkpoint) override
    {
        const Status status = beforeSave(name);
        if (status) {
            m_run->checkpoints[name] = checkpoint;
            m_run->pointsAtCheckpoint[name] = m_run->points.size();
        }
        return status;
    }
    Status removeCheckpoint(const std::string& name) override
    {
        m_run->checkpoints.erase(name);
        m_run->pointsAtCheckpoint.erase(name);
        return {};
    }
    Status setState(RunState state, const std::string& note, const Error&) override
    {
        m_run->states.push_back(state);
        m_run->note = note;
        return {};
    }
    Status noteAct(const RunAct& act, const std::vector<RunAct>& all) override
    {
        m_run->texts.push_back(actText(act));
        m_run->acts = all;
        return {};
    }
    std::vector<RunAct> takeRequests() override { return std::exchange(m_run->requests, {}); }
    Status flush() override { return {}; }

private:
    std::shared_ptr<WrittenRun> m_run;
};

/// The loop's partner without a thread: keeps the events, stops before step `stopAt`.
class RecordingControl final : public Trainer::Control {
public:
    std::int64_t stopAt = -1;
    std::function<void(std::int64_t step)> atBoundary = [](std::int64_t) {};
    std::vector<RunEvent> events;
    std::multimap<std::int64_t, RunAct> acts; ///< asked for at these steps

    void post(RunEvent event) override
    {
        if (std::holds_alternative<EpochFinished>(event))
            ++m_step; // the boundary behind the last step of the epoch, before anybody says so
        events.push_back(std::move(event));
    }
    bool proceed(const std::function<std::map<std::string, HostTensor>()>&, std::int64_t step) override
    {
        m_step = step;
        atBoundary(step);
        m_stopping = m_stopping || step == stopAt;
        return !m_stopping;
    }
    bool isStopping() const override { return m_stopping; }
    std::vector<RunAct> takeActs() override
    {
        std::vector<RunAct> taken;
        for (auto [it, end] = acts.equal_range(m_step); it != end; it = acts.erase(it))
            taken.push_back(it->second);
        return taken;
    }

    template <class Event> std::vector<Event> all() const
    {
        std::vector<Event> found;
        for (const RunEvent& event : events)
            if (const auto* match = std::get_if<Event>(&event))
                found.push_back(*match);
        return found;
    }

private:
    bool m_stopping = false;
    std::int64_t m_step = 0;
};

} // namespace nodegrad
