#pragma once
// Small Programs written by hand from ops, for tests that stand below layers and lowering.

#include <memory>
#include <string>
#include <vector>

#include "tests/core/engine/fragment_program.h"

namespace nodegrad {

/// A chain of nodes; each member adds one behind the last.
class Net {
public:
    Net(const Spec& input, const Spec& target) : m_builder("net", {input, target}), m_value(m_builder.inputs()[0]), m_target(target) {}

    Net& dense(const std::string& name, std::int64_t units)
    {
        const std::int64_t features = m_value.spec.shape.back().value();
        const Value w = m_builder.parameter(name + ".weight", {units, features}, uniformByFanIn(features));
        const Value b = m_builder.parameter(name + ".bias", {units}, uniformByFanIn(features));
        return op(name, "linear", {m_value, w, b});
    }
    Net& conv(const std::string& name, std::int64_t filters, std::int64_t kernel)
    {
        const std::int64_t channels = m_value.spec.shape[1].value(), fanIn = channels * kernel * kernel;
        const Value w = m_builder.parameter(name + ".weight", {filters, channels, kernel, kernel}, uniformByFanIn(fanIn));
        const Value b = m_builder.parameter(name + ".bias", {filters}, uniformByFanIn(fanIn));
        return op(name, "conv2d", {m_value, w, b});
    }
    Net& batchNorm(const std::string& name, bool frozen = false)
    {
        const std::int64_t channels = m_value.spec.shape[1].value();
        const Value w = m_builder.parameter(name + ".weight", {channels}, {.type = Initializer::Type::Ones});
        const Value b = m_builder.parameter(name + ".bias", {channels}, {});
        const std::vector<float> zeros(static_cast<std::size_t>(channels), 0.0f), ones(static_cast<std::size_t>(channels), 1.0f);
        const Value mean = m_builder.buffer(name + ".running_mean", HostTensor::ofFloats({channels}, zeros));
        const Value var = m_builder.buffer(name + ".running_var", HostTensor::ofFloats({channels}, ones));
        const Value count = m_builder.buffer(name + ".num_batches_tracked", HostTensor(DType::Int64, {}));
        op(name, "batch_norm", {m_value, w, b, mean, var, count});
        m_frozen.back() = frozen;
        return *this;
    }
    /// The last output of one LSTM layer.
    Net& lstm(const std::string& name, std::int64_t hidden)
    {
        const std::int64_t features = m_value.spec.shape.back().value();
        Values in{m_value};
        for (const auto& [key, shape] : {std::pair<const char*, std::vector<std::int64_t>>{"weight_ih_l0", {4 * hidden, features}},
                                         {"weight_hh_l0", {4 * hidden, hidden}}, {"bias_ih_l0", {4 * hidden}}, {"bias_hh_l0", {4 * hidden}}})
            in.push_back(m_builder.parameter(name + "." + key, shape, uniformByFanIn(hidden)));
        op(name, "lstm", in, {{"hidden_size", hidden}});
        return op(name, "select_last", {m_value});
    }
    Net& dropout(const std::string& name, double p) { return op(name, "dropout", {m_value}, {{"p", p}}); }
    Net& plain(const std::string& name, const std::string& id) { return op(name, id, {m_value}); }

    /// Any op; its first output is the new end of the chain.
    Net& op(const std::string& node, const std::string& id, const Values& in, const Attributes& attributes = {})
    {
        m_value = m_builder.call(id, in, attributes).front();
        m_nodes.push_back(node);
        m_frozen.push_back(false);
        return *this;
    }
    const Value& value() const { return m_value; }
    Builder& builder() { return m_builder; }

    /// Closes the chain with a loss; "" : none. `activation` makes the prediction.
    std::shared_ptr<const Program> finish(const std::string& loss, const std::string& activation = {})
    {
        ProgramOutput output{.name = "output1", .logits = m_value.id, .prediction = m_value.id, .target = 1, .lossId = loss, .targetSpec = m_target};
        const Value logits = m_value;
        if (!activation.empty())
            output.prediction = op("output1", activation, {logits}).m_value.id;
        if (!loss.empty())
            output.loss = op("output1", loss, {logits, m_builder.inputs()[1]}).m_value.id;
        auto program = programOf(m_builder.take());
        program->inputs = {{"input1", program->values[0], 0, 0}};
        for (std::size_t i = 0; i < program->ops.size(); ++i) {
            program->ops[i].origin = m_nodes[i];
            program->ops[i].path = m_nodes[i] + "." + program->ops[i].path;
            program->ops[i].frozen = m_frozen[i];
        }
        for (Parameter& parameter : program->parameters)
            parameter.origin = parameter.path.substr(0, parameter.path.rfind('.'));
        for (Buffer& buffer : program->buffers)
            buffer.origin = buffer.path.substr(0, buffer.path.rfind('.'));
        program->outputs = {output};
        return program;
    }

private:
    Builder m_builder;
    Value m_value;
    Spec m_target;
    std::vector<std::string> m_nodes;
    std::vector<bool> m_frozen;
};

} // namespace nodegrad
