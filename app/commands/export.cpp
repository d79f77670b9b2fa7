#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/commands/answer.h"
#include "app/commands/commands.h"
#include "app/commands/export_run.h"
#include "core/base/random.h"
#include "core/base/text.h"
#include "core/project/project_parts.h"

namespace nodegrad {

namespace {

constexpr std::size_t kSamples = 16; ///< for verification: batches of 1 and 7 and some more

struct ExportOptions {
    std::string file, run, checkpoint, format, output;
    std::vector<std::string> settings;
    bool verify = false, json = false;
};

/// "key=value" of the command line as values of the exporter.
Result<ParamValues> optionValues(const Exporter& exporter, const std::vector<std::string>& settings)
{
    ParamValues values;
    for (const std::string& setting : settings) {
        const std::size_t equals = setting.find('=');
        const std::string key = setting.substr(0, equals);
        const Param* param = findParam(exporter.options, key);
        if (!param || equals == std::string::npos) {
            std::vector<std::string> known;
            for (const Param& option : exporter.options)
                known.push_back(option.id);
            return fail("export.unknown_option", {{"format", exporter.id}, {"option", setting}, {"known", known.empty() ? "none" : joined(known, ", ")}});
        }
        auto value = parseParam(*param, setting.substr(equals + 1));
        if (!value)
            return tl::unexpected(value.error());
        values.set(key, std::move(*value));
    }
    return values;
}

/// Random inputs for an imported design that has no data yet.
std::vector<HostTensor> randomSamples(const Program& program)
{
    std::vector<HostTensor> samples;
    RandomStream random(streamKey(0, "verification"));
    for (const ProgramInput& input : program.inputs) {
        HostTensor tensor(input.spec.dtype, evaluated(input.spec.shape, kSamples).value_or(std::vector<std::int64_t>{kSamples}));
        for (std::int64_t i = 0; i < tensor.count(); ++i) {
            if (input.spec.dtype == DType::Int64)
                tensor.mutableValues<std::int64_t>()[static_cast<std::size_t>(i)] = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(std::max<std::int64_t>(1, input.spec.classes))));
            else
                tensor.mutableValues<float>()[static_cast<std::size_t>(i)] = static_cast<float>(random.normal());
        }
        samples.push_back(std::move(tensor));
    }
    return samples;
}

nlohmann::json asJson(const VerificationReport& report)
{
    nlohmann::json rows = nlohmann::json::array();
    for (const VerificationRow& row : report.rows)
        rows.push_back({{"what", row.what}, {"result", row.result}, {"passed", row.passed}});
    return {{"engine", report.engine}, {"independent", report.independent}, {"passed", report.passed},
            {"largest_difference", report.largestDifference}, {"limit", report.limit}, {"rows", rows}};
}

int runExport(const ExportOptions& options)
{
    const Exporter* exporter = findExporter(options.format);
    if (!exporter) {
        std::vector<std::string> known;
        for (const Exporter& each : exporters())
            known.push_back(each.id);
        return failed(makeError("export.unknown_format", {{"format", options.format}, {"known", joined(known, ", ")}}));
    }
    const auto opened = openProject(options.file);
    if (!opened)
        return failed(opened.error());
    if (isPartOfProject(options.output, opened->project, opened->path, opened->runs()))
        return failed(makeError("export.onto_project", {{"path", options.output}}));
    const auto trained = openModel(*opened, options.run, options.checkpoint);
    if (!trained)
        return failed(trained.error());
    ExportRequest request = exportRequestFor(*opened, trained->source);
    auto values = optionValues(*exporter, options.settings);
    if (!values)
        return failed(values.error());
    request.options = std::move(*values);
    const bool offersScript = findParam(exporter->options, "training_script") != nullptr || exporter->id == "lightning";
    const bool wantsScript = request.options.has("training_script") && request.options.text("training_script") != "none";
    if (options.verify || offersScript)
        if (const Status added = addData(request, *opened, trained->source); !added) {
            if (options.verify || wantsScript)
                return failed(added.error());
            fmt::print(stderr, "nodegrad: no training script: {}\n", message(added.error()));
        }
    const auto report = exportAndVerify(*exporter, request, options.output, options.verify);
    if (!report)
        return failed(report.error());
    const bool passed = !*report || (*report)->passed;
    if (options.json) {
        nlohmann::json json = {{"format", exporter->id}, {"output", options.output}, {"run", trained->source.run.name},
                               {"checkpoint", trained->source.checkpointName}, {"epoch", trained->source.epoch}};
        if (*report)
            json["verification"] = asJson(**report);
        sayJson(json);
    } else {
        say(fmt::format("Wrote {} of {} to {}", exporter->title, describe(trained->source), options.output));
        if (*report) {
            for (const VerificationRow& row : (*report)->rows)
                say(fmt::format("  {:<36} {}{}", row.what, row.result, row.passed ? "" : "  FAILED"));
            say((*report)->sentence());
        }
    }
    if (passed)
        return kDone;
    return failed(makeError("export.differs", {{"path", options.output}, {"engine", (*report)->engine},
                                               {"difference", (*report)->largestDifference}, {"limit", (*report)->limit}}));
}

} // namespace

