#pragma once
// What an op writes when it is exported: plain structs, no protobuf, no LibTorch.

#include <span>
#include <string>
#include <variant>
#include <vector>

#include "core/params/param.h"
#include "core/shapes/host_tensor.h"

namespace nodegrad {

/// One op call as an exporter shows it to the op: names instead of value ids.
struct OpUse {
    const ParamValues& attributes;
    const Specs& inputSpecs;
    const Specs& outputSpecs;
    std::vector<std::string> inputs;   ///< names of the input values; "" for an absent one
    std::vector<std::string> outputs;  ///< names that the op must define
    std::string origin;                ///< path of the node, for messages
};

/// Collects ONNX nodes; implemented in exporters/onnx.
class OnnxWriter {
public:
    virtual ~OnnxWriter() = default;
    using Attribute = std::pair<std::string, std::variant<std::int64_t, double, std::string, std::vector<std::int64_t>, std::vector<double>,
                                                             std::vector<std::string>>>;
    virtual void node(const std::string& type, std::vector<std::string> inputs, std::vector<std::string> outputs,
                      std::vector<Attribute> attributes = {}) = 0;
    /// A node with one new output, whose name is returned.
    virtual std::string add(const std::string& type, std::vector<std::string> inputs, std::vector<Attribute> attributes = {}) = 0;
    /// A constant initializer; equal ones are shared.
    virtual std::string constant(const HostTensor& value) = 0;
    std::string integers(const std::vector<std::int64_t>& values);  ///< int64 vector constant
    std::string scalar(float value);                                ///< float32 rank-0 constant
    /// Value of a parameter or buffer that the op must rearrange (LSTM gates), or null when `name` is not one.
    virtual const HostTensor* initializer(const std::string& name) const = 0;
    /// A fresh value name.
    virtual std::string fresh() = 0;
    virtual int opset() const = 0;
    /// Refuses: the export stops with this error before a file is written.
    virtual void refuse(Error error) = 0;
};

/// Collects TorchScript statements; names are valid Python identifiers.
class ScriptWriter {
public:
    virtual ~ScriptWriter() = default;
    virtual void line(const std::string& statement) = 0;
    virtual std::string fresh() = 0;
    virtual void refuse(Error error) = 0;
};

/// Python literals: [1, 2], 0.1 (repr that reads back exactly), True.
std::string pythonList(const std::vector<std::int64_t>& values);
std::string pythonReal(double value);
std::string pythonFlag(bool value);
/// `code` with each "{id}" replaced by the value of that parameter: numbers, flags and lists as literals, words as they are.
std::string pythonFilled(std::string code, std::span<const Param> params, const ParamValues& values);
/// All places of `mark` replaced by `text`, which is not looked into again.
void replaceAll(std::string& code, const std::string& mark, const std::string& text);

} // namespace nodegrad
