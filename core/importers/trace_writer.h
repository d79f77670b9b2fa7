#pragma once
// What the rules for TorchScript's operators write on: a call of the trace goes in, ONNX nodes come out.

#include <initializer_list>
#include <map>
#include <string>
#include <vector>

#include "core/engine/script_trace.h"
#include "core/importers/onnx_values.h"

namespace nodegrad {

inline constexpr const char* kTorchDomain = "torch"; ///< of operators that have no ONNX form here

class TraceWriter {
public:
    /// `trace` must outlive the writer; sizes and numbers in it that stand for N samples are multiples of kBatchSize.
    explicit TraceWriter(const ScriptTrace& trace);

    // --- the call that is being written ---
    void begin(const ScriptCall& call);
    const std::string& op() const { return m_op; } ///< without the underscore of operators in place
    bool isNone(const std::string& name) const;
    std::int64_t integer(const std::string& name, std::int64_t byDefault = 0) const;
    double number(const std::string& name, double byDefault = 0) const; ///< of any number, true counts as 1
    bool flag(const std::string& name, bool byDefault = false) const;
    std::string text(const std::string& name) const;
    /// A list of whole numbers, or one as a list; repeated to `count` when it is one for all.
    Sizes integers(const std::string& name, std::size_t count = 0) const;
    std::vector<double> reals(const std::string& name) const;
    bool isTensor(const std::string& name) const;
    std::vector<ScriptTensorId> ids(const std::string& name) const; ///< of a tensor (one) or a list of them
    const ScriptTensor& tensor(ScriptTensorId id) const { return m_trace.tensors[id.index]; }
    /// Sizes of a tensor that the call was given; empty when it was none.
    Sizes sizes(const std::string& name) const;
    const HostTensor* constant(const std::string& name) const;
    std::size_t outputCount() const { return m_call->outputs.size(); }
    const ScriptTensor& outputTensor(std::size_t i = 0) const { return tensor(m_call->outputs[i]); }
    const Sizes& outputSizes(std::size_t i = 0) const { return outputTensor(i).sizes; }
    /// A dimension that the call names, from 0.
    std::int64_t dim(const std::string& name, std::int64_t byDefault, std::size_t rank) const;

    // --- what is written ---
    /// The value behind a tensor, "" for None.
    std::string value(const std::string& name);
    std::string value(ScriptTensorId id);
    std::string output(std::size_t i = 0) { return value(m_call->outputs[i]); }
    std::string ofIntegers(const Sizes& numbers);
    std::string ofNumber(double number);
    /// Fixed numbers of the program: no weight.
    std::string ofTensor(const std::string& wanted, HostTensor tensor);
    /// A weight under its key, once; another array of that name gets a name of its own.
    std::string ofWeight(const std::string& origin, HostTensor tensor);
    /// The same as value(), but a constant that is equal for all samples stays one: for operators that spread it themselves.
    std::string spreadable(const std::string& name);
    using Attributes = std::initializer_list<OnnxAttribute>;
    /// A node with one new value.
    std::string made(const std::string& op, std::vector<std::string> inputs, Attributes attributes = {});
    /// The node that gives what the call gave.
    void give(const std::string& op, std::vector<std::string> inputs, Attributes attributes = {});
    void give(OnnxNode node);
    /// "fc.Gemm" when the call reads "fc.weight", "" without weights.
    std::string nodeName(const std::string& op) const;
    /// An operator that no rule writes.
    void giveUnknown();

    /// Names for values that the file gives.
    void nameValue(ScriptTensorId id, const std::string& name);
    bool isNamed(ScriptTensorId id) const { return m_names.contains(id.index); }
    std::string fresh(const std::string& stem);
    OnnxGraph graph;

private:
    std::string stored(const std::string& name, HostTensor tensor);
    std::string ofConstant(const ScriptTensor& given);
    const ScriptArgument* argument(const std::string& name) const;

    const ScriptTrace& m_trace;
    const ScriptCall* m_call = nullptr;
    std::string m_op;
    std::map<std::size_t, std::string> m_names;
    std::map<std::string, HostTensor> m_constants;
    std::size_t m_count = 0;
};

} // namespace nodegrad
