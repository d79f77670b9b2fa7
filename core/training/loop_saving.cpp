// Which checkpoints a run writes, and when.

#include <utility>

#include "core/training/run_loop.h"

namespace nodegrad {

namespace {

std::string epochName(std::int64_t epoch)
{
    return "epoch-" + std::to_string(epoch);
}

} // namespace

/// Takes the checkpoint when the last validation was the best; it is written before the next "last".
Status RunLoop::keepBest()
{
    if (!std::exchange(m_wasBest, false))
        return {};
    auto checkpoint = capture(true);
    if (!checkpoint)
        return fail(checkpoint.error());
    m_pendingBest = std::move(*checkpoint);
    return {};
}

Status RunLoop::saveStep()
{
    const auto checkpoint = capture(true);
    if (!checkpoint)
        return fail(checkpoint.error());
    if (const Status status = m_sink.saveCheckpoint("step-" + std::to_string(m_session->position().step), *checkpoint); !status)
        return status;
    return saveLast();
}

/// Whether save_every_n_epochs keeps that epoch at present.
bool RunLoop::isRegular(std::int64_t epoch) const
{
    const std::int64_t every = m_plan.settings.saveEveryNEpochs, keep = m_plan.settings.keepLast;
    return every > 0 && epoch % every == 0 && (keep <= 0 || epoch > m_session->position().epoch - keep * every);
}

/// The checkpoints that are kept beside "last" and "best": one in so many epochs.
Status RunLoop::saveEpoch()
{
    const std::int64_t every = m_plan.settings.saveEveryNEpochs, epoch = m_session->position().epoch;
    if (every <= 0 || epoch % every != 0)
        return {};
    const auto checkpoint = capture(true);
    if (!checkpoint)
        return fail(checkpoint.error());
    if (const Status status = m_sink.saveCheckpoint(epochName(epoch), *checkpoint); !status)
        return status;
    const std::int64_t oldest = epoch - m_plan.settings.keepLast * every;
    const bool goes = m_plan.settings.keepLast > 0 && oldest > 0 && !m_session->position().top.holds(oldest);
    return goes ? m_sink.removeCheckpoint(epochName(oldest)) : Status();
}

/// ... and the best so many. The newcomer is written before another one goes.
Status RunLoop::saveTop()
{
    const std::optional<double> value = std::exchange(m_judged, std::nullopt);
    RunPosition& position = m_session->position();
    if (m_plan.settings.saveTopK <= 1 || !value)
        return {};
    const TopChange change = enterTop(position.top, position.epoch, *value, m_plan.settings.saveTopK, isHigherBetter(m_plan.settings));
    if (!change.isKept)
        return {};
    const auto checkpoint = capture(true);
    if (!checkpoint)
        return fail(checkpoint.error());
    if (const Status status = m_sink.saveCheckpoint(epochName(position.epoch), *checkpoint); !status)
        return status;
    return change.dropped && !isRegular(*change.dropped) ? m_sink.removeCheckpoint(epochName(*change.dropped)) : Status();
}

/// `shown`: to be looked at, with the averaged weights in place.
Result<Checkpoint> RunLoop::capture(bool shown) const
{
    auto checkpoint = shown ? m_session->shownCheckpoint() : m_session->checkpoint();
    if (checkpoint)
        checkpoint->state["log"] = m_log->state();
    return checkpoint;
}

/// "best" first, when one waits: "last" knows its loss, so it must not be newer.
Status RunLoop::saveLast()
{
    const auto before = Clock::now();
    const auto last = capture();
    if (!last)
        return fail(last.error());
    if (m_pendingBest) {
        if (const Status status = m_sink.saveCheckpoint("best", *m_pendingBest); !status)
            return status;
        m_pendingBest.reset();
    }
    if (const Status status = m_sink.saveCheckpoint("last", *last); !status)
        return status;
    m_saved = Clock::now();
    m_saveSeconds = secondsSince(before);
    return {};
}

} // namespace nodegrad
