#include <system_error>

#include <fmt/format.h>

#include "core/base/atomic_file.h"
#include "core/base/guarded.h"
#include "core/base/random.h"
#include "core/base/text.h"
#include "core/exporters/export_folder.h"
#include "core/exporters/families.h"
#include "core/exporters/verification.h"

namespace nodegrad {

namespace {

constexpr const char* kModelFile = "model.pt";
constexpr std::int64_t kRandomSamples = 16;

std::vector<Param> projectOptions()
{
    return torchScriptExporter().options;
}

/// Where no samples are known, random ones: the test only asks for the same answers to the same numbers.
std::vector<HostTensor> samplesOf(const ExportRequest& request)
{
    if (!request.samples.empty())
        return request.samples;
    std::vector<HostTensor> samples;
    RandomStream random(streamKey(0, "cpp_project"));
    for (const ProgramInput& input : request.program->inputs) {
        HostTensor tensor(input.spec.dtype, evaluated(input.spec.shape, kRandomSamples).value_or(std::vector<std::int64_t>{kRandomSamples}));
        for (std::int64_t i = 0; i < tensor.count(); ++i) {
            const auto at = static_cast<std::size_t>(i);
            if (input.spec.dtype == DType::Int64)
                tensor.mutableValues<std::int64_t>()[at] = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(std::max<std::int64_t>(1, input.spec.classes))));
            else if (input.spec.dtype == DType::Float32)
                tensor.mutableValues<float>()[at] = static_cast<float>(random.normal());
        }
        samples.push_back(std::move(tensor));
    }
    return samples;
}

const char* torchType(DType type)
{
    switch (type) {
    case DType::Float64: return "torch::kFloat64";
    case DType::Int64: return "torch::kInt64";
    case DType::Int32: return "torch::kInt32";
    case DType::UInt8: return "torch::kUInt8";
    case DType::Bool: return "torch::kBool";
    default: return "torch::kFloat32";
    }
}

/// {"test/input_0.bin", {7, 4}, torch::kFloat32},
std::string arrayLine(const std::string& file, const HostTensor& tensor)
{
    std::vector<std::string> sizes;
    for (const std::int64_t size : tensor.shape())
        sizes.push_back(std::to_string(size));
    return fmt::format("    {{\"{}\", {{{}}}, {}}},\n", file, joined(sizes, ", "), torchType(tensor.dtype()));
}

struct TestArrays {
    std::vector<std::pair<std::string, HostTensor>> inputs, outputs; ///< by file name
};

TestArrays testArrays(const VerificationJob& job)
{
    const VerificationBatch& batch = job.batches.back();
    TestArrays arrays;
    for (std::size_t i = 0; i < batch.inputs.front().size(); ++i)
        arrays.inputs.emplace_back(fmt::format("test/input_{}.bin", i), batch.inputs.front()[i]);
    for (std::size_t i = 0; i < job.outputCount; ++i)
        arrays.outputs.emplace_back(fmt::format("test/output_{}.bin", i), job.expected.back()[i]);
    return arrays;
}

std::string mainText(const TestArrays& arrays)
{
    std::string inputs, outputs;
    for (const auto& [file, tensor] : arrays.inputs)
        inputs += arrayLine(file, tensor);
    for (const auto& [file, tensor] : arrays.outputs)
        outputs += arrayLine(file, tensor);
    return R"(// Loads the exported network and compares its answers with those that Nodegrad gave: predict [FOLDER]
// FOLDER holds model.pt and test/; it is the one of this file when it is not named. Exit status 0: the answers are the same.

#include <cmath>
#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <torch/script.h>

namespace {

/// Numbers as they lie in memory (little-endian), without a header.
struct Array {
    std::string file;
    std::vector<std::int64_t> sizes;
    torch::ScalarType type;
};

const std::vector<Array> inputs{
)" + inputs + R"(};
const std::vector<Array> expected{
)" + outputs + R"(};
constexpr double tolerance = 1e-5; // |a - b| <= tolerance + tolerance |b|

torch::Tensor read(const std::string& folder, const Array& array)
{
    torch::Tensor tensor = torch::empty(array.sizes, array.type);
    std::ifstream in(folder + "/" + array.file, std::ios::binary);
    in.read(static_cast<char*>(tensor.data_ptr()), static_cast<std::streamsize>(tensor.nbytes()));
    if (in.gcount() != static_cast<std::streamsize>(tensor.nbytes()))
        throw std::runtime_error(folder + "/" + array.file + " is missing or cut off");
    return tensor;
}

/// The network's answers. Use this in a program of your own: load once, call as often as needed.
std::vector<torch::Tensor> answers(torch::jit::Module& network, const std::vector<torch::Tensor>& arrays)
{
    const c10::InferenceMode inference;
    const c10::IValue result = network.forward(std::vector<c10::IValue>(arrays.begin(), arrays.end()));
    if (result.isTensor())
        return {result.toTensor()};
    std::vector<torch::Tensor> all;
    for (const c10::IValue& element : result.toTupleRef().elements())
        all.push_back(element.toTensor());
    return all;
}

bool isSame(const std::string& folder)
{
    torch::jit::Module network = torch::jit::load(folder + "/model.pt", torch::kCPU);
    network.eval();
    std::vector<torch::Tensor> arrays;
    for (const Array& input : inputs)
        arrays.push_back(read(folder, input));
    const std::vector<torch::Tensor> got = answers(network, arrays);
    bool same = got.size() == expected.size();
    for (std::size_t i = 0; same && i < got.size(); ++i) {
        const torch::Tensor wanted = read(folder, expected[i]);
        if (got[i].sizes() != wanted.sizes())
            return false;
        const torch::Tensor difference = (got[i].to(torch::kFloat64) - wanted.to(torch::kFloat64)).abs();
        std::printf("%s: largest difference %.1e\n", expected[i].file.c_str(), difference.numel() == 0 ? 0.0 : difference.max().item<double>());
        same = (difference <= tolerance + tolerance * wanted.to(torch::kFloat64).abs()).all().item<bool>();
    }
    return same;
}

} // namespace

int main(int count, char** arguments)
{
    try {
        const bool same = isSame(count > 1 ? arguments[1] : NETWORK_FOLDER);
        std::puts(same ? "The answers are the same." : "The answers differ.");
        return same ? 0 : 1;
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "%s\n", problem.what());
        return 2;
    }
}
)";
}

