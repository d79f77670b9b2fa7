#include "core/importers/onnx_match.h"

#include <algorithm>
#include <cassert>
#include <cctype>
#include <cmath>
#include <cstdlib>

#include "core/base/text.h"

namespace nodegrad {

namespace {

class FormReader {
public:
    explicit FormReader(const std::string& text) : m_text(text) {}

    OnnxForm read()
    {
        OnnxForm form = term();
        skip();
        assert(m_at == m_text.size());
        return form;
    }

private:
    void skip()
    {
        while (m_at < m_text.size() && m_text[m_at] == ' ')
            ++m_at;
    }
    bool take(char c)
    {
        skip();
        const bool isThere = m_at < m_text.size() && m_text[m_at] == c;
        m_at += isThere;
        return isThere;
    }
    std::string word()
    {
        std::string out;
        while (m_at < m_text.size() && (std::isalnum(static_cast<unsigned char>(m_text[m_at])) || m_text[m_at] == '.' || m_text[m_at] == '-'))
            out += m_text[m_at++];
        assert(!out.empty());
        return out;
    }
    OnnxForm term()
    {
        if (take('_'))
            return {};
        if (take('$'))
            return {OnnxForm::Kind::Constant, word(), 0, 0, {}};
        skip();
        const std::string name = word();
        if (const auto number = parseReal(name))
            return {OnnxForm::Kind::Number, name, 0, *number, {}};
        if (!std::isupper(static_cast<unsigned char>(name[0])))
            return {OnnxForm::Kind::Value, name, 0, 0, {}};
        OnnxForm form{OnnxForm::Kind::Node, name, 0, 0, {}};
        if (take('#'))
            form.output = static_cast<std::size_t>(parseInteger(word()).value_or(0));
        const bool isOpen = take('(');
        assert(isOpen);
        while (isOpen && !take(')')) {
            form.inputs.push_back(term());
            take(',');
        }
        return form;
    }

    const std::string& m_text;
    std::size_t m_at = 0;
};

} // namespace

OnnxForm readForm(const std::string& text)
{
    return FormReader(text).read();
}

OnnxSearch::OnnxSearch(const OnnxGraph& graph, const OnnxValues& values) : m_graph(graph), m_values(values)
{
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        for (const std::string& output : graph.nodes[i].outputs)
            m_makers[output] = i;
        for (const std::string& input : graph.nodes[i].inputs)
            m_readers[input].insert(i);
    }
    for (const OnnxValueInfo& output : graph.outputs)
        m_outputs.insert(output.name);
}

const HostTensor* OnnxSearch::constant(const OnnxMatch& match, const std::string& name) const
{
    const auto bound = match.names.find(name);
    const auto value = bound == match.names.end() ? m_values.end() : m_values.find(bound->second);
    return value == m_values.end() || !value->second.constant ? nullptr : &*value->second.constant;
}

std::vector<OnnxMatch> OnnxSearch::fits(const OnnxForm& form, const std::string& value, const OnnxMatch& before) const
{
    const auto known = m_values.find(value);
    const HostTensor* constant = known == m_values.end() || !known->second.constant ? nullptr : &*known->second.constant;
    switch (form.kind) {
    case OnnxForm::Kind::Anything:
        return {before};
    case OnnxForm::Kind::Number:
        if (constant && constant->count() == 1 && std::abs(constant->number(0) - form.number) <= 1e-3 * std::abs(form.number))
            return {before};
        return {};
    case OnnxForm::Kind::Constant:
    case OnnxForm::Kind::Value: {
        if (value.empty() || (form.kind == OnnxForm::Kind::Constant && !constant))
            return {};
        OnnxMatch match = before;
        const std::string& bound = match.names.emplace(form.name, value).first->second;
        // One initializer may come under several names: each user transposes it for itself.
        const auto other = m_values.find(bound);
        const bool isSame = bound == value || (constant && !known->second.origin.empty() && other != m_values.end() && other->second.origin == known->second.origin);
        return isSame ? std::vector{std::move(match)} : std::vector<OnnxMatch>{};
    }
    case OnnxForm::Kind::Node:
        break;
    }
    const auto maker = m_makers.find(value);
    if (maker == m_makers.end())
        return {};
    const OnnxNode& node = m_graph.nodes[maker->second];
    const bool isOutput = form.output < node.outputs.size() && node.outputs[form.output] == value;
    if (node.opType != form.name || !isOutput || node.inputs.size() < form.inputs.size())
        return {};
    const bool isCommutative = (form.name == "Add" || form.name == "Mul") && form.inputs.size() == 2;
    std::vector<OnnxMatch> all;
    for (int order = 0; order < (isCommutative ? 2 : 1); ++order) {
        std::vector<OnnxMatch> matches{before};
        matches.front().nodes.insert(maker->second);
        for (std::size_t i = 0; i < form.inputs.size() && !matches.empty(); ++i) {
            std::vector<OnnxMatch> next;
            const std::string& input = node.inputs[order == 1 ? 1 - i : i];
            for (const OnnxMatch& match : matches)
                for (OnnxMatch& longer : fits(form.inputs[i], input, match))
                    next.push_back(std::move(longer));
            matches = std::move(next);
        }
        for (OnnxMatch& match : matches)
            all.push_back(std::move(match));
    }
    return all;
}

bool OnnxSearch::isClosed(const OnnxMatch& match, std::size_t root) const
{
    for (const std::size_t index : match.nodes) {
        if (index == root)
            continue;
        for (const std::string& output : m_graph.nodes[index].outputs) {
            const auto readers = m_readers.find(output);
            const bool isRead = readers != m_readers.end() && !std::ranges::includes(match.nodes, readers->second);
            if (isRead || m_outputs.contains(output))
                return false;
        }
    }
    return true;
}

std::optional<OnnxMatch> OnnxSearch::find(const OnnxForm& form, std::size_t root) const
{
    const OnnxNode& node = m_graph.nodes[root];
    if (node.opType != form.name || form.output >= node.outputs.size())
        return std::nullopt;
    for (OnnxMatch& match : fits(form, node.outputs[form.output], {}))
        if (isClosed(match, root))
            return std::move(match);
    return std::nullopt;
}

} // namespace nodegrad
