#include "ui/session/background.h"

#include <QCoreApplication>

#include "core/base/wait_scope.h"
#include "ui/language/core_text.h"

namespace nodegrad {

namespace {

/// Bridges the pool thread's reports to the UI thread, at most as often as the event loop takes them.
class PoolWork : public QRunnable {
public:
    explicit PoolWork(std::function<void()> work) : m_work(std::move(work)) {}
    void run() override { m_work(); }

private:
    std::function<void()> m_work;
};

} // namespace

Job::Job(QString title) : m_title(std::move(title))
{
    QPointer<Job> self(this);
    m_task = std::make_shared<Task>([self](double share, const std::string& what) {
        QMetaObject::invokeMethod(qApplication(), [self, share, what] {
            if (self) {
                self->m_share = share;
                emit self->progressed(share, coreText(what));
            }
        }, Qt::QueuedConnection);
    });
}

void Job::run(std::function<void()> work)
{
    QThreadPool::globalInstance()->start(new PoolWork([task = m_task, work = std::move(work)] {
        const WaitScope scope([task] { return task->isCancelled(); });
        work();
    }));
}

void Job::end()
{
    emit finished();
    deleteLater();
}

QObject* Job::qApplication()
{
    return QCoreApplication::instance();
}

} // namespace nodegrad
