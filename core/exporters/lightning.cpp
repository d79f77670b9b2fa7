// A checkpoint that Lightning's Trainer goes on from: Trainer.fit(ckpt_path=...), load_from_checkpoint(). The module is that of the exported
// train_lightning.py, whose network is called "network".

#include <algorithm>

#include "core/base/atomic_file.h"
#include "core/base/guarded.h"
#include "core/base/text.h"
#include "core/exporters/families.h"
#include "core/exporters/network.h"
#include "core/exporters/stored_weights.h"
#include "core/formats/torch_weights.h"
#include "core/ops/writers.h"
#include "core/training/batches.h"

namespace nodegrad {

namespace {

const std::string kNetwork = "network."; ///< of the module
constexpr const char* kLightningVersion = "2.0.0"; ///< whose layout this is; newer ones read it

/// The arguments of "torch.optim.Adam(groups, lr=0.001, betas=(0.9, 0.999), amsgrad=False)" as Python has them in a parameter group.
class CallArguments {
public:
    CallArguments(PickleBuilder& pickle, const std::string& call) : m_pickle(pickle)
    {
        const std::size_t open = call.find('('), close = call.rfind(')');
        for (const std::string& argument : parts(call.substr(open + 1, close - open - 1)))
            if (const std::size_t equals = argument.find('='); equals != std::string::npos)
                m_entries.emplace_back(m_pickle.text(argument.substr(0, equals)), literal(argument.substr(equals + 1)));
    }
    PickleBuilder::Entries take() { return std::move(m_entries); }

private:
    /// Between commas that lie in no parentheses.
    static std::vector<std::string> parts(const std::string& text)
    {
        std::vector<std::string> all{""};
        int depth = 0;
        for (const char c : text) {
            depth += (c == '(') - (c == ')');
            if (c == ',' && depth == 0)
                all.emplace_back();
            else if (c != ' ' || !all.back().empty())
                all.back() += c;
        }
        return all;
    }

    PickleIndex literal(const std::string& text)
    {
        if (text == "True" || text == "False")
            return m_pickle.flag(text == "True");
        if (text.starts_with("(")) {
            std::vector<PickleIndex> items;
            for (const std::string& part : parts(text.substr(1, text.size() - 2)))
                items.push_back(literal(part));
            return m_pickle.tuple(std::move(items));
        }
        const std::size_t otherwise = text.find(" or None");
        const double value = parseReal(text.substr(0, otherwise)).value_or(0);
        return otherwise != std::string::npos && value == 0 ? m_pickle.none() : m_pickle.real(value);
    }

    PickleBuilder& m_pickle;
    PickleBuilder::Entries m_entries;
};

/// For biases and norms.
std::string withoutDecay(std::string call)
{
    const std::string name = "weight_decay=";
    if (const std::size_t at = call.find(name); at != std::string::npos) {
        const std::size_t begin = at + name.size();
        call.replace(begin, call.find_first_of(",)", begin) - begin, "0.0");
    }
    return call;
}

class LightningFile {
public:
    explicit LightningFile(const ExportRequest& request) : m_request(request), m_plan(effectivePlan(*request.training)), m_checkpoint(*request.checkpoint) {}

    Result<std::string> bytes()
    {
        const TrainingChoice& optimizer = *findChoice(optimizerTypes(), m_plan.settings.optimizer);
        if (optimizer.python.empty())
            return fail("export.no_training_script", {{"reason", "the optimizer " + optimizer.title + " has no form there"}});
        const auto epoch = m_checkpoint.state.at("epoch").get<std::int64_t>(), step = m_checkpoint.state.at("step").get<std::int64_t>();
        const auto batch = m_checkpoint.state.at("batch").get<std::int64_t>();
        const PickleIndex root = dict({{"epoch", m_pickle.integer(batch > 0 ? epoch : std::max<std::int64_t>(0, epoch - 1))},
                                       {"global_step", m_pickle.integer(step)},
                                       {"pytorch-lightning_version", m_pickle.text(kLightningVersion)},
                                       {"state_dict", stateDict()},
                                       {"loops", loops(epoch, step, batch)},
                                       {"callbacks", m_pickle.dict({})},
                                       {"optimizer_states", m_pickle.list({optimizerState(optimizer)})},
                                       {"lr_schedulers", m_pickle.list({})}});
        return torchArchiveBytes(m_pickle.take(root), m_storages);
    }

private:
    using Named = std::vector<std::pair<std::string, PickleIndex>>;

