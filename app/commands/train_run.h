#pragma once
// A run in the terminal, from a project to its last event.

#include <optional>

#include "app/commands/opened_project.h"
#include "core/training/events.h"

namespace nodegrad {

struct TrainRequest {
    std::string runName;       ///< new run: its name, "" for the next free one; resume: which, "" for the newest
    bool resume = false;       ///< go on with a run instead of starting one
    std::optional<std::int64_t> epochs; ///< resume: the new total
    std::string like;          ///< new run: the run whose design, data and settings it takes; "": the project's
    std::string fromRun, fromCheckpoint, fromProject; ///< new run: begin with these weights; "": none, the best or last, the same project
    std::string fromLightning; ///< new run: a checkpoint of Lightning that it goes on from, "": none
    bool quiet = false;        ///< progress on stderr: stdout is for JSON
};
struct TrainOutcome {
    RunInfo run;               ///< as it stands on disk afterwards
    RunFinished finished;
};
/// Trains until the end, or until SIGINT or SIGTERM asks it to stop; the checkpoint "last" is then written. A second signal
/// ends the program at once. Errors: everything that keeps a run from starting.
Result<TrainOutcome> trainInTerminal(const OpenedProject& opened, const TrainRequest& request);

} // namespace nodegrad
