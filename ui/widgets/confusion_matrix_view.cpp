#include "ui/widgets/confusion_matrix_view.h"

#include "ui/theme/styling.h"
#include "ui/widgets/number_text.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace nodegrad {

ConfusionMatrixView::ConfusionMatrixView(QWidget* parent) : QWidget(parent), m_word(tr("class"))
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Confusion matrix"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void ConfusionMatrixView::setCounts(std::vector<std::int64_t> counts, QStringList names)
{
    const auto n = static_cast<std::size_t>(names.size());
    if (counts.size() != n * n) {
        counts.clear();
        names.clear();
    }
    m_counts = std::move(counts);
    m_names = std::move(names);
    m_truth = m_prediction = -1;
    updateGeometry();
    update();
}

void ConfusionMatrixView::setMode(Mode mode)
{
    m_mode = mode;
    update();
}

void ConfusionMatrixView::setClassWord(const QString& word)
{
    m_word = word;
    update();
}

void ConfusionMatrixView::setSelectedCell(int truth, int prediction)
{
    const bool inside = truth >= 0 && truth < classes() && prediction >= 0 && prediction < classes();
    m_truth = inside ? truth : -1;
    m_prediction = inside ? prediction : -1;
    setAccessibleDescription(inside ? cellTip(truth, prediction) : QString());
    update();
}

std::int64_t ConfusionMatrixView::count(int truth, int prediction) const
{
    return m_counts[static_cast<std::size_t>(truth * classes() + prediction)];
}

std::int64_t ConfusionMatrixView::rowSum(int truth) const
{
    std::int64_t sum = 0;
    for (int p = 0; p < classes(); ++p)
        sum += count(truth, p);
    return sum;
}

std::int64_t ConfusionMatrixView::columnSum(int prediction) const
{
    std::int64_t sum = 0;
    for (int t = 0; t < classes(); ++t)
        sum += count(t, prediction);
    return sum;
}

QString ConfusionMatrixView::cellTip(int truth, int prediction) const
{
    const std::int64_t sum = rowSum(truth);
    const QString share = sum > 0 ? percentText(static_cast<double>(count(truth, prediction)) / static_cast<double>(sum)) : QString(QChar(0x2013));
    return tr("True %1, said %2: %3 of %4 (%5)").arg(m_names[truth], m_names[prediction], thousandsText(count(truth, prediction)), thousandsText(sum), share);
}

QString ConfusionMatrixView::valuesAsText() const
{
    QString text = tr("true \\ predicted");
    for (const QString& name : m_names)
        text += '\t' + name;
    text += '\n';
    for (int t = 0; t < classes(); ++t) {
        text += m_names[t];
        for (int p = 0; p < classes(); ++p)
            text += '\t' + QString::number(count(t, p));
        text += '\n';
    }
    return text;
}

QSize ConfusionMatrixView::sizeHint() const
{
    return {std::min(590, 140 + 43 * std::max(2, classes())), std::min(560, 100 + 43 * std::max(2, classes()))};
}

QSize ConfusionMatrixView::minimumSizeHint() const
{
    return {200, 180};
}

ConfusionMatrixView::Frame ConfusionMatrixView::frame() const
{
    const QFontMetrics metrics(font()), small(nodegrad::font(TextStyle::Caption));
    int names = small.horizontalAdvance("prec. %");
    for (const QString& name : m_names)
        names = std::max(names, metrics.horizontalAdvance(name));
    names = std::min(names, width() / 4);
    const double line = metrics.height() + 6.0;
    const double left = line + names + 10, right = small.horizontalAdvance("recall %") + 8.0, top = 2 * line, bottom = line + 4;
    const int n = std::max(1, classes());
    const double cell = std::clamp(std::floor(std::min((width() - left - right) / n, (height() - top - bottom) / n)), 2.0, 72.0);
    // What is left over goes to both sides.
    const double spare = std::max(0.0, std::floor((width() - left - right - n * cell) / 2));
    return {left + spare, top, cell};
}

QRectF ConfusionMatrixView::cellRect(int truth, int prediction) const
{
    const Frame f = frame();
    return {f.left + prediction * f.cell, f.top + truth * f.cell, f.cell, f.cell};
}

