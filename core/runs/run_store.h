#pragma once
// Runs on disk: "<project>.runs/<run>/" with run.json, train/ and validation/ (TensorBoard event files), checkpoints/.

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/project/plan.h"
#include "core/runs/active_clock.h"
#include "core/training/run_sink.h"

namespace nodegrad {

/// What run.json says.
struct RunInfo {
    std::string id;                    ///< folder name, never changes
    std::string name;                  ///< as people see it
    std::string note;
    int color = 0;                     ///< index of the run's colour, kept for life
    RunState state = RunState::Preparing; ///< Running in a file that nobody writes any more means: it was killed
    std::string stateNote;
    Error error;
    double createdAt = 0;              ///< Unix seconds
    Project project;                   ///< the design, data and settings it trains
    DataFacts facts;
    std::int64_t epochsDone = 0;
    double bestValidationLoss = 0, bestMetric = 0;
    std::int64_t bestEpoch = 0;
    std::string metricName;
    double seconds = 0;                ///< time trained
    std::string torchVersion;          ///< of LibTorch; known after the first checkpoint
    std::string programVersion, device;
    std::int64_t threads = 0;          ///< used for the arithmetic; known after the first checkpoint
    std::vector<RunAct> acts = {};     ///< what people did to it while it trained
    std::int64_t epochs() const { return epochsAfter(project.training.epochs, acts); } ///< in all
    std::filesystem::path folder;
    bool interrupted = false;          ///< says Running, but its writer is gone
};

/// One series of a run, as the plots show it.
struct LoggedPoint {
    std::int64_t step = 0;
    double wallSeconds = 0;
    float value = 0;
};
struct RunSeries {
    std::map<std::string, std::vector<LoggedPoint>> train, validation; ///< by tag
    std::map<std::string, std::vector<HistogramPoint>> histograms = {}; ///< of training, by tag
};

/// "<folder of the project>/<stem>.runs".
std::filesystem::path runsFolder(const std::filesystem::path& projectPath);
/// All readable runs, oldest first; unreadable ones are skipped with a note in `problems`.
std::vector<RunInfo> listRuns(const std::filesystem::path& runsFolder, std::vector<Error>* problems = nullptr);
Result<RunInfo> readRun(const std::filesystem::path& runFolder);
Result<RunSeries> readSeries(const std::filesystem::path& runFolder);
/// Incremental: only what was appended since the last call on the same follower. When a resume cut the log, the points that it
/// writes again (equal ones: a resume is exact) are not given twice.
class SeriesFollower {
public:
    explicit SeriesFollower(std::filesystem::path runFolder);
    ~SeriesFollower();
    Result<RunSeries> poll();
private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// Makes the folder of a new run and its run.json. `name` "": the next free "run N", with `word` in another language for "run".
/// Errors: runs.name_taken, file.write_failed.
Result<RunInfo> createRun(const std::filesystem::path& runsFolder, const Project& project, const DataFacts& facts, const std::string& name = {},
                          const std::string& word = "run");
/// A resumed run with other settings than it was made with (more epochs). Errors: file.write_failed.
Status updateRunProject(const RunInfo& run, const Project& project);
Status renameRun(const RunInfo& run, const std::string& name);
Status annotateRun(const RunInfo& run, const std::string& note);
/// Removes the folder. Errors: runs.in_use while it is being written.
Status deleteRun(const RunInfo& run);
/// Moves all runs into another project's folder of runs, also to another file system. A name or colour that is taken there is
/// replaced by the next free one; data paths that were relative to `dataFrom` become relative to `dataTo`. Stops at the first
/// run that cannot be moved; the others stay where they are. Errors: runs.in_use while one is being written, file.write_failed.
Status moveRuns(const std::filesystem::path& from, const std::filesystem::path& to, const std::filesystem::path& dataFrom,
                const std::filesystem::path& dataTo);

/// A checkpoint is "<name>.json" (the state, the length of the logs at that moment, and the name, size and CRC-32C of the tensor
/// file) and "<name>-<step>.safetensors" (weights under their state-dict keys, optimizer state under "optimizer:<key>",
/// averaged weights under "average:<path>"). The JSON
/// is what counts: it is replaced in one rename, so that a kill at any moment leaves the old or the new checkpoint whole.
/// Errors: runs.no_checkpoint, runs.checkpoint_damaged.
Result<Checkpoint> loadCheckpoint(const std::filesystem::path& runFolder, const std::string& name);
/// True when there is one, damaged or not.
bool hasCheckpoint(const std::filesystem::path& runFolder, const std::string& name);
/// Numbers of the kept checkpoints "epoch-N" (save_every_n_epochs, save_top_k), newest first.
std::vector<std::int64_t> keptEpochs(const std::filesystem::path& runFolder);
/// ... and of "step-N", which were saved by hand.
std::vector<std::int64_t> keptSteps(const std::filesystem::path& runFolder);
/// "best", "last", "epoch-N" or "step-N".
bool isCheckpointName(const std::string& name);

/// Asks whoever trains the run, in this process or another, to do that at its next step. Errors: training.bad_act, runs.not_running,
/// file.write_failed.
Status requestAct(const RunInfo& run, const RunAct& act, FileSystem& system = realFileSystem());

/// The sink of a run. `clock` measures how long it trains; null: pauses count. For a resume the log is truncated to where checkpoint "last" was written.
/// Locks the folder against a second writer (runs.in_use). Once the folder is deleted, its calls give runs.folder_gone.
Result<std::unique_ptr<RunSink>> openSink(const RunInfo& run, bool resume, FileSystem& system = realFileSystem(),
                                           std::shared_ptr<const ActiveClock> clock = nullptr);

/// The weights of a checkpoint in a file beside the project, "NAME.from-RUN-CHECKPOINT.safetensors": what a new run begins with, as far as names
/// and shapes fit. Errors: those of loadCheckpoint(), file.write_failed.
Result<InitialWeights> weightsForNextRun(const std::filesystem::path& projectPath, const RunInfo& run, const std::string& checkpoint);

/// Program and weights of a checkpoint, without the data. Errors: runs.no_checkpoint, lowering's first error.
struct RunModel {
    std::shared_ptr<const Program> program;
    Checkpoint checkpoint;
    RunInfo run;
    std::string checkpointName;        ///< "best", "last" or "epoch-12"
    std::int64_t epoch = 0;
};
Result<RunModel> loadRunModel(const RunInfo& run, const std::string& checkpoint);
/// What a project is before its first run: its initial weights under the name kInitialRun. `data` may be null: the Input layers then say
/// what goes in. Errors: runs.no_initial_weights, those of readInitialWeights(), lowering's first error.
Result<RunModel> loadInitialModel(const Project& project, const std::filesystem::path& baseFolder, const PreparedData* data);
inline constexpr const char* kInitialRun = "initial";

} // namespace nodegrad
