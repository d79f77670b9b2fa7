#include <cmath>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/commands/answer.h"
#include "app/commands/commands.h"
#include "app/commands/opened_project.h"
#include "core/evaluation/evaluation.h"

namespace nodegrad {

namespace {

struct EvaluateOptions {
    std::string file, run, checkpoint, split = "test";
    bool json = false;
};

std::vector<std::int64_t> samplesOf(const Split& split, const std::string& part)
{
    if (part == "train")
        return split.train;
    return part == "validation" ? split.validation : split.test;
}

nlohmann::json asJson(const ClassificationReport& report)
{
    nlohmann::json classes = nlohmann::json::array();
    for (const ClassScore& score : report.classes)
        classes.push_back({{"name", score.name}, {"count", score.count}, {"precision", score.precision}, {"recall", score.recall}, {"f1", score.f1}});
    return {{"loss", report.loss},       {"accuracy", report.accuracy},         {"accuracy_low", report.accuracyLow},
            {"accuracy_high", report.accuracyHigh}, {"macro_f1", report.macroF1}, {"count", report.count},
            {"wrong", report.wrong},     {"classes", classes},                  {"confusion", report.confusion}};
}

void sayReport(const ClassificationReport& report)
{
    say(fmt::format("accuracy {} (95 % interval {} to {}), {} of {} wrong, loss {}, macro F1 {}", percent(report.accuracy), percent(report.accuracyLow),
                    percent(report.accuracyHigh), report.wrong, report.count, shortNumber(report.loss), shortNumber(report.macroF1)));
    say(fmt::format("{:<20} {:>8} {:>10} {:>8} {:>8}", "class", "samples", "precision", "recall", "F1"));
    for (const ClassScore& score : report.classes)
        say(fmt::format("{:<20} {:>8} {:>10} {:>8} {:>8}", score.name, score.count, percent(score.precision), percent(score.recall), percent(score.f1)));
}

nlohmann::json asJson(const RegressionReport& report)
{
    return {{"loss", report.loss}, {"mae", report.mae}, {"rmse", report.rmse}, {"r2", report.r2}, {"count", report.count}};
}

void sayReport(const RegressionReport& report)
{
    say(fmt::format("mean absolute error {}, root mean squared error {}, R2 {}, loss {}, {} samples", shortNumber(report.mae), shortNumber(report.rmse),
                    shortNumber(report.r2), shortNumber(report.loss), report.count));
}

int runEvaluate(const EvaluateOptions& options)
{
    const auto opened = openProject(options.file);
    if (!opened)
        return failed(opened.error());
    auto trained = openModel(*opened, options.run, options.checkpoint);
    if (!trained)
        return failed(trained.error());
    const auto data = dataOfRun(*opened, trained->source.run);
    if (!data)
        return failed(data.error());
    const auto predictions = predictSamples(trained->model, *data->data, samplesOf(data->split, options.split));
    if (!predictions)
        return failed(predictions.error());
    const auto answer = [&](const auto& report) {
        if (!options.json) {
            say(fmt::format("{} on the {} part of {}", describe(trained->source), options.split, data->data->title));
            sayReport(report);
            return;
        }
        nlohmann::json json = asJson(report);
        json["run"] = trained->source.run.name;
        json["checkpoint"] = trained->source.checkpointName;
        json["epoch"] = trained->source.epoch;
        json["split"] = options.split;
        sayJson(json);
    };
    if (data->data->isClassification())
        answer(classificationReport(*predictions, data->data->classNames));
    else
        answer(regressionReport(*predictions));
    return kDone;
}

} // namespace

void addEvaluateCommand(CLI::App& app, int& exitCode)
{
    auto* command = app.add_subcommand("evaluate", "Measure a trained run on data that it was not trained on.");
    auto options = std::make_shared<EvaluateOptions>();
    command->add_option("file", options->file, "Project")->required();
    command->add_option("--run", options->run, "Run by name; the newest when not given");
    command->add_option("--checkpoint", options->checkpoint, "best, last or a kept one such as epoch-12")->check(checkpointName, "NAME");
    command->add_option("--split", options->split, "test, validation or train")->check(CLI::IsMember({"test", "validation", "train"}));
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([options, &exitCode] { exitCode = runEvaluate(*options); });
}

} // namespace nodegrad
