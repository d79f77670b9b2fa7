#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/commands/answer.h"
#include "app/commands/commands.h"
#include "app/commands/opened_project.h"
#include "app/commands/option_checks.h"
#include "core/analysis/batch_search.h"
#include "core/base/text.h"

namespace nodegrad {

namespace {

struct FindBatchOptions {
    std::string file, mode = "binsearch";
    std::int64_t first = 2, most = 0, steps = 3;
    double megabytes = 0;
    bool json = false;
};

const char* endOf(const BatchTrial& trial)
{
    switch (trial.end) {
    case BatchTrial::End::Fits: return "fits";
    case BatchTrial::End::TooLarge: return "too_large";
    case BatchTrial::End::OutOfMemory: return "out_of_memory";
    case BatchTrial::End::Forecast: return "not_run";
    }
    return "not_run";
}

std::string rowOf(const BatchTrial& trial)
{
    const std::string bytes = byteSize(static_cast<double>(trial.bytes));
    switch (trial.end) {
    case BatchTrial::End::Fits: return fmt::format("{:>8}  {:>9}  {:>12.0f}", trial.batchSize, bytes, trial.samplesPerSecond);
    case BatchTrial::End::TooLarge: return fmt::format("{:>8}  {:>9}  too much", trial.batchSize, bytes);
    case BatchTrial::End::OutOfMemory: return fmt::format("{:>8}  {:>9}  out of memory", trial.batchSize, bytes);
    case BatchTrial::End::Forecast: return fmt::format("{:>8}  {:>9}  expected, not run", trial.batchSize, bytes);
    }
    return {};
}

struct Found {
    BatchFinding finding;
    std::int64_t limit = 0;
};

Result<Found> findingOf(const FindBatchOptions& options)
{
    if (options.most > 0 && options.most < options.first)
        return fail("training.batch_most", {{"first", options.first}, {"most", options.most}});
    auto opened = openProject(options.file);
    if (!opened)
        return tl::unexpected(opened.error());
    const auto data = prepareData(opened->project.data, opened->folder(), Task());
    if (!data)
        return tl::unexpected(data.error());
    opened->project.training.batchSize = options.first; // that of the project may be what does not fit
    const auto plan = makePlan(opened->project, *data, opened->folder());
    if (!plan)
        return tl::unexpected(plan.error());
    BatchSearch search = boundedSearch(*plan);
    if (const Status there = boundByDevice(search, plan->settings.device); !there)
        return tl::unexpected(there.error());
    search.first = options.first;
    search.bisects = options.mode == "binsearch";
    search.most = options.most;
    search.steps = options.steps;
    if (options.megabytes > 0)
        search.limit = std::min(search.limit, static_cast<std::int64_t>(options.megabytes * 1e6));
    if (!options.json)
        say(fmt::format("A step may take {}.\n{:>8}  {:>9}  {:>12}", byteSize(static_cast<double>(search.limit)), "batch", "memory", "samples/s"));
    auto finding = findBatchSize(*plan, search, Task(), [&](const BatchTrial& trial) {
        if (!options.json)
            say(rowOf(trial));
    });
    if (!finding)
        return tl::unexpected(finding.error());
    return Found{std::move(*finding), search.limit};
}

void sayFinding(const BatchFinding& finding, const std::string& file)
{
    say(fmt::format("The largest batch that fits: {}{}.", finding.largest, finding.isBoundByData ? ", all samples of training" : ""));
    const auto command = [&](std::int64_t size) { return fmt::format("nodegrad train {} --batch-size {}", file, size); };
    if (finding.paying < finding.largest) {
        say(fmt::format("From {} on larger batches give hardly more samples a second.", finding.paying));
        say("To train with that one: " + command(finding.paying));
    }
    say("To train with the largest: " + command(finding.largest));
}

int runFindBatch(const FindBatchOptions& options)
{
    const auto found = findingOf(options);
    if (!found)
        return failed(found.error());
    const BatchFinding& finding = found->finding;
    if (!options.json) {
        sayFinding(finding, options.file);
        return kDone;
    }
    nlohmann::json trials = nlohmann::json::array();
    for (const BatchTrial& trial : finding.trials)
        trials.push_back({{"batch_size", trial.batchSize}, {"end", endOf(trial)}, {"bytes", trial.bytes}, {"samples_per_second", trial.samplesPerSecond}});
    sayJson({{"largest", finding.largest}, {"fastest", finding.fastest}, {"paying", finding.paying}, {"bound_by_data", finding.isBoundByData},
             {"limit_bytes", found->limit}, {"trials", trials}});
    return kDone;
}

} // namespace

void addFindBatchCommand(CLI::App& app, int& exitCode)
{
    auto* command = app.add_subcommand("find-batch", "Find the largest batch that fits into memory, and how fast the sizes are, from trial steps; nothing of them is kept.");
    auto options = std::make_shared<FindBatchOptions>();
    command->add_option("file", options->file, "Project")->required();
    command->add_option("--mode", options->mode, "power: double the size until it does not fit; binsearch: then also halve the interval (binsearch)")
        ->check(CLI::IsMember({"power", "binsearch"}));
    command->add_option("--first", options->first, "Size to begin with (2)")->check(CLI::Range(1, 1000000000));
    command->add_option("--most", options->most, "Largest size that is tried (all samples of training)")->check(CLI::Range(1, 1000000000));
    command->add_option("--memory", options->megabytes, "What a step may take at most, in MB (four fifths of what is free)")->check(between(0.001, 1e9, "0.001 to 1e9"));
    command->add_option("--steps", options->steps, "Steps of each trial (3)")->check(CLI::Range(2, 100000));
    command->add_flag("--json", options->json, "Print the sizes and the suggestions as JSON");
    command->callback([options, &exitCode] { exitCode = runFindBatch(*options); });
}

} // namespace nodegrad
