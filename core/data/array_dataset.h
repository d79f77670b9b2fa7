#pragma once
// From arrays to samples: what NPY, IDX and the generated sources share.

#include <string>

#include "core/data/dataset.h"

namespace nodegrad {

enum class ArrayKind { Auto, Vector, Sequence, Image, Tokens };

/// Fills inputs, inputSpec and the value range. Auto goes by rank: 1 (N) and 2 (N, F) vector, 3 (N, T, F) sequence, 4 image.
/// Image: (N, H, W), (N, C, H, W), or (N, H, W, C) with C of 1 to 4 where that alone makes sense (a note says so). Bytes keep
/// their values 0..255. Tokens: whole numbers (N, T), none negative; the vocabulary is the largest + 1.
/// `name` names the array in errors: data.wrong_rank, data.empty_array, data.not_finite, data.not_tokens, data.too_large.
Status setArrayInputs(Dataset& data, const HostTensor& array, ArrayKind kind, const std::string& name);
/// Fills targets, targetSpec and classNames. Whole numbers or bools (N) or (N, 1) are classes; real numbers (N) or (N, K), and
/// whole numbers (N, K > 1), are quantities. Call after setArrayInputs.
/// Errors: data.count_mismatch, data.wrong_target_shape, data.one_class, data.too_many_classes, data.not_finite.
Status setArrayTargets(Dataset& data, const HostTensor& array, const std::string& name);
/// Fills columns, and for vectors featureNames ("x1", "x2", ... where it is empty) and tableRows (up to 100 features).
void describeArrays(Dataset& data);

} // namespace nodegrad
