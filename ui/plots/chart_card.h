#pragma once
#include "ui/plots/line_chart.h"
#include "ui/widgets/card.h"

class QLabel;
class QToolButton;

namespace nodegrad {

class ColorSwatch;

/// A card with a line chart: title, subtitle, the current value of the selected run, and a button that enlarges it.
class ChartCard : public Card {
    Q_OBJECT
public:
    explicit ChartCard(const QString& title, const QString& subtitle = {}, QWidget* parent = nullptr);
    LineChart* chart() const { return m_chart; }
    /// What stands at the right of the header: "val 0.068". An invalid colour hides the swatch.
    void setCurrent(const QString& text, const QColor& color);
    void setExpanded(bool expanded); ///< changes the button's picture and name only

signals:
    void expandRequested();

private:
    LineChart* m_chart;
    ColorSwatch* m_swatch;
    QLabel* m_current;
    QToolButton* m_expand;
};

} // namespace nodegrad
