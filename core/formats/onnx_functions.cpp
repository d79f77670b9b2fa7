#include "core/formats/onnx_functions.h"

#include <algorithm>
#include <map>
#include <memory>
#include <tuple>
#include <vector>

#include "nodegrad_onnx.pb.h"

namespace nodegrad {

namespace {

constexpr int kDeepest = 32;             ///< calls in calls
constexpr std::size_t kSmallFile = 1 << 26;
constexpr int kMostNodes = 200'000;      ///< a few functions that call each other twice would fill the memory

using Nodes = google::protobuf::RepeatedPtrField<onnx::Node>;
using Key = std::tuple<std::string, std::string, std::string>; ///< domain, name, overload

/// What names and attributes of a function's body mean where it is called; empty for the graph itself.
struct Scope {
    std::string prefix;                                      ///< of inner names
    std::map<std::string, std::string> names;                ///< of inputs and outputs
    std::map<std::string, const onnx::Attribute*> attributes;
    std::vector<std::pair<std::string, std::string>> copies; ///< outputs that are another value of the caller: (value, output)
    bool isGraph = true;

    std::string outer(const std::string& inner) const
    {
        const auto found = names.find(inner);
        return found != names.end() ? found->second : inner.empty() || isGraph ? inner : prefix + inner;
    }
};

class Inliner {
public:
    Inliner(const onnx::Model& model, const std::string& path) : m_path(path), m_mostBytes(kSmallFile + 2 * model.ByteSizeLong())
    {
        for (const onnx::Function& function : model.functions())
            m_functions[Key(function.domain(), function.name(), function.overload())] = &function;
    }

    Status run(const Nodes& from, const Scope& scope, int depth, Nodes& to)
    {
        if (depth > kDeepest)
            return refused("call each other without an end");
        for (const onnx::Node& node : from) {
            if (to.size() >= kMostNodes)
                return refused("become more than " + std::to_string(kMostNodes) + " nodes");
            onnx::Node here = translated(node, scope);
            m_bytes += here.ByteSizeLong();
            if (m_bytes > m_mostBytes)
                return refused("hold so many constants that they fill the memory");
            const auto function = m_functions.find(Key(here.domain(), here.op_type(), here.overload()));
            if (function == m_functions.end()) {
                *to.Add() = std::move(here);
                continue;
            }
            const Scope inner = scopeOf(*function->second, here);
            if (auto done = run(function->second->node(), inner, depth + 1, to); !done)
                return done;
            for (const auto& [value, output] : inner.copies) {
                onnx::Node& same = *to.Add();
                same.set_op_type("Identity");
                same.add_input(value);
                same.add_output(output);
            }
        }
        return {};
    }

private:
    Status refused(const std::string& what) const { return fail("onnx.functions", {{"path", m_path}, {"what", what}}); }

    /// A node of a body as it reads where it is called.
    static onnx::Node translated(const onnx::Node& node, const Scope& scope)
    {
        onnx::Node here = node;
        for (std::string& name : *here.mutable_input())
            name = scope.outer(name);
        for (std::string& name : *here.mutable_output())
            name = scope.outer(name);
        if (scope.isGraph)
            return here;
        here.set_name(scope.prefix + (node.name().empty() ? node.op_type() : node.name()));
        here.clear_attribute();
        for (const onnx::Attribute& attribute : node.attribute()) {
            const auto given = attribute.ref_attr_name().empty() ? scope.attributes.end() : scope.attributes.find(attribute.ref_attr_name());
            if (given == scope.attributes.end() && !attribute.ref_attr_name().empty())
                continue; // left out by the call: the operation's own default holds
            onnx::Attribute& copy = *here.add_attribute();
            copy = attribute.ref_attr_name().empty() ? attribute : *given->second;
            copy.set_name(attribute.name());
        }
        return here;
    }

    Scope scopeOf(const onnx::Function& function, const onnx::Node& call)
    {
        Scope scope{.prefix = (call.name().empty() ? call.op_type() : call.name()) + "#" + std::to_string(++m_calls) + "/", .isGraph = false};
        for (int i = 0; i < function.input_size(); ++i)
            scope.names[function.input(i)] = i < call.input_size() ? call.input(i) : std::string();
        for (int i = 0; i < std::min(function.output_size(), call.output_size()); ++i) {
            if (call.output(i).empty())
                continue;
            const auto [input, isNew] = scope.names.try_emplace(function.output(i), call.output(i));
            if (!isNew) // an input that is handed through, or one result under two names
                scope.copies.emplace_back(input->second, call.output(i));
        }
        for (const onnx::Attribute& attribute : function.attribute_proto())
            scope.attributes[attribute.name()] = &attribute;
        m_given.emplace_back(std::make_unique<onnx::Node>(call)); // its attributes are pointed at while the body is read
        for (const onnx::Attribute& attribute : m_given.back()->attribute())
            scope.attributes[attribute.name()] = &attribute;
        return scope;
    }

    const std::string& m_path;
    std::map<Key, const onnx::Function*> m_functions;
    std::vector<std::unique_ptr<onnx::Node>> m_given;
    std::size_t m_calls = 0, m_bytes = 0, m_mostBytes;
};

} // namespace

Status inlineFunctions(onnx::Model& model, const std::string& name)
{
    if (model.functions_size() == 0)
        return {};
    Nodes nodes;
    if (auto done = Inliner(model, name).run(model.graph().node(), {}, 0, nodes); !done)
        return done;
    model.mutable_graph()->mutable_node()->Swap(&nodes);
    return {};
}

} // namespace nodegrad
