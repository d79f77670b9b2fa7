#pragma once
// Which tensor of a file becomes which parameter of a design.

#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/formats/torch_weights.h"
#include "core/ops/program.h"

namespace nodegrad {

/// One parameter or buffer of the design.
struct WeightRow {
    enum class How { Missing, ByHand, ByName, ByShape };
    std::string key;              ///< of the design: "conv1.weight"
    std::vector<std::int64_t> shape;
    DType dtype = DType::Float32;
    std::string from;             ///< in the file; "" : nothing found
    How how = How::Missing;
    std::vector<std::int64_t> other; ///< shape of the tensor that has the name but does not fit; else empty
    bool needed = true;           ///< false: num_batches_tracked, which may stay 0
};
std::string howText(WeightRow::How how); ///< "by name"

struct WeightFit {
    std::vector<WeightRow> rows;
    std::vector<std::string> unused; ///< tensors of the file that found no place
    std::map<std::string, HostTensor> weights; ///< by key of the design: what was found
    std::size_t missing() const;
    std::string text() const;     ///< a table for people
    nlohmann::json json() const;
};

/// In three turns: pairs that a person gave (`byHand`: key of the design -> key in the file), equal names ("module." and "model." in front
/// do not count, nor does '.' against '_'), then equal shapes in the order of both (a
/// bias takes a bias first).
/// Errors: weights.map_unknown {key, known}, weights.map_shape {key, from, got, expected}.
Result<WeightFit> fitWeights(const Program& program, const NamedTensors& file, const std::map<std::string, std::string>& byHand = {});
/// Strict: every parameter found, every tensor used; partial: one at least. Errors: weights.missing, weights.unused, weights.nothing_fits.
Status checkFit(const WeightFit& fit, bool isPartial);

} // namespace nodegrad
