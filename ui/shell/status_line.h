#pragma once
// The line at the bottom: what the design costs, problems, a note, and the job that runs.

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include "ui/session/page_context.h"

class QLabel;
class QPushButton;
class QToolButton;

namespace nodegrad {

class Job;
class ProgressLine;

class StatusLine : public QWidget {
    Q_OBJECT
public:
    explicit StatusLine(const PageContext& context, QWidget* parent = nullptr);
    void notify(const QString& text);
    /// Shows progress and a cancel button until the job ends; appears after 300 ms.
    void showJob(Job* job);

signals:
    void problemsClicked();

private:
    void showFacts();
    PageContext m_context;
    QLabel *m_parameters, *m_macs, *m_memory, *m_note, *m_jobTitle;
    QPushButton* m_problems;
    QWidget* m_jobBox;
    ProgressLine* m_jobProgress;
    QPointer<Job> m_job;
    QTimer m_noteTimer, m_jobDelay;
};

} // namespace nodegrad
