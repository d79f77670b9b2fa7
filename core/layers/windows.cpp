#include "core/layers/windows.h"

#include "core/ops/windows.h"

namespace nodegrad {

namespace {

using List = std::vector<std::int64_t>;

} // namespace

Value channelsSecond(Builder& b, const Values& in, std::size_t rank)
{
    if (rank != 1)
        return b.needKind(in[0], {windowKind(rank)});
    const Value x = b.needKind(in[0], {Kind::Sequence}, in[0].spec.kind == Kind::Tokens ? vectorFixes(in[0].spec) : std::vector<Fix>{});
    return b.call1("permute", {x}, {{"dims", List{0, 2, 1}}});
}

Value channelsBack(Builder& b, const Value& y, std::size_t rank)
{
    return rank == 1 ? b.call1("permute", {y}, {{"dims", List{0, 2, 1}}}) : y;
}

const Dim& channelsOf(const Spec& x, std::size_t rank)
{
    return rank == 1 ? x.shape.back() : x.shape[1];
}

std::string pythonChannelsSecond(std::size_t rank)
{
    return rank == 1 ? "{0}.transpose(1, 2)" : "{0}";
}

std::string pythonChannelsBack(std::size_t rank)
{
    return rank == 1 ? ".transpose(1, 2)" : "";
}

std::string rankedName(const std::string& stem, std::size_t rank)
{
    return stem + std::to_string(rank) + "d";
}

std::string sizesHint(std::size_t rank)
{
    return rank == 1 ? "." : rank == 2 ? "; one number, or height × width." : "; one number, or depth × height × width.";
}

Param sizesParam(const std::string& id, const std::string& title, const std::string& doc, std::int64_t byDefault, std::size_t rank, double least)
{
    return withMaximum(listParam(id, title, doc + sizesHint(rank), List(rank, byDefault), rank, least), 1e6);
}

std::string unlessAll(const std::string& word, const List& sizes, std::int64_t byDefault)
{
    return sizes == List(sizes.size(), byDefault) ? std::string() : word + " " + timesText(sizes);
}

} // namespace nodegrad
