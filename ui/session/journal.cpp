#include "ui/session/journal.h"

#include <mutex>

#include "core/base/log.h"
#include "ui/session/background.h"

namespace nodegrad {

struct Journal::State {
    std::filesystem::path file;
    std::mutex mutex;
    std::uint64_t wanted = 0; ///< number of the write that counts; any other one is late
};

Journal::Journal(std::filesystem::path file, QObject* parent) : QObject(parent), m_state(std::make_shared<State>())
{
    m_state->file = std::move(file);
}

void Journal::write(const Project& project)
{
    const std::uint64_t number = [&] {
        const std::lock_guard lock(m_state->mutex);
        return ++m_state->wanted;
    }();
    Job::start(this, tr("Autosave"),
               [state = m_state, project, number](const Task&) -> Status {
                   const std::lock_guard lock(state->mutex);
                   return state->wanted == number ? writeAutosave(state->file, project) : Status();
               },
               [](const Status& written) {
                   if (!written)
                       logWarning(sentence(written.error()));
               });
}

void Journal::drop()
{
    const std::lock_guard lock(m_state->mutex);
    ++m_state->wanted;
    removeAutosave(m_state->file);
}

} // namespace nodegrad
