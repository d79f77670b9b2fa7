#pragma once
// Reads graph_text into a Graph, private to layers: statements and modules in graph_text_read.cpp, terms in graph_text_terms.cpp.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/layers/layer_type.h"
#include "core/layers/text_scanner.h"

namespace nodegrad {

/// A level while it is read.
struct Draft {
    std::vector<Node> nodes;
    std::vector<std::string> modules;         ///< word of the definition of each node, or ""
    std::vector<Wire> wires;
    std::map<std::string, PortRef> names;     ///< what a word stands for
    std::set<std::string> taken;              ///< names of nodes
    std::set<PortRef> fed;
    bool isModule = false;
    struct Exposing {
        std::string id, title, node, param;
        std::size_t offset = 0;
    };
    std::vector<Exposing> exposed;            ///< of a module, by name: layers get theirs at the end
};

/// One layer while its arguments are read.
struct NodeDraft {
    Node node;
    const LayerType* type = nullptr;
    std::string word;                         ///< as written: "dense", "block"
    std::size_t offset = 0;
    std::vector<PortRef> sources;             ///< take the open inputs in their order
    std::vector<std::pair<std::string, PortRef>> feeds; ///< inputs by name
    std::vector<TextArgument> values;         ///< positional parameters
};

class GraphTextReader {
public:
    explicit GraphTextReader(const std::string& text) : m_scanner(text) {}
    Result<Graph> read();

private:
    /// What the next '>' takes; nothing for a layer without outputs.
    using Term = std::optional<PortRef>;

    Status readStatements(Draft& draft, bool inBraces);
    Status readModule();
    Status readExpose(Draft& draft);
    Result<std::vector<ExposedParam>> exposedOf(const Level& level, const std::vector<Draft::Exposing>& exposed) const;
    Status readChain(Draft& draft);
    Status nameLast(Draft& draft, const std::string& name, const Term& made, std::size_t nodesBefore, std::size_t offset);
    Result<LevelPtr> finished(Draft draft);

    /// One term; `previous` is what stands before its '>'.
    Result<Term> readTerm(Draft& draft, const Term& previous);
    Result<Term> referTo(Draft& draft, const std::string& word, const PortRef& value, const Term& previous, std::size_t offset);
    Result<Term> makeNode(Draft& draft, const std::string& word, std::size_t offset, std::vector<TextArgument> arguments, const Term& previous);
    /// Which layer or module `word` is.
    Status identify(const Draft& draft, NodeDraft& made, bool hasArguments);
    Status sortPositional(const Draft& draft, NodeDraft& made, const std::vector<TextArgument>& arguments);
    Status setPositional(NodeDraft& made);
    Status setNamed(const Draft& draft, NodeDraft& made, const TextArgument& argument);
    Status setCommon(NodeDraft& made, const TextArgument& argument);
    Status setParam(NodeDraft& made, const Param& param, const std::string& text, std::size_t offset);
    Status wire(Draft& draft, const NodeDraft& made);

    /// The value that a word such as "a" or "block.second" stands for.
    Term reference(const Draft& draft, const std::string& word) const;
    Ports portsFor(const Node& node) const { return portsOf(m_graph, "", node); }
    tl::unexpected<Error> failAt(std::size_t offset, std::string_view code, ErrorArguments arguments) const
    {
        return fail(m_scanner.placed(makeError(code, arguments), offset));
    }

    TextScanner m_scanner;
    Graph m_graph;
    std::map<std::string, std::string> m_modules; ///< word -> definition id
    std::uint64_t m_nextId = 1;
};

} // namespace nodegrad
