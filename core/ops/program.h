#pragma once
// The Program: what is trained is what is counted is what is exported.

#include <map>
#include <string>
#include <vector>

#include "core/ops/op_type.h"
#include "core/shapes/host_tensor.h"

namespace nodegrad {

using ValueId = std::int32_t;
inline constexpr ValueId kNoValue = -1;

/// How a parameter gets its first values.
struct Initializer {
    enum class Type { Zeros, Ones, Constant, Uniform, Normal, XavierUniform, XavierNormal, KaimingUniform, KaimingNormal, Orthogonal };
    Type type = Type::Zeros;
    double a = 0, b = 0;              ///< Constant: value a; Uniform: [a, b); Normal: mean a, deviation b; Xavier, Orthogonal: gain a (0 stands for 1); Kaiming: negative slope a
    std::int64_t zeroRow = -1;        ///< row set to zero afterwards (padding index of an embedding)
    bool operator==(const Initializer&) const = default;
};

struct Parameter {
    std::string path;                 ///< "encoder.2.conv1.weight": the state-dict key
    std::vector<std::int64_t> shape;
    Initializer initializer;
    bool trainable = true;            ///< false: frozen
    ValueId value = kNoValue;
    std::string origin;               ///< path of the node
};

/// State that is saved but not trained.
struct Buffer {
    std::string path;                 ///< "bn1.running_mean"
    HostTensor initial;               ///< scalar int64 for num_batches_tracked
    ValueId value = kNoValue;
    std::string origin;
};

/// A fixed array inside the Program (statistics of the preparation): no state-dict key.
struct Constant {
    HostTensor tensor;
    ValueId value = kNoValue;
};

/// One op call. Inputs may be kNoValue (absent optional).
struct OpCall {
    const OpType* type = nullptr;
    Attributes attributes;
    std::vector<ValueId> inputs, outputs;
    std::string origin;               ///< path of the node that asked for it
    std::string path;                 ///< unique in the Program: the key of its random stream
    bool frozen = false;              ///< in a frozen node: buffers stay, no gradients
};

struct ProgramInput {
    std::string name;
    Spec spec;                        ///< raw, as the data give it
    ValueId value = kNoValue;         ///< raw value
    ValueId entry = kNoValue;         ///< after the preparation: where the Input layer begins
};

/// One Output layer.
struct ProgramOutput {
    std::string name;                 ///< of the node
    ValueId logits = kNoValue;        ///< what the network gives
    ValueId prediction = kNoValue;    ///< after the activation that belongs to the loss (softmax, sigmoid, none)
    ValueId target = kNoValue;        ///< program value that holds the target; none for a loss that compares with nothing
    ValueId loss = kNoValue;          ///< scalar
    std::string lossId;               ///< "cross_entropy"
    double weight = 1;
    Spec targetSpec;
};

/// A flat list of op calls over values, in an order that can be run. A value.
struct Program {
    std::vector<Spec> values;
    std::vector<ProgramInput> inputs;
    std::vector<Parameter> parameters;
    std::vector<Buffer> buffers;
    std::vector<Constant> constants;
    std::vector<OpCall> ops;
    std::vector<ProgramOutput> outputs;
    std::map<std::string, std::string> aliases; ///< tied parameters: path -> path that holds the tensor

    std::int64_t parameterCount() const;        ///< elements
    std::int64_t trainableCount() const;
};

/// Indices of the ops that `wanted` values need, in order: inference is neededOps({output.prediction}).
std::vector<std::size_t> neededOps(const Program& program, const std::vector<ValueId>& wanted);

/// First values of a parameter, drawn from (seed, path) alone: adding a layer changes no other. float32.
HostTensor initialValues(const Parameter& parameter, std::uint64_t seed);

} // namespace nodegrad
