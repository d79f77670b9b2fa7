#include "core/base/guarded.h"
#include "core/project/plan.h"

namespace nodegrad {

namespace {

using nlohmann::json;

constexpr const char* kBatch = "N";

Result<Kind> kindFrom(const std::string& id)
{
    for (const Kind kind : {Kind::Image, Kind::Volume, Kind::Vector, Kind::Sequence, Kind::Tokens, Kind::Scalar, Kind::Label})
        if (kindId(kind) == id)
            return kind;
    return fail("project.damaged");
}

json specToJson(const Spec& spec)
{
    json shape = json::array();
    for (const Dim& dim : spec.shape) {
        if (dim.isKnown())
            shape.push_back(dim.value());
        else
            shape.push_back(dim.text());
    }
    return {{"dtype", dtypeName(spec.dtype)}, {"shape", shape}, {"kind", kindId(spec.kind)}, {"classes", spec.classes}};
}

Result<Spec> specFromJson(const json& in)
{
    Spec spec;
    const auto dtype = dtypeFromName(in.at("dtype").get<std::string>());
    const auto kind = kindFrom(in.at("kind").get<std::string>());
    if (!dtype || !kind)
        return fail("project.damaged");
    spec.dtype = *dtype;
    spec.kind = *kind;
    spec.classes = in.value("classes", std::int64_t(0));
    for (const json& dim : in.at("shape")) {
        if (dim.is_string())
            spec.shape.push_back(dim == kBatch ? batchDim() : Dim::symbol(dim.get<std::string>()));
        else
            spec.shape.push_back(Dim(dim.get<std::int64_t>()));
    }
    return spec;
}

} // namespace

DataFacts factsOf(const PreparedData& prepared)
{
    const Dataset& data = *prepared.data;
    return {data.inputSpec, data.targetSpec, prepared.preparation, data.inputName,  data.targetName,
            data.title,     data.fingerprint, data.classNames,     data.featureNames};
}

nlohmann::json toJson(const DataFacts& facts)
{
    return {{"input", specToJson(facts.inputSpec)},
            {"target", specToJson(facts.targetSpec)},
            {"preparation", toJson(facts.preparation)},
            {"input_name", facts.inputName},
            {"target_name", facts.targetName},
            {"title", facts.title},
            {"fingerprint", facts.fingerprint},
            {"classes", facts.classNames},
            {"features", facts.featureNames}};
}

Result<DataFacts> dataFactsFromJson(const nlohmann::json& in)
{
    return guarded(makeError("project.damaged"), [&]() -> Result<DataFacts> {
        auto input = specFromJson(in.at("input")), target = specFromJson(in.at("target"));
        auto preparation = preparationFromJson(in.at("preparation"));
        if (!input || !target || !preparation)
            return fail("project.damaged");
        return DataFacts{std::move(*input), std::move(*target), std::move(*preparation), in.at("input_name").get<std::string>(),
                         in.at("target_name").get<std::string>(), in.at("title").get<std::string>(), in.at("fingerprint").get<std::string>(),
                         in.at("classes").get<std::vector<std::string>>(), in.at("features").get<std::vector<std::string>>()};
    });
}

} // namespace nodegrad
