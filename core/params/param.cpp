#include "core/params/param.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include <fmt/format.h>

#include "core/base/text.h"

namespace nodegrad {

namespace {

using List = std::vector<std::int64_t>;

bool isPaddingWord(const std::string& text)
{
    return text == "same" || text == "valid";
}

/// "a whole number": what a value of the kind looks like.
std::string expectedForm(const Param& param)
{
    switch (param.kind) {
    case ParamKind::Flag: return "true or false";
    case ParamKind::Integer: return "a whole number";
    case ParamKind::Real: return "a number";
    case ParamKind::IntegerList: return "a list of whole numbers, such as 3x3";
    case ParamKind::Padding: return "same, valid or whole numbers such as 1x1";
    case ParamKind::Choice:
    case ParamKind::Text:
    case ParamKind::Path: break;
    }
    return "text";
}

/// "between 0 and 1": the range in words.
std::string expectedRange(const Param& param)
{
    const auto number = [](double value) { return fmt::format("{}", value); };
    if (param.minimum && param.maximum)
        return param.exclusiveMinimum
                   ? fmt::format("above {} and at most {}", number(*param.minimum), number(*param.maximum))
                   : fmt::format("between {} and {}", number(*param.minimum), number(*param.maximum));
    if (param.minimum)
        return fmt::format("{} {}", param.exclusiveMinimum ? "above" : "at least", number(*param.minimum));
    return param.maximum ? fmt::format("at most {}", number(*param.maximum)) : "a finite number";
}

tl::unexpected<Error> wrongType(const Param& param, const std::string& got)
{
    // A value may be a whole file that was pasted into a field.
    const std::string shown = got.size() <= 60 ? got : got.substr(0, 57) + "...";
    return fail("param.wrong_type", {{"param", param.title}, {"expected", expectedForm(param)}, {"got", shown}});
}

Status checkRange(const Param& param, double value)
{
    const bool isLow = param.minimum && (value < *param.minimum || (param.exclusiveMinimum && value == *param.minimum));
    const bool isHigh = param.maximum && value > *param.maximum;
    if (std::isfinite(value) && !isLow && !isHigh)
        return {};
    return fail("param.out_of_range",
                {{"param", param.title}, {"expected", expectedRange(param)}, {"got", fmt::format("{}", value)}});
}

Status checkIntegerRange(const Param& param, std::int64_t value)
{
    auto status = checkRange(param, static_cast<double>(value));
    if (!status)
        status.error().arguments["got"] = std::to_string(value); // a double would round it
    return status;
}

Status checkList(const Param& param, const List& list)
{
    const List* byDefault = std::get_if<List>(&param.defaultValue);
    if (list.empty() && byDefault && byDefault->empty())
        return {}; // "as another parameter says", for example the stride of a pool
    if (param.listSize != 0 && list.size() != 1 && list.size() != param.listSize) {
        const std::string example = formatParam(List(param.listSize, std::max<std::int64_t>(1, param.minimum ? std::int64_t(*param.minimum) : 1)));
        const std::string expected = param.listSize == 1 ? "1 number" : fmt::format("1 or {} numbers", param.listSize);
        return fail("param.list_size", {{"param", param.title}, {"expected", expected}, {"got", list.size()},
                                        {"size", param.listSize}, {"example", example}});
    }
    for (const std::int64_t value : list)
        if (auto status = checkIntegerRange(param, value); !status)
            return status;
    return {};
}

Status unknownChoice(const Param& param, const std::string& got)
{
    std::vector<std::string> known;
    for (const ParamChoice& choice : param.choices)
        known.push_back(choice.id);
    if (param.kind == ParamKind::Padding)
        known = {"same", "valid", "a number such as 1"};
    return fail("param.unknown_choice", {{"param", param.title}, {"got", got.size() <= 60 ? got : got.substr(0, 57) + "..."}, {"known", joined(known, ", ")}});
}

Result<ParamValue> parseFlag(const Param& param, const std::string& text)
{
    const std::string word = lowered(trimmed(text));
    if (word == "true" || word == "yes" || word == "on" || word == "1")
        return true;
    if (word == "false" || word == "no" || word == "off" || word == "0")
        return false;
    return wrongType(param, text);
}

/// The id of a choice is exact; its title and other capitals are accepted from people.
ParamValue parseChoice(const Param& param, const std::string& text)
{
    const std::string word = lowered(trimmed(text));
    for (const ParamChoice& choice : param.choices)
        if (choice.id == text)
            return choice.id;
    for (const ParamChoice& choice : param.choices)
        if (lowered(choice.id) == word || lowered(choice.title) == word)
            return choice.id;
    return std::string(trimmed(text));
}

/// "3", "3x3", "3 × 3", "3,3", "[3, 3]", "(3, 3)", "[]".
Result<ParamValue> parseList(const Param& param, const std::string& text)
{
    std::string_view inner = trimmed(text);
    const bool isBracketed = inner.size() >= 2 && ((inner.front() == '[' && inner.back() == ']') || (inner.front() == '(' && inner.back() == ')'));
    if (isBracketed)
        inner = trimmed(inner.substr(1, inner.size() - 2));
    List list;
    if (inner.empty() && isBracketed)
        return list;
    std::string plain;
    static constexpr std::string_view times = "\u00d7";
    for (std::size_t i = 0; i < inner.size(); ++i) {
        const bool isTimes = inner.substr(i, times.size()) == times;
        plain += isTimes || inner[i] == 'x' || inner[i] == 'X' ? ',' : inner[i];
        i += isTimes ? times.size() - 1 : 0;
    }
    for (const std::string_view part : split(plain, ',')) {
        const auto number = parseInteger(trimmed(part));
        if (!number)
            return wrongType(param, text);
        list.push_back(*number);
    }
    return list;
}

bool isWhole(std::string_view text)
{
    text.remove_prefix(text.starts_with('-') || text.starts_with('+') ? 1 : 0);
    return !text.empty() && std::ranges::all_of(text, [](char letter) { return letter >= '0' && letter <= '9'; });
}

Result<ParamValue> parseByKind(const Param& param, const std::string& text)
{
    switch (param.kind) {
    case ParamKind::Flag: return parseFlag(param, text);
    case ParamKind::Integer:
        if (const auto number = parseInteger(trimmed(text)))
            return *number;
        if (const std::string_view digits = trimmed(text); isWhole(digits)) // more digits than a number can have
            return fail("param.out_of_range", {{"param", param.title}, {"expected", expectedRange(param)}, {"got", digits.size() <= 60 ? std::string(digits) : "far outside"}});
        return wrongType(param, text);
    case ParamKind::Real:
        if (const auto number = parseReal(trimmed(text)))
            return *number;
        return wrongType(param, text);
    case ParamKind::Choice: return parseChoice(param, text);
    case ParamKind::IntegerList: return parseList(param, text);
    case ParamKind::Padding:
        if (const std::string word = lowered(trimmed(text)); isPaddingWord(word))
            return word;
        return parseList(param, text);
    case ParamKind::Text:
    case ParamKind::Path: break;
    }
    return text;
}

tl::unexpected<Error> wrongJson(const nlohmann::json& json)
{
    return fail("param.wrong_type", {{"param", "value"},
                                     {"expected", "true, false, a number, text or a list of whole numbers"},
                                     {"got", json.is_number() ? "a number that is too large" : json.type_name()}});
}

} // namespace

Param flagParam(std::string id, std::string title, std::string doc, bool defaultValue)
{
    return {.id = std::move(id), .title = std::move(title), .doc = std::move(doc), .kind = ParamKind::Flag, .defaultValue = defaultValue};
}

Param integerParam(std::string id, std::string title, std::string doc, std::int64_t defaultValue, double minimum,
                   std::optional<double> maximum)
{
    return {.id = std::move(id), .title = std::move(title), .doc = std::move(doc), .kind = ParamKind::Integer,
            .defaultValue = defaultValue, .minimum = minimum, .maximum = maximum};
}

Param realParam(std::string id, std::string title, std::string doc, double defaultValue, std::optional<double> minimum,
                std::optional<double> maximum)
{
    return {.id = std::move(id), .title = std::move(title), .doc = std::move(doc), .kind = ParamKind::Real,
            .defaultValue = defaultValue, .minimum = minimum, .maximum = maximum};
}

Param choiceParam(std::string id, std::string title, std::string doc, std::string defaultValue, std::vector<ParamChoice> choices)
{
    return {.id = std::move(id), .title = std::move(title), .doc = std::move(doc), .kind = ParamKind::Choice,
            .defaultValue = std::move(defaultValue), .choices = std::move(choices)};
}

Param textParam(std::string id, std::string title, std::string doc, std::string defaultValue)
{
    return {.id = std::move(id), .title = std::move(title), .doc = std::move(doc), .kind = ParamKind::Text,
            .defaultValue = std::move(defaultValue)};
}

Param listParam(std::string id, std::string title, std::string doc, std::vector<std::int64_t> defaultValue, std::size_t listSize,
                double minimum)
{
    return {.id = std::move(id), .title = std::move(title), .doc = std::move(doc), .kind = ParamKind::IntegerList,
            .defaultValue = std::move(defaultValue), .minimum = minimum, .listSize = listSize};
}

Param paddingParam(std::string id, std::string title, std::string doc, std::size_t listSize)
{
    return {.id = std::move(id), .title = std::move(title), .doc = std::move(doc), .kind = ParamKind::Padding,
            .defaultValue = std::string("valid"), .minimum = 0, .listSize = listSize};
}

Param pathParam(std::string id, std::string title, std::string doc)
{
    return {.id = std::move(id), .title = std::move(title), .doc = std::move(doc), .kind = ParamKind::Path, .defaultValue = std::string()};
}

const ParamValue* ParamValues::find(const std::string& id) const
{
    const auto found = m_values.find(id);
    return found == m_values.end() ? nullptr : &found->second;
}

bool ParamValues::flag(const std::string& id) const
{
    const auto* value = std::get_if<bool>(find(id));
    assert(value);
    return value && *value;
}

std::int64_t ParamValues::integer(const std::string& id) const
{
    const auto* value = std::get_if<std::int64_t>(find(id));
    assert(value);
    return value ? *value : 0;
}

double ParamValues::real(const std::string& id) const
{
    if (const auto* whole = std::get_if<std::int64_t>(find(id)))
        return static_cast<double>(*whole);
    const auto* value = std::get_if<double>(find(id));
    assert(value);
    return value ? *value : 0.0;
}

const std::string& ParamValues::text(const std::string& id) const
{
    static const std::string none;
    const auto* value = std::get_if<std::string>(find(id));
    assert(value);
    return value ? *value : none;
}

std::vector<std::int64_t> ParamValues::list(const std::string& id, std::size_t count) const
{
    if (const auto* one = std::get_if<std::int64_t>(find(id)))
        return List(count, *one);
    const List& stored = list(id);
    if (stored.size() == 1)
        return List(count, stored.front());
    assert(stored.size() == count);
    List values = stored;
    values.resize(count, 0);
    return values;
}

const std::vector<std::int64_t>& ParamValues::list(const std::string& id) const
{
    static const List none;
    const auto* value = std::get_if<List>(find(id));
    assert(value);
    return value ? *value : none;
}

Param onlyFor(Param param, std::string other, std::vector<std::string> values)
{
    param.onlyFor = std::move(other);
    param.onlyForValues = std::move(values);
    return param;
}

bool counts(const Param& param, const ParamValues& values)
{
    if (param.onlyFor.empty())
        return true;
    const ParamValue* other = values.find(param.onlyFor);
    const auto* text = other ? std::get_if<std::string>(other) : nullptr;
    return text && std::ranges::find(param.onlyForValues, *text) != param.onlyForValues.end();
}

ParamValues completed(const ParamValues& values, std::span<const Param> params)
{
    ParamValues all = values;
    for (const Param& param : params) {
        const ParamValue* value = all.find(param.id);
        if (!value) {
            all.set(param.id, param.defaultValue);
            continue;
        }
        const auto* whole = std::get_if<std::int64_t>(value);
        if (whole && param.kind == ParamKind::Real)
            all.set(param.id, static_cast<double>(*whole));
        else if (whole && (param.kind == ParamKind::IntegerList || param.kind == ParamKind::Padding))
            all.set(param.id, List{*whole});
    }
    return all;
}

Status checkParam(const Param& param, const ParamValue& value)
{
    const auto* whole = std::get_if<std::int64_t>(&value);
    const auto* text = std::get_if<std::string>(&value);
    const auto* list = std::get_if<List>(&value);
    switch (param.kind) {
    case ParamKind::Flag:
        if (std::holds_alternative<bool>(value))
            return {};
        break;
    case ParamKind::Integer:
        if (whole)
            return checkIntegerRange(param, *whole);
        break;
    case ParamKind::Real:
        if (whole)
            return checkIntegerRange(param, *whole);
        if (const auto* real = std::get_if<double>(&value))
            return checkRange(param, *real);
        break;
    case ParamKind::Choice:
        if (!text)
            break;
        if (std::any_of(param.choices.begin(), param.choices.end(), [&](const ParamChoice& choice) { return choice.id == *text; }))
            return {};
        return unknownChoice(param, *text);
    case ParamKind::Padding:
        if (text)
            return isPaddingWord(*text) ? Status() : unknownChoice(param, *text);
        [[fallthrough]];
    case ParamKind::IntegerList:
        if (whole)
            return checkIntegerRange(param, *whole);
        if (list)
            return checkList(param, *list);
        break;
    case ParamKind::Text:
    case ParamKind::Path:
        if (text)
            return {};
        break;
    }
    return wrongType(param, formatParam(value));
}

Result<ParamValue> parseParam(const Param& param, const std::string& text)
{
    auto value = parseByKind(param, text);
    if (!value)
        return value;
    if (auto status = checkParam(param, *value); !status)
        return fail(std::move(status.error()));
    return value;
}

std::string formatParam(const ParamValue& value)
{
    if (const auto* flag = std::get_if<bool>(&value))
        return *flag ? "true" : "false";
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return std::to_string(*whole);
    if (const auto* real = std::get_if<double>(&value))
        return fmt::format("{}", *real); // the shortest text that reads back as the same double
    if (const auto* text = std::get_if<std::string>(&value))
        return *text;
    const List& list = std::get<List>(value);
    return list.empty() ? "[]" : fmt::format("{}", fmt::join(list, "x"));
}

const Param* findParam(std::span<const Param> params, const std::string& id)
{
    const auto found = std::find_if(params.begin(), params.end(), [&](const Param& param) { return param.id == id; });
    return found == params.end() ? nullptr : &*found;
}

nlohmann::json toJson(const ParamValue& value)
{
    return std::visit([](const auto& held) { return nlohmann::json(held); }, value);
}

nlohmann::json toJson(const ParamValues& values)
{
    nlohmann::json json = nlohmann::json::object();
    for (const auto& [id, value] : values.all())
        json[id] = toJson(value);
    return json;
}

Result<ParamValue> paramValueFromJson(const nlohmann::json& json)
{
    const auto isInteger = [](const nlohmann::json& item) {
        return item.is_number_integer() && !(item.is_number_unsigned() && item.get<std::uint64_t>() > std::uint64_t(INT64_MAX));
    };
    if (json.is_boolean())
        return json.get<bool>();
    if (isInteger(json))
        return json.get<std::int64_t>();
    if (json.is_number_float())
        return json.get<double>();
    if (json.is_string())
        return json.get<std::string>();
    if (!json.is_array() || !std::all_of(json.begin(), json.end(), isInteger))
        return wrongJson(json);
    return json.get<List>();
}

Result<ParamValues> paramValuesFromJson(const nlohmann::json& json)
{
    if (!json.is_object())
        return fail("param.wrong_type", {{"param", "parameters"}, {"expected", "an object of values"}, {"got", json.type_name()}});
    ParamValues values;
    for (const auto& [id, item] : json.items()) {
        auto value = paramValueFromJson(item);
        if (!value) {
            value.error().arguments["param"] = id;
            return fail(std::move(value.error()));
        }
        values.set(id, std::move(*value));
    }
    return values;
}

} // namespace nodegrad
