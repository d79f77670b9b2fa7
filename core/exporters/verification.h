#pragma once
// Our own answers to real samples, and the comparison with what another engine makes of the exported file.

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/exporters/network.h"

namespace nodegrad {

/// `|a - b| <= limit + limit * |b|` counts as equal.
inline constexpr double verificationLimit = 1e-5;

/// All samples in batches of `size`. `inputs`: one list a batch, in it one array an input.
struct VerificationBatch {
    std::int64_t size = 1;
    std::vector<std::vector<HostTensor>> inputs;
};

struct VerificationJob {
    std::vector<std::string> inputNames;
    std::vector<VerificationBatch> batches;           ///< sizes 1 and 7
    std::vector<std::vector<HostTensor>> expected;    ///< per entry of `batches`: for each batch, for each output, our own array
    std::int64_t samples = 0;
    std::string shapes;                               ///< "N × 1 × 8 × 8, N × 10"
    std::size_t outputCount = 0;
    bool isClassifier = false;
    bool storesClassNames = false;
    std::vector<std::string> keys;                    ///< state-dict keys the file must hold; empty: not asked
};

/// What an engine made of the file. `outputs` in the order of VerificationJob::expected.
struct EngineAnswer {
    std::string engine;
    bool independent = true;
    std::string missing;        ///< not empty: no answer, this is missing ("onnxruntime", "Python")
    nlohmann::json facts = nlohmann::json::object(); ///< class_names, keys, opset, shapes
    std::vector<std::vector<HostTensor>> outputs;
};

/// Runs the network here: the first 64 samples one by one and in sevens. With the preparation outside the file, the file gets
/// prepared samples. Errors: verify.no_samples, those of Model.
Result<VerificationJob> prepareVerification(const ExportRequest& request, const ParamValues& options, const Task& task);
/// Errors: verify.failed when the engine gave another number of arrays.
Result<VerificationReport> compareAnswers(const ExportRequest& request, const VerificationJob& job, const EngineAnswer& answer);
/// verify.no_engine (a package is missing) or verify.no_python.
Error noEngine(const std::string& format, const std::string& missing);
/// 3.1e-07.
std::string differenceText(double difference);

} // namespace nodegrad
