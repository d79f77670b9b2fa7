// write_samples FOLDER: reads FOLDER/theirs, which make_files.py wrote, and writes all of it again
// with our own writers to FOLDER/ours. check_formats.py compares the two with Python's libraries.

#include <cstdio>
#include <set>

#include "core/base/atomic_file.h"
#include "core/base/text.h"
#include "core/formats/event_file.h"
#include "core/formats/idx.h"
#include "core/formats/npy.h"
#include "core/formats/onnx_model.h"
#include "core/formats/picture.h"
#include "core/formats/safetensors.h"
#include "core/formats/table_text.h"

using namespace nodegrad;
namespace fs = std::filesystem;

namespace {

template <class T> T need(Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "%s\n", sentence(result.error()).c_str());
        std::exit(1);
    }
    return std::move(*result);
}
void need(const Status& status)
{
    if (!status) {
        std::fprintf(stderr, "%s\n", sentence(status.error()).c_str());
        std::exit(1);
    }
}

/// Files that must be refused: their error codes, a line each, for the check.
std::string refused;

void rewrite(const fs::path& path, const fs::path& ours)
{
    const std::string name = path.filename().string(), ending = path.extension().string();
    if (name.starts_with("bad")) {
        const auto array = ending == ".npy" ? readNpy(path) : readIdx(path);
        refused += name + " " + (array ? "none" : array.error().code) + "\n";
    } else if (ending == ".npy") {
        need(writeNpy(ours / name, need(readNpy(path))));
    } else if (ending == ".safetensors") {
        need(writeSafetensors(ours / name, need(readSafetensors(path))));
    } else if (ending == ".onnx") {
        need(writeOnnx(ours / name, need(readOnnx(path))));
    } else if (ending == ".csv") {
        const TextTable table = need(readTable(path));
        need(writeCsv(ours / name, table.header, table.rows, table.separator));
    } else if (hasPictureName(path)) {
        const Picture picture = need(readPicture(path));
        need(writePng(ours / (name + ".png"), picture));
        need(writePng(ours / (name + ".half.png"), resized(picture, 20, 15)));
        need(writePng(ours / (name + ".luma.png"), toGrey(picture)));
    } else if (name.find("-idx") != std::string::npos) {
        need(writeNpy(ours / (name + ".npy"), need(readIdx(path))));
    }
}

void rewriteEvents(const fs::path& theirs, const fs::path& ours)
{
    EventFileWriter writer;
    need(writer.open(ours));
    for (const auto& [tag, points] : need(readScalars(theirs)))
        for (const LoggedScalar& point : points)
            need(writer.addScalar(tag, point.step, point.wallSeconds, point.value));
    for (const fs::path& file : eventFiles(theirs))
        for (const TextPoint& text : need(scanEventFile(file)).texts)
            need(writer.addText(text.tag, text.step, text.wallSeconds, text.text));
    // A resume: closed, cut within its last record, appended.
    const std::uint64_t kept = writer.byteOffset();
    const fs::path path = writer.path();
    need(writer.addScalar("dropped", 1, 2, 3));
    need(writer.close());
    need(EventFileWriter::truncate(path, kept));
    need(writer.append(path));
    for (int step = 0; step < 10'000; ++step)
        need(writer.addScalar("many", step, 1700000100 + step * 0.001, 1.0 / (1 + step)));
    need(writer.close());
}

/// A small network as an exporter would write it.
OnnxModel network()
{
    OnnxModel model;
    model.metadata = {{"nodegrad.classes", "[\"no\",\"yes\"]"}};
    model.producerVersion = "0.1.0";
    OnnxGraph& graph = model.graph;
    graph.inputs = {{"input", DType::Float32, {OnnxDim::named("batch"), OnnxDim::of(2)}}};
    graph.outputs = {{"output", DType::Float32, {OnnxDim::named("batch"), OnnxDim::of(2)}}};
    graph.initializers = {
        {"dense1.weight",
         HostTensor::ofFloats({3, 2}, std::vector<float>{1, -1, 0.5f, 2, -3, 0.25f})},
        {"dense1.bias", HostTensor::ofFloats({3}, std::vector<float>{0.1f, 0.2f, 0.3f})},
        {"shape", HostTensor::ofIntegers({2}, std::vector<std::int64_t>{-1, 3})},
        {"pick", HostTensor::ofFloats({2, 3}, std::vector<float>{1, 0, 1, 0, 1, 0})}};
    graph.nodes = {{"Gemm",
                    "dense1",
                    {"input", "dense1.weight", "dense1.bias"},
                    {"a"},
                    {{"transB", std::int64_t{1}}, {"alpha", 1.f}, {"beta", 1.f}}},
                   {"Relu", "relu1", {"a"}, {"b"}},
                   {"Reshape", "reshape1", {"b", "shape"}, {"c"}},
                   {"Constant",
                    "one",
                    {},
                    {"k"},
                    {{"value", OnnxTensor{"", HostTensor::ofFloats({}, std::vector<float>{1})}}}},
                   {"Add", "add1", {"c", "k"}, {"d"}},
                   {"Gemm", "dense2", {"d", "pick"}, {"output"}, {{"transB", std::int64_t{1}}}}};
    return model;
}

} // namespace

int main(int count, char** arguments)
{
    if (count != 2)
        return 2;
    const fs::path theirs = fs::path(arguments[1]) / "theirs",
                   ours = fs::path(arguments[1]) / "ours";
    fs::create_directories(ours);
    std::set<fs::path> files;
    for (const auto& entry : fs::directory_iterator(theirs))
        if (entry.is_regular_file())
            files.insert(entry.path());
    for (const fs::path& file : files)
        rewrite(file, ours);
    rewriteEvents(theirs / "events", ours / "events");
    need(writeOnnx(ours / "network.onnx", network()));
    need(writeFileAtomically(ours / "refused.txt", refused));
}
