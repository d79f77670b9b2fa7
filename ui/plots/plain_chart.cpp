#include "ui/plots/plain_chart.h"

#include "ui/plots/chart_ticker.h"

#include <QEvent>
#include <QMouseEvent>
#include <QVBoxLayout>

#include <qcustomplot.h>

namespace nodegrad {

void styleChart(QCustomPlot& plot, const Theme& t)
{
    const QFont caption = font(TextStyle::Caption);
    plot.setBackground(QBrush(t(Role::Panel)));
    for (QCPAxisRect* rect : plot.axisRects()) {
        rect->setBackground(QBrush(t(Role::Plot)));
        for (QCPAxis* axis : rect->axes()) {
            axis->setNumberFormat("g"); // else 1e-3 is set as a product with a raised exponent
            axis->setTickLabelFont(caption);
            axis->setLabelFont(caption);
            axis->setTickLabelColor(t(Role::TextMuted));
            axis->setLabelColor(t(Role::TextMuted));
            axis->setTickPen(Qt::NoPen);
            axis->setSubTickPen(Qt::NoPen);
            axis->setTickLength(0, 0);
            axis->setTickLabelPadding(6);
            axis->setLabelPadding(2);
            const bool flat = axis->orientation() == Qt::Horizontal;
            axis->setBasePen(flat ? QPen(t(Role::PlotAxis), 1) : QPen(Qt::NoPen));
            // Horizontal grid lines only: they belong to the upright axis.
            axis->grid()->setVisible(!flat && axis->axisType() == QCPAxis::atLeft);
            axis->grid()->setPen(QPen(t(Role::PlotGrid), 1));
            axis->grid()->setZeroLinePen(QPen(t(Role::PlotGrid), 1));
            axis->grid()->setSubGridVisible(false);
        }
    }
}

PlainChart::PlainChart(QWidget* parent) : QWidget(parent), m_plot(new QCustomPlot(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_plot);
    m_plot->setPlottingHint(QCP::phFastPolylines);
    m_plot->setPlottingHint(QCP::phCacheLabels);
    m_plot->installEventFilter(this);
    m_plot->axisRect()->setMinimumMargins(QMargins(8, 8, 10, 8));
    m_plot->xAxis->setTicker(QSharedPointer<ChartTicker>::create());
    m_plot->yAxis->setTicker(QSharedPointer<ChartTicker>::create());
    m_plot->setFocusPolicy(Qt::NoFocus);
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("Chart"));
}

void PlainChart::setTitle(const QString& title)
{
    setAccessibleName(title);
}

void PlainChart::setAxisTitles(const QString& x, const QString& y)
{
    m_plot->xAxis->setLabel(x);
    m_plot->yAxis->setLabel(y);
    redrawSoon();
}

void PlainChart::clickedAt(const QPointF&) {}

void PlainChart::applyTheme()
{
    styleChart(*m_plot, theme());
    restyle();
    redrawSoon();
}

void PlainChart::redrawSoon()
{
    // Only said when somebody asks: the text of a picture of a thousand bars is long.
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void PlainChart::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        applyTheme();
}

bool PlainChart::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_plot && event->type() == QEvent::MouseButtonPress) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        if (mouse->button() == Qt::LeftButton)
            clickedAt(mouse->position());
    }
    if (watched == m_plot && event->type() == QEvent::Resize)
        m_plot->setBufferDevicePixelRatio(devicePixelRatioF());
    return QWidget::eventFilter(watched, event);
}

} // namespace nodegrad
