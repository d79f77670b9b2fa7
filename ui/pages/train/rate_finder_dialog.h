#pragma once
#include "core/training/rate_finder.h"
#include "ui/session/page_context.h"

#include <optional>

#include <QDialog>
#include <QPointer>

class QButtonGroup;
class QDialogButtonBox;
class QLabel;
class QProgressBar;
class QPushButton;

namespace nodegrad {

class Job;
class RateChart;

/// Runs the trial as soon as it is opened, shows its curve with the four suggestions and sets the chosen one. Closing it cancels.
class RateFinderDialog : public QDialog {
    Q_OBJECT
public:
    explicit RateFinderDialog(const PageContext& context, QWidget* parent = nullptr);
    ~RateFinderDialog() override;

private:
    void start();
    void show(const Result<RateCurve>& curve);
    void choose(int rule);
    void apply();

    PageContext m_context;
    QPointer<Job> m_job;
    QLabel* m_text;
    QProgressBar* m_progress;
    RateChart* m_chart;
    QWidget* m_rules;
    QButtonGroup* m_group;
    QPushButton* m_use;
    std::optional<RateSuggestions> m_found;
};

} // namespace nodegrad
