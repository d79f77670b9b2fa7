// What people do to a run while it trains, and the acts of before that are done again.

#include <algorithm>
#include <utility>

#include "core/base/error.h"
#include "core/training/run_loop.h"

namespace nodegrad {

/// The step boundary: commands are obeyed here. False when the run must stop.
Result<bool> RunLoop::mayContinue()
{
    const auto before = Clock::now();
    bool goOn = true;
    for (bool again = true; again && goOn && m_note.empty();) {
        goOn = m_control.proceed(
            [this] {
                auto state = m_session->model().state();
                return state ? std::move(*state) : StateDict();
            },
            m_session->position().step);
        if (!goOn)
            break;
        const auto obeyed = obey();
        if (!obeyed)
            return obeyed;
        again = *obeyed;
        goOn = !m_stopped;
    }
    const double waited = secondsSince(before);
    m_pausedSeconds += waited;
    m_epochPausedSeconds += waited;
    return goOn;
}

/// Whether the run has come to the place where that was done before.
bool RunLoop::isDue(const RunAct& act) const
{
    const RunPosition& position = m_session->position();
    return std::pair(act.epoch, act.step) <= std::pair(position.epoch, position.step);
}

/// What was done here before, then what people ask for now. Whether they asked for something.
Result<bool> RunLoop::obey()
{
    while (m_session->position().actsDone < std::ssize(m_acts) && isDue(m_acts[static_cast<std::size_t>(m_session->position().actsDone)]))
        if (const Status status = performNow(m_acts[static_cast<std::size_t>(m_session->position().actsDone)], true); !status)
            return fail(status.error());
        else if (m_stopped)
            return false;
    std::vector<RunAct> asked = m_control.takeActs();
    asked.insert(asked.end(), m_asked.begin(), m_asked.end());
    m_asked.clear();
    for (const RunAct& act : asked)
        if (const Status status = performNow(act, false); !status)
            return fail(status.error());
        else if (m_stopped)
            return false;
    return !asked.empty();
}

Status RunLoop::performNow(RunAct act, bool isAgain)
{
    RunPosition& position = m_session->position();
    act.epoch = position.epoch;
    act.step = position.step;
    if (!isAgain) {
        if (const Status status = checkAct(act); !status) {
            m_control.post(Notice{sentence(status.error())});
            return {};
        }
    }
    ++position.actsDone; // a checkpoint that the act writes stands behind it
    const auto done = perform(act);
    if (!done)
        return fail(done.error());
    if (!*done) {
        --position.actsDone;
        if (isAgain && !m_stopped)
            m_acts.erase(m_acts.begin() + position.actsDone);
        return {};
    }
    if (!isAgain)
        m_acts.insert(m_acts.begin() + position.actsDone - 1, act);
    m_control.post(Notice{"step " + std::to_string(act.step) + ": " + actText(act), act});
    return m_sink.noteAct(act, m_acts);
}

/// False for what makes no sense here: it is told and forgotten.
Result<bool> RunLoop::perform(const RunAct& act)
{
    const auto refuse = [&](std::string text) {
        m_control.post(Notice{std::move(text)});
        return false;
    };
    RunPosition& position = m_session->position();
    switch (act.kind) {
    case ActKind::LearningRate:
        return m_session->setLearningRate(act.value) || refuse("The schedule has brought the learning rate to 0 here: it cannot be set in proportion.");
    case ActKind::TotalEpochs:
        if (static_cast<std::int64_t>(act.value) <= m_session->epochs())
            return refuse("The run has " + std::to_string(m_session->epochs()) + " epochs already.");
        m_session->setTotalEpochs(static_cast<std::int64_t>(act.value));
        return true;
    case ActKind::FinishEpoch:
        if (position.batch == 0)
            return refuse("The epoch has just begun: there is nothing to finish.");
        position.batch = m_session->batchesPerEpoch();
        return true;
    case ActKind::Validate:
        if (!m_session->hasValidation())
            return refuse("There are no validation samples.");
        if (position.validatedStep == position.step)
            return refuse("This step was validated already.");
        if (const Status status = validate(); !status)
            return fail(status.error());
        if (const Status status = keepBest(); !status)
            return fail(status.error());
        return !m_stopped;
    case ActKind::SaveCheckpoint:
        if (const Status status = saveStep(); !status)
            return fail(status.error());
        return true;
    }
    return false;
}

} // namespace nodegrad
