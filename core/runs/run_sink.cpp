#include <algorithm>
#include <cmath>
#include <optional>

#include "core/formats/event_file.h"
#include "core/runs/checkpoint_file.h"
#include "core/runs/run_json.h"
#include "core/runs/run_lock.h"
#include "core/runs/run_requests.h"
#include "core/training/step_log.h"

namespace nodegrad {

namespace {

constexpr const char* kCheckpointNames[] = {"last", "best"};

class FolderSink final : public RunSink {
public:
    FolderSink(RunInfo run, std::unique_ptr<RunLock> lock, FileSystem& system, std::shared_ptr<const ActiveClock> clock)
        : m_run(std::move(run)), m_lock(std::move(lock)), m_system(system), m_secondsBefore(m_run.seconds), m_clock(std::move(clock))
    {
    }

    Status openLogs(bool resume)
    {
        for (const char* name : kCheckpointNames)
            sweepCheckpoint(m_run.folder, name, m_system);
        std::optional<CheckpointHead> head;
        if (resume && hasCheckpoint(m_run.folder, "last")) {
            auto read = readCheckpointHead(m_run.folder, "last");
            if (!read)
                return tl::unexpected(read.error());
            head = std::move(*read);
            figuresFromJson(head->figures, m_run);
            m_secondsBefore = m_run.seconds;
        }
        if (auto opened = openLog(m_train, "train", head ? &head->train : nullptr); !opened)
            return opened;
        return openLog(m_validation, "validation", head ? &head->validation : nullptr);
    }

    Status log(const ScalarPoint& point) override
    {
        if (point.validation)
            remember(point);
        EventFileWriter& writer = point.validation ? m_validation : m_train;
        return logged(writer.addScalar(point.tag, point.step, point.wallSeconds, point.value));
    }

    Status log(const HistogramPoint& point) override
    {
        return logged(m_train.addHistogram(point.tag, point.step, point.wallSeconds, point.values));
    }

    Status flush() override
    {
        if (auto flushed = m_train.flush(); !flushed)
            return checked(flushed);
        return checked(m_validation.flush());
    }

    Status noteAct(const RunAct& act, const std::vector<RunAct>& all) override
    {
        if (!m_lock->isStillThere())
            return gone();
        if (const Status logged = m_train.addText("acts", act.step, unixSeconds(), actText(act)); !logged)
            return checked(logged);
        if (all == m_run.acts)
            return {}; // done again
        m_run.acts = all;
        return checked(editRunFile(m_run.folder, m_system, [&](nlohmann::json& json) { json["acts"] = toJson(all); }));
    }

    std::vector<RunAct> takeRequests() override { return takeRunRequests(m_run.folder, m_system); }

    Status saveCheckpoint(const std::string& name, const Checkpoint& checkpoint) override
    {
        for (EventFileWriter* writer : {&m_train, &m_validation})
            if (auto synced = writer->sync(); !synced)
                return checked(synced);
        if (!m_lock->isStillThere())
            return gone();
        const RunInfo before = m_run;
        updateFigures(name, checkpoint);
        CheckpointHead head;
        head.figures = figuresToJson(m_run);
        head.train = {m_train.path().filename().string(), m_train.byteOffset()};
        head.validation = {m_validation.path().filename().string(), m_validation.byteOffset()};
        auto written = writeCheckpoint(m_run.folder, name, checkpoint, std::move(head), m_system);
        if (!written)
            m_run = before; // what is not on the disk was not done
        return checked(written);
    }

    Status removeCheckpoint(const std::string& name) override
    {
        if (!m_lock->isStillThere())
            return gone();
        deleteCheckpoint(m_run.folder, name, m_system);
        return {};
    }

