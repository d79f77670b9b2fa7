// How long a large model takes to be written, beside writing its bytes to the same folder: time and ratio, format by format.
// Information, not a test. export_bench [FOLDER] [MILLIONS OF WEIGHTS]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include "core/base/atomic_file.h"
#include "core/exporters/exporter.h"
#include "core/layers/graph_text.h"
#include "core/lowering/lower.h"

using namespace nodegrad;

namespace {

constexpr int kRounds = 3;
constexpr std::int64_t kWidth = 8192;

template <class Work> double seconds(Work work)
{
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

void require(const Status& status)
{
    if (status)
        return;
    std::fprintf(stderr, "%s\n", sentence(status.error()).c_str());
    std::exit(1);
}

/// Dense layers of 67 million weights each, with values that take no time to draw.
ExportRequest requestOf(std::int64_t millions)
{
    std::string text = "x = input(" + std::to_string(kWidth) + "); x";
    for (std::int64_t i = 0; i < std::max<std::int64_t>(1, millions * 1'000'000 / (kWidth * kWidth)); ++i)
        text += " > dense(" + std::to_string(kWidth) + ")";
    const auto graph = parseGraphText(text + " > output(mse)");
    const Lowered lowered = lower(*graph, {});
    ExportRequest request;
    request.graph = *graph;
    request.program = std::make_shared<const Program>(lowered.program);
    request.name = "large";
    for (const Parameter& parameter : request.program->parameters) {
        HostTensor values(DType::Float32, parameter.shape);
        for (std::int64_t i = 0; i < values.count(); ++i)
            values.mutableValues<float>()[static_cast<std::size_t>(i)] = static_cast<float>(i % 1009) * 1e-4F;
        request.state[parameter.path] = std::move(values);
    }
    return request;
}

} // namespace

int main(int argc, char** argv)
{
    const std::filesystem::path folder = std::filesystem::path(argc > 1 ? argv[1] : ".") / "export_bench";
    std::filesystem::create_directories(folder);
    const ExportRequest request = requestOf(argc > 2 ? std::atoll(argv[2]) : 268);
    std::size_t bytes = 0;
    for (const auto& [name, tensor] : request.state)
        bytes += tensor.byteSize();
    std::printf("%.2f GB of weights; best of %d, seconds and ratio to writing the bytes (also atomically, with fsync)\n", static_cast<double>(bytes) / 1e9, kRounds);
    const auto bare = [&] {
        AtomicFile file(folder / "bytes");
        require(file.open());
        for (const auto& [name, tensor] : request.state)
            require(file.write(tensor.bytes(), tensor.byteSize()));
        require(file.commit());
    };
    for (const char* id : {"onnx", "safetensors", "torch_weights", "torchscript"}) {
        const Exporter& exporter = *findExporter(id);
        double best = 1e9, bestBare = 1e9;
        for (int round = 0; round < kRounds; ++round) { // in turn, so that both see the same disk
            bestBare = std::min(bestBare, seconds(bare));
            best = std::min(best, seconds([&] { require(exporter.write(request, folder / ("model" + exporter.extension), {})); }));
        }
        std::printf("  %-16s %6.2f s   bytes alone %6.2f s   ratio %.2f\n", id, best, bestBare, best / bestBare);
        std::fflush(stdout);
    }
    std::filesystem::remove_all(folder);
    return 0;
}
