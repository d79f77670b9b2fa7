#include <algorithm>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/commands/answer.h"
#include "app/commands/commands.h"
#include "app/commands/opened_project.h"
#include "core/evaluation/evaluation.h"

namespace nodegrad {

namespace {

struct PredictOptions {
    std::string file, run, checkpoint, output;
    std::vector<std::string> inputs;
    bool json = false;
};

/// One line of the answer: what a person reads, and its JSON.
struct Line {
    std::string text;
    nlohmann::json json;
};

Line lineFor(const HostTensor& prediction, std::int64_t row, const std::string& label, const std::vector<std::string>& classNames)
{
    const std::int64_t columns = prediction.count() / prediction.dim(0);
    if (classNames.empty()) {
        std::vector<double> values;
        std::string text = label;
        for (std::int64_t c = 0; c < columns; ++c) {
            values.push_back(prediction.number(row * columns + c));
            text += "  " + shortNumber(values.back());
        }
        return {text, {{"sample", label}, {"answer", values}}};
    }
    const std::vector<double> shares = probabilities(prediction, row, classNames.size());
    const auto best = static_cast<std::size_t>(std::max_element(shares.begin(), shares.end()) - shares.begin());
    nlohmann::json byClass;
    for (std::size_t c = 0; c < classNames.size(); ++c)
        byClass[classNames[c]] = shares[c];
    return {fmt::format("{}  {}  {}", label, classNames[best], percent(shares[best])),
            {{"sample", label}, {"answer", classNames[best]}, {"probabilities", byClass}}};
}

/// The data that the model learned from: what a sample looks like. An imported design without data says it by its Input layer; its pictures
/// are read as 0 to 1.
Result<DatasetPtr> sampleForm(const OpenedProject& opened, const RunInfo& run)
{
    if (!run.project.data.source.empty())
        return loadDataset(run.project.data, opened.folder(), Task());
    auto form = std::make_shared<Dataset>();
    form->title = "the Input layer";
    form->inputSpec = run.facts.inputSpec;
    form->inputs = HostTensor(form->inputSpec.dtype, evaluated(form->inputSpec.shape, 0).value_or(std::vector<std::int64_t>{0}));
    form->valueMaximum = 1;
    return DatasetPtr(std::move(form));
}

int runPredict(const PredictOptions& options)
{
    const auto opened = openProject(options.file);
    if (!opened)
        return failed(opened.error());
    auto trained = openModel(*opened, options.run, options.checkpoint);
    if (!trained)
        return failed(trained.error());
    const auto data = sampleForm(*opened, trained->source.run);
    if (!data)
        return failed(data.error());
    const std::vector<std::filesystem::path> paths(options.inputs.begin(), options.inputs.end());
    const auto input = readPredictionInput(paths, **data);
    if (!input)
        return failed(input.error());
    for (const std::string& note : input->notes)
        fmt::print(stderr, "note: {}\n", note);
    const auto values = trained->model.run({input->inputs}, {trained->source.program->outputs.front().prediction});
    if (!values)
        return failed(values.error());
    const HostTensor& prediction = values->front();
    const auto& classNames = trained->source.run.facts.classNames;
    if (!options.output.empty()) {
        if (auto written = writePredictions(options.output, prediction, input->labels, classNames); !written)
            return failed(written.error());
        say(fmt::format("Wrote {} predictions of {} to {}", input->labels.size(), describe(trained->source), options.output));
        return kDone;
    }
    nlohmann::json all = nlohmann::json::array();
    for (std::size_t i = 0; i < input->labels.size(); ++i) {
        Line line = lineFor(prediction, static_cast<std::int64_t>(i), input->labels[i], classNames);
        if (options.json)
            all.push_back(std::move(line.json));
        else
            say(line.text);
    }
    if (options.json)
        sayJson(all);
    return kDone;
}

} // namespace

void addPredictCommand(CLI::App& app, int& exitCode)
{
    auto* command = app.add_subcommand("predict", "Ask a trained run about new samples.");
    auto options = std::make_shared<PredictOptions>();
    command->add_option("file", options->file, "Project")->required();
    command->add_option("--run", options->run, "Run by name; the newest when not given");
    command->add_option("--checkpoint", options->checkpoint, "best, last or a kept one such as epoch-12")->check(checkpointName, "NAME");
    command->add_option("--input", options->inputs, "X.npy, X.csv, pictures, or a folder of pictures: raw, as the training data were")->required();
    command->add_option("--output", options->output, "Write to a .csv or .npy file instead of printing");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([options, &exitCode] { exitCode = runPredict(*options); });
}

} // namespace nodegrad
