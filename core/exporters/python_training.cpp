#include "core/exporters/python_training.h"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "core/base/atomic_file.h"
#include "core/base/text.h"
#include "core/data/dataset.h"
#include "core/exporters/names.h"
#include "core/formats/npy.h"
#include "core/formats/safetensors.h"
#include "core/layers/layer_type.h"
#include "core/ops/writers.h"
#include "core/training/batches.h"

namespace nodegrad {

namespace {

Error noScript(const std::string& reason)
{
    return makeError("export.no_training_script", {{"reason", reason}});
}

std::string indented(const std::string& code)
{
    std::string text = "    " + code;
    replaceAll(text, "\n", "\n    ");
    return text;
}

/// Several lines where arguments do not fit into 120 columns: broken behind commas.
std::string wrapped(const std::string& line)
{
    constexpr std::size_t kColumns = 116;
    std::string text, rest = line;
    const std::string hang(line.find('(') + 1, ' ');
    while (rest.size() > kColumns) {
        const std::size_t comma = rest.rfind(", ", kColumns);
        if (comma == std::string::npos || comma < hang.size())
            break;
        text += rest.substr(0, comma + 1) + "\n";
        rest = hang + rest.substr(comma + 2);
    }
    return text + rest;
}

const Node* nodeNamed(const Graph& graph, const std::string& name)
{
    const auto found = std::ranges::find_if(graph.root().nodes, [&](const NodePtr& node) { return node->name == name; });
    return found == graph.root().nodes.end() ? nullptr : found->get();
}

/// training.py: the template of resources/pytorch with the choices of this run.
class TrainingText {
public:
    TrainingText(const ExportRequest& request, const PythonCode& code, const Network& network)
        : m_request(request), m_code(code), m_network(network), m_plan(effectivePlan(*request.training)), m_settings(m_plan.settings)
    {
    }

    Result<std::string> made(std::string text)
    {
        const auto loss = lossBody();
        if (!loss)
            return fail(loss.error());
        const auto optimizer = optimizerBody();
        if (!optimizer)
            return fail(optimizer.error());
        if (const TrainingChoice& choice = *findChoice(scheduleTypes(), m_settings.schedule); choice.python.empty())
            return fail(noScript("the schedule '" + choice.title + "' has no form there"));
        const std::string schedule = scheduleBody(), constants = constantLines();
        // What the program wrote stands last, so that no name in it is taken for a mark.
        const std::pair<const char*, std::string> marks[] = {
            {"@IMPORTS@", imports(schedule)}, {"@CLASSES@", plateau()}, {"@FORWARD@", forwardCall()}, {"@LOSS@", indented(*loss)},
            {"@ANSWERS@", indented(answersBody())}, {"@OPTIMIZER@", *optimizer}, {"@RATES@", indented(schedule)},
            {"@JUDGED@", indented(isPlateau() ? "plateau.judge(value)" : "")}, {"@CLASS@", m_code.className}, {"@CONSTANTS@", constants},
            {"@NOTES@", notes()}, {"@NAME@", m_request.name.empty() ? m_code.className : withoutQuotes(m_request.name)}};
        for (const auto& [mark, replacement] : marks)
            replaceAll(text, mark, replacement);
        replaceAll(text, "\n    \n", "\n"); // of empty replacements
        replaceAll(text, "\n\n\n\n", "\n\n\n");
        return text;
    }

private:
    static std::string withoutQuotes(std::string text)
    {
        std::erase_if(text, [](char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < ' '; });
        return text;
    }

    bool isPlateau() const { return m_settings.schedule == "plateau"; }

    std::string plateau() const
    {
        if (!isPlateau())
            return "";
        const TrainingChoice& schedule = *findChoice(scheduleTypes(), m_settings.schedule);
        return "\nplateau = " + pythonFilled(schedule.python, schedule.params, scheduleValues(m_settings)) + "\n";
    }

    /// Of the files beside it.
    std::string imports(const std::string& schedule) const
    {
        std::string text = m_settings.optimizer == "lion" ? "from extras import Lion\n" : "";
        std::vector<std::string> names;
        for (const char* name : {"anneal_cos", "anneal_linear", "combined_cos", "cyclic", "one_cycle"})
            if (schedule.find(std::string(name) + "(") != std::string::npos || schedule.find(std::string("anneal=") + name) != std::string::npos)
                names.push_back(name);
        if (isPlateau())
            names.push_back("Plateau");
        if (!names.empty())
            text += "from schedules import " + joined(names, ", ") + "\n";
        return text;
    }

