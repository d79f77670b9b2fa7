#pragma once
// Models of other programs, as a Project with weights. An importer is a declaration and two functions.

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/cancellation.h"
#include "core/project/project.h"
#include "core/shapes/host_tensor.h"

namespace nodegrad {

/// One operation of the file that no layer stands for, or that is there in part.
struct ImportProblem {
    std::string operation; ///< "TopK"
    std::string name;      ///< of the node in the file; may be ""
    std::string node;      ///< of the grey node in the design
    Error error;           ///< why
};
/// An input or output of the file and the node that stands for it.
struct ImportedPort {
    std::string name, node;
    /// The order in which the file has the sizes of our array; {0, 1, 2, ...} where they are the same. {1, 0, 2}: the file has
    /// (T, N, F) where the design has (N, T, F).
    std::vector<std::size_t> order;
};

/// What was imported and what was not.
struct ImportReport {
    std::string format;                 ///< "ONNX, opset 17, made by pytorch 2.13.0"
    std::size_t operations = 0;         ///< in the file
    std::size_t layers = 0;             ///< in the design, grey ones left out
    std::int64_t weights = 0;           ///< numbers
    std::vector<ImportedPort> inputs, outputs;
    std::vector<ImportProblem> problems;
    std::vector<std::string> notes;     ///< what a person should know, one sentence each
    /// Everything found its layer.
    bool isWhole() const { return problems.empty(); }
    /// Lines for people.
    std::string text() const;
    nlohmann::json json() const;
};

struct Imported {
    Project project;                          ///< laid out, without data; initialWeights is set by writeImported()
    std::map<std::string, HostTensor> weights;///< by state-dict key
    ImportReport report;
};

struct ImportOptions {
    /// Sizes of one sample by the name of the input, where the file leaves them open (or to choose others): {"x", {3, 224, 224}}.
    std::map<std::string, std::vector<std::int64_t>> shapes;
    /// Of those, the ones that hold whole numbers (an archive does not say); without any it is tried.
    std::set<std::string> tokens = {};
    /// The nodegrad that reads archives which run code, as a child process; empty: the program that runs.
    std::filesystem::path reader = {};
    /// When a TorchScript archive becomes one layer that runs it, instead of a design.
    enum class AsBlock { WhereNeeded, Never, Always };
    AsBlock asBlock = AsBlock::WhereNeeded;
};
/// "x=3x224x224": the sizes of one sample of each input, as a person writes them; "x=20:tokens" of whole numbers. Errors: import.bad_shape.
Result<ImportOptions> importOptionsFrom(const std::vector<std::string>& shapes);

struct Importer {
    std::string id, title;                    ///< "onnx", "ONNX"
    std::vector<std::string> extensions;      ///< ".onnx"
    /// By the name and the first bytes of the file (at most 64).
    bool (*match)(const std::filesystem::path& path, std::string_view head);
    Result<Imported> (*open)(const std::filesystem::path& path, const ImportOptions& options, const Task& task);
};
const std::vector<Importer>& importers();

/// Reads a model with the importer that knows it. The design lowers, but for grey nodes (report.problems).
/// Errors: import.unknown_format with the known ones, file.*, onnx.*, import.*, cancelled.
Result<Imported> importModel(const std::filesystem::path& path, const ImportOptions& options = {}, const Task& task = Task());
/// Writes the project and beside it its weights ("NAME.initial.safetensors"), and notes them in the project that is returned.
/// Errors: file.write_failed.
Result<Project> writeImported(const Imported& imported, const std::filesystem::path& path, FileSystem& system = realFileSystem());

} // namespace nodegrad
