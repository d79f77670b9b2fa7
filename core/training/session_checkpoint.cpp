// A session as a checkpoint, and back.

#include <utility>

#include "core/engine/guarded_torch.h"
#include "core/engine/tensors.h"
#include "core/training/non_finite.h"
#include "core/training/session.h"

namespace nodegrad {

Result<Checkpoint> TrainingSession::checkpoint() const
{
    return guardedTorch(makeError("engine.failed"), [&]() -> Result<Checkpoint> {
        if (const Status status = checkWeights(*m_model, m_position.epoch + 1, m_position.step); !status)
            return fail(status.error());
        auto model = m_model->state();
        if (!model)
            return fail(model.error());
        nlohmann::json state = {{"format", 1},
                                {"epoch", m_position.epoch},
                                {"batch", m_position.batch},
                                {"step", m_position.step},
                                {"loss_sum", m_position.lossSum},
                                {"samples", m_position.samples},
                                {"metrics", m_metrics->state()},
                                {"epochs_without_better", m_position.earlyStop.wait},
                                {"plateau", {{"rate", m_position.plateau.rate}, {"bad", m_position.plateau.bad}, {"cooldown", m_position.plateau.cooldown}}},
                                {"validated_step", m_position.validatedStep},
                                {"monitor", m_plan.settings.monitor},
                                {"accumulate_grad_batches", m_plan.settings.accumulateGradBatches},
                                {"optimizer", m_plan.settings.optimizer},
                                {"batch_size", m_plan.settings.batchSize},
                                {"train_samples", m_plan.split.train.size()},
                                {"seed", m_plan.settings.seed},
                                {"shuffle", m_plan.settings.shuffle},
                                {"threads", m_threads},
                                {"device", m_plan.settings.device},
                                {"precision", m_plan.settings.precision},
                                {"compile_step", m_plan.settings.compileStep},
                                {"data", m_plan.data->fingerprint},
                                {"torch", torchVersion()}};
        if (m_position.rateFactor != 1)
            state["rate_factor"] = m_position.rateFactor;
        if (m_position.totalEpochs > 0)
            state["total_epochs"] = m_position.totalEpochs;
        if (m_position.averagedEpoch > 0) {
            state["averaged_epoch"] = m_position.averagedEpoch;
            state["averages"] = m_averages ? m_averages->count() : 0;
        }
        if (m_position.actsDone > 0)
            state["acts_done"] = m_position.actsDone;
        if (m_scaler)
            state["gradient_scaler"] = m_scaler->state();
        if (m_position.bestLoss)
            state["best_loss"] = *m_position.bestLoss;
        if (m_position.best)
            state["best"] = *m_position.best;
        if (m_position.earlyStop.best)
            state["stopping_best"] = *m_position.earlyStop.best;
        if (m_position.plateau.best)
            state["plateau"]["best"] = *m_position.plateau.best;
        for (const TopEpochs::Entry& entry : m_position.top.kept)
            state["top_epochs"].push_back({entry.epoch, entry.value});
        if (m_plan.settings.maxTime > 0)
            state["seconds"] = m_position.seconds;
        return Checkpoint{std::move(*model), m_optimizer->state(), m_averages ? m_averages->state() : StateDict(), std::move(state)};
    });
}

Result<Checkpoint> TrainingSession::shownCheckpoint() const
{
    auto checkpoint = this->checkpoint();
    if (checkpoint)
        for (auto& [path, average] : std::exchange(checkpoint->average, {}))
            checkpoint->model[path] = std::move(average);
    return checkpoint;
}

Status TrainingSession::takeUpPosition(const nlohmann::json& state)
{
    for (const char* key : {"epoch", "batch", "step", "samples", "epochs_without_better", "loss_sum"})
        if (!state.is_object() || !state.contains(key) || !state[key].is_number() || state[key].get<double>() < (key == std::string("loss_sum") ? -1e300 : 0))
            return fail("training.bad_checkpoint", {{"key", key}});
    m_position.epoch = state["epoch"].get<std::int64_t>();
    m_position.batch = state["batch"].get<std::int64_t>();
    m_position.step = state["step"].get<std::int64_t>();
    m_position.lossSum = state["loss_sum"].get<double>();
    m_position.samples = state["samples"].get<std::int64_t>();
    // What older checkpoints lack begins anew.
    const auto real = [](const nlohmann::json& json, const char* key) -> std::optional<double> {
        return json.is_object() && json.contains(key) && json[key].is_number() ? std::optional(json[key].get<double>()) : std::nullopt;
    };
    const auto whole = [&](const nlohmann::json& json, const char* key, std::int64_t otherwise) {
        return json.is_object() && json.contains(key) && json[key].is_number_integer() ? json[key].get<std::int64_t>() : otherwise;
    };
    m_position.validatedStep = whole(state, "validated_step", -1);
    m_position.seconds = real(state, "seconds").value_or(0);
    m_position.bestLoss = real(state, "best_loss");
    m_position.rateFactor = real(state, "rate_factor").value_or(1);
    m_position.averagedEpoch = whole(state, "averaged_epoch", 0);
    m_position.actsDone = whole(state, "acts_done", 0);
    if (const std::int64_t total = whole(state, "total_epochs", 0); total > 0)
        setTotalEpochs(total);
    if (state.contains("monitor") && state["monitor"] != m_plan.settings.monitor)
        return {}; // what was best by another measure says nothing
    m_position.best = state.contains("monitor") ? real(state, "best") : m_position.bestLoss;
    m_position.earlyStop = {state.contains("monitor") ? real(state, "stopping_best") : m_position.bestLoss, state["epochs_without_better"].get<std::int64_t>()};
    if (state.contains("top_epochs") && state["top_epochs"].is_array())
        for (const auto& entry : state["top_epochs"])
            if (entry.is_array() && entry.size() == 2 && entry[0].is_number_integer() && entry[1].is_number())
                m_position.top.kept.push_back({entry[0].get<std::int64_t>(), entry[1].get<double>()});
    const nlohmann::json plateau = state.contains("plateau") ? state["plateau"] : nlohmann::json();
    if (const auto rate = real(plateau, "rate"))
        m_position.plateau = {*rate, real(plateau, "best"), whole(plateau, "bad", 0), whole(plateau, "cooldown", 0)};
    return {};
}

Status TrainingSession::takeUp(const Checkpoint& checkpoint)
{
    const nlohmann::json& state = checkpoint.state;
    if (const Status status = takeUpPosition(state); !status)
        return status;
    if (const Status status = m_model->loadState(checkpoint.model); !status)
        return status;
    // Between two epochs there is nothing in the sums.
    if (!state.contains("metrics") || (!m_metrics->restore(state["metrics"]) && !(state["metrics"].is_object() && m_position.batch == 0)))
        return fail("training.bad_checkpoint", {{"key", "metrics"}});
    if (m_averages)
        if (const Status status = m_averages->load(checkpoint.average, m_statistics); !status)
            return status;
    if (m_averages && state.contains("averages") && state["averages"].is_number_integer())
        m_averages->setCount(std::max<std::int64_t>(0, state["averages"].get<std::int64_t>()));

    if (m_scaler && state.contains("gradient_scaler"))
        if (const Status status = m_scaler->load(state["gradient_scaler"]); !status)
            return status;

    const TrainingSettings& settings = m_plan.settings;
    // value() of a key of another type throws: the fields are compared as JSON.
    const auto same = [&](const char* key, const nlohmann::json& now) { return !state.contains(key) || state[key] == now; };
    if (same("optimizer", settings.optimizer)) {
        if (const Status status = m_optimizer->load(checkpoint.optimizer); !status)
            return status;
    } else {
        m_notices.push_back("The optimizer is another one than before: it starts without its earlier state.");
    }
    const bool sameOrder = same("batch_size", settings.batchSize) && same("train_samples", m_plan.split.train.size())
        && same("seed", settings.seed) && same("shuffle", settings.shuffle) && same("accumulate_grad_batches", settings.accumulateGradBatches)
        && m_position.batch <= batchesPerEpoch();
    if (!sameOrder && m_position.batch > 0) {
        m_notices.push_back("Batch size, seed or samples changed: epoch " + std::to_string(m_position.epoch + 1)
                            + " starts again from its beginning.");
        m_position.batch = 0;
        m_position.lossSum = 0;
        m_position.samples = 0;
        m_metrics->reset();
    }
    if (!same("data", m_plan.data->fingerprint))
        m_notices.push_back("The data have changed since the checkpoint was made.");
    if (!same("device", settings.device) || !same("threads", m_threads) || !same("torch", torchVersion()) || !same("precision", settings.precision)
        || !same("compile_step", settings.compileStep))
        m_notices.push_back("Device, threads, precision or LibTorch differ from before: the numbers may differ in their last digits.");
    // A run that stopped early and is continued gets its whole patience again.
    if (settings.earlyStopping && m_position.earlyStop.wait >= settings.patience)
        m_position.earlyStop.wait = 0;
    return {};
}

} // namespace nodegrad