constexpr const char* kCMake = R"cmake(# cmake -S . -B build -DCMAKE_PREFIX_PATH=LIBTORCH && cmake --build build && build/predict
# LIBTORCH is an unpacked LibTorch, or what python -c "import torch; print(torch.utils.cmake_prefix_path)" says.
cmake_minimum_required(VERSION 3.18)
project(network LANGUAGES CXX)
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Release)
endif()
find_package(Torch REQUIRED)
add_executable(predict main.cpp)
target_compile_definitions(predict PRIVATE "NETWORK_FOLDER=\"${CMAKE_CURRENT_SOURCE_DIR}\"")
target_link_libraries(predict PRIVATE ${TORCH_LIBRARIES})
)cmake";

std::string readmeText(const ExportRequest& request, const VerificationJob& job)
{
    return "# " + (request.name.empty() ? std::string("Network") : request.name) +
           "\n\nA network that was designed and trained with Nodegrad, as a C++ program on LibTorch.\n\n"
           "| file | what |\n|---|---|\n"
           "| `model.pt` | the network with its weights (TorchScript); no Python is needed |\n"
           "| `main.cpp` | loads it and compares its answers with Nodegrad's |\n"
           "| `test/` | samples and the answers that Nodegrad gave, as bare little-endian numbers |\n"
           "| `CMakeLists.txt` | builds `predict` |\n\n"
           "    cmake -S . -B build -DCMAKE_PREFIX_PATH=LIBTORCH\n"
           "    cmake --build build\n"
           "    build/predict\n\n"
           "`LIBTORCH` is an unpacked LibTorch of 2.0 or newer, or what `python -c \"import torch; print(torch.utils.cmake_prefix_path)\"` says.\n"
           "Inputs and outputs: " + job.shapes + " (N samples).\n";
}

Status writeFiles(const ExportRequest& request, const std::filesystem::path& folder, const Task& task)
{
    ExportRequest complete = request;
    complete.samples = samplesOf(request);
    const Exporter script = torchScriptExporter();
    const auto job = prepareVerification(complete, chosenOptions(complete, script.options), task);
    if (!job)
        return fail(job.error());
    if (const Status written = script.write(complete, folder / kModelFile, task); !written)
        return written;
    std::error_code problem;
    std::filesystem::create_directories(folder / "test", problem); // a failure shows when the first file is written
    const TestArrays arrays = testArrays(*job);
    for (const auto* part : {&arrays.inputs, &arrays.outputs})
        for (const auto& [file, tensor] : *part)
            if (const Status written = writeFileAtomically(folder / file, std::string(reinterpret_cast<const char*>(tensor.bytes()), tensor.byteSize())); !written)
                return written;
    const std::pair<const char*, std::string> texts[] = {{"main.cpp", mainText(arrays)}, {"CMakeLists.txt", kCMake}, {"README.md", readmeText(request, *job)}};
    for (const auto& [name, text] : texts)
        if (const Status written = writeFileAtomically(folder / name, text); !written)
            return written;
    return {};
}

} // namespace

Exporter cppProjectExporter()
{
    return {.id = "cpp_project", .title = "C++ project", .extension = "", .summary = "A small CMake program on LibTorch that checks its own answers.",
            .options = projectOptions(),
            .check = [](const ExportRequest& request) { return torchScriptExporter().check(request); },
            .write = [](const ExportRequest& request, const std::filesystem::path& path, const Task& task) {
                return guarded(makeError("export.failed", {{"format", "C++ project"}}),
                               [&] { return writeFolder(path, [&](const std::filesystem::path& folder) { return writeFiles(request, folder, task); }); });
            },
            .verify = [](const ExportRequest& request, const std::filesystem::path& path, const Task& task) {
                return torchScriptExporter().verify(request, path / kModelFile, task);
            }};
}

} // namespace nodegrad
