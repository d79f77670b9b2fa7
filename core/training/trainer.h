#pragma once
// The trainer thread: one, long-lived; runs plans one after the other.

#include <functional>
#include <memory>

#include "core/training/acts.h"
#include "core/training/events.h"
#include "core/training/plan.h"

namespace nodegrad {

/// Commands go in, events come out. All members may be called from any thread. The destructor stops the run at the next step
/// boundary and joins.
class Trainer {
public:
    /// What a run does on the trainer thread; tests put a fake in place (no LibTorch).
    class Control;
    using Loop = std::function<RunFinished(const TrainingPlan&, RunSink&, Control&)>;

    Trainer();                     ///< with the real loop (trainingLoop)
    explicit Trainer(Loop loop);
    ~Trainer();

    /// Starts a run. Errors: training.already_running.
    Status start(TrainingPlan plan, std::unique_ptr<RunSink> sink);
    void pause();
    void resume();
    void stop();
    /// Performed at the next step boundary, also while paused. False when no run is active; lost when the run ends before.
    bool act(const RunAct& act);
    /// A copy of the current weights is handed to `receive` on the trainer thread at the next step boundary (or at once when paused);
    /// never called when no run is active (returns false), nor when the run ends before its next step boundary. It must not throw and
    /// not call start().
    bool requestSnapshot(std::function<void(std::map<std::string, HostTensor> state, std::int64_t step)> receive);
    bool isActive() const;         ///< a run is preparing, running or paused; false once RunFinished lies in the mailbox
    /// All events since the last call, in order. Neighbouring ScalarsLogged are joined, and of neighbouring Progress only the last is
    /// kept. The sink of a run is gone before its RunFinished comes.
    std::vector<RunEvent> drain();

    /// The loop's side. Used on the trainer thread.
    class Control {
    public:
        virtual ~Control() = default;
        virtual void post(RunEvent event) = 0;
        /// Blocks while paused (posting StateChanged) and nothing is to be done; false when the run must stop. Called at every step
        /// boundary, and again as long as takeActs() gives something.
        virtual bool proceed(const std::function<std::map<std::string, HostTensor>()>& snapshot, std::int64_t step) = 0;
        virtual bool isStopping() const = 0;
        /// What people asked for since the last call.
        virtual std::vector<RunAct> takeActs() { return {}; }
    };

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// The real loop: batches by index_select, forward, loss, backward, optimizer, events, checkpoints. A non-finite loss stops the
/// run (training.non_finite_loss) and names the first node that produced it.
RunFinished trainingLoop(const TrainingPlan& plan, RunSink& sink, Trainer::Control& control);

} // namespace nodegrad