ExportRequest exportRequestFor(const OpenedProject& opened, const RunModel& source)
{
    ExportRequest request;
    request.graph = source.run.project.graph;
    request.program = source.program;
    request.state = source.checkpoint.model;
    request.name = opened.path.stem().string();
    request.classNames = source.run.facts.classNames;
    request.featureNames = source.run.facts.featureNames;
    request.inputName = source.run.facts.inputName;
    request.checkpoint = std::make_shared<const Checkpoint>(source.checkpoint);
    return request;
}

Status addData(ExportRequest& request, const OpenedProject& opened, const RunModel& source)
{
    if (source.run.project.data.source.empty()) {
        request.samples = randomSamples(*source.program);
        return {};
    }
    const auto data = dataOfRun(opened, source.run);
    if (!data)
        return tl::unexpected(data.error());
    auto plan = planFor(source.run.project, source.program, *data, opened.folder());
    if (!plan)
        return tl::unexpected(plan.error());
    std::vector<std::int64_t> samples = data->split.test;
    samples.insert(samples.end(), data->split.train.begin(), data->split.train.end());
    samples.resize(std::min(samples.size(), kSamples));
    request.samples = {data->data->inputs.rows(samples)};
    request.training = std::make_shared<const TrainingPlan>(std::move(*plan));
    return {};
}

Result<std::optional<VerificationReport>> exportAndVerify(const Exporter& exporter, const ExportRequest& request, const std::filesystem::path& path,
                                                          bool verify)
{
    if (const ExportCheck check = exporter.check(request); !check.possible)
        return fail("export.not_possible", {{"format", exporter.title}, {"reason", check.note}});
    if (auto written = exporter.write(request, path, Task()); !written)
        return tl::unexpected(written.error());
    if (!verify)
        return std::optional<VerificationReport>();
    auto report = exporter.verify(request, path, Task());
    if (!report)
        return tl::unexpected(report.error());
    return std::optional<VerificationReport>(std::move(*report));
}

void addExportCommand(CLI::App& app, int& exitCode)
{
    auto* command = app.add_subcommand("export", "Write a trained run as a file that other tools run.");
    auto options = std::make_shared<ExportOptions>();
    command->add_option("file", options->file, "Project")->required();
    command->add_option("--run", options->run, "Run by name; the newest when not given");
    command->add_option("--checkpoint", options->checkpoint, "best, last or a kept one such as epoch-12")->check(checkpointName, "NAME");
    command->add_option("--format", options->format, "onnx, torchscript, safetensors, torch_weights, pytorch, lightning or cpp_project")->required();
    command->add_option("--output", options->output, "File (or folder) to write")->required();
    command->add_option("--option", options->settings, "Setting of the format: KEY=VALUE; may be repeated");
    command->add_flag("--verify", options->verify, "Run the file in another engine and compare the answers");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([options, &exitCode] { exitCode = runExport(*options); });
}

} // namespace nodegrad
