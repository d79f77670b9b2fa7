#include "core/ops/segments.h"

#include <map>
#include <utility>

#include "core/ops/node_paths.h"

namespace nodegrad {

namespace {

class Finder {
public:
    Finder(const Program& program, const std::vector<std::string>& modules) : m_wanted(modules)
    {
        for (const Parameter& parameter : program.parameters)
            m_paths[parameter.value] = &parameter.path;
    }

    /// "": in none.
    std::string instanceOf(const OpCall& op)
    {
        const std::string layer = layerOfStack(op);
        if (m_wanted.empty()) {
            const std::size_t dot = op.origin.find('.');
            return dot == std::string::npos ? layer : op.origin.substr(0, op.origin.find('.', dot + 1)); // a module is always indexed
        }
        std::string outermost;
        for (const std::string& wanted : m_wanted)
            if (const auto instance = namedPart(wanted, op.origin); instance && (outermost.empty() || instance->size() < outermost.size()))
                outermost = *instance;
        return outermost == op.origin && m_isStack ? layer : outermost;
    }

private:
    /// "encoder1.layers.0" while the parameters that a node's ops read say so; what reads none goes with the op before it.
    std::string layerOfStack(const OpCall& op)
    {
        if (op.origin != m_node)
            m_layer.clear(), m_isStack = false;
        m_node = op.origin;
        const std::string prefix = op.origin + ".layers.";
        for (const ValueId value : op.inputs) {
            const auto found = m_paths.find(value);
            if (found == m_paths.end())
                continue;
            const std::string& path = *found->second;
            const bool isInside = path.starts_with(prefix);
            m_isStack = m_isStack || isInside;
            m_layer = isInside ? path.substr(0, path.find('.', prefix.size())) : std::string();
        }
        return m_layer;
    }

    std::vector<std::string> m_wanted;
    std::map<ValueId, const std::string*> m_paths;
    std::string m_node, m_layer;
    bool m_isStack = false;
};

void findOutputs(const Program& program, std::vector<Segment>& segments)
{
    std::vector<Segment*> makers(program.values.size(), nullptr), places(program.ops.size(), nullptr);
    for (Segment& segment : segments)
        for (std::size_t i = segment.begin; i < segment.end; ++i) {
            places[i] = &segment;
            for (const ValueId value : program.ops[i].outputs)
                makers[static_cast<std::size_t>(value)] = &segment;
        }
    const auto readBy = [&](ValueId value, const Segment* reader) {
        if (value == kNoValue)
            return;
        Segment*& maker = makers[static_cast<std::size_t>(value)];
        if (maker && maker != reader)
            std::exchange(maker, nullptr)->outputs.push_back(value);
    };
    for (std::size_t i = 0; i < program.ops.size(); ++i)
        for (const ValueId value : program.ops[i].inputs)
            readBy(value, places[i]);
    for (const ProgramOutput& output : program.outputs)
        for (const ValueId value : {output.logits, output.prediction, output.loss})
            readBy(value, nullptr);
}

} // namespace

std::vector<Segment> checkpointSegments(const Program& program, const std::vector<std::string>& modules)
{
    Finder finder(program, modules);
    std::vector<Segment> segments;
    for (std::size_t i = 0; i < program.ops.size(); ++i) {
        std::string instance = finder.instanceOf(program.ops[i]);
        if (instance.empty())
            continue;
        const bool goesOn = !segments.empty() && segments.back().end == i && segments.back().instance == instance;
        if (goesOn)
            ++segments.back().end;
        else
            segments.push_back({std::move(instance), i, i + 1});
    }
    findOutputs(program, segments);
    return segments;
}

} // namespace nodegrad
