#include "core/exporters/verification.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

#include <fmt/format.h>

#include "core/base/guarded.h"

namespace nodegrad {

namespace {

constexpr std::int64_t maximumSamples = 64;
constexpr std::int64_t batchSizes[] = {1, 7};

std::vector<std::int64_t> range(std::int64_t from, std::int64_t to)
{
    std::vector<std::int64_t> indices(static_cast<std::size_t>(to - from));
    std::iota(indices.begin(), indices.end(), from);
    return indices;
}

/// A weighing of all output values of one batch size.
struct Comparison {
    double largest = 0, sum = 0;
    std::int64_t values = 0, samples = 0, sameClass = 0;
    bool shapesMatch = true, withinLimit = true;
    std::vector<double> differences;
};

void compareArrays(Comparison& all, const HostTensor& own, const HostTensor& other)
{
    if (own.shape() != other.shape()) {
        all.shapesMatch = all.withinLimit = false;
        return;
    }
    for (std::int64_t i = 0; i < own.count(); ++i) {
        const double a = other.number(i), b = own.number(i);
        const bool bothSame = a == b || (std::isnan(a) && std::isnan(b));
        const double difference = bothSame ? 0 : std::isfinite(a - b) ? std::abs(a - b) : std::numeric_limits<double>::infinity();
        all.largest = std::max(all.largest, difference);
        all.sum += difference;
        ++all.values;
        all.withinLimit &= difference <= verificationLimit + verificationLimit * std::abs(b);
        all.differences.push_back(difference);
    }
}

/// Index of the largest value of each row; of one column: on which side of `threshold` it lies.
std::vector<std::int64_t> classesOf(const HostTensor& scores, double threshold)
{
    std::vector<std::int64_t> classes;
    if (scores.rank() != 2 || scores.dim(1) == 0)
        return classes;
    const std::int64_t columns = scores.dim(1);
    for (std::int64_t row = 0; row < scores.dim(0); ++row) {
        std::int64_t best = 0;
        for (std::int64_t column = 1; column < columns; ++column)
            if (scores.number(row * columns + column) > scores.number(row * columns + best))
                best = column;
        classes.push_back(columns > 1 ? best : scores.number(row) > threshold ? 1 : 0);
    }
    return classes;
}

void compareClasses(Comparison& all, const HostTensor& own, const HostTensor& other, double threshold)
{
    const auto a = classesOf(own, threshold), b = classesOf(other, threshold);
    all.samples += static_cast<std::int64_t>(a.size());
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        all.sameClass += a[i] == b[i];
}

} // namespace

std::string differenceText(double difference)
{
    return difference == 0 ? "0" : fmt::format("{:.1e}", difference);
}

Error noEngine(const std::string& format, const std::string& missing)
{
    const std::string python = pythonForVerification();
    if (python.empty())
        return makeError("verify.no_python", {{"format", format}});
    return makeError("verify.no_engine", {{"format", format}, {"package", missing}, {"python", python}});
}

std::string VerificationReport::sentence() const
{
    const auto samples = std::ranges::find(rows, std::string("Samples"), &VerificationRow::what);
    const std::string over = samples == rows.end() ? "" : " over " + samples->result + " samples";
    const auto failed = std::ranges::find(rows, false, &VerificationRow::passed);
    if (passed)
        return engine + " gives the same answers: largest difference " + differenceText(largestDifference) + over + ".";
    return engine + " does not give the same answers: " + (failed == rows.end() ? "" : failed->what + ": " + failed->result + "; ") +
           "largest difference " + differenceText(largestDifference) + over + ", limit " + differenceText(limit) + ".";
}

namespace {

Result<VerificationJob> ownAnswers(const ExportRequest& request, const ParamValues& options, const Task& task)
{
    const auto network = networkOf(request, options);
    if (!network)
        return fail(network.error());
    if (request.samples.size() != network->inputs.size() || request.samples.empty() ||
        std::ranges::any_of(request.samples, [](const HostTensor& input) { return input.rank() == 0 || input.dim(0) == 0; }))
        return fail("verify.no_samples");
    VerificationJob job;
    job.samples = maximumSamples;
    for (const HostTensor& input : request.samples)
        job.samples = std::min(job.samples, input.dim(0));
    std::vector<HostTensor> samples;
    for (const HostTensor& input : request.samples)
        samples.push_back(input.rows(range(0, job.samples)));

    auto model = Model::create(request.program, 0);
    if (!model)
        return fail(model.error());
    if (const Status loaded = model->loadState(request.state); !loaded)
        return fail(loaded.error());
    std::vector<ValueId> entries, results;
    for (const NetworkPort& input : network->inputs) {
        job.inputNames.push_back(input.name);
        entries.push_back(input.value);
        job.shapes += (job.shapes.empty() ? "" : ", ") + shapeText(input.spec.shape);
    }
    for (const NetworkPort& output : network->outputs) {
        results.push_back(output.value);
        job.shapes += ", " + shapeText(output.spec.shape);
    }
    job.outputCount = results.size();
    job.isClassifier = isClassifier(request, *network);
    job.storesClassNames = options.has("class_names") && options.flag("class_names") && !request.classNames.empty();

    // What the file gets: raw or prepared samples.
    const auto given = model->run(samples, entries, maximumSamples, task);
    if (!given)
        return fail(given.error());
    for (const std::int64_t size : batchSizes) {
        VerificationBatch batch{size, {}};
        std::vector<HostTensor> own;
        for (std::int64_t first = 0; first < job.samples; first += size) {
            const auto indices = range(first, std::min(first + size, job.samples));
            std::vector<HostTensor> raw;
            for (const HostTensor& input : samples)
                raw.push_back(input.rows(indices));
            auto outputs = model->run(raw, results, size, task);
            if (!outputs)
                return fail(outputs.error());
            std::vector<HostTensor> inputs;
            for (const HostTensor& input : *given)
                inputs.push_back(input.rows(indices));
            batch.inputs.push_back(std::move(inputs));
            own.insert(own.end(), outputs->begin(), outputs->end());
        }
        job.batches.push_back(std::move(batch));
        job.expected.push_back(std::move(own));
    }
    return job;
}

} // namespace

Result<VerificationJob> prepareVerification(const ExportRequest& request, const ParamValues& options, const Task& task)
{
    return guarded(makeError("engine.failed"), [&] { return ownAnswers(request, options, task); });
}

Result<VerificationReport> compareAnswers(const ExportRequest& request, const VerificationJob& job, const EngineAnswer& answer)
{
    VerificationReport report{.engine = answer.engine, .independent = answer.independent, .limit = verificationLimit};
    std::vector<Comparison> bySize(job.batches.size());
    const ProgramOutput& first = request.program->outputs[0];
    const bool hasActivation = first.prediction != first.logits && chosenOptions(request, networkOptions()).flag("include_prediction");
    const double threshold = hasActivation || first.lossId == "binary_cross_entropy" ? 0.5 : 0;
    for (std::size_t i = 0; i < job.batches.size(); ++i) {
        if (answer.outputs.size() != job.batches.size() || answer.outputs[i].size() != job.expected[i].size())
            return fail("verify.failed", {{"file", answer.engine}}, "another number of outputs than here");
        for (std::size_t k = 0; k < job.expected[i].size(); ++k) {
            compareArrays(bySize[i], job.expected[i][k], answer.outputs[i][k]);
            if (job.isClassifier)
                compareClasses(bySize[i], job.expected[i][k], answer.outputs[i][k], threshold);
        }
    }
    Comparison all;
    for (const Comparison& one : bySize) {
        all.largest = std::max(all.largest, one.largest);
        all.sum += one.sum;
        all.values += one.values;
        all.shapesMatch &= one.shapesMatch;
        all.withinLimit &= one.withinLimit;
    }
    report.largestDifference = all.largest;
    report.differences = bySize.back().differences;

    const auto row = [&](std::string what, std::string result, bool passed) {
        report.rows.push_back({std::move(what), std::move(result), passed});
    };
    const nlohmann::json& facts = answer.facts;
    row("File loads", facts.contains("opset") ? "opset " + facts["opset"].dump() : answer.engine, true);
    row("Samples", std::to_string(job.samples), true);
    row("Input and output shapes match", job.shapes, all.shapesMatch);
    if (job.isClassifier) // a tie within the limit may go either way
        row("Same predicted class", fmt::format("{} of {}", bySize.back().sameClass, bySize.back().samples),
            all.shapesMatch && (bySize.back().sameClass == bySize.back().samples || all.withinLimit));
    row("Largest difference", differenceText(all.largest), all.withinLimit);
    row("Mean difference", differenceText(all.values == 0 ? 0 : all.sum / static_cast<double>(all.values)), all.withinLimit);
    for (std::size_t i = 0; i < bySize.size(); ++i)
        row("Batch size " + std::to_string(job.batches[i].size), "largest difference " + differenceText(bySize[i].largest),
            bySize[i].withinLimit);
    if (job.storesClassNames) {
        const bool same = facts.contains("class_names") && facts["class_names"] == nlohmann::json::parse(jsonList(request.classNames));
        row("Labels stored in the file", std::to_string(request.classNames.size()) + " classes", same);
    }
    if (!job.keys.empty()) {
        std::set<std::string> found;
        for (const auto& key : facts.value("keys", nlohmann::json::array()))
            found.insert(key.get<std::string>());
        const std::set<std::string> wanted(job.keys.begin(), job.keys.end());
        row("Names of the weights match", std::to_string(wanted.size()) + " names", found == wanted);
    }
    report.passed = std::ranges::all_of(report.rows, &VerificationRow::passed);
    return report;
}

} // namespace nodegrad
