#include "core/importers/weight_fit.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "core/base/text.h"

namespace nodegrad {

namespace {

std::string shapeOf(const std::vector<std::int64_t>& sizes)
{
    return sizes.empty() ? "one number" : shapeText(Shape(sizes.begin(), sizes.end()));
}

/// What two programs call the same parameter.
std::string plainName(std::string name)
{
    for (const std::string prefix : {"module.", "model.", "_orig_mod."})
        if (name.starts_with(prefix))
            name.erase(0, prefix.size());
    std::ranges::replace(name, '.', '_');
    return name;
}

/// "weight" of "fc.weight".
std::string lastName(const std::string& key)
{
    return key.substr(key.rfind('.') + 1);
}

class Fitting {
public:
    Fitting(const Program& program, const NamedTensors& file) : m_file(file)
    {
        const auto add = [&](const std::string& key, const std::vector<std::int64_t>& shape, DType dtype) {
            WeightRow row{.key = key, .shape = shape, .dtype = dtype};
            row.needed = !key.ends_with("num_batches_tracked");
            m_fit.rows.push_back(std::move(row));
        };
        for (const Parameter& parameter : program.parameters)
            add(parameter.path, parameter.shape, DType::Float32);
        for (const Buffer& buffer : program.buffers)
            add(buffer.path, buffer.initial.shape(), buffer.initial.dtype());
        for (const auto& [alias, path] : program.aliases)
            m_aliases.insert(alias);
    }

    Status byHand(const std::map<std::string, std::string>& pairs)
    {
        for (const auto& [key, from] : pairs) {
            const auto row = std::ranges::find(m_fit.rows, key, &WeightRow::key);
            const auto tensor = std::ranges::find(m_file, from, &NamedTensors::value_type::first);
            if (row == m_fit.rows.end())
                return fail("weights.map_unknown", {{"key", key}, {"known", nearKeys(key)}});
            if (tensor == m_file.end())
                return fail("weights.map_unknown_in_file", {{"key", from}, {"known", nearNames(from)}});
            if (tensor->second.shape() != row->shape)
                return fail("weights.map_shape", {{"key", key}, {"from", from}, {"got", shapeOf(tensor->second.shape())}, {"expected", shapeOf(row->shape)}});
            take(*row, static_cast<std::size_t>(tensor - m_file.begin()), WeightRow::How::ByHand);
        }
        return {};
    }

    void byName()
    {
        for (const auto& simplify : {+[](const std::string& name) { return name; }, +[](const std::string& name) { return plainName(name); }}) {
            std::map<std::string, std::size_t> places;
            for (std::size_t i = 0; i < m_file.size(); ++i)
                places.emplace(simplify(m_file[i].first), i);
            for (WeightRow& row : m_fit.rows) {
                const auto found = places.find(simplify(row.key));
                if (row.how != WeightRow::How::Missing || found == places.end() || m_used.contains(found->second))
                    continue;
                if (m_file[found->second].second.shape() == row.shape)
                    take(row, found->second, WeightRow::How::ByName);
                else
                    row.other = m_file[found->second].second.shape();
            }
        }
    }

    /// The next free tensor of the same shape, at first only under the same last name (a bias for a bias). A parameter whose name stands in
    /// the file with another shape takes no other.
    void byShape()
    {
        for (const bool isSameEnd : {true, false})
            for (WeightRow& row : m_fit.rows) {
                if (row.how != WeightRow::How::Missing || !row.other.empty() || (!row.needed && !isSameEnd))
                    continue;
                for (std::size_t i = 0; i < m_file.size(); ++i)
                    if (!m_used.contains(i) && m_file[i].second.shape() == row.shape && (!isSameEnd || lastName(m_file[i].first) == lastName(row.key))) {
                        take(row, i, WeightRow::How::ByShape);
                        break;
                    }
            }
    }

