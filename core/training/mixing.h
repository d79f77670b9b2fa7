#pragma once
// Mixup (Zhang and others, 2018) and CutMix (Yun and others, 2019): what is drawn for one batch.

#include <cstdint>

#include "core/base/random.h"
#include "core/training/settings.h"

namespace nodegrad {

/// Each sample of a batch is mixed with its neighbour before it (the batch rolled by one), as in torchvision.transforms.v2.
struct Mix {
    bool isCut = false;                            ///< a box is replaced; else all is mixed
    double lambda = 1;                             ///< share of the sample itself, 0..1
    std::int64_t left = 0, top = 0, right = 0, bottom = 0; ///< of the box, right and bottom excluded
};
/// Whether the settings ask for it.
bool mixes(const TrainingSettings& settings);
/// Beta(alpha, alpha), alpha > 0: two draws from Gamma(alpha) (Marsaglia and Tsang, 2000).
double betaSample(double alpha, RandomStream& random);
/// For a batch of pictures of that size; 0 where samples are no pictures. CutMix follows torchvision: the box is cut at the borders and
/// lambda is what of the area is left.
Mix drawMix(const TrainingSettings& settings, std::int64_t height, std::int64_t width, RandomStream& random);

} // namespace nodegrad
