#pragma once
// From the labels of samples to class indices.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace nodegrad {

struct Classes {
    std::vector<std::string> names;     ///< distinct labels: numbers by value, else in byte order; "2.0" is named "2"
    std::vector<std::int64_t> indices;  ///< one a sample: its place in `names`
};

/// `what` names the labels in errors ("column 'species'"). Errors: data.one_class; data.too_many_classes above 10,000 classes,
/// or above 20 when there are not two samples a class on average.
Result<Classes> classesOf(std::span<const std::string> labels, const std::string& what);
Result<Classes> classesOf(std::span<const double> labels, const std::string& what);
/// Shortest text that reads back as the same number: 2 -> "2", 0.1 -> "0.1".
std::string numberText(double value);
/// Shortest text for the float itself: 0.1f -> "0.1".
std::string numberText(float value);

} // namespace nodegrad
