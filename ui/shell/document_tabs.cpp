#include "ui/shell/document_tabs.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>

#include "ui/shell/document.h"
#include "ui/theme/icons.h"
#include "ui/theme/styling.h"
#include "ui/widgets/number_text.h"

namespace nodegrad {

namespace {

constexpr int kHeight = 32, kLeast = 120, kMost = 480, kSide = 12, kMark = 14, kGap = 7, kCross = 24;
enum TabRole { NewsRole, ProgressRole, EditedRole };

/// What a tab knows beside its text, in its data.
QVariantList facts(const QTabBar& bar, int index)
{
    return bar.tabData(index).toList();
}

void paintNews(QPainter& painter, const QRectF& box, DocumentNews news, double progress)
{
    const Theme& colors = theme();
    if (news == DocumentNews::Done || news == DocumentNews::Failed) {
        const bool failed = news == DocumentNews::Failed;
        paintIcon(painter, box, failed ? QStringLiteral("error") : QStringLiteral("check"), colors(failed ? Role::Danger : Role::Success));
        return;
    }
    const QRectF ring = box.adjusted(1.5, 1.5, -1.5, -1.5);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colors(Role::Border), 2.5));
    painter.drawEllipse(ring);
    painter.setPen(QPen(colors(news == DocumentNews::Paused ? Role::TextMuted : Role::Accent), 2.5));
    painter.drawArc(ring, 90 * 16, -static_cast<int>(360 * 16 * progress));
}

QString newsText(DocumentNews news, double progress)
{
    switch (news) {
    case DocumentNews::None: return {};
    case DocumentNews::Training: return DocumentTabs::tr("training, %1 done").arg(percentText(progress));
    case DocumentNews::Paused: return DocumentTabs::tr("the run is paused");
    case DocumentNews::Done: return DocumentTabs::tr("the run is done");
    case DocumentNews::Failed: return DocumentTabs::tr("the run failed");
    }
    return {};
}

} // namespace

DocumentTabs::DocumentTabs(QWidget* parent) : QTabBar(parent)
{
    setDrawBase(false);
    setExpanding(false);
    setUsesScrollButtons(true);
    setElideMode(Qt::ElideMiddle);
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("Open projects"));
    setObjectName(QStringLiteral("document.tabs"));
    setFixedHeight(std::max(kHeight, fontMetrics().height() + 12));
}

void DocumentTabs::show(int index, const Document& document)
{
    if (index < 0)
        index = addTab({});
    const DocumentNews news = document.news();
    QVariantList known{static_cast<int>(news), document.progress(), document.isEdited()};
    if (known != tabData(index).toList()) {
        setTabData(index, known);
        update(tabRect(index));
    }
    if (tabText(index) != document.title())
        setTabText(index, document.title());
    const auto path = document.path();
    QStringList lines{path.empty() ? tr("Not saved yet") : QString::fromStdString(path.string())};
    if (document.isEdited())
        lines << tr("edited");
    if (const QString run = newsText(news, document.progress()); !run.isEmpty())
        lines << run;
    setTabToolTip(index, lines.join(QStringLiteral(", ")));
    setAccessibleTabName(index, document.title() + QStringLiteral(", ") + lines.mid(1).join(QStringLiteral(", ")));
}

/// Room for the whole name, in the bold letters of the tab that is shown.
int DocumentTabs::naturalWidth(int index) const
{
    const QFontMetrics letters(nodegrad::font(TextStyle::BodyStrong));
    const int width = kSide + kMark + kGap + letters.horizontalAdvance(tabText(index) + QStringLiteral(" •")) + kGap + kCross + 4;
    return std::clamp(width, kLeast, kMost);
}

/// Names are shortened only where not all fit, the longest ones first.
QSize DocumentTabs::tabSizeHint(int index) const
{
    std::vector<int> widths;
    for (int i = 0; i < count(); ++i)
        widths.push_back(naturalWidth(i));
    std::ranges::sort(widths);
    int room = m_room, most = kMost;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        const int each = std::max(kLeast, room / static_cast<int>(widths.size() - i));
        if (widths[i] > each) {
            most = each;
            break;
        }
        room -= widths[i];
    }
    return {std::min(naturalWidth(index), most), height()};
}