    std::string constantLines() const
    {
        std::vector<std::string> frozen, seconds;
        for (const Parameter& parameter : m_plan.program->parameters)
            if (!parameter.trainable)
                frozen.push_back(pythonText(parameter.path));
        for (const auto& [alias, path] : m_plan.program->aliases)
            seconds.push_back(pythonText(alias));
        const EpochBatches epoch = epochBatches(m_plan);
        const ParamValues optimizer = optimizerValues(m_settings);
        const std::pair<const char*, std::string> lines[] = {
            {"EPOCHS", std::to_string(m_settings.epochs)},
            {"BATCH_SIZE", std::to_string(m_settings.batchSize)},
            {"SEED", std::to_string(m_settings.seed)},
            {"SHUFFLE", pythonFlag(m_settings.shuffle)},
            {"JOIN_SINGLE", pythonFlag(epoch.joinsSingle) + "  # a last batch of one sample joins the one before"},
            {"LIMIT_TRAIN_BATCHES", std::to_string(m_settings.limitTrainBatches) + "  # 0: all"},
            {"LIMIT_VAL_BATCHES", std::to_string(m_settings.limitValBatches)},
            {"STEPS_PER_EPOCH", std::to_string(epoch.steps())},
            {"MAX_STEPS", std::to_string(m_settings.maxSteps) + "  # 0: no limit"},
            {"STEPS", "min(EPOCHS * STEPS_PER_EPOCH, MAX_STEPS or EPOCHS * STEPS_PER_EPOCH)"},
            {"LEARNING_RATE", pythonReal(optimizer.has("learning_rate") ? optimizer.real("learning_rate") : 0)},
            {"WARMUP_STEPS", std::to_string(m_settings.warmup) + (m_settings.warmupUnit == "epochs" ? " * STEPS_PER_EPOCH" : "")},
            {"WARMUP_START_FACTOR", pythonReal(m_settings.warmupStartFactor)},
            {"ACCUMULATE_GRAD_BATCHES", std::to_string(epoch.perStep)},
            {"GRADIENT_CLIP_VAL", pythonReal(m_settings.gradientClipVal) + "  # 0: off"},
            {"GRADIENT_CLIP_ALGORITHM", pythonText(m_settings.gradientClipAlgorithm)},
            {"EMA_DECAY", pythonReal(m_settings.emaDecay) + "  # 0: off"},
            {"PRECISION", pythonText(m_settings.precision)},
            {"CHECK_VAL_EVERY_N_EPOCH", std::to_string(m_settings.checkValEveryNEpoch)},
            {"MONITOR", pythonText(monitor())},
            {"HIGHER_IS_BETTER", pythonFlag(monitor() == m_settings.monitor && isHigherBetter(m_settings))},
            {"EARLY_STOPPING", pythonFlag(m_settings.earlyStopping)},
            {"PATIENCE", std::to_string(m_settings.patience)},
            {"MIN_DELTA", pythonReal(m_settings.minDelta)},
            {"CHECK_FINITE", pythonFlag(m_settings.checkFinite)},
            {"FROZEN", "[" + joined(frozen, ", ") + "]"},
            {"SECOND_NAMES", "[" + joined(seconds, ", ") + "]  # of shared tensors"}};
        std::string text;
        for (const auto& [name, value] : lines)
            text += std::string(name) + " = " + value + "\n";
        return text;
    }

    std::string monitor() const { return m_settings.monitor == "accuracy" ? "accuracy" : "loss"; }

    std::string forwardCall() const
    {
        std::vector<std::string> inputs;
        for (const ProgramInput& input : m_plan.program->inputs) {
            const bool isCast = input.spec.dtype != m_plan.data->inputs.dtype();
            inputs.push_back(isCast ? "inputs.to(torch." + dtypeName(input.spec.dtype) + ")" : "inputs");
        }
        const std::string raw = joined(inputs, ", ");
        if (!m_network.holdsPreparation)
            return "network(" + raw + ")";
        return std::string("network(") + (inputs.size() > 1 ? "*" : "") + "network.prepare(" + raw + "))";
    }

