#include "ui/pages/export/export_work.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/evaluation/evaluation.h"
#include "core/project/plan.h"

namespace nodegrad {

namespace {

constexpr std::size_t kFewestSamples = 16, kMostSamples = 64;

Result<PreparedData> dataOf(const RunInfo& run, const DataState& loaded, const std::filesystem::path& base, const Task& task)
{
    if (loaded.phase == DataState::Phase::Ready && loaded.prepared.data->fingerprint == run.facts.fingerprint) {
        auto split = splitDataset(*loaded.prepared.data, run.project.data.split);
        if (!split)
            return tl::unexpected(split.error());
        return PreparedData{loaded.prepared.data, std::move(*split), run.facts.preparation};
    }
    auto prepared = prepareData(run.project.data, base, task);
    if (prepared && prepared->data->fingerprint != run.facts.fingerprint)
        return fail("runs.data_changed", {{"run", run.name}});
    return prepared;
}

} // namespace

ExportRequest requestFor(const ShownModel& model, const std::string& name)
{
    ExportRequest request;
    request.graph = model.run.project.graph;
    request.program = model.program;
    request.state = model.state;
    request.name = name;
    request.classNames = model.run.facts.classNames;
    request.featureNames = model.run.facts.featureNames;
    request.inputName = model.run.facts.inputName;
    return request;
}

Result<TestedModel> testModel(const ShownModel& model, const DataState& loaded, const std::filesystem::path& base, const Task& task)
{
    const auto prepared = dataOf(model.run, loaded, base, task);
    if (!prepared)
        return tl::unexpected(prepared.error());
    const Dataset& data = *prepared->data;
    TestedModel tested;
    std::vector<std::int64_t> chosen = prepared->split.test;
    if (chosen.size() < kFewestSamples)
        chosen.insert(chosen.end(), prepared->split.train.begin(), prepared->split.train.end());
    chosen.resize(std::min(chosen.size(), kMostSamples));
    tested.samples.assign(model.program->inputs.size(), data.inputs.rows(chosen));
    auto plan = planFor(model.run.project, model.program, *prepared, base);
    if (!plan)
        return tl::unexpected(plan.error());
    tested.training = std::make_shared<const TrainingPlan>(std::move(*plan));
    if (hasCheckpoint(model.run.folder, model.checkpoint))
        if (auto stored = loadRunModel(model.run, model.checkpoint))
            tested.checkpoint = std::make_shared<const Checkpoint>(std::move(stored->checkpoint));
    auto network = Model::create(model.program, 0);
    if (!network)
        return tl::unexpected(network.error());
    if (const Status set = network->loadState(model.state); !set)
        return tl::unexpected(set.error());
    const auto predictions = predictSamples(*network, data, prepared->split.test, task);
    if (!predictions)
        return tl::unexpected(predictions.error());
    tested.accuracy = data.isClassification()
                          ? fmt::format("test accuracy {:.1f} %", classificationReport(*predictions, data.classNames).accuracy * 100)
                          : fmt::format("test R2 {:.3f}", regressionReport(*predictions).r2);
    return tested;
}

ExportRequest withTested(ExportRequest request, const TestedModel& tested)
{
    request.samples = tested.samples;
    request.training = tested.training;
    request.checkpoint = tested.checkpoint;
    return request;
}

ExportedFile checkFile(ExportedFile file, const Task& task)
{
    file.report.reset();
    file.checkError.reset();
    task.report(-1, "Checking " + file.path.filename().string());
    auto report = file.exporter->verify(*file.request, file.path, task);
    if (report)
        file.report = std::move(*report);
    else
        file.checkError = report.error();
    return file;
}

Result<ExportedFile> exportFile(const Exporter& exporter, std::shared_ptr<const ExportRequest> request, const std::filesystem::path& path,
                                bool verify, const Task& task)
{
    if (const ExportCheck check = exporter.check(*request); !check.possible)
        return fail("export.not_possible", {{"format", exporter.title}, {"reason", check.note}});
    std::error_code problem;
    if (!exporter.extension.empty() && std::filesystem::is_directory(path, problem))
        return fail("export.is_a_folder", {{"path", path.string()}, {"format", exporter.title}});
    std::filesystem::create_directories(path.parent_path(), problem);
    if (problem)
        return fail("file.write_failed", {{"path", path.string()}, {"reason", problem.message()}});
    task.report(-1, "Writing " + path.filename().string());
    if (const Status written = exporter.write(*request, path, task); !written)
        return tl::unexpected(written.error());
    ExportedFile file{&exporter, std::move(request), path, {}, {}};
    return verify ? checkFile(std::move(file), task) : file;
}

std::string reportText(const ExportedFile& file)
{
    std::string text = file.path.string() + "\n";
    if (!file.report)
        return text;
    text += file.report->sentence() + "\n";
    for (const VerificationRow& row : file.report->rows)
        text += fmt::format("{}\t{}\t{}\n", row.passed ? "ok" : "FAILED", row.what, row.result);
    return text;
}

} // namespace nodegrad