    PickleIndex dict(const Named& named)
    {
        PickleBuilder::Entries entries;
        for (const auto& [name, value] : named)
            entries.emplace_back(m_pickle.text(name), value);
        return m_pickle.dict(std::move(entries));
    }

    PickleIndex tensor(const HostTensor& value)
    {
        m_storages.push_back(value);
        return m_pickle.tensor(pickledTensor(value, m_storages.size() - 1));
    }

    PickleIndex stateDict()
    {
        Named weights;
        std::map<std::string, std::size_t> places;
        const auto add = [&](const std::string& path) {
            weights.emplace_back(kNetwork + path, tensor(m_request.state.at(path)));
            places[path] = m_storages.size() - 1;
        };
        for (const Parameter& parameter : m_request.program->parameters)
            add(parameter.path);
        for (const Buffer& buffer : m_request.program->buffers)
            add(buffer.path);
        for (const auto& [alias, path] : m_request.program->aliases)
            weights.emplace_back(kNetwork + alias, m_pickle.tensor(pickledTensor(m_request.state.at(path), places.at(path))));
        return dict(weights);
    }

    PickleIndex optimizerState(const TrainingChoice& optimizer)
    {
        PickleBuilder::Entries state;
        std::vector<PickleIndex> groupList;
        std::int64_t index = 0;
        const std::string call = pythonFilled(optimizer.python, optimizer.params, optimizerValues(m_plan.settings));
        for (const auto& group : parameterGroups(*m_request.program, m_plan.settings)) {
            std::vector<PickleIndex> indices;
            for (const Parameter* parameter : group) {
                Named kept;
                const std::string prefix = parameter->path + ".";
                for (auto found = m_checkpoint.optimizer.lower_bound(prefix); found != m_checkpoint.optimizer.end() && found->first.starts_with(prefix); ++found)
                    if (const std::string name = found->first.substr(prefix.size()); name.find('.') == std::string::npos)
                        kept.emplace_back(name, tensor(found->second));
                if (!kept.empty())
                    state.emplace_back(m_pickle.integer(index), dict(kept));
                indices.push_back(m_pickle.integer(index++));
            }
            PickleBuilder::Entries entries = CallArguments(m_pickle, groupList.empty() ? call : withoutDecay(call)).take();
            entries.emplace_back(m_pickle.text("params"), m_pickle.list(std::move(indices)));
            groupList.push_back(m_pickle.dict(std::move(entries)));
        }
        return dict({{"state", m_pickle.dict(std::move(state))}, {"param_groups", m_pickle.list(std::move(groupList))}});
    }

    PickleIndex counts(std::initializer_list<const char*> names, std::int64_t count)
    {
        Named all;
        for (const char* name : names)
            all.emplace_back(name, m_pickle.integer(count));
        return dict(all);
    }
    PickleIndex progress(std::int64_t total, std::int64_t current)
    {
        const std::initializer_list<const char*> names{"ready", "completed", "started", "processed"};
        return dict({{"total", counts(names, total)}, {"current", counts(names, current)}});
    }

