#pragma once
#include "core/training/batch_finder.h"
#include "ui/session/page_context.h"

#include <memory>

#include <QDialog>
#include <QPointer>

class QLabel;
class QProgressBar;
class QPushButton;
class QTreeWidget;

namespace nodegrad {

class Job;

/// Tries larger and larger batches as soon as it is opened, shows what each takes and how fast it is, and sets the chosen one. Closing it
/// cancels.
class BatchFinderDialog : public QDialog {
    Q_OBJECT
public:
    explicit BatchFinderDialog(const PageContext& context, QWidget* parent = nullptr);
    ~BatchFinderDialog() override;

private:
    struct Mailbox; ///< sizes that are done, from the thread of the search
    void start();
    void showTrials(const std::vector<BatchTrial>& trials);
    void show(const Result<BatchFinding>& finding);
    void refreshButton();
    void apply();

    PageContext m_context;
    QPointer<Job> m_job;
    QLabel* m_text;
    QProgressBar* m_progress;
    QTreeWidget* m_table;
    QPushButton* m_use;
};

} // namespace nodegrad
