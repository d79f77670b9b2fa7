#include "core/project/ready_modules.h"

#include <algorithm>
#include <charconv>

#include "core/base/atomic_file.h"
#include "core/base/guarded.h"
#include "core/data/dataset.h"
#include "core/layers/graph_text.h"
#include "core/ops/op_type.h"

namespace nodegrad {

namespace {

constexpr std::int64_t kUnknownSteps = 16;

/// "C*4" with C = 8 -> 32; what is no such term stays as it is.
std::string valueOf(const std::string& term, std::int64_t channels, std::int64_t steps)
{
    std::int64_t value = term.starts_with("T") ? steps : channels, operand = 1;
    if (term.size() > 2) {
        std::from_chars(term.data() + 2, term.data() + term.size(), operand);
        value = term[1] == '*' ? value * operand : value / std::max<std::int64_t>(1, operand);
    }
    return std::to_string(std::max<std::int64_t>(1, value));
}

/// {C...} and {T...} replaced; other braces belong to the notation.
std::string filled(const std::string& text, std::int64_t channels, std::int64_t steps)
{
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find('}', at);
        const bool isTerm = text[at] == '{' && at + 1 < text.size() && (text[at + 1] == 'C' || text[at + 1] == 'T') && end != std::string::npos;
        if (!isTerm) {
            out += text[at++];
            continue;
        }
        out += valueOf(text.substr(at + 1, end - at - 1), channels, steps);
        at = end + 1;
    }
    return out;
}

std::int64_t knownOr(const Shape& shape, std::size_t index, std::int64_t fallback)
{
    return index < shape.size() && shape[index].isKnown() ? shape[index].value() : fallback;
}

} // namespace

Result<std::vector<ReadyModule>> readReadyModules()
{
    const auto path = resourceFolder() / "modules" / "catalogue.json";
    const auto text = readFile(path);
    if (!text)
        return tl::unexpected(text.error());
    return guarded(makeError("modules.damaged", {{"path", path.string()}}), [&]() -> Result<std::vector<ReadyModule>> {
        std::vector<ReadyModule> all;
        for (const nlohmann::json& entry : nlohmann::json::parse(*text))
            all.push_back({entry.at("id").get<std::string>(), entry.at("title").get<std::string>(), entry.at("summary").get<std::string>(),
                           entry.at("aliases").get<std::vector<std::string>>(), entry.at("graph").get<std::string>(),
                           entry.at("channels").get<std::int64_t>(), entry.at("input").get<std::string>() == "sequence" ? Kind::Sequence : Kind::Image});
        return all;
    });
}

const std::vector<ReadyModule>& readyModules()
{
    static const std::vector<ReadyModule> all = readReadyModules().value_or(std::vector<ReadyModule>{});
    return all;
}

const ReadyModule* findReadyModule(const std::string& id)
{
    for (const ReadyModule& module : readyModules())
        if (module.id == id)
            return &module;
    return nullptr;
}

Result<ModuleDefinition> makeReadyModule(const ReadyModule& module, const Spec& in, const std::string& definition)
{
    const bool fits = !isAbsent(in) && in.kind == module.input;
    const std::size_t features = module.input == Kind::Image ? 1 : 2;
    const std::int64_t channels = fits ? knownOr(in.shape, features, module.channels) : module.channels;
    const std::int64_t steps = fits && module.input == Kind::Sequence ? knownOr(in.shape, 1, kUnknownSteps) : kUnknownSteps;
    // The notation wants a whole network around the module.
    const auto graph = parseGraphText("module " + module.id + " { " + filled(module.graph, channels, steps) + " }; input(1) > output(mse)");
    if (!graph)
        return fail(graph.error());
    for (const auto& [id, made] : graph->modules())
        return ModuleDefinition{definition, module.title, made.level};
    return fail("modules.damaged", {{"path", module.id}});
}

} // namespace nodegrad
