#pragma once
// Writers that keep what ops write as text.

#include <map>
#include <string>
#include <vector>

#include "core/ops/op_type.h"

namespace nodegrad {

class RecordingOnnx : public OnnxWriter {
public:
    explicit RecordingOnnx(int opset = 17) : m_opset(opset) {}

    struct Node {
        std::string type;
        std::vector<std::string> inputs, outputs;
        std::map<std::string, Attribute::second_type> attributes;
    };
    std::vector<Node> nodes;
    std::map<std::string, HostTensor> constants, initializers;
    std::string refused; ///< code of the error

    void node(const std::string& type, std::vector<std::string> inputs, std::vector<std::string> outputs,
              std::vector<Attribute> attributes) override
    {
        nodes.push_back({type, std::move(inputs), std::move(outputs), {attributes.begin(), attributes.end()}});
    }
    std::string add(const std::string& type, std::vector<std::string> inputs, std::vector<Attribute> attributes) override
    {
        const std::string output = fresh();
        node(type, std::move(inputs), {output}, std::move(attributes));
        return output;
    }
    std::string constant(const HostTensor& value) override
    {
        const std::string name = "c" + std::to_string(constants.size());
        constants[name] = value;
        return name;
    }
    const HostTensor* initializer(const std::string& name) const override
    {
        const auto found = initializers.find(name);
        return found == initializers.end() ? nullptr : &found->second;
    }
    std::string fresh() override { return "t" + std::to_string(m_names++); }
    int opset() const override { return m_opset; }
    void refuse(Error error) override { refused = error.code; }

    /// "Mul Add Erf".
    std::string types() const
    {
        std::string all;
        for (const Node& node : nodes)
            all += (all.empty() ? "" : " ") + node.type;
        return all;
    }

private:
    int m_opset, m_names = 0;
};

class RecordingScript : public ScriptWriter {
public:
    std::vector<std::string> lines;
    std::string refused;
    void line(const std::string& statement) override { lines.push_back(statement); }
    std::string fresh() override { return "t" + std::to_string(m_names++); }
    void refuse(Error error) override { refused = error.code; }

private:
    int m_names = 0;
};

} // namespace nodegrad
