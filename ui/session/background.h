#pragma once
// Work that may take over 50 ms: on a pool thread, with progress and cancel; results come back on the UI thread.

#include <functional>
#include <memory>
#include <type_traits>

#include <QObject>
#include <QPointer>
#include <QString>
#include <QThreadPool>

#include "core/base/cancellation.h"

namespace nodegrad {

/// One piece of background work as the UI sees it. Lives on the UI thread; deletes itself after finished().
class Job : public QObject {
    Q_OBJECT
public:
    /// Runs `work(task)` on a pool thread, then `done(result)` on the UI thread, unless `owner` is gone by then. A cancelled
    /// job still calls `done` (work returns fail("cancelled")).
    template <class Work, class Done> static Job* start(QObject* owner, const QString& title, Work work, Done done)
    {
        using Answer = std::invoke_result_t<Work, const Task&>;
        auto* job = new Job(title);
        auto task = job->m_task;
        QPointer<Job> guard(job);
        QPointer<QObject> alive(owner);
        job->run([work = std::move(work), done = std::move(done), task, guard, alive]() mutable {
            auto answer = std::make_shared<Answer>(work(*task));
            QMetaObject::invokeMethod(qApplication(), [answer, done = std::move(done), guard, alive]() mutable {
                if (alive)
                    done(std::move(*answer));
                if (guard)
                    guard->end();
            }, Qt::QueuedConnection);
        });
        return job;
    }
    const QString& title() const { return m_title; }
    void cancel() { m_task->cancel(); }
    double share() const { return m_share; } ///< 0..1, negative: unknown

signals:
    void progressed(double share, const QString& what);
    void finished();

private:
    explicit Job(QString title);
    void run(std::function<void()> work);
    void end();
    static QObject* qApplication();
    QString m_title;
    std::shared_ptr<Task> m_task;
    double m_share = -1;
};

} // namespace nodegrad