    Result<std::string> lossBody() const
    {
        const std::vector<ProgramOutput>& outputs = m_plan.program->outputs;
        std::vector<std::string> names, terms;
        for (const ProgramOutput& output : outputs) {
            const LossType* loss = findLoss(output.lossId);
            const Node* node = nodeNamed(m_request.graph, output.name);
            if (!loss || !node || loss->inputs.size() > 1 || output.target == kNoValue)
                return fail(noScript("the loss of '" + output.name + "' looks at several values, of which the network gives one"));
            names.push_back(outputs.size() == 1 ? "outputs" : pythonIdentifier(output.name));
            // Classes of each time step: PyTorch wants them in rows.
            const bool isSequence = loss->compares == Compares::Classes && m_plan.program->values[static_cast<std::size_t>(output.logits)].shape.size() == 3;
            std::string code = lossCode(*loss, node->params, {isSequence ? names.back() + ".flatten(0, 1)" : names.back(), isSequence ? "targets.flatten()" : "targets"});
            replaceAll(code, "torch.tensor(", names.back() + ".new_tensor(");
            terms.push_back(output.weight == 1 ? code : pythonReal(output.weight) + " * " + code);
        }
        if (outputs.size() == 1)
            return "return " + terms.front();
        return joined(names, ", ") + " = outputs\nreturn " + joined(terms, "\\\n    + ");
    }

    /// Only where one class out of several, or yes or no, is asked for.
    std::string answersBody() const
    {
        const ProgramOutput& first = m_plan.program->outputs.front();
        const LossType* loss = findLoss(first.lossId);
        const bool isClass = first.targetSpec.kind == Kind::Label || first.targetSpec.kind == Kind::Tokens;
        if (!loss || !loss->answersTarget || !isClass || (loss->compares != Compares::Classes && loss->compares != Compares::YesNo))
            return "return 0, 0";
        const std::string answer = m_plan.program->outputs.size() == 1 ? "outputs" : "outputs[0]";
        if (loss->compares == Compares::Classes)
            return "return (" + answer + ".argmax(-1) == targets).sum().item(), targets.numel()";
        const bool isProbability = first.lossId == "binary_cross_entropy";
        return "return ((" + answer + ".reshape(targets.shape) > " + (isProbability ? "0.5" : "0") + ") == targets.bool()).sum().item(), targets.numel()";
    }

    Result<std::string> optimizerBody() const
    {
        const TrainingChoice& choice = *findChoice(optimizerTypes(), m_settings.optimizer);
        if (choice.python.empty())
            return fail(noScript("the optimizer " + choice.title + " has no form there"));
        std::string text = "    groups = [parameter for parameter in network.parameters() if parameter.requires_grad]\n";
        if (m_settings.decayWeightsOnly)
            text += "    groups = [{\"params\": [parameter for parameter in groups if parameter.ndim > 1]},\n"
                    "              {\"params\": [parameter for parameter in groups if parameter.ndim <= 1], \"weight_decay\": 0.0}]\n";
        std::string call = choice.python;
        replaceAll(call, "lr={learning_rate}", "lr=LEARNING_RATE");
        return text + wrapped("    return " + pythonFilled(call, choice.params, optimizerValues(m_settings)));
    }

    std::string scheduleBody() const
    {
        const TrainingChoice& choice = *findChoice(scheduleTypes(), m_settings.schedule);
        const ParamValues values = scheduleValues(m_settings);
        const std::string formula = isPlateau() ? "rate = plateau.rate" : pythonFilled(choice.python, choice.params, values);
        const auto uses = [&](const char* name) { return formula.find(name) != std::string::npos; };
        const bool usesTime = uses("time") || uses("length"), everyStep = values.has("interval") && values.text("interval") == "step";
        std::string text;
        if (usesTime || uses("done"))
            text += "done, total = max(0, step - WARMUP_STEPS), max(1, STEPS - WARMUP_STEPS)\n";
        if (usesTime)
            text += everyStep ? "time, length = done, total\n" : "time, length = done // STEPS_PER_EPOCH, total / STEPS_PER_EPOCH\n";
        text += formula + "\n";
        if (!uses("momentum") || (values.has("cycle_momentum") && !values.flag("cycle_momentum")))
            text += "momentum = None\n";
        const char* base = isPlateau() ? "plateau.rate" : "LEARNING_RATE";
        return text + "if step < WARMUP_STEPS:\n    rate = " + base + " * (WARMUP_START_FACTOR + (1 - WARMUP_START_FACTOR) * step / WARMUP_STEPS)";
    }

