#include "ui/shell/top_bar.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

#include "ui/session/actions.h"
#include "ui/session/run_controller.h"
#include "ui/session/session.h"
#include "ui/shell/run_bar.h"
#include "ui/theme/icons.h"
#include "ui/theme/styling.h"
#include "ui/widgets/segmented_control.h"

namespace nodegrad {

namespace {
constexpr int kPagesAt = 440;      ///< x of the pages in wide windows
constexpr int kNarrowWidth = 1180; ///< below it "Edited" goes
constexpr int kSide = 12, kGap = 8;
} // namespace

TopBar::TopBar(const PageContext& context, QMenu* menu, QWidget* parent) : QWidget(parent), m_context(context)
{
    setFixedHeight(measure::topBar);
    setSurface(this, Role::Panel, BottomSide);
    m_left = new QWidget;
    auto* left = new QHBoxLayout(m_left);
    left->setContentsMargins(0, 0, 0, 0);
    left->setSpacing(6);
    auto* logo = new QLabel;
    logo->setPixmap(programIcon().pixmap(20, 20));
    left->addWidget(logo);
    m_project = new QToolButton;
    m_project->setMenu(menu);
    m_project->setPopupMode(QToolButton::InstantPopup);
    m_project->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_project->setFont(textFont(TextStyle::NodeTitle));
    m_project->setObjectName(QStringLiteral("project.menu"));
    m_project->setAccessibleName(tr("Project menu"));
    left->addWidget(m_project);
    m_edited = makeLabel(tr("Edited"), TextStyle::Body, Role::TextMuted);
    left->addWidget(m_edited);
    const auto actionButton = [&](const QString& id) {
        auto* button = new QToolButton;
        button->setDefaultAction(context.actions->find(id));
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
        button->setAutoRaise(true);
        left->addWidget(button);
        return button;
    };
    left->addSpacing(6);
    left->addWidget(makeSeparator(Qt::Vertical));
    m_undo = actionButton(QStringLiteral("edit.undo"));
    m_redo = actionButton(QStringLiteral("edit.redo"));
    left->addStretch();

    m_pages = new SegmentedControl;
    m_pages->setSegments({tr("Data"), tr("Design"), tr("Train"), tr("Evaluate"), tr("Export")});
    m_pages->setObjectName(QStringLiteral("pages"));
    m_pages->setAccessibleName(tr("Pages"));
    m_run = new RunBar(context);

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(kSide, 0, kSide, 0);
    layout->setSpacing(kGap);
    layout->addWidget(m_left);
    layout->addWidget(m_pages);
    layout->addStretch();
    layout->addWidget(m_run);

    connect(m_pages, &SegmentedControl::chosen, this, [this](int index) { emit pageChosen(static_cast<PageId>(index)); });
    connect(context.session, &Session::fileChanged, this, &TopBar::showProject);
    connect(context.session, &Session::historyChanged, this, &TopBar::showProject);
    connect(context.session, &Session::designChanged, this, &TopBar::showMarks);
    connect(context.session, &Session::dataChanged, this, &TopBar::showMarks);
    connect(context.runs, &RunController::stateChanged, this, &TopBar::showMarks);
    connect(m_run, &RunBar::resized, this, &TopBar::arrange);
    showProject();
    showMarks();
}

void TopBar::setPage(PageId page)
{
    m_pages->setCurrentIndex(static_cast<int>(page));
}

void TopBar::setPagesVisible(bool visible)
{
    m_pages->setVisible(visible);
}

void TopBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    showProject();
    arrange();
}

/// The pages stand at the same place on all pages while there is room; then the run bar says less, and the pages move to the left.
void TopBar::arrange()
{
    using Detail = RunBar::Detail;
    const int least = m_left->sizeHint().width(), wide = std::max(least, kPagesAt - kSide - kGap);
    const int room = width() - 2 * kSide - 3 * kGap - m_pages->sizeHint().width();
    const auto fits = [&](int left, Detail detail) { return left + m_run->widthFor(detail) <= room; };
    for (const int left : {wide, least})
        for (const Detail detail : {Detail::Everything, Detail::Threads, Detail::Numbers})
            if (fits(left, detail)) {
                m_left->setFixedWidth(left);
                return m_run->setDetail(detail);
            }
    m_left->setFixedWidth(least);
    m_run->setDetail(Detail::Buttons);
}

void TopBar::showProject()
{
    const QString title = m_context.session->title();
    m_project->setText(m_project->fontMetrics().elidedText(title, Qt::ElideMiddle, 180));
    m_project->setToolTip(m_context.session->path().empty() ? tr("Not saved yet") : QString::fromStdString(m_context.session->path().string()));
    m_edited->setVisible(m_context.session->isEdited() && width() >= kNarrowWidth);
    QAction* undo = m_context.actions->find(QStringLiteral("edit.undo"));
    QAction* redo = m_context.actions->find(QStringLiteral("edit.redo"));
    undo->setEnabled(m_context.session->canUndo());
    redo->setEnabled(m_context.session->canRedo());
    m_context.actions->setText(undo, m_context.session->canUndo() ? tr("Undo %1").arg(m_context.session->undoName()) : tr("Undo"));
    m_context.actions->setText(redo, m_context.session->canRedo() ? tr("Redo %1").arg(m_context.session->redoName()) : tr("Redo"));
    arrange();
}

void TopBar::showMarks()
{
    using Mark = SegmentedControl::Mark;
    const DataState& loaded = *m_context.session->data();
    const int dataIndex = static_cast<int>(PageId::Data), designIndex = static_cast<int>(PageId::Design);
    m_pages->setSegmentMark(dataIndex, loaded.phase == DataState::Phase::Ready ? Mark::Ready : loaded.phase == DataState::Phase::Failed ? Mark::Problems : Mark::None, 1);
    const auto problems = static_cast<int>(m_context.session->design()->lowered->errorCount());
    m_pages->setSegmentMark(designIndex, problems > 0 ? Mark::Problems : Mark::None, problems);
    m_pages->setSegmentMark(static_cast<int>(PageId::Train), m_context.runs->isActive() ? Mark::Running : Mark::None);
    arrange();
}

} // namespace nodegrad
