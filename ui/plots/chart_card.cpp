#include "ui/plots/chart_card.h"

#include "ui/theme/icons.h"
#include "ui/theme/styling.h"
#include "ui/widgets/color_swatch.h"

#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace nodegrad {

ChartCard::ChartCard(const QString& title, const QString& subtitle, QWidget* parent)
    : Card(title, parent), m_chart(new LineChart(this)), m_swatch(new ColorSwatch({}, this)), m_current(makeLabel({}, TextStyle::Body, Role::Text, this)),
      m_expand(makeIconButton("expand", tr("Enlarge %1").arg(title), this))
{
    setSubtitle(subtitle);
    setSmall(m_expand);
    m_swatch->hide();
    addHeaderWidget(m_swatch);
    addHeaderWidget(m_current);
    addHeaderWidget(m_expand);
    m_chart->setTitle(title);
    body()->setContentsMargins(2, 0, 2, 4);
    body()->addWidget(m_chart);
    connect(m_expand, &QToolButton::clicked, this, &ChartCard::expandRequested);
}

void ChartCard::setCurrent(const QString& text, const QColor& color)
{
    m_current->setText(text);
    m_swatch->setVisible(color.isValid() && !text.isEmpty());
    m_swatch->setColor(color);
}

void ChartCard::setExpanded(bool expanded)
{
    m_expand->setIcon(icon(expanded ? "collapse" : "expand", Role::Text));
    const QString name = expanded ? tr("Back to all charts") : tr("Enlarge %1").arg(title());
    m_expand->setToolTip(name);
    m_expand->setAccessibleName(name);
}

} // namespace nodegrad