    WeightFit finish()
    {
        for (std::size_t i = 0; i < m_file.size(); ++i)
            if (!m_used.contains(i) && !m_aliases.contains(m_file[i].first))
                m_fit.unused.push_back(m_file[i].first);
        return std::move(m_fit);
    }

private:
    void take(WeightRow& row, std::size_t place, WeightRow::How how)
    {
        const HostTensor& tensor = m_file[place].second;
        m_fit.weights[row.key] = row.dtype == DType::Float32 ? tensor.asFloat32() : tensor;
        row.from = m_file[place].first;
        row.how = how;
        row.other.clear();
        m_used.insert(place);
    }
    /// Those like `wanted`, else the first ones.
    static std::string examplesOf(const std::vector<std::string>& names, const std::string& wanted)
    {
        std::vector<std::string> some = nearest(wanted, names);
        if (some.empty())
            some.assign(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(names.size(), 3)));
        return joined(some, ", ");
    }
    std::string nearKeys(const std::string& key) const
    {
        std::vector<std::string> keys;
        for (const WeightRow& row : m_fit.rows)
            keys.push_back(row.key);
        return examplesOf(keys, key);
    }
    std::string nearNames(const std::string& name) const
    {
        std::vector<std::string> names;
        for (const auto& [key, tensor] : m_file)
            names.push_back(key);
        return examplesOf(names, name);
    }

    const NamedTensors& m_file;
    WeightFit m_fit;
    std::set<std::size_t> m_used;      ///< places in the file
    std::set<std::string> m_aliases;   ///< other names of tied parameters
};

} // namespace

std::string howText(WeightRow::How how)
{
    switch (how) {
    case WeightRow::How::ByHand: return "by hand";
    case WeightRow::How::ByName: return "by name";
    case WeightRow::How::ByShape: return "by shape";
    case WeightRow::How::Missing: break;
    }
    return "missing";
}

std::size_t WeightFit::missing() const
{
    return static_cast<std::size_t>(std::ranges::count_if(rows, [](const WeightRow& row) { return row.needed && row.how == WeightRow::How::Missing; }));
}

std::string WeightFit::text() const
{
    std::string out;
    for (const WeightRow& row : rows) {
        if (!row.needed && row.how == WeightRow::How::Missing)
            continue;
        out += fmt::format("  {:<40} {:<20} {:<9} {}\n", row.key, shapeOf(row.shape), howText(row.how),
                           !row.from.empty() ? row.from : row.other.empty() ? "" : "the file has " + shapeOf(row.other));
    }
    for (const std::string& name : unused)
        out += fmt::format("  {:<40} {:<20} {:<9} {}\n", "-", "", "not used", name);
    return out;
}

nlohmann::json WeightFit::json() const
{
    nlohmann::json list = nlohmann::json::array();
    for (const WeightRow& row : rows)
        list.push_back({{"key", row.key}, {"shape", row.shape}, {"from", row.from}, {"how", howText(row.how)}, {"shape_in_file", row.other}});
    return {{"rows", list}, {"unused", unused}, {"missing", missing()}};
}

Result<WeightFit> fitWeights(const Program& program, const NamedTensors& file, const std::map<std::string, std::string>& byHand)
{
    Fitting fitting(program, file);
    if (auto done = fitting.byHand(byHand); !done)
        return fail(done.error());
    fitting.byName();
    fitting.byShape();
    return fitting.finish();
}

Status checkFit(const WeightFit& fit, bool isPartial)
{
    if (fit.weights.empty())
        return fail("weights.nothing_fits");
    if (isPartial)
        return {};
    for (const WeightRow& row : fit.rows)
        if (row.needed && row.how == WeightRow::How::Missing)
            return fail("weights.missing", {{"count", fit.missing()}, {"total", fit.rows.size()}, {"key", row.key},
                                            {"why", row.other.empty() ? "" : ": the design has " + shapeOf(row.shape) + ", the file " + shapeOf(row.other)}});
    if (!fit.unused.empty())
        return fail("weights.unused", {{"count", fit.unused.size()}, {"key", fit.unused.front()}});
    return {};
}

} // namespace nodegrad
