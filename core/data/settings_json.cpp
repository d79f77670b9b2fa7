#include <cmath>

#include "core/base/guarded.h"
#include "core/data/dataset.h"

namespace nodegrad {

namespace {

template <class T> Status readField(const nlohmann::json& json, const char* name, bool (nlohmann::json::*isRight)() const noexcept, T& out)
{
    const auto found = json.find(name);
    if (found == json.end())
        return {};
    if (!((*found).*isRight)())
        return fail("data.bad_settings", {{"field", name}});
    found->get_to(out);
    return {};
}

Status readSplit(const nlohmann::json& json, SplitSettings& split)
{
    if (!json.is_object())
        return fail("data.bad_settings", {{"field", "split"}});
    using Json = nlohmann::json;
    if (Status read = readField(json, "validation", &Json::is_number, split.validationShare); !read)
        return read;
    if (Status read = readField(json, "test", &Json::is_number, split.testShare); !read)
        return read;
    if (Status read = readField(json, "seed", &Json::is_number_unsigned, split.seed); !read)
        return read;
    return readField(json, "stratified", &Json::is_boolean, split.stratified);
}

Result<std::vector<float>> readFloats(const nlohmann::json& json, const char* name)
{
    const auto found = json.find(name);
    if (found == json.end() || !found->is_array() || found->empty())
        return fail("data.bad_preparation", {{"field", name}});
    std::vector<float> values;
    for (const nlohmann::json& item : *found) {
        if (!item.is_number())
            return fail("data.bad_preparation", {{"field", name}});
        values.push_back(static_cast<float>(item.get<double>()));
        if (!std::isfinite(values.back()))
            return fail("data.bad_preparation", {{"field", name}});
    }
    return values;
}

} // namespace

nlohmann::json toJson(const DataSettings& settings)
{
    const SplitSettings& split = settings.split;
    return {{"source", settings.source},
            {"params", toJson(settings.params)},
            {"split",
             {{"validation", split.validationShare}, {"test", split.testShare}, {"seed", split.seed}, {"stratified", split.stratified}}},
            {"preparation", settings.preparation}};
}

Result<DataSettings> dataSettingsFromJson(const nlohmann::json& json)
{
    return guarded(makeError("data.bad_settings", {{"field", "data"}}), [&]() -> Result<DataSettings> {
        if (!json.is_object())
            return fail("data.bad_settings", {{"field", "data"}});
        DataSettings settings;
        if (Status read = readField(json, "source", &nlohmann::json::is_string, settings.source); !read)
            return fail(read.error());
        if (Status read = readField(json, "preparation", &nlohmann::json::is_string, settings.preparation); !read)
            return fail(read.error());
        if (const auto found = json.find("params"); found != json.end()) {
            Result<ParamValues> params = paramValuesFromJson(*found);
            if (!params)
                return fail(params.error());
            settings.params = std::move(*params);
        }
        if (const auto found = json.find("split"); found != json.end())
            if (Status read = readSplit(*found, settings.split); !read)
                return fail(read.error());
        return settings;
    });
}

nlohmann::json toJson(const Preparation& preparation)
{
    nlohmann::json steps = nlohmann::json::array();
    for (const PreparationStep& step : preparation)
        steps.push_back({{"id", step.id}, {"offset", step.offset}, {"factor", step.factor}});
    return steps;
}

Result<Preparation> preparationFromJson(const nlohmann::json& json)
{
    return guarded(makeError("data.bad_preparation", {{"field", "preparation"}}), [&]() -> Result<Preparation> {
        if (!json.is_array())
            return fail("data.bad_preparation", {{"field", "preparation"}});
        Preparation preparation;
        for (const nlohmann::json& item : json) {
            if (!item.is_object() || !item.contains("id") || !item["id"].is_string())
                return fail("data.bad_preparation", {{"field", "id"}});
            const std::string id = item["id"];
            if (id != "standardize" && id != "scale")
                return fail("data.unknown_preparation", {{"preparation", id}});
            Result<std::vector<float>> offset = readFloats(item, "offset"), factor = readFloats(item, "factor");
            if (!offset)
                return fail(offset.error());
            if (!factor)
                return fail(factor.error());
            if (offset->size() != factor->size())
                return fail("data.bad_preparation", {{"field", "factor"}});
            preparation.push_back({id, std::move(*offset), std::move(*factor)});
        }
        return preparation;
    });
}

} // namespace nodegrad
