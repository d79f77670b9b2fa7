#pragma once
// Files that other tools run. An exporter is a declaration and two functions; verification re-runs the file in another engine.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/engine/model.h"
#include "core/graph/graph.h"
#include "core/params/param.h"
#include "core/training/plan.h"

namespace nodegrad {

/// Everything an export needs: plain values, safe to hand to a thread.
struct ExportRequest {
    Graph graph;                               ///< for readable code
    std::shared_ptr<const Program> program;
    StateDict state;
    std::string name;                          ///< of the project: class and graph name
    std::vector<std::string> classNames, featureNames;
    std::string inputName = "input", outputName = "output";
    ParamValues options;                       ///< of the exporter; completed by it
    std::shared_ptr<const TrainingPlan> training; ///< for scripts that train: the run's data, split and settings; null: none
    std::shared_ptr<const Checkpoint> checkpoint; ///< whose weights these are, for files that go on training; null: none
    std::vector<HostTensor> samples;           ///< raw inputs for verification, at least 8 samples, one tensor an input
};

/// Can this design be written? Said beforehand, without writing.
struct ExportCheck {
    bool possible = true;
    std::string note;                          ///< "The network itself is not in the file." or the reason why not
    bool isPartial = false;                    ///< possible, but the note says what the file lacks
};

struct VerificationRow {
    std::string what, result;                  ///< "Batch size 7", "largest difference 3.1e-07"
    bool passed = true;
};
struct VerificationReport {
    std::string engine;                        ///< "onnxruntime 1.23.2", "torch 2.13.0 (Python)", "LibTorch 2.13.0 (no Python found)"
    bool independent = true;                   ///< false: only re-read by LibTorch
    bool passed = false;
    double largestDifference = 0;              ///< absolute, over all samples and outputs
    double limit = 0;
    std::vector<VerificationRow> rows;
    std::vector<double> differences;           ///< one an output value, for a histogram
    std::string sentence() const;              ///< "onnxruntime 1.23.2 gives the same answers: largest difference 3.1e-07 over 8 samples."
};

struct Exporter {
    std::string id, title, extension;          ///< "onnx", "ONNX", ".onnx" ("" : a folder)
    std::string summary;                       ///< "Runs in ONNX Runtime, in browsers and on phones."
    std::vector<Param> options;
    ExportCheck (*check)(const ExportRequest& request);
    /// Writes atomically. Errors: export.unsupported_op {node, op, format}, file.write_failed, cancelled.
    Status (*write)(const ExportRequest& request, const std::filesystem::path& path, const Task& task);
    /// Errors: verify.no_engine, verify.no_python, verify.no_samples, verify.timeout, verify.failed (with the other engine's words in detail), cancelled. Differences are in the report.
    Result<VerificationReport> (*verify)(const ExportRequest& request, const std::filesystem::path& path, const Task& task);
};
const std::vector<Exporter>& exporters();      ///< onnx, torchscript, safetensors, torch_weights, pytorch, lightning, cpp_project
const Exporter* findExporter(const std::string& id);

/// The Python that verification uses: $NODEGRAD_PYTHON, else .venv beside the sources, else "python3" in PATH; "" when none runs.
std::string pythonForVerification();

} // namespace nodegrad
