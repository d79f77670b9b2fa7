#pragma once
// The search for a batch size: trial steps with larger and larger batches, their memory and their speed.

#include <functional>
#include <string>
#include <vector>

#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/training/plan.h"

namespace nodegrad {

/// Sizes double from `first` on until one does not fit; then, if it `bisects`, the interval between the last two is halved until it is a
/// size, or a 64th of one, wide. As Lightning's BatchSizeFinder with "power" and "binsearch", but a size that is expected to take over 15 %
/// more than the limit is not tried: a computer that swaps is of no use to anyone.
struct BatchSearch {
    std::int64_t first = 2;
    bool bisects = true;
    std::int64_t steps = 3;                ///< of each trial, the first of which is not timed; more where they are short
    std::int64_t most = 0;                 ///< the largest size that is tried; 0: all samples of training
    std::int64_t limit = 0;                ///< bytes that tensors of a training step may take
    std::function<std::int64_t(std::int64_t batchSize)> forecast; ///< of these bytes; may be empty
};

struct BatchTrial {
    enum class End {
        Fits,
        TooLarge,                          ///< it ran, and took more than the limit
        OutOfMemory,                       ///< it was begun; `bytes` is what was expected
        Forecast,                          ///< it was not run: `bytes` is what it would take
    };
    std::int64_t batchSize = 0;
    End end = End::Fits;
    std::int64_t bytes = 0;                ///< of all tensors at once, weights and optimizer included
    double samplesPerSecond = 0;           ///< of the middle one of its steps; 0: not known
};

struct BatchFinding {
    std::vector<BatchTrial> trials;        ///< by size
    std::int64_t largest = 0;              ///< that fits
    std::int64_t fastest = 0;              ///< of those that fit
    std::int64_t paying = 0;               ///< the smallest that reaches 95 % of the speed of the fastest
    bool isBoundByData = false;            ///< no larger size may be tried: there are no more samples
};

/// The course of the search. `attempt` runs one size: it fills bytes and speed, or says OutOfMemory. `told` hears of each size that is
/// done. Errors: training.no_batch_fits {batch, needed, available} when `first` does not; those of `attempt`; cancelled.
Result<BatchFinding> searchBatchSize(const BatchSearch& search, const std::function<Result<BatchTrial>(std::int64_t)>& attempt, const Task& task,
                                     const std::function<void(const BatchTrial&)>& told = {});

/// On an accelerator its own free memory is the limit, less a fifth. Errors: device.unavailable.
Status boundByDevice(BatchSearch& search, const std::string& device);

/// Tries the sizes on a fresh model of the plan each; nothing of it is kept, and the random numbers of a run are those of one without a
/// search. Limits of the plan do not count. On an accelerator its caching allocator
/// is asked, whose blocks are rounded. Errors: those of a run.
Result<BatchFinding> findBatchSize(const TrainingPlan& plan, BatchSearch search, const Task& task, const std::function<void(const BatchTrial&)>& told = {});

} // namespace nodegrad
