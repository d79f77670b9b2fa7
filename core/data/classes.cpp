#include "core/data/classes.h"

#include <charconv>
#include <map>

#include "core/data/columns.h"

namespace nodegrad {

namespace {

template <class Label> std::string nameOf(const Label& label)
{
    if constexpr (std::is_same_v<Label, std::string>)
        return label;
    else
        return numberText(label);
}

template <class Label> Result<Classes> indexed(std::span<const Label> labels, const std::string& what)
{
    std::map<Label, std::int64_t> order;
    for (const Label& label : labels)
        order.emplace(label, 0);
    const std::size_t count = order.size();
    if (count > 10'000 || (count > 20 && 2 * count > labels.size()))
        return fail("data.too_many_classes", {{"what", what}, {"classes", count}, {"samples", labels.size()}});
    if (count == 1)
        return fail("data.one_class", {{"what", what}, {"label", nameOf(order.begin()->first)}});
    Classes classes;
    for (auto& [label, index] : order) {
        index = static_cast<std::int64_t>(classes.names.size());
        classes.names.push_back(nameOf(label));
    }
    classes.indices.reserve(labels.size());
    for (const Label& label : labels)
        classes.indices.push_back(order.at(label));
    return classes;
}

template <class Number> std::string shortest(Number value)
{
    char buffer[64];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value == Number(0) ? Number(0) : value).ptr;
    return std::string(buffer, end);
}

} // namespace

std::string numberText(double value)
{
    return shortest(value);
}

std::string numberText(float value)
{
    return shortest(value);
}

Result<Classes> classesOf(std::span<const double> labels, const std::string& what)
{
    return indexed(labels, what);
}

Result<Classes> classesOf(std::span<const std::string> labels, const std::string& what)
{
    std::vector<double> numbers;
    for (const std::string& label : labels) {
        const auto number = numberInCell(label);
        if (!number)
            return indexed(labels, what);
        numbers.push_back(*number);
    }
    return indexed(std::span<const double>(numbers), what);
}

} // namespace nodegrad
