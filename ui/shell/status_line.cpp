#include "ui/shell/status_line.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include "ui/session/actions.h"
#include "ui/session/background.h"
#include "ui/session/run_controller.h"
#include "ui/session/session.h"
#include "ui/shell/problems_list.h"
#include "ui/theme/icons.h"
#include "ui/theme/styling.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/progress_ring.h"

namespace nodegrad {

namespace {

constexpr int kNoteMs = 8000;
constexpr int kJobDelayMs = 300;

/// A muted name and its strong value.
QLabel* addFact(QHBoxLayout* layout, const QString& name)
{
    layout->addWidget(makeLabel(name, TextStyle::Caption, Role::TextMuted));
    auto* value = makeLabel({}, TextStyle::Caption);
    layout->addWidget(value);
    layout->addWidget(makeSeparator(Qt::Vertical));
    return value;
}

} // namespace

StatusLine::StatusLine(const PageContext& context, QWidget* parent) : QWidget(parent), m_context(context)
{
    setFixedHeight(std::max(measure::statusBar, fontMetrics().height() + 8));
    setSurface(this, Role::Panel, TopSide);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 0, 12, 0);
    layout->setSpacing(8);
    m_parameters = addFact(layout, tr("Parameters"));
    m_macs = addFact(layout, tr("Multiply-adds"));
    m_memory = addFact(layout, tr("Training memory"));
    m_problems = makeButton({}, ButtonKind::Quiet);
    m_problems->setObjectName(QStringLiteral("status.problems"));
    setSmall(m_problems);
    layout->addWidget(m_problems);
    layout->addStretch();
    m_jobBox = new QWidget;
    auto* job = new QHBoxLayout(m_jobBox);
    job->setContentsMargins(0, 0, 0, 0);
    m_jobTitle = makeLabel({}, TextStyle::Caption, Role::TextMuted);
    m_jobProgress = new ProgressLine;
    m_jobProgress->setFixedWidth(120);
    auto* cancel = makeIconButton(QStringLiteral("close"), tr("Cancel"));
    setSmall(cancel);
    job->addWidget(m_jobTitle);
    job->addWidget(m_jobProgress);
    job->addWidget(cancel);
    m_jobBox->hide();
    layout->addWidget(m_jobBox);
    m_note = makeLabel({}, TextStyle::Caption, Role::TextMuted);
    m_note->setTextFormat(Qt::PlainText); // names may hold anything
    m_jobTitle->setTextFormat(Qt::PlainText);
    m_note->setAccessibleName(tr("Note"));
    layout->addWidget(m_note);

    m_noteTimer.setSingleShot(true);
    m_noteTimer.setInterval(kNoteMs);
    m_jobDelay.setSingleShot(true);
    m_jobDelay.setInterval(kJobDelayMs);
    connect(&m_noteTimer, &QTimer::timeout, m_note, &QLabel::clear);
    connect(&m_jobDelay, &QTimer::timeout, this, [this] { m_jobBox->setVisible(!m_job.isNull()); });
    connect(cancel, &QToolButton::clicked, this, [this] {
        if (m_job)
            m_job->cancel();
    });
    connect(m_problems, &QPushButton::clicked, this, &StatusLine::problemsClicked);
    connect(context.session, &Session::designChanged, this, &StatusLine::showFacts);
    connect(context.session, &Session::projectChanged, this, &StatusLine::showFacts);
    showFacts();
}

void StatusLine::notify(const QString& text)
{
    m_note->setText(m_note->fontMetrics().elidedText(text, Qt::ElideRight, 520));
    m_note->setToolTip(text);
    m_noteTimer.start();
}

void StatusLine::showJob(Job* job)
{
    m_job = job;
    m_jobTitle->setText(job->title());
    m_jobProgress->setProgress(0);
    m_jobDelay.start();
    connect(job, &Job::progressed, this, [this](double share, const QString& what) {
        m_jobProgress->setVisible(share >= 0);
        m_jobProgress->setProgress(share);
        if (!what.isEmpty())
            m_jobTitle->setText(what);
    });
    connect(job, &Job::finished, m_jobBox, &QWidget::hide);
}

void StatusLine::showFacts()
{
    const Summary& summary = m_context.session->design()->summary;
    m_parameters->setText(thousandsText(summary.parameters));
    m_macs->setText(shortCountText(static_cast<double>(summary.macsPerSample)));
    m_memory->setText(tr("≈ %1 at batch %2").arg(bytesText(static_cast<double>(summary.trainingBytes))).arg(m_context.session->project().training.batchSize));
    const auto count = static_cast<int>(m_context.session->design()->lowered->errorCount());
    const bool noData = lacksData(*m_context.session);
    m_problems->setText(count > 0 ? tr("%n problem(s)", nullptr, count) : noData ? tr("No data yet") : tr("No problems"));
    m_problems->setIcon(count > 0 ? icon(QStringLiteral("error"), Role::Danger) : noData ? icon(QStringLiteral("data"), Role::Info) : icon(QStringLiteral("check"), Role::Success));
    m_problems->setToolTip(m_context.actions ? m_context.actions->withKey(tr("Show the list of problems"), QStringLiteral("canvas.next_problem")) : tr("Show the list of problems"));
}

} // namespace nodegrad
