#pragma once
// What a layer's build function writes on: op calls in, values out; wrong use throws Unmet with a sentence for the user.

#include <memory>
#include <string>
#include <vector>

#include "core/ops/fix.h"
#include "core/ops/program.h"

namespace nodegrad {

/// A value during building. Cheap to copy. none: an absent optional.
struct Value {
    ValueId id = kNoValue;
    Spec spec;
    explicit operator bool() const { return id != kNoValue; }
};
using Values = std::vector<Value>;

/// A layer's private piece of a Program: local value ids, local names. lower() joins fragments.
struct Fragment {
    std::vector<Spec> values;              ///< the first `inputCount` are the node's inputs
    std::size_t inputCount = 0;
    std::vector<Parameter> parameters;     ///< path is local ("weight")
    std::vector<Buffer> buffers;
    std::vector<Constant> constants;
    std::vector<OpCall> ops;               ///< path is local ("linear", "linear_1")
    std::vector<ValueId> outputs;
};

class Builder {
public:
    /// `inputs`: specs of the node's inputs, absent ones absentSpec(). `nodeName` goes into messages only.
    Builder(std::string nodeName, const Specs& inputs);

    // --- values ---
    Values inputs() const;
    Value parameter(const std::string& name, std::vector<std::int64_t> shape, const Initializer& initializer);
    Value buffer(const std::string& name, const HostTensor& initial);
    Value constant(const HostTensor& tensor);
    static Value none() { return {}; }
    /// Calls an op; `attributes` may leave out defaults. Throws Unmet when its shape rule is violated.
    Values call(const std::string& op, const Values& inputs, const Attributes& attributes = {});
    /// The same for ops with one output.
    Value call1(const std::string& op, const Values& inputs, const Attributes& attributes = {});

    // --- needs: each throws Unmet with a sentence and fixes ---
    /// Input of one of these kinds; `fixes` are offered otherwise.
    const Value& needKind(const Value& value, std::initializer_list<Kind> kinds, std::vector<Fix> fixes = {});
    /// A known number, e.g. the channel count.
    std::int64_t needKnown(const Dim& dim, const std::string& what);
    /// A positive product that fits 2^40 elements, else layer.too_many_parameters.
    void need(bool condition, Error error, std::vector<Fix> fixes = {}, int input = -1);
    const std::string& nodeName() const { return m_nodeName; }

    Fragment take() { return std::move(m_fragment); }

private:
    Value addValue(Spec spec);
    std::string m_nodeName;
    Fragment m_fragment;
};

/// Uniform in [-1/sqrt(fanIn), 1/sqrt(fanIn)): PyTorch's default for weights and biases of Linear, Conv and recurrent layers.
Initializer uniformByFanIn(std::int64_t fanIn);
/// The parameter "weight_init" of layers: choices default, xavier_uniform, xavier_normal, kaiming_uniform, kaiming_normal,
/// orthogonal, zeros.
Param initializerParam(const std::string& id = "weight_init", const std::string& title = "Initial weights");
/// The chosen initializer; `byDefault` stands for "default".
Initializer chosenInitializer(const ParamValues& params, const Initializer& byDefault, const std::string& id = "weight_init");

} // namespace nodegrad
