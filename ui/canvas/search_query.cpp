#include "ui/canvas/search_query.h"

#include <algorithm>

#include <QCoreApplication>
#include <QRegularExpression>

namespace nodegrad {

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(SearchQuery)
};

constexpr std::pair<const char*, NodeState> kStates[] = {
    {"error", NodeState::Error},       {"warning", NodeState::Warning},     {"advice", NodeState::Advice}, {"frozen", NodeState::Frozen},
    {"bypassed", NodeState::Bypassed}, {"collapsed", NodeState::Collapsed}, {"module", NodeState::Module}};

QStringList partsOf(const QString& text)
{
    QStringList parts;
    QString part;
    int depth = 0;
    for (const QChar c : text) {
        depth += c == QLatin1Char('[') ? 1 : c == QLatin1Char(']') ? -1 : 0;
        if (c.isSpace() && depth <= 0) {
            parts << part;
            part.clear();
        } else {
            part += c;
        }
    }
    parts << part;
    parts.removeAll(QString());
    return parts;
}

ShapePattern shapeOf(QString text)
{
    ShapePattern pattern;
    pattern.whole = text.startsWith(QLatin1Char('['));
    text.remove(QLatin1Char('[')).remove(QLatin1Char(']'));
    static const QRegularExpression between(QStringLiteral("\\s*[,x×]\\s*"));
    for (const QString& size : text.split(between, Qt::SkipEmptyParts))
        pattern.sizes.push_back(size.trimmed());
    return pattern;
}

ParamPattern paramOf(const QString& text)
{
    static const QRegularExpression form(QStringLiteral("^([^=<>!]*)(=|!=|<=|>=|<|>)?(.*)$"));
    const auto match = form.match(text);
    return {match.captured(1).trimmed().toLower(), match.captured(2), match.captured(3).trimmed()};
}

bool isNumber(const QString& text)
{
    bool is = false;
    text.toDouble(&is);
    return is;
}

bool comparesSizes(const ParamPattern& param)
{
    return param.comparison.startsWith(QLatin1Char('<')) || param.comparison.startsWith(QLatin1Char('>'));
}

bool isSize(const QString& wanted, const Dim& size)
{
    return wanted == QLatin1String("*") || wanted.compare(QString::fromStdString(size.text()), Qt::CaseInsensitive) == 0;
}

/// The sizes from `at` on against the pattern from `from` on; "..." takes any number.
bool matchesFrom(const std::vector<QString>& sizes, std::size_t from, const Shape& shape, std::size_t at, bool toEnd)
{
    for (; from < sizes.size(); ++from) {
        if (sizes[from] == QLatin1String("...")) {
            for (std::size_t next = at; next <= shape.size(); ++next)
                if (matchesFrom(sizes, from + 1, shape, next, toEnd))
                    return true;
            return false;
        }
        if (at == shape.size() || !isSize(sizes[from], shape[at]))
            return false;
        ++at;
    }
    return !toEnd || at == shape.size();
}

std::vector<double> numbersOf(const ParamValue& value)
{
    if (const auto* integer = std::get_if<std::int64_t>(&value))
        return {static_cast<double>(*integer)};
    if (const auto* real = std::get_if<double>(&value))
        return {*real};
    if (const auto* list = std::get_if<std::vector<std::int64_t>>(&value))
        return {list->begin(), list->end()};
    return {};
}

/// One number in a list stands for all.
bool isSame(const ParamValue& a, const ParamValue& b)
{
    if (a == b)
        return true;
    const auto *first = std::get_if<std::vector<std::int64_t>>(&a), *second = std::get_if<std::vector<std::int64_t>>(&b);
    if (!first || !second || first->empty() || second->empty())
        return false;
    const std::size_t count = std::max(first->size(), second->size());
    if ((first->size() != count && first->size() != 1) || (second->size() != count && second->size() != 1))
        return false;
    for (std::size_t i = 0; i < count; ++i)
        if ((*first)[first->size() == 1 ? 0 : i] != (*second)[second->size() == 1 ? 0 : i])
            return false;
    return true;
}

} // namespace

bool ShapePattern::matches(const Shape& shape) const
{
    if (whole)
        return matchesFrom(sizes, 0, shape, 0, true);
    for (std::size_t at = 0; at < shape.size(); ++at)
        if (matchesFrom(sizes, 0, shape, at, false))
            return true;
    return false;
}

bool ParamPattern::matches(const Param& param, const ParamValue& held) const
{
    const QString id = QString::fromStdString(param.id), title = QString::fromStdString(param.title).toLower();
    if (comparison.isEmpty())
        return id.startsWith(name) || title.startsWith(name);
    if (id != name && title != name)
        return false;
    if (comparison == QLatin1String("=") || comparison == QLatin1String("!=")) {
        const auto wanted = parseParam(param, value.toStdString());
        const bool same = wanted && isSame(*wanted, held);
        return same == (comparison == QLatin1String("="));
    }
    bool isNumber = false;
    const double limit = value.toDouble(&isNumber);
    const std::vector<double> numbers = numbersOf(held);
    return isNumber && std::any_of(numbers.begin(), numbers.end(), [&](double number) {
               return comparison == QLatin1String("<")    ? number < limit
                      : comparison == QLatin1String("<=") ? number <= limit
                      : comparison == QLatin1String(">")  ? number > limit
                                                           : number >= limit;
           });
}

SearchQuery parseQuery(const QString& text)
{
    SearchQuery query;
    for (const QString& part : partsOf(text)) {
        const auto colon = part.indexOf(QLatin1Char(':'));
        SearchTerm term;
        if (colon < 0) {
            term.text = part.toLower();
            query.terms.push_back(std::move(term));
            continue;
        }
        const QString key = part.left(colon).toLower(), value = part.mid(colon + 1);
        if (key == QLatin1String("type")) {
            term.filter = Filter::LayerName;
            term.text = value.toLower();
        } else if (key == QLatin1String("shape")) {
            term.filter = Filter::Sizes;
            term.shape = shapeOf(value);
        } else if (key == QLatin1String("param")) {
            term.filter = Filter::Parameter;
            term.param = paramOf(value);
            if (!term.param.comparison.isEmpty() && term.param.value.isEmpty())
                term.param.comparison.clear();
            if (comparesSizes(term.param) && !isNumber(term.param.value))
                query.problem = Tr::tr("'%1' is not a number: %2 compares with one.").arg(term.param.value, part);
        } else if (key == QLatin1String("is")) {
            term.filter = Filter::State;
            const auto state = std::find_if(std::begin(kStates), std::end(kStates), [&](const auto& s) { return value.compare(QLatin1String(s.first), Qt::CaseInsensitive) == 0; });
            if (state != std::end(kStates))
                term.state = state->second;
            else if (!value.isEmpty())
                query.problem = Tr::tr("is: knows error, warning, advice, frozen, bypassed, collapsed and module.");
            if (state == std::end(kStates))
                continue;
        } else {
            query.problem = Tr::tr("There is no filter '%1:'. There are type:, shape:, param: and is:.").arg(part.left(colon));
            continue;
        }
        const bool isOpen = value.isEmpty() || (term.filter == Filter::Sizes && term.shape.sizes.empty()) || (term.filter == Filter::Parameter && term.param.name.isEmpty());
        if (!isOpen)
            query.terms.push_back(std::move(term));
    }
    return query;
}

} // namespace nodegrad
