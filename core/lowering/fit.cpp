#include "core/lowering/walk.h"

namespace nodegrad {

namespace {

/// Why a layer with its defaults cannot take `from`, or nothing when it can.
std::optional<Error> refusal(const LayerType& type, const Spec& from)
{
    const ParamValues params = completed({}, type.params);
    const std::vector<Port> ports = type.ports(params).inputs;
    if (type.id == kModuleType)
        return std::nullopt;
    if (ports.empty())
        return makeError("layer.takes_no_input", {{"node", type.title}});
    if (!type.build) { // Output: any real numbers
        const bool isReal = from.dtype == DType::Float32 || from.dtype == DType::Float64;
        return isReal ? std::nullopt : std::optional(makeError("layer.needs_float", {{"node", type.title}, {"got", specText(from)}, {"cure", ""}}));
    }
    Specs specs;
    for (const Port& port : ports)
        specs.push_back(port.optional ? absentSpec() : from);
    Builder builder(type.title, specs);
    const auto problem = caught(ports, [&] { type.build(builder, params, builder.inputs()); });
    return problem ? std::optional(problem->error) : std::nullopt;
}

} // namespace

std::vector<Fit> fittingLayers(const Spec& from)
{
    std::vector<Fit> fits;
    for (const LayerType& type : layerTypes()) {
        if (type.id == kModuleInputType || type.id == kModuleOutputType)
            continue;
        const auto error = refusal(type, from);
        fits.push_back({type.id, !error, error ? message(*error) : ""});
    }
    return fits;
}

} // namespace nodegrad
