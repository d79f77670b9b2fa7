#include "core/evaluation/evaluation.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

#include "core/base/text.h"
#include "core/data/new_samples.h"
#include "core/formats/npy.h"

namespace nodegrad {

namespace {

bool endsWith(const std::filesystem::path& path, std::string_view ending)
{
    return lowered(path.extension().string()) == ending;
}

std::vector<std::string> inputColumns(const Dataset& data)
{
    std::vector<std::string> names;
    for (const Column& column : data.columns)
        if (column.role == ColumnRole::Input)
            names.push_back(column.name);
    return names;
}

/// Samples of one file, each with its label.
Result<PredictionInput> readOne(const std::filesystem::path& path, const Dataset& data)
{
    PredictionInput result;
    const std::string name = path.filename().string();
    const auto finish = [&](Result<HostTensor> inputs) -> Result<PredictionInput> {
        if (!inputs)
            return tl::unexpected(inputs.error());
        result.inputs = std::move(*inputs);
        return std::move(result);
    };
    if (endsWith(path, ".npy")) {
        const auto array = readNpy(path);
        if (!array)
            return tl::unexpected(array.error());
        auto inputs = arrayInputs(data, *array, path.string());
        for (std::int64_t i = 0; inputs && i < inputs->dim(0); ++i)
            result.labels.push_back(name + "[" + std::to_string(i) + "]");
        return finish(std::move(inputs));
    }
    if (endsWith(path, ".csv") || endsWith(path, ".tsv") || endsWith(path, ".txt")) {
        const auto table = readTable(path);
        if (!table)
            return tl::unexpected(table.error());
        for (std::size_t i = 0; i < table->rows.size(); ++i)
            result.labels.push_back(name + ":" + std::to_string(i + 1));
        if (isReadByPosition(data, *table))
            result.notes.push_back("'" + name + "' has no column name that the network knows, so its columns are read in their order: " + joined(inputColumns(data), ", ") + ".");
        return finish(tableInputs(data, *table, path.string()));
    }
    const auto picture = readPicture(path);
    if (!picture)
        return tl::unexpected(picture.error());
    result.labels.push_back(name);
    return finish(pictureInput(data, *picture));
}

/// The pictures of a folder, by name; any other path stands for itself.
std::vector<std::filesystem::path> expanded(const std::filesystem::path& path)
{
    std::error_code problem;
    if (!std::filesystem::is_directory(path, problem))
        return {path};
    std::vector<std::filesystem::path> files;
    for (std::filesystem::directory_iterator it(path, problem), end; !problem && it != end; it.increment(problem))
        if (hasPictureName(it->path()))
            files.push_back(it->path());
    std::sort(files.begin(), files.end());
    return files;
}

HostTensor concatenated(const std::vector<HostTensor>& parts)
{
    if (parts.size() == 1)
        return parts.front();
    std::vector<std::int64_t> shape = parts.front().shape();
    shape[0] = 0;
    for (const HostTensor& part : parts)
        shape[0] += part.dim(0);
    HostTensor whole(parts.front().dtype(), shape);
    std::byte* out = whole.mutableBytes();
    for (const HostTensor& part : parts) {
        std::memcpy(out, part.bytes(), part.byteSize());
        out += part.byteSize();
    }
    return whole;
}

/// Shortest text that reads back as the same float.
std::string numberText(double value)
{
    std::array<char, 64> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), static_cast<float>(value)).ptr;
    return std::string(text.data(), end);
}

} // namespace

Result<PredictionInput> readPredictionInput(const std::vector<std::filesystem::path>& paths, const Dataset& data, const Task& task)
{
    std::vector<std::filesystem::path> files;
    for (const auto& path : paths)
        for (auto& file : expanded(path))
            files.push_back(std::move(file));
    if (files.empty())
        return fail("predict.no_files", {{"path", paths.empty() ? std::string("--input") : paths.front().string()}});
    PredictionInput all;
    std::vector<HostTensor> parts;
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (auto go = task.step(static_cast<double>(i) / static_cast<double>(files.size()), files[i].filename().string()); !go)
            return tl::unexpected(go.error());
        auto one = readOne(files[i], data);
        if (!one)
            return tl::unexpected(one.error());
        if (!parts.empty() && !std::equal(one->inputs.shape().begin() + 1, one->inputs.shape().end(), parts.front().shape().begin() + 1,
                                          parts.front().shape().end()))
            return fail("predict.mixed_sizes", {{"path", files[i].string()}, {"first", files.front().string()}});
        parts.push_back(std::move(one->inputs));
        all.labels.insert(all.labels.end(), one->labels.begin(), one->labels.end());
        all.notes.insert(all.notes.end(), one->notes.begin(), one->notes.end());
    }
    all.inputs = concatenated(parts);
    return all;
}

Status writePredictions(const std::filesystem::path& path, const HostTensor& prediction, const std::vector<std::string>& labels,
                        const std::vector<std::string>& classNames)
{
    if (endsWith(path, ".npy"))
        return writeNpy(path, prediction);
    const auto rows = static_cast<std::int64_t>(labels.size());
    const std::int64_t columns = rows > 0 ? prediction.count() / rows : 0;
    std::vector<std::string> header = {"sample"};
    std::vector<std::vector<std::string>> cells;
    if (!classNames.empty()) {
        header.push_back("answer");
        for (const std::string& name : classNames)
            header.push_back("p(" + name + ")");
    } else {
        for (std::int64_t c = 0; c < columns; ++c)
            header.push_back(columns == 1 ? "answer" : "answer " + std::to_string(c + 1));
    }
    for (std::int64_t row = 0; row < rows; ++row) {
        std::vector<std::string> line = {labels[static_cast<std::size_t>(row)]};
        if (!classNames.empty()) {
            const std::vector<double> shares = probabilities(prediction, row, classNames.size());
            line.push_back(classNames[static_cast<std::size_t>(std::max_element(shares.begin(), shares.end()) - shares.begin())]);
            for (const double share : shares)
                line.push_back(numberText(share));
        } else {
            for (std::int64_t c = 0; c < columns; ++c)
                line.push_back(numberText(prediction.number(row * columns + c)));
        }
        cells.push_back(std::move(line));
    }
    return writeCsv(path, header, cells);
}

} // namespace nodegrad