    /// As Lightning leaves them behind an epoch, or within one.
    PickleIndex loops(std::int64_t epoch, std::int64_t step, std::int64_t batch)
    {
        const EpochBatches whole = epochBatches(m_plan);
        const std::int64_t batches = epoch * whole.count() + batch;
        const bool isWithin = batch > 0;
        const std::int64_t stepsHere = isWithin ? whole.stepsFor(batch) : std::min(step, whole.steps());
        const auto batchProgress = [&](std::int64_t total, std::int64_t current, bool isLast) {
            PickleBuilder::Entries entries{{m_pickle.text("total"), counts({"ready", "completed", "started", "processed"}, total)},
                                           {m_pickle.text("current"), counts({"ready", "completed", "started", "processed"}, current)},
                                           {m_pickle.text("is_last_batch"), m_pickle.flag(isLast)}};
            return m_pickle.dict(std::move(entries));
        };
        const auto none = [&] { return m_pickle.dict({}); };
        const PickleIndex stepCounts = dict({{"total", counts({"ready", "completed"}, step)}, {"current", counts({"ready", "completed"}, stepsHere)}});
        const PickleIndex zeroCounts = dict({{"total", counts({"ready", "completed", "started"}, step)}, {"current", counts({"ready", "completed", "started"}, stepsHere)}});
        const auto nothing = [&] { return dict({{"total", counts({"ready", "completed"}, 0)}, {"current", counts({"ready", "completed"}, 0)}}); };
        const std::int64_t begun = isWithin ? epoch + 1 : epoch;
        const PickleIndex epochs = dict({{"ready", m_pickle.integer(begun)}, {"completed", m_pickle.integer(epoch)}, {"started", m_pickle.integer(begun)}, {"processed", m_pickle.integer(epoch)}});
        const PickleIndex fit = dict(
            {{"state_dict", none()},
             {"epoch_loop.state_dict", dict({{"_batches_that_stepped", m_pickle.integer(step)}})},
             {"epoch_loop.batch_progress", batchProgress(batches, isWithin ? batch : whole.count(), !isWithin)},
             {"epoch_loop.scheduler_progress", nothing()},
             {"epoch_loop.automatic_optimization.state_dict", none()},
             {"epoch_loop.automatic_optimization.optim_progress", dict({{"optimizer", dict({{"step", stepCounts}, {"zero_grad", zeroCounts}})}})},
             {"epoch_loop.manual_optimization.state_dict", none()},
             {"epoch_loop.manual_optimization.optim_step_progress", nothing()},
             {"epoch_loop.val_loop.state_dict", none()},
             {"epoch_loop.val_loop.batch_progress", batchProgress(0, 0, false)},
             {"epoch_progress", dict({{"total", epochs}, {"current", epochs}})}});
        return dict({{"fit_loop", fit}});
    }

    const ExportRequest& m_request;
    TrainingPlan m_plan;
    const Checkpoint& m_checkpoint;
    PickleBuilder m_pickle;
    std::vector<HostTensor> m_storages;
};

constexpr const char* kNoRun = "There is no run to go on from: its data or the state of its optimizer are not loaded.";

bool hasRun(const ExportRequest& request)
{
    return request.training && request.checkpoint && !request.checkpoint->state.empty();
}

ExportCheck checkLightning(const ExportRequest& request)
{
    if (!hasRun(request))
        return {false, kNoRun};
    return {true, "Goes on from epoch " + std::to_string(request.checkpoint->state.value("epoch", std::int64_t(0))) + "; the module is train_lightning.py of the PyTorch code."};
}

Status writeLightning(const ExportRequest& request, const std::filesystem::path& path, const Task& task)
{
    if (!hasRun(request))
        return fail("export.not_possible", {{"format", "Lightning"}, {"reason", kNoRun}});
    if (const Status status = checkState(*request.program, request.state); !status)
        return status;
    if (const Status status = task.step(0.1, "Writing"); !status)
        return status;
    const auto bytes = LightningFile(request).bytes();
    return bytes ? writeFileAtomically(path, *bytes) : fail(bytes.error());
}

} // namespace

Exporter lightningExporter()
{
    return {.id = "lightning", .title = "Lightning checkpoint", .extension = ".ckpt",
            .summary = "Weights and optimizer, for a Trainer that goes on where the run stands.", .check = checkLightning,
            .write = [](const ExportRequest& request, const std::filesystem::path& path, const Task& task) {
                return guarded(makeError("export.failed", {{"format", "Lightning"}}), [&] { return writeLightning(request, path, task); });
            },
            .verify = [](const ExportRequest& request, const std::filesystem::path& path, const Task& task) { return verifyTorchFile("lightning", request, path, task, kNetwork); }};
}

} // namespace nodegrad
