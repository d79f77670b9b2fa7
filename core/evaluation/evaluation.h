#pragma once
// What a trained network gets right and wrong.

#include <filesystem>
#include <string>
#include <vector>

#include "core/data/dataset.h"
#include "core/engine/model.h"

namespace nodegrad {

/// Predictions for some samples of a data set.
struct Predictions {
    std::vector<std::int64_t> samples;   ///< indices into the data set
    HostTensor prediction;               ///< (n, classes) probabilities, (n, 1) probability of class 1, or (n, K) numbers
    HostTensor targets;                  ///< as in the data set, for these samples
    double loss = 0;                     ///< mean, of the Output's own loss
};
/// Errors: input.wrong_shape, cancelled, engine.*.
Result<Predictions> predictSamples(Model& model, const Dataset& data, const std::vector<std::int64_t>& samples, const Task& task = Task());

/// One answer about one sample.
struct Verdict {
    std::int64_t sample = 0;
    std::int64_t truth = 0, answer = 0;
    double confidence = 0;               ///< probability of the answer
    double truthProbability = 0;
};
struct ClassScore {
    std::string name;
    std::int64_t count = 0;              ///< samples of this class
    double precision = 0, recall = 0, f1 = 0; ///< NaN where there is nothing to divide by
};
struct ClassificationReport {
    std::int64_t count = 0, wrong = 0;
    double accuracy = 0, macroF1 = 0, loss = 0;
    double accuracyLow = 0, accuracyHigh = 0; ///< 95 % Wilson interval
    std::vector<std::vector<std::int64_t>> confusion; ///< [truth][answer]
    std::vector<ClassScore> classes;
    std::vector<Verdict> verdicts;       ///< all samples, in order
    std::vector<std::size_t> worst;      ///< indices into verdicts: wrong, surest first
    std::vector<std::size_t> leastSure;  ///< right, least sure first
};
ClassificationReport classificationReport(const Predictions& predictions, const std::vector<std::string>& classNames);

struct RegressionReport {
    std::int64_t count = 0;
    double mae = 0, rmse = 0, r2 = 0, loss = 0;
    std::vector<double> truth, answer;   ///< of the first target column
    std::vector<std::size_t> worst;      ///< largest absolute residual first
};
RegressionReport regressionReport(const Predictions& predictions);

/// Class probabilities of one prediction row, also for the one-unit sigmoid (gives two classes).
std::vector<double> probabilities(const HostTensor& prediction, std::int64_t row, std::size_t classCount);

/// Raw inputs from files a user names for `predict`: .npy, .csv (columns by name, order free), pictures; read in the form of
/// `data`, the set the model learned from. Errors: those of core/formats and core/data/new_samples.h, predict.no_files.
struct PredictionInput {
    HostTensor inputs;
    std::vector<std::string> labels;     ///< "file.npy[3]", "file.csv:2" (row below the header) or the name of the picture
    std::vector<std::string> notes;      ///< sentences on how a file was read, where that is not plain
};
Result<PredictionInput> readPredictionInput(const std::vector<std::filesystem::path>& paths, const Dataset& data, const Task& task = Task());
/// label, answer, one probability a class (or the numbers), as CSV or .npy by the name's ending.
Status writePredictions(const std::filesystem::path& path, const HostTensor& prediction, const std::vector<std::string>& labels,
                        const std::vector<std::string>& classNames);

} // namespace nodegrad
