#include <fmt/format.h>

#include "core/base/text.h"
#include "core/importers/importer.h"

namespace nodegrad {

namespace {

std::string orderText(const ImportedPort& port)
{
    bool isSame = true;
    std::vector<std::string> places;
    for (std::size_t i = 0; i < port.order.size(); ++i) {
        isSame &= port.order[i] == i;
        places.push_back(std::to_string(port.order[i]));
    }
    return isSame ? "" : ": the file has our sizes in the order " + joined(places, ", ");
}

nlohmann::json portsJson(const std::vector<ImportedPort>& ports)
{
    nlohmann::json out = nlohmann::json::array();
    for (const ImportedPort& port : ports)
        out.push_back({{"name", port.name}, {"node", port.node}, {"order", port.order}});
    return out;
}

} // namespace

std::string ImportReport::text() const
{
    std::string out = fmt::format("{}: {} operations became {} layers with {} weights.\n", format, operations, layers, withThousands(weights));
    for (const auto& [what, ports] : {std::pair{"input", &inputs}, {"output", &outputs}})
        for (const ImportedPort& port : *ports)
            out += fmt::format("  {} '{}' is '{}'{}\n", what, port.name, port.node, orderText(port));
    for (const std::string& note : notes)
        out += "  " + note + "\n";
    if (!problems.empty())
        out += fmt::format("Not imported: {}. A grey node stands in the place of an operation.\n", problems.size());
    for (const ImportProblem& problem : problems)
        out += fmt::format("  '{}' ({}): {}\n", problem.node.empty() ? problem.name : problem.node, problem.operation, message(problem.error));
    return out;
}

nlohmann::json ImportReport::json() const
{
    nlohmann::json list = nlohmann::json::array();
    for (const ImportProblem& problem : problems)
        list.push_back({{"operation", problem.operation}, {"name", problem.name}, {"node", problem.node}, {"code", problem.error.code},
                        {"message", message(problem.error)}, {"hint", hint(problem.error)}});
    return {{"format", format},           {"operations", operations},      {"layers", layers}, {"weights", weights}, {"whole", isWhole()},
            {"inputs", portsJson(inputs)}, {"outputs", portsJson(outputs)}, {"problems", list}, {"notes", notes}};
}

} // namespace nodegrad