    std::string notes() const
    {
        const std::vector<std::string> left = settingsLeftOut(m_request.training->settings);
        return left.empty() ? "" : "\n\nOf the settings of the run, these are left out: " + joined(left, ", ") + ".\n";
    }

    const ExportRequest& m_request;
    const PythonCode& m_code;
    const Network& m_network;
    TrainingPlan m_plan;
    const TrainingSettings& m_settings;
};

HostTensor indices(const std::vector<std::int64_t>& values)
{
    return HostTensor::ofIntegers({std::ssize(values)}, values);
}

} // namespace

std::vector<std::string> settingsLeftOut(const TrainingSettings& settings)
{
    // Those that the scripts follow, and those that change no number of a run.
    static const std::set<std::string> followed = {
        "optimizer", "optimizer_params", "schedule", "schedule_params", "epochs", "batch_size", "seed", "shuffle", "early_stopping", "patience",
        "decay_weights_only", "gradient_clip_val", "gradient_clip_algorithm", "accumulate_grad_batches", "ema_decay", "warmup", "warmup_unit",
        "warmup_start_factor", "max_steps", "limit_train_batches", "limit_val_batches", "overfit_batches", "fast_dev_run", "check_val_every_n_epoch",
        "monitor_mode", "min_delta", "check_finite", "precision", "threads", "device", "compile_step", "cuda_graphs", "metrics", "top_k", "f_beta", "metric_average",
        "calibration_bins", "save_top_k", "save_every_n_epochs", "keep_last"};
    const nlohmann::json defaults = toJson(TrainingSettings()), chosen = toJson(settings);
    std::vector<std::string> left;
    for (const auto& [id, value] : chosen.items()) {
        const bool isMonitor = id == "monitor" && value == "accuracy";
        if (value != defaults.at(id) && !isMonitor && !followed.contains(id))
            left.push_back(id + " = " + value.dump());
    }
    return left;
}

Result<std::vector<std::pair<std::string, std::string>>> trainingScripts(const ExportRequest& request, const PythonCode& code, const Network& network,
                                                                         TrainingScripts scripts)
{
    std::vector<std::pair<std::string, std::string>> files;
    std::vector<std::string> names{"training.py", "train.py", "samples.py", "schedules.py", "extras.py"};
    if (scripts == TrainingScripts::Lightning)
        names.push_back("train_lightning.py");
    for (const std::string& name : names) {
        auto text = readFile(resourceFolder() / "pytorch" / name);
        if (!text)
            return fail(text.error());
        files.emplace_back(name, std::move(*text));
    }
    auto made = TrainingText(request, code, network).made(std::move(files.front().second));
    if (!made)
        return fail(made.error());
    files.front().second = std::move(*made);
    return files;
}

Status writeTrainingData(const std::filesystem::path& folder, const ExportRequest& request)
{
    const TrainingPlan plan = effectivePlan(*request.training);
    std::error_code problem;
    std::filesystem::create_directories(folder / "data", problem);
    if (problem)
        return fail("file.write_failed", {{"path", (folder / "data").string()}, {"reason", problem.message()}});
    for (const auto& [name, part] : {std::pair{"train.npy", &plan.split.train}, {"validation.npy", &plan.split.validation}, {"test.npy", &plan.split.test}})
        if (const Status status = writeNpy(folder / "data" / name, indices(*part)); !status)
            return status;
    if (const Status status = writeNpy(folder / "data" / "inputs.npy", plan.data->inputs); !status)
        return status;
    if (const Status status = writeNpy(folder / "data" / "targets.npy", plan.data->targets); !status)
        return status;
    StateDict start = plan.initialWeights;
    for (const Parameter& parameter : plan.program->parameters)
        if (!start.contains(parameter.path))
            start[parameter.path] = initialValues(parameter, plan.settings.seed);
    for (const Buffer& buffer : plan.program->buffers)
        start.try_emplace(buffer.path, buffer.initial);
    return writeSafetensors(folder / "start.safetensors", TensorFile{withAliases(*plan.program, start), {{"format", "pt"}}});
}

} // namespace nodegrad
