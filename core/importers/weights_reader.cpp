#include "core/importers/weights_reader.h"

#include <algorithm>
#include <set>

#include "core/base/guarded.h"
#include "core/base/json_depth.h"
#include "core/base/text.h"
#include "core/formats/contained_file.h"
#include "core/formats/safetensors.h"
#include "core/importers/families.h"

namespace nodegrad {

namespace {

constexpr std::uintmax_t kLargestIndex = 100'000'000;
constexpr std::uint64_t kLargestPart = std::uint64_t(1) << 36;

/// "layers.2" before "layers.10": numbers count as numbers, so that layers stand in their order.
bool isBefore(const std::string& a, const std::string& b)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    std::size_t i = 0, j = 0;
    while (i < a.size() && j < b.size()) {
        if (isDigit(a[i]) && isDigit(b[j])) {
            std::size_t endA = i, endB = j;
            while (endA < a.size() && isDigit(a[endA]))
                ++endA;
            while (endB < b.size() && isDigit(b[endB]))
                ++endB;
            if (endA - i != endB - j)
                return endA - i < endB - j;
            if (const int order = a.compare(i, endA - i, b, j, endB - j); order != 0)
                return order < 0;
            i = endA;
            j = endB;
            continue;
        }
        if (a[i] != b[j])
            return a[i] < b[j];
        ++i;
        ++j;
    }
    return a.size() - i < b.size() - j;
}

NamedTensors inOrder(std::map<std::string, HostTensor> tensors)
{
    NamedTensors named(std::make_move_iterator(tensors.begin()), std::make_move_iterator(tensors.end()));
    std::ranges::sort(named, [](const auto& a, const auto& b) { return isBefore(a.first, b.first); });
    return named;
}

/// {"weight_map": {"name": "part file"}}: the parts lie beside the index.
Result<NamedTensors> readIndex(const std::filesystem::path& path)
{
    const auto text = readFile(path, kLargestIndex);
    if (!text)
        return fail(text.error());
    const Error bad = makeError("weights.bad_index", {{"path", path.string()}});
    if (isJsonNestedTooDeep(*text))
        return fail(bad);
    return guarded(bad, [&]() -> Result<NamedTensors> {
        std::set<std::string> parts;
        const nlohmann::json index = nlohmann::json::parse(*text);
        for (const auto& [name, part] : index.at("weight_map").items())
            parts.insert(part.get<std::string>());
        std::map<std::string, HostTensor> all;
        for (const std::string& part : parts) {
            const auto bytes = readContained(path.parent_path(), part, kLargestPart);
            if (!bytes)
                return fail(bytes.error());
            auto file = parseSafetensors(*bytes, (path.parent_path() / part).string());
            if (!file)
                return fail(file.error());
            all.merge(file->tensors);
        }
        return inOrder(std::move(all));
    });
}

/// The other names of tied tensors are in the metadata, as our exporter (and safetensors.torch) writes them.
Result<NamedTensors> readOne(const std::filesystem::path& path)
{
    auto file = readSafetensors(path);
    if (!file)
        return fail(file.error());
    for (const auto& [alias, key] : file->metadata)
        if (const auto found = file->tensors.find(key); found != file->tensors.end())
            file->tensors.try_emplace(alias, found->second);
    return inOrder(std::move(file->tensors));
}

bool isIndex(const std::filesystem::path& path)
{
    return hasExtension(path, {".safetensors.index.json"});
}

WeightsReader safetensorsReader()
{
    return {.id = "safetensors", .title = "safetensors", .extensions = {".safetensors", ".safetensors.index.json"},
            .match = [](const std::filesystem::path& path, std::string_view head) {
                const bool hasHeader = head.size() > 9 && head[8] == '{' && head[4] == 0 && head[5] == 0;
                return hasExtension(path, {".safetensors"}) || isIndex(path) || hasHeader;
            },
            .read = [](const std::filesystem::path& path) { return isIndex(path) ? readIndex(path) : readOne(path); }};
}

WeightsReader torchReader()
{
    return {.id = "pytorch", .title = "PyTorch weights", .extensions = {".pt", ".pth", ".bin", ".ckpt"},
            .match = [](const std::filesystem::path& path, std::string_view head) { return head.starts_with("PK\x03\x04") || hasExtension(path, {".pt", ".pth", ".ckpt"}); },
            .read = readTorchWeights};
}

} // namespace

const std::vector<WeightsReader>& weightsReaders()
{
    static const std::vector<WeightsReader> all{safetensorsReader(), torchReader()};
    return all;
}

const WeightsReader* weightsReaderFor(const std::filesystem::path& path)
{
    const auto head = headOf(path);
    for (const WeightsReader& reader : weightsReaders())
        if (head && reader.match(path, *head))
            return &reader;
    return nullptr;
}

Result<NamedTensors> readWeights(const std::filesystem::path& path)
{
    if (const auto head = headOf(path); !head)
        return fail(head.error());
    if (isTorchScript(path))
        return fail("weights.is_model", {{"path", path.string()}});
    if (const WeightsReader* reader = weightsReaderFor(path))
        return reader->read(path);
    std::vector<std::string> known;
    for (const WeightsReader& reader : weightsReaders())
        known.push_back(reader.title + " (" + joined(reader.extensions, ", ") + ")");
    return fail("import.unknown_format", {{"path", path.string()}, {"known", joined(known, ", ")}});
}

} // namespace nodegrad