    Status setState(RunState state, const std::string& note, const Error& error) override
    {
        for (EventFileWriter* writer : {&m_train, &m_validation})
            if (auto flushed = writer->flush(); !flushed && state != RunState::Failed)
                return checked(flushed);
        if (!m_lock->isStillThere())
            return gone();
        m_run.seconds = secondsTrained();
        return checked(editRunFile(m_run.folder, m_system, [&](nlohmann::json& json) {
            setStateFields(json, state, note, error);
            json["figures"] = figuresToJson(m_run);
        }));
    }

private:
    Status openLog(EventFileWriter& writer, const char* part, const LogPosition* position)
    {
        const auto folder = m_run.folder / part;
        std::error_code problem;
        if (position && std::filesystem::exists(folder / position->file, problem)) {
            if (auto cut = EventFileWriter::truncate(folder / position->file, position->bytes); !cut)
                return cut;
            return writer.append(folder / position->file);
        }
        if (!position) // from the start: what a first try without a checkpoint left is written again
            for (const auto& file : eventFiles(folder))
                m_system.remove(file);
        return writer.open(folder);
    }

    /// Logging asks nothing of the system while the buffer has room: that the folder is gone comes out at the next flush.
    Status logged(Status status) const { return status ? status : checked(status); }
    /// What a failed call really means once the folder is gone; also found where the system reports no error, because
    /// writing to a deleted file succeeds.
    Status checked(Status status) const { return m_lock->isStillThere() ? status : gone(); }
    tl::unexpected<Error> gone() const { return fail("runs.folder_gone", {{"folder", m_run.folder.string()}}); }

    double secondsTrained() const { return m_secondsBefore + m_clock->seconds(); }

    /// The first validation metric by step (the one that the run shows), until a checkpoint of a later step is written: "best" is saved some time after it was found.
    void remember(const ScalarPoint& point)
    {
        if (point.tag != "loss" && m_validationMetric.try_emplace(point.step, point.value).second)
            m_run.metricName = point.tag;
    }

    void updateFigures(const std::string& name, const Checkpoint& checkpoint)
    {
        m_run.seconds = secondsTrained();
        const std::int64_t epoch = integer(checkpoint.state, "epoch"), step = integer(checkpoint.state, "step");
        m_run.epochsDone = std::max(m_run.epochsDone, epoch);
        m_run.threads = integer(checkpoint.state, "threads");
        if (const auto torch = checkpoint.state.find("torch"); torch != checkpoint.state.end() && torch->is_string())
            m_run.torchVersion = torch->get<std::string>();
        if (name != "best")
            return;
        m_run.bestEpoch = integer(checkpoint.state, "batch") > 0 ? epoch + 1 : epoch; // found within an epoch
        const auto loss = checkpoint.state.find("best_loss");
        m_run.bestValidationLoss = loss != checkpoint.state.end() && loss->is_number() ? loss->get<double>() : std::nan("");
        const auto metric = m_validationMetric.find(step);
        m_run.bestMetric = metric != m_validationMetric.end() ? metric->second : std::nan("");
        m_validationMetric.erase(m_validationMetric.begin(), m_validationMetric.upper_bound(step));
    }

    static std::int64_t integer(const nlohmann::json& state, const char* key)
    {
        const auto found = state.find(key);
        return found != state.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
    }

    RunInfo m_run;
    std::unique_ptr<RunLock> m_lock;
    FileSystem& m_system;
    EventFileWriter m_train, m_validation;
    double m_secondsBefore;
    std::shared_ptr<const ActiveClock> m_clock;
    std::map<std::int64_t, double> m_validationMetric;
};

} // namespace

Result<std::unique_ptr<RunSink>> openSink(const RunInfo& run, bool resume, FileSystem& system, std::shared_ptr<const ActiveClock> clock)
{
    auto lock = RunLock::take(run.folder, RunLock::Purpose::Writing);
    if (!lock)
        return tl::unexpected(lock.error());
    std::error_code problem;
    std::filesystem::create_directories(checkpointFolder(run.folder), problem);
    if (problem)
        return fail("file.write_failed", {{"path", checkpointFolder(run.folder).string()}, {"reason", problem.message()}});
    (void)takeRunRequests(run.folder, system); // asked of a writer that is gone
    auto sink = std::make_unique<FolderSink>(run, std::move(*lock), system, clock ? std::move(clock) : std::make_shared<const ActiveClock>());
    if (auto opened = sink->openLogs(resume); !opened)
        return tl::unexpected(opened.error());
    return sink;
}

} // namespace nodegrad
