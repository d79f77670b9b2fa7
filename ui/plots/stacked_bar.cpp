#include "ui/plots/stacked_bar.h"

#include "ui/theme/styling.h"
#include "ui/widgets/number_text.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace nodegrad {

StackedBars::StackedBars(QWidget* parent)
    : QWidget(parent), m_roles{Role::SplitTrain, Role::SplitVal, Role::SplitTest}, m_partNames{tr("train"), tr("val"), tr("test")}
{
    setAccessibleName(tr("Class balance"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void StackedBars::setParts(std::vector<Role> roles, QStringList names)
{
    m_roles = std::move(roles);
    m_partNames = std::move(names);
    update();
}

void StackedBars::setRows(std::vector<Row> rows)
{
    m_rows = std::move(rows);
    for (Row& row : m_rows)
        for (double& part : row.parts)
            part = std::isfinite(part) ? std::max(0.0, part) : 0.0;
    setAccessibleDescription(valuesAsText());
    updateGeometry();
    update();
}

QString StackedBars::valuesAsText() const
{
    QString text = tr("class") + '\t' + m_partNames.join('\t') + '\n';
    for (const Row& row : m_rows) {
        text += row.label;
        for (const double part : row.parts)
            text += '\t' + QString::number(part);
        text += '\n';
    }
    return text;
}

QSize StackedBars::sizeHint() const
{
    return {320, std::max(40, 28 * static_cast<int>(m_rows.size()))};
}

QSize StackedBars::minimumSizeHint() const
{
    const int row = QFontMetrics(font()).height() + 2;
    return {100, std::min(160, row * static_cast<int>(m_rows.size()))};
}

double StackedBars::rowHeight() const
{
    return std::min(30.0, height() / std::max(1.0, static_cast<double>(m_rows.size())));
}

bool StackedBars::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const auto index = static_cast<std::size_t>(std::max(0.0, help->pos().y() / std::max(1.0, rowHeight())));
        if (index < m_rows.size()) {
            QStringList parts;
            for (std::size_t i = 0; i < m_rows[index].parts.size(); ++i)
                parts << m_partNames.value(static_cast<int>(i)) + ' ' + thousandsText(std::llround(m_rows[index].parts[i]));
            QToolTip::showText(help->globalPos(), m_rows[index].label + ": " + parts.join(", "), this);
            return true;
        }
    }
    return QWidget::event(event);
}

void StackedBars::paintEvent(QPaintEvent*)
{
    if (m_rows.empty())
        return;
    QPainter painter(this);
    const Theme& t = theme();
    const QFontMetrics metrics(font());
    int labels = 0, totals = 0;
    double largest = 1;
    for (const Row& row : m_rows) {
        const double sum = std::accumulate(row.parts.begin(), row.parts.end(), 0.0);
        largest = std::max(largest, sum);
        labels = std::max(labels, metrics.horizontalAdvance(row.label));
        totals = std::max(totals, metrics.horizontalAdvance(thousandsText(std::llround(sum))));
    }
    labels = std::min(labels, width() / 3);
    const double height = rowHeight(), left = labels + 10.0, space = std::max(10.0, width() - left - totals - 16.0);
    const bool texts = height >= metrics.height() - 1;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const Row& row = m_rows[i];
        const double y = height * static_cast<double>(i), thick = std::min(13.0, std::max(1.0, height - 4));
        double x = left, sum = 0;
        for (std::size_t p = 0; p < row.parts.size(); ++p) {
            const double w = space * row.parts[p] / largest;
            sum += row.parts[p];
            if (w > 0)
                paintBox(painter, {x, y + (height - thick) / 2, std::max(1.0, w - 2), thick}, thick > 5 ? 1.5 : 0, t(m_roles[std::min(p, m_roles.size() - 1)]));
            x += w;
        }
        if (!texts)
            continue;
        painter.setPen(t(Role::Text));
        painter.drawText(QRectF(0, y, labels + 1, height), Qt::AlignVCenter | Qt::AlignLeft, metrics.elidedText(row.label, Qt::ElideRight, labels + 1));
        painter.setPen(t(Role::TextMuted));
        painter.drawText(QRectF(width() - totals - 6, y, totals + 6, height), Qt::AlignVCenter | Qt::AlignRight, thousandsText(std::llround(sum)));
    }
}

} // namespace nodegrad
