#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/commands/answer.h"
#include "app/commands/commands.h"
#include "app/commands/opened_project.h"
#include "app/commands/option_checks.h"
#include "core/engine/need_device.h"
#include "core/training/rate_finder.h"

namespace nodegrad {

namespace {

struct FindOptions {
    std::string file;
    RateRamp ramp;
    bool json = false;
};

Result<RateCurve> curveOf(const FindOptions& options)
{
    const auto opened = openProject(options.file);
    if (!opened)
        return tl::unexpected(opened.error());
    if (const Status available = needDevice(opened->project.training.device); !available)
        return tl::unexpected(available.error());
    const auto data = prepareData(opened->project.data, opened->folder(), Task());
    if (!data)
        return tl::unexpected(data.error());
    const auto plan = makePlan(opened->project, *data, opened->folder());
    if (!plan)
        return tl::unexpected(plan.error());
    return findLearningRate(*plan, options.ramp, Task());
}

int runFind(const FindOptions& options)
{
    if (!(options.ramp.from < options.ramp.to))
        return failed(makeError("training.no_ramp"));
    const auto curve = curveOf(options);
    if (!curve)
        return failed(curve.error());
    const RateSuggestions found = suggestRates(*curve, options.ramp.steps).value();
    if (options.json) {
        nlohmann::json json = {{"rates", curve->rates}, {"losses", curve->losses}};
        for (const RateRule& rule : rateRules())
            json[rule.id] = found.*rule.rate;
        sayJson(json);
        return kDone;
    }
    say(fmt::format("Tried {} steps, from {} to {}.", curve->rates.size(), shortNumber(curve->rates.front()), shortNumber(curve->rates.back())));
    for (const RateRule& rule : rateRules())
        say(fmt::format("{:<8} {:<10} {}", rule.id, shortNumber(found.*rule.rate), rule.meaning));
    say(fmt::format("To train with it: nodegrad train {} --learning-rate {}", options.file, shortNumber(found.valley)));
    return kDone;
}

} // namespace

void addFindRateCommand(CLI::App& app, int& exitCode)
{
    auto* command = app.add_subcommand("find-rate", "Suggest a learning rate from a short trial in which it rises; nothing of the trial is kept.");
    auto options = std::make_shared<FindOptions>();
    command->add_option("file", options->file, "Project")->required();
    command->add_option("--from", options->ramp.from, "Rate of the first step (1e-07)")->check(positive());
    command->add_option("--to", options->ramp.to, "Rate at the end of the ramp (10)")->check(positive());
    command->add_option("--steps", options->ramp.steps, "Steps of the ramp (100)")->check(CLI::Range(40, 100000));
    command->add_flag("--json", options->json, "Print the suggestions and the curve as JSON");
    command->callback([options, &exitCode] { exitCode = runFind(*options); });
}

} // namespace nodegrad
