#include "core/ops/script_ports.h"

#include <charconv>
#include <set>

#include "core/base/text.h"
#include "core/ops/shape_rules.h"

namespace nodegrad {

namespace {

constexpr std::size_t kMostPorts = 64, kMostSizes = 8;
constexpr std::string_view kTokens = "int64 ";

/// "3x32x32". False when it is something else.
bool readSizes(std::string_view text, std::vector<std::int64_t>& sizes)
{
    if (text.empty())
        return true;
    double elements = 1;
    for (const std::string_view part : split(text, 'x')) {
        std::int64_t size = 0;
        const auto [end, problem] = std::from_chars(part.data(), part.data() + part.size(), size);
        if (problem != std::errc() || end != part.data() + part.size() || size < 1)
            return false;
        elements *= static_cast<double>(size);
        sizes.push_back(size);
    }
    return sizes.size() <= kMostSizes && elements <= kMostElements;
}

} // namespace

std::string scriptPortsText(const ScriptPorts& ports)
{
    std::string text;
    for (const ScriptPort& port : ports) {
        text += (text.empty() ? "" : ", ") + port.name + "=" + (port.isTokens ? std::string(kTokens) : "");
        for (std::size_t i = 0; i < port.sample.size(); ++i)
            text += (i == 0 ? "" : "x") + std::to_string(port.sample[i]);
    }
    return text;
}

Result<ScriptPorts> scriptPortsFrom(const std::string& text)
{
    const auto bad = fail("layer.block_ports", {{"text", text}});
    ScriptPorts ports;
    std::set<std::string> names;
    for (const std::string_view entry : split(text, ',')) {
        const std::string_view port = trimmed(entry);
        const std::size_t equals = port.find('=');
        if (equals == 0 || equals == std::string_view::npos || port.substr(0, equals).find(' ') != std::string_view::npos)
            return bad;
        ScriptPort made{std::string(port.substr(0, equals)), {}, false};
        std::string_view sizes = port.substr(equals + 1);
        if (sizes.starts_with(kTokens)) {
            made.isTokens = true;
            sizes.remove_prefix(kTokens.size());
        }
        if (!readSizes(sizes, made.sample) || !names.insert(made.name).second || ports.size() == kMostPorts)
            return bad;
        ports.push_back(std::move(made));
    }
    return ports;
}

std::vector<std::int64_t> scriptSizes(const ScriptPort& port, std::int64_t samples)
{
    std::vector<std::int64_t> sizes{samples};
    sizes.insert(sizes.end(), port.sample.begin(), port.sample.end());
    return sizes;
}

Spec scriptSpec(const ScriptPort& port)
{
    Spec spec{port.dtype(), {batchDim()}, Kind::Scalar, 0};
    for (const std::int64_t size : port.sample)
        spec.shape.emplace_back(size);
    spec.kind = port.isTokens ? Kind::Tokens : kindOfRank(spec.shape.size());
    return spec;
}

} // namespace nodegrad
