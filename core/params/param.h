#pragma once
// Declarations of parameters, and their values. Inspector, command line, docs and contract tests are made from them.

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/base/error.h"

namespace nodegrad {

/// What a parameter holds and so how it is edited.
enum class ParamKind {
    Flag,        ///< bool
    Integer,     ///< std::int64_t
    Real,        ///< double
    Choice,      ///< std::string, one of `choices`
    Text,        ///< std::string
    IntegerList, ///< std::vector<std::int64_t>; `listSize` values, or one that stands for all; 0: any number
    Padding,     ///< "same" or "valid" as std::string, or a std::vector<std::int64_t> as IntegerList
    Path,        ///< std::string, a file or folder
};

using ParamValue = std::variant<bool, std::int64_t, double, std::string, std::vector<std::int64_t>>;

struct ParamChoice {
    std::string id, title;
};

/// One declared parameter.
struct Param {
    std::string id;     ///< "kernel": stored in files, never renamed
    std::string title;  ///< "Kernel"
    std::string doc;    ///< one sentence: meaning, form
    ParamKind kind = ParamKind::Integer;
    ParamValue defaultValue = std::int64_t(0);
    std::optional<double> minimum = {}, maximum = {}; ///< both inclusive; lists: of each value
    std::string unit = {};                            ///< "pixels", "0..1" or ""
    std::vector<ParamChoice> choices = {};
    std::size_t listSize = 0;
    bool exclusiveMinimum = false;                    ///< minimum itself is not allowed
    bool isFixed = false;                             ///< shown, not edited
    /// Counts only while the parameter `onlyFor` has one of the values `onlyForValues` (choices); "": always. Forms hide it otherwise.
    std::string onlyFor = {};
    std::vector<std::string> onlyForValues = {};
};

Param flagParam(std::string id, std::string title, std::string doc, bool defaultValue);
Param integerParam(std::string id, std::string title, std::string doc, std::int64_t defaultValue, double minimum = 1,
                   std::optional<double> maximum = {});
Param realParam(std::string id, std::string title, std::string doc, double defaultValue, std::optional<double> minimum = {},
                std::optional<double> maximum = {});
Param choiceParam(std::string id, std::string title, std::string doc, std::string defaultValue, std::vector<ParamChoice> choices);
Param textParam(std::string id, std::string title, std::string doc, std::string defaultValue);
Param listParam(std::string id, std::string title, std::string doc, std::vector<std::int64_t> defaultValue, std::size_t listSize,
                double minimum = 1);
/// Default "valid" (no padding); numbers are pixels on each side, one for all dimensions or `listSize` of them.
Param paddingParam(std::string id, std::string title, std::string doc, std::size_t listSize);
Param pathParam(std::string id, std::string title, std::string doc);

/// `param`, which counts only while the choice `other` is one of `values`.
Param onlyFor(Param param, std::string other, std::vector<std::string> values);

/// Values by parameter id. Only what differs from the default need be stored; unknown ids are kept (newer files).
class ParamValues {
public:
    ParamValues() = default;
    ParamValues(std::initializer_list<std::pair<const std::string, ParamValue>> values) : m_values(values) {}

    bool has(const std::string& id) const { return m_values.contains(id); }
    /// Null when not set.
    const ParamValue* find(const std::string& id) const;
    void set(const std::string& id, ParamValue value) { m_values[id] = std::move(value); }
    void erase(const std::string& id) { m_values.erase(id); }
    const std::map<std::string, ParamValue>& all() const { return m_values; }

    /// Typed reads: the id must be set with that type (assert): call completed() first.
    bool flag(const std::string& id) const;
    std::int64_t integer(const std::string& id) const;
    double real(const std::string& id) const;            ///< also from an integer
    const std::string& text(const std::string& id) const;
    /// `count` values; one stored value stands for all.
    std::vector<std::int64_t> list(const std::string& id, std::size_t count) const;
    /// The list as it is stored.
    const std::vector<std::int64_t>& list(const std::string& id) const;

    bool operator==(const ParamValues&) const = default;

private:
    std::map<std::string, ParamValue> m_values;
};

/// `values` with the defaults of `params` filled in, and integers turned into reals or lists where the kind asks for it.
ParamValues completed(const ParamValues& values, std::span<const Param> params);
/// Does `param` count, with these (completed) values of all parameters?
bool counts(const Param& param, const ParamValues& values);
/// Ok when `value` fits `param`: type, range, choice, list size. Errors: param.wrong_type, param.out_of_range,
/// param.unknown_choice, param.list_size; argument `param` is the title.
Status checkParam(const Param& param, const ParamValue& value);
/// Text (command line, graph_text, a field) to a value of the param's kind: "3", "3x3", "same", "true", "0.1", "[2,2]";
/// also "3 × 3", "(3, 3)", and choices by title or in other capitals. Numbers are C locale. Errors: those of checkParam.
Result<ParamValue> parseParam(const Param& param, const std::string& text);
/// The reverse of parseParam: "3 x 3" is shown by the UI, this gives "3x3".
std::string formatParam(const ParamValue& value);
const Param* findParam(std::span<const Param> params, const std::string& id);

nlohmann::json toJson(const ParamValue& value);
nlohmann::json toJson(const ParamValues& values);
/// Errors: param.wrong_type. A JSON number with a fraction or exponent is a Real, else an Integer.
Result<ParamValue> paramValueFromJson(const nlohmann::json& json);
Result<ParamValues> paramValuesFromJson(const nlohmann::json& json);

} // namespace nodegrad
