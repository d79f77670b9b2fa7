#include "ui/session/journal.h"

#include <mutex>

#include "core/base/log.h"
#include "ui/session/background.h"
#include "ui/session/lock_file.h"

namespace nodegrad {

namespace {

std::unique_ptr<QLockFile> lockOf(const std::filesystem::path& file)
{
    auto path = autosavePath(file);
    return lockFile(path += ".lock");
}

} // namespace

struct Journal::State {
    std::filesystem::path file;
    std::mutex mutex;
    std::uint64_t wanted = 0; ///< number of the write that counts; any other one is late
};

Journal::Journal(std::filesystem::path file, QObject* parent) : QObject(parent), m_state(std::make_shared<State>()), m_lock(lockOf(file))
{
    m_state->file = std::move(file);
}

Journal::~Journal() = default;

bool Journal::isHeldElsewhere(const std::filesystem::path& file)
{
    const auto lock = lockOf(file);
    return !lock->tryLock(0) && lock->error() == QLockFile::LockFailedError;
}

/// Where no lock can be made the copy is better than none.
bool Journal::hold()
{
    return m_lock->isLocked() || m_lock->tryLock(0) || m_lock->error() != QLockFile::LockFailedError;
}

void Journal::write(const Project& project)
{
    if (!hold())
        return;
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
    if (!hold())
        return;
    removeAutosave(m_state->file);
    m_lock->unlock();
}

} // namespace nodegrad
