#pragma once
// Figures of a data set that take a pass over it: histograms before and after the preparation, counts by class and part.

#include <array>
#include <memory>
#include <vector>

#include "core/base/cancellation.h"
#include "core/project/plan.h"

namespace nodegrad {

/// Values of one feature or channel, or of all pixels.
struct ValueFigures {
    double low = 0, high = 0, mean = 0, deviation = 0;
    std::vector<double> bins;        ///< 20 equal bins over low .. high
};
struct DataFigures {
    std::vector<std::string> names;  ///< one a group: features of tables and sequences, channels of pictures
    std::vector<ValueFigures> stored, prepared; ///< of the training samples, one a group
    ValueFigures allStored, allPrepared;        ///< of all values together
    std::vector<std::array<double, 3>> classes; ///< [class]{training, validation, test}; regression: 12 bins of the first target
    double targetLow = 0, targetHigh = 0;       ///< regression: range of the bins in `classes`
};

/// Which part of the split a sample belongs to.
enum class SplitPart { All, Train, Validation, Test };
/// Indices of a part; All: every sample, ascending.
std::vector<std::int64_t> samplesOf(const PreparedData& prepared, SplitPart part);

/// Any thread. At most 256 groups are told apart. Errors: cancelled.
Result<std::shared_ptr<const DataFigures>> figuresOf(const PreparedData& prepared, const Task& task);

} // namespace nodegrad
