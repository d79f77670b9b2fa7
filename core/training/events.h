#pragma once
// What a run tells: plain values out, never tensors. Posted on the trainer thread, drained by whoever shows them.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/error.h"
#include "core/formats/histogram.h"
#include "core/training/acts.h"

namespace nodegrad {

enum class RunState { Preparing, Running, Paused, Completed, Stopped, Failed };
std::string runStateId(RunState state); ///< "running"

/// A value of a series: tags "loss", "accuracy", "learning_rate", "samples_per_second", ...
struct ScalarPoint {
    bool validation = false;
    std::string tag;
    std::int64_t step = 0;     ///< optimizer steps done
    double wallSeconds = 0;    ///< Unix time
    double value = 0;
};
/// How the values of a tensor are spread.
struct HistogramPoint {
    std::string tag;           ///< "weights/conv1.weight"
    std::int64_t step = 0;
    double wallSeconds = 0;
    Histogram values;
};
struct ScalarsLogged {
    std::vector<ScalarPoint> points;
    std::vector<HistogramPoint> histograms = {};
};
/// At most 30 a second, and one at the end of each epoch.
struct Progress {
    std::int64_t epoch = 0, epochs = 0;      ///< epoch counts from 1
    std::int64_t batch = 0, batches = 0;     ///< in this epoch
    std::int64_t step = 0;
    double loss = 0;                         ///< running mean of the epoch
    double metric = 0;                       ///< first metric, running
    std::string metricName;
    double samplesPerSecond = 0, secondsLeft = 0;
};
struct EpochFinished {
    std::int64_t epoch = 0;
    double trainLoss = 0, validationLoss = 0, trainMetric = 0, validationMetric = 0;
    bool best = false;                       ///< the checkpoint "best" was written
    bool validated = false;                  ///< else the validation figures are 0
};
struct StateChanged {
    RunState state = RunState::Running;
};
/// Something worth a line in the log of the run.
struct Notice {
    std::string text;
    std::optional<RunAct> act = {};          ///< that was done: what the text says, for other languages
};
/// Always the last event of a run.
struct RunFinished {
    RunState state = RunState::Completed;    ///< Completed, Stopped or Failed
    Error error;                             ///< Failed: why
    std::string note;                        ///< "early stopping: no better validation loss for 10 epochs"
};
using RunEvent = std::variant<ScalarsLogged, Progress, EpochFinished, StateChanged, Notice, RunFinished>;

} // namespace nodegrad