void ConfusionMatrixView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& t = theme();
    const int n = classes();
    if (n == 0) {
        painter.setPen(t(Role::TextMuted));
        painter.drawText(rect(), Qt::AlignCenter, tr("Nothing to compare yet."));
        return;
    }
    const Frame f = frame();
    const QFont body = font(), caption = nodegrad::font(TextStyle::Caption), strong = nodegrad::font(TextStyle::BodyStrong);
    const QFontMetrics metrics(body);
    const double line = metrics.height() + 6.0, side = n * f.cell;
    std::int64_t largest = 1;
    for (int i = 0; i < n; ++i)
        largest = std::max(largest, count(i, i));

    painter.setFont(caption);
    painter.setPen(t(Role::TextMuted));
    painter.drawText(QRectF(f.left, 0, side, line), Qt::AlignCenter, tr("Predicted %1").arg(m_word));
    painter.save();
    painter.translate(line / 2, f.top + side / 2);
    painter.rotate(-90);
    painter.drawText(QRectF(-side / 2, -line / 2, side, line), Qt::AlignCenter, tr("True %1").arg(m_word));
    painter.restore();
    const double afterMatrix = f.left + side + 8;
    painter.drawText(QRectF(afterMatrix, line, width() - afterMatrix, line), Qt::AlignVCenter | Qt::AlignLeft, tr("recall %"));
    const double namesRight = f.left - 10;
    painter.drawText(QRectF(line, f.top + side + 2, namesRight - line, line), Qt::AlignVCenter | Qt::AlignRight, tr("prec. %"));

    const bool labels = f.cell >= 12, numbers = f.cell >= 16;
    const double inset = f.cell >= 24 ? 1.5 : f.cell >= 8 ? 0.5 : 0;
    const auto rate = [&](double x, double y, double w, std::int64_t hit, std::int64_t all, Qt::Alignment alignment) {
        const bool known = all > 0;
        const double share = known ? static_cast<double>(hit) / static_cast<double>(all) : 0;
        painter.setFont(caption);
        painter.setPen(t(!known ? Role::TextMuted : share < 0.97 ? Role::Warning : Role::Text));
        QString text = known ? QString::number(100 * share, 'f', 1) : QString(QChar(0x2013));
        if (QFontMetrics(caption).horizontalAdvance("100.0") + 6 > w && known)
            text = QString::number(100 * share, 'f', 0);
        painter.drawText(QRectF(x, y, w, f.cell), Qt::AlignVCenter | alignment, text);
    };
    for (int truth = 0; truth < n; ++truth) {
        const std::int64_t sum = rowSum(truth);
        if (labels) {
            painter.setFont(body);
            painter.setPen(t(Role::Text));
            painter.drawText(QRectF(line, f.top + truth * f.cell, namesRight - line, f.cell), Qt::AlignVCenter | Qt::AlignRight,
                             metrics.elidedText(m_names[truth], Qt::ElideRight, static_cast<int>(namesRight - line) + 1));
            painter.drawText(QRectF(f.left + truth * f.cell, line, f.cell, line), Qt::AlignCenter,
                             metrics.elidedText(m_names[truth], Qt::ElideRight, static_cast<int>(f.cell) + 1));
            rate(afterMatrix, f.top + truth * f.cell, width() - afterMatrix, count(truth, truth), sum, Qt::AlignLeft);
            painter.save();
            painter.translate(0, f.top + side - (f.cell - line) / 2 + 2);
            if (f.cell >= QFontMetrics(caption).horizontalAdvance("100"))
                rate(f.left + truth * f.cell, 0, f.cell, count(truth, truth), columnSum(truth), Qt::AlignHCenter);
            painter.restore();
        }
        for (int prediction = 0; prediction < n; ++prediction) {
            const std::int64_t value = count(truth, prediction);
            const QRectF box = cellRect(truth, prediction).adjusted(inset, inset, -inset, -inset);
            const bool right = truth == prediction;
            if (value == 0) {
                paintBox(painter, box, f.cell >= 24 ? 3 : 0, {}, f.cell >= 8 ? t(Role::PlotGrid) : QColor());
                continue;
            }
            if (right) {
                const double share = static_cast<double>(value) / static_cast<double>(largest);
                paintBox(painter, box, f.cell >= 24 ? 3 : 0, Theme::blend(t(Role::Info), 0.16 + 0.30 * share, t(Role::Panel)));
            } else {
                paintBox(painter, box, f.cell >= 24 ? 3 : 0, t(Role::DangerFill));
            }
            if (numbers) {
                const QString text = m_mode == Mode::Count ? thousandsText(value)
                    : QString::number(100.0 * static_cast<double>(value) / static_cast<double>(std::max<std::int64_t>(1, sum)), 'f', f.cell >= 36 ? 1 : 0);
                painter.setFont(right ? body : strong);
                const int space = static_cast<int>(box.width());
                if (QFontMetrics(painter.font()).horizontalAdvance(text) > space)
                    painter.setFont(caption);
                painter.setPen(t(right ? Role::Text : Role::OnDanger));
                if (QFontMetrics(painter.font()).horizontalAdvance(text) <= space)
                    painter.drawText(box, Qt::AlignCenter, text);
            }
        }
    }
    if (m_truth >= 0) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(t(hasFocus() ? Role::Focus : Role::Accent), 2));
        painter.drawRoundedRect(cellRect(m_truth, m_prediction), 4, 4);
    } else if (hasFocus()) {
        paintFocusRing(painter, rect(), measure::radiusField);
    }
}

bool ConfusionMatrixView::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const Frame f = frame();
        const int p = static_cast<int>(std::floor((help->pos().x() - f.left) / f.cell)), t = static_cast<int>(std::floor((help->pos().y() - f.top) / f.cell));
        if (p >= 0 && p < classes() && t >= 0 && t < classes())
            QToolTip::showText(help->globalPos(), cellTip(t, p), this, cellRect(t, p).toRect());
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

void ConfusionMatrixView::mousePressEvent(QMouseEvent* event)
{
    const Frame f = frame();
    const int p = static_cast<int>(std::floor((event->position().x() - f.left) / f.cell)), t = static_cast<int>(std::floor((event->position().y() - f.top) / f.cell));
    if (event->button() != Qt::LeftButton || p < 0 || p >= classes() || t < 0 || t >= classes())
        return;
    setSelectedCell(t, p);
    emit cellClicked(t, p);
}

void ConfusionMatrixView::keyPressEvent(QKeyEvent* event)
{
    if (classes() == 0) {
        QWidget::keyPressEvent(event);
        return;
    }
    int t = std::max(0, m_truth), p = std::max(0, m_prediction);
    const bool any = m_truth >= 0;
    switch (event->key()) {
    case Qt::Key_Left: p -= any; break;
    case Qt::Key_Right: p += any; break;
    case Qt::Key_Up: t -= any; break;
    case Qt::Key_Down: t += any; break;
    case Qt::Key_Home: p = 0; break;
    case Qt::Key_End: p = classes() - 1; break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (any)
            emit cellClicked(m_truth, m_prediction);
        return;
    default: QWidget::keyPressEvent(event); return;
    }
    setSelectedCell(std::clamp(t, 0, classes() - 1), std::clamp(p, 0, classes() - 1));
}

} // namespace nodegrad
