#include "core/importers/onnx_view.h"

#include <algorithm>
#include <numeric>

namespace nodegrad {

namespace {

/// A product of sizes: N counted apart, so that nothing overflows.
struct Product {
    std::int64_t batches = 0;
    double count = 1;
    void add(std::int64_t size)
    {
        batches += size >= kBatchSize;
        count *= static_cast<double>(size >= kBatchSize ? size / kBatchSize : size);
    }
    bool operator==(const Product&) const = default;
};

/// The parts of a new view in the file's order, before they get their places in memory.
class Regrouping {
public:
    explicit Regrouping(const OnnxView& view) : m_view(view), m_cuts(view.parts.size()) {}

    void keep(std::size_t i) { m_made.push_back({m_view.order[i], 0}); }
    /// A size of 1 behind the size made last; it changes nothing in memory.
    void addOne() { m_made.push_back({kOne, 0}); }
    /// Size i of the file becomes several.
    void cut(std::size_t i, const Sizes& sizes)
    {
        m_cuts[m_view.order[i]] = sizes;
        for (std::size_t k = 0; k < sizes.size(); ++k)
            m_made.push_back({m_view.order[i], k});
    }
    /// Sizes [begin, end) of the file become one: they must lie side by side within one size of the array.
    bool join(std::size_t begin, std::size_t end)
    {
        const std::size_t first = m_view.order[begin];
        for (std::size_t i = begin + 1; i < end; ++i) {
            if (m_view.order[i] != first + (i - begin) || m_view.owner[m_view.order[i]] != m_view.owner[first])
                return false;
            m_joined.push_back(m_view.order[i]);
        }
        Sizes size{1};
        for (std::size_t i = begin; i < end; ++i)
            size[0] *= m_view.parts[m_view.order[i]];
        m_cuts[first] = size;
        m_made.push_back({first, 0});
        return true;
    }
    void drop(std::size_t i) { m_joined.push_back(m_view.order[i]); }

    OnnxView view() const
    {
        OnnxView out;
        std::vector<std::vector<std::size_t>> places(m_view.parts.size());
        const auto add = [&](std::int64_t size, std::size_t owner) {
            out.parts.push_back(size);
            out.owner.push_back(owner);
            return out.parts.size() - 1;
        };
        std::vector<std::size_t> order(m_made.size(), 0);
        const auto addOnesAfter = [&](std::size_t made, std::size_t owner) {
            for (std::size_t i = made + 1; i < m_made.size() && m_made[i].part == kOne; ++i)
                order[i] = add(1, owner);
        };
        for (std::size_t i = 0; i < m_made.size() && m_made[i].part == kOne; ++i)
            order[i] = add(1, 0);
        for (std::size_t part = 0; part < m_view.parts.size(); ++part) {
            if (std::ranges::find(m_joined, part) != m_joined.end())
                continue;
            const Sizes sizes = m_cuts[part].empty() ? Sizes{m_view.parts[part]} : m_cuts[part];
            for (std::size_t k = 0; k < sizes.size(); ++k) {
                const auto made = std::ranges::find_if(m_made, [&](const Made& one) { return one.part == part && one.piece == k; });
                const auto at = static_cast<std::size_t>(made - m_made.begin());
                order[at] = add(sizes[k], m_view.owner[part]);
                addOnesAfter(at, m_view.owner[part]);
            }
        }
        out.order = order;
        return out;
    }

private:
    static constexpr std::size_t kOne = static_cast<std::size_t>(-1);
    struct Made {
        std::size_t part, piece;
    };
    const OnnxView& m_view;
    std::vector<Sizes> m_cuts;          ///< by part; empty: as it was
    std::vector<std::size_t> m_joined;  ///< parts that are gone
    std::vector<Made> m_made;
};

} // namespace

bool OnnxView::hasWholeParts() const
{
    for (std::size_t i = 0; i < owner.size(); ++i)
        if (owner[i] != i)
            return false;
    return true;
}

bool OnnxView::isInOrder() const
{
    for (std::size_t i = 0; i < order.size(); ++i)
        if (order[i] != i)
            return false;
    return true;
}

Sizes OnnxView::fileSizes() const
{
    Sizes sizes;
    for (const std::size_t part : order)
        sizes.push_back(parts[part]);
    return sizes;
}

std::optional<Sizes> sizesOf(const Shape& shape)
{
    Sizes sizes;
    for (const Dim& dim : shape) {
        const auto size = dim == batchDim() ? std::optional(kBatchSize) : dim.known();
        if (!size)
            return std::nullopt;
        sizes.push_back(*size);
    }
    return sizes;
}

OnnxView plainView(const Sizes& sizes)
{
    OnnxView view{sizes, std::vector<std::size_t>(sizes.size()), {}};
    std::iota(view.owner.begin(), view.owner.end(), std::size_t(0));
    view.order = view.owner;
    return view;
}

std::optional<OnnxView> transposedView(const OnnxView& view, const Sizes& order)
{
    if (order.size() != view.order.size())
        return std::nullopt;
    OnnxView out = view;
    std::vector<bool> used(order.size(), false);
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto at = static_cast<std::size_t>(order[i]);
        if (order[i] < 0 || at >= used.size() || used[at])
            return std::nullopt;
        used[at] = true;
        out.order[i] = view.order[at];
    }
    return out;
}

std::optional<OnnxView> reshapedView(const OnnxView& view, const Sizes& target)
{
    const Sizes from = view.fileSizes();
    Regrouping regrouping(view);
    std::size_t i = 0, j = 0;
    while (i < from.size() || j < target.size()) {
        const bool isOne = i < from.size() && from[i] == 1, becomesOne = j < target.size() && target[j] == 1;
        if (i < from.size() && j < target.size() && from[i] == target[j]) {
            regrouping.keep(i++);
            ++j;
            continue;
        }
        if (isOne) {
            regrouping.drop(i++);
            continue;
        }
        if (becomesOne) {
            regrouping.addOne();
            ++j;
            continue;
        }
        const std::size_t beginI = i, beginJ = j;
        Product given, wanted;
        do {
            const bool takesMore = i == beginI || (j > beginJ && (given.count < wanted.count || (given.batches < wanted.batches)));
            if (takesMore ? i >= from.size() : j >= target.size())
                return std::nullopt;
            if (takesMore)
                given.add(from[i++]);
            else
                wanted.add(target[j++]);
        } while (j == beginJ || given != wanted);
        if (i - beginI > 1 && j - beginJ > 1)
            return std::nullopt;
        if (i - beginI == 1)
            regrouping.cut(beginI, {target.begin() + static_cast<std::ptrdiff_t>(beginJ), target.begin() + static_cast<std::ptrdiff_t>(j)});
        else if (!regrouping.join(beginI, i))
            return std::nullopt;
    }
    return regrouping.view();
}

} // namespace nodegrad