void DocumentTabs::setRoom(int width)
{
    if (std::exchange(m_room, width) != width)
        setElideMode(elideMode()); // lays the tabs out anew
}

void DocumentTabs::tabInserted(int index)
{
    QTabBar::tabInserted(index);
    auto* cross = makeIconButton(QStringLiteral("close"), tr("Close this project"));
    cross->setFixedSize(20, 20);
    cross->setIconSize({12, 12});
    cross->setFocusPolicy(Qt::NoFocus);
    connect(cross, &QToolButton::clicked, this, [this, cross] {
        for (int i = 0; i < count(); ++i)
            if (tabButton(i, QTabBar::RightSide) == cross)
                emit closeWanted(i);
    });
    setTabButton(index, QTabBar::RightSide, cross);
}

void DocumentTabs::tabLayoutChange()
{
    QTabBar::tabLayoutChange();
    for (int i = 0; i < count(); ++i)
        if (QWidget* cross = tabButton(i, QTabBar::RightSide))
            cross->move(tabRect(i).right() - kCross, (height() - cross->height()) / 2);
}

void DocumentTabs::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& colors = theme();
    for (int i = 0; i < count(); ++i) {
        const QRect tab = tabRect(i);
        const bool current = i == currentIndex();
        if (current) {
            painter.fillRect(tab, colors(Role::Panel));
            painter.fillRect(QRect(tab.left(), tab.top(), tab.width(), 2), colors(Role::Accent));
        }
        painter.fillRect(QRect(tab.right(), tab.top() + 6, 1, tab.height() - 12), colors(Role::Border));
        const QVariantList known = facts(*this, i);
        int left = tab.left() + kSide;
        const auto news = static_cast<DocumentNews>(known.value(NewsRole).toInt());
        const QRectF mark(left, tab.center().y() - kMark / 2.0 + 1, kMark, kMark);
        if (news != DocumentNews::None) {
            paintNews(painter, mark, news, known.value(ProgressRole).toDouble());
            left += kMark + kGap;
        } else if (known.value(EditedRole).toBool()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(colors(Role::TextMuted));
            painter.drawEllipse(mark.center(), 3.5, 3.5);
            left += kMark + kGap;
        }
        painter.setFont(nodegrad::font(current ? TextStyle::BodyStrong : TextStyle::Body));
        painter.setPen(colors(current ? Role::Text : Role::TextMuted));
        const QRect text(left, tab.top(), tab.right() - kCross - kGap - left, tab.height());
        QString title = tabText(i);
        if (news != DocumentNews::None && known.value(EditedRole).toBool())
            title += QStringLiteral(" •");
        painter.drawText(text, Qt::AlignVCenter, painter.fontMetrics().elidedText(title, Qt::ElideMiddle, text.width()));
        if (current && hasFocus())
            paintFocusRing(painter, QRectF(tab).adjusted(3, 3, -3, -3), measure::radiusField);
    }
}

void DocumentTabs::mousePressEvent(QMouseEvent* event)
{
    QTabBar::mousePressEvent(event);
    m_dragged = event->button() == Qt::LeftButton ? tabAt(event->position().toPoint()) : -1;
}

/// A tab changes its place when the mouse passes the middle of its neighbour, so that tabs of unequal width do not flicker.
void DocumentTabs::mouseMoveEvent(QMouseEvent* event)
{
    QTabBar::mouseMoveEvent(event);
    const QPoint at = event->position().toPoint();
    const int over = tabAt(at);
    if (m_dragged < 0 || over < 0 || over == m_dragged)
        return;
    const int middle = tabRect(over).center().x();
    if (over > m_dragged ? at.x() < middle : at.x() > middle)
        return;
    moveTab(m_dragged, over);
    m_dragged = over;
}

void DocumentTabs::mouseReleaseEvent(QMouseEvent* event)
{
    QTabBar::mouseReleaseEvent(event);
    m_dragged = -1;
    if (event->button() == Qt::MiddleButton)
        if (const int index = tabAt(event->position().toPoint()); index >= 0)
            emit closeWanted(index);
}

} // namespace nodegrad
