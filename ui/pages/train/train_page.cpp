#include "ui/pages/train/train_page.h"

#include <QDateTime>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QToolButton>

#include "ui/language/core_text.h"
#include "ui/pages/train/run_charts.h"
#include "ui/pages/train/run_details.h"
#include "ui/pages/train/run_table.h"
#include "ui/pages/train/settings_form.h"
#include "ui/session/run_controller.h"
#include "ui/theme/icons.h"
#include "ui/theme/styling.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/inline_banner.h"
#include "ui/widgets/number_text.h"

namespace nodegrad {

namespace {

constexpr int kLogLineHeight = 32, kLogHeight = 160, kMostLogLines = 2000;
constexpr int runsMinimum = 280; ///< shows names, states and the three figures of a run

/// One line a finished epoch; opens to the whole log of this window.
class LogLine : public QWidget {
public:
    explicit LogLine(const PageContext& context)
    {
        setSurface(this, Role::Panel, TopSide);
        auto* layout = new QVBoxLayout(this);
        layout->setContentsMargins(12, 0, 12, 0);
        layout->setSpacing(0);
        auto* row = new QHBoxLayout;
        auto* open = makeIconButton(QStringLiteral("chevron-up"), TrainPage::tr("Show the log"));
        m_last = new ElidedLabel({}, TextStyle::Body, Role::TextMuted);
        m_last->setMono(true);
        m_last->setFixedHeight(kLogLineHeight);
        row->addWidget(open);
        row->addWidget(m_last, 1);
        row->addWidget(makeLabel(TrainPage::tr("Log"), TextStyle::Caption, Role::TextMuted));
        layout->addLayout(row);
        m_all = new QPlainTextEdit;
        m_all->setReadOnly(true);
        m_all->setFont(monoFont());
        m_all->setMaximumBlockCount(kMostLogLines);
        m_all->setFixedHeight(kLogHeight);
        m_all->setAccessibleName(TrainPage::tr("Log of the run"));
        m_all->hide();
        layout->addWidget(m_all);
        QObject::connect(open, &QToolButton::clicked, this, [this, open] {
            m_all->setVisible(!m_all->isVisible());
            open->setIcon(icon(m_all->isVisible() ? QStringLiteral("chevron-down") : QStringLiteral("chevron-up")));
        });
        QObject::connect(context.runs, &RunController::noticed, this, [this](const QString& text) { add(text); });
        QObject::connect(context.runs, &RunController::refused, this, [this](const Error& error) { add(sentenceText(error)); });
        QObject::connect(context.runs, &RunController::progressed, this, [this, runs = context.runs] {
            const Progress& p = runs->progress();
            if (p.epoch == m_epoch && runs->activeRun() == m_run)
                return;
            if (m_epoch > 0 && runs->activeRun() == m_run)
                add(m_line);
            m_epoch = p.epoch;
            m_run = runs->activeRun();
        });
        QObject::connect(context.runs, &RunController::progressed, this, [this, runs = context.runs] {
            const Progress& p = runs->progress();
            m_line = TrainPage::tr("epoch %1/%2  step %3  loss %4  %5 %6  on average %7 samples/s")
                         .arg(p.epoch).arg(p.epochs).arg(p.step).arg(fixedText(p.loss, 4), QString::fromStdString(p.metricName), fixedText(p.metric, 4))
                         .arg(thousandsText(static_cast<std::int64_t>(p.samplesPerSecond)));
            m_last->setText(m_line);
        });
    }

private:
    void add(const QString& text)
    {
        const QString line = QDateTime::currentDateTime().toString(QStringLiteral("HH:mm:ss  ")) + text;
        m_last->setText(line);
        m_all->appendPlainText(line);
    }
    ElidedLabel* m_last;
    QPlainTextEdit* m_all;
    QString m_line;
    std::int64_t m_epoch = 0;
    std::string m_run;
};

} // namespace

TrainPage::TrainPage(const PageContext& context, QWidget* parent) : QWidget(parent), m_context(context)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* problem = new InlineBanner(Tone::Danger);
    auto* show = problem->addAction(tr("Show it"), true);
    layout->addWidget(problem);
    auto* splitter = new QSplitter(Qt::Horizontal);
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    auto* left = new QSplitter(Qt::Vertical);
    left->setHandleWidth(1);
    setSurface(left, Role::Panel, RightSide);
    left->addWidget(new RunTable(context));
    left->addWidget(new RunDetails(context));
    auto* middle = new QWidget;
    setSurface(middle, Role::Window);
    auto* middleLayout = new QVBoxLayout(middle);
    middleLayout->setContentsMargins(0, 0, 0, 0);
    middleLayout->setSpacing(0);
    middleLayout->addWidget(new RunCharts(context), 1);
    middleLayout->addWidget(new LogLine(context));
    auto* settings = new SettingsForm(context);
    setSurface(settings, Role::Panel, LeftSide);
    splitter->addWidget(left);
    splitter->addWidget(middle);
    splitter->addWidget(settings);
    splitter->setStretchFactor(1, 1);
    left->setMinimumWidth(runsMinimum);
    settings->setMinimumWidth(measure::trainSettings);
    splitter->setSizes({measure::runTable, 800, measure::trainSettings});
    layout->addWidget(splitter, 1);

    const auto showProblems = [this, problem] {
        const auto count = static_cast<int>(m_context.session->design()->lowered->errorCount());
        problem->setVisible(count > 0);
        problem->setTitle(tr("%n problem(s) to solve before training.", nullptr, count));
    };
    connect(show, &QPushButton::clicked, this, [this] {
        const auto& diagnostics = m_context.session->design()->lowered->diagnostics;
        const auto first = std::ranges::find(diagnostics, Severity::Error, &Diagnostic::severity);
        m_context.showNode(first == diagnostics.end() ? QString() : QString::fromStdString(first->node));
    });
    connect(context.session, &Session::designChanged, this, showProblems);
    showProblems();
}

} // namespace nodegrad
