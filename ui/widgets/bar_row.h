#pragma once
#include "ui/theme/theme.h"

#include <QWidget>

#include <vector>

namespace nodegrad {

/// One line of a bar list.
struct Bar {
    QString label;
    QString value;          ///< text at the right, "94.2 %"
    double share = 0;       ///< 0..1 of the track
    bool strong = false;    ///< the chosen one: accent and semibold
    Role role = Role::PlotAxis; ///< colour of the bar when not strong
};

/// Labels, bars and values in columns: probabilities, times. Rows keep their height when the numbers change.
class BarList : public QWidget {
    Q_OBJECT
public:
    explicit BarList(QWidget* parent = nullptr);
    void setBars(std::vector<Bar> bars);
    const std::vector<Bar>& bars() const { return m_bars; }
    void setTrackVisible(bool visible); ///< the outlined track behind the bars; on by default
    void setRowHeight(int pixels);      ///< 22 by default
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<Bar> m_bars;
    bool m_track = true;
    int m_rowHeight = 22;
};

/// A list of one bar.
class BarRow : public BarList {
    Q_OBJECT
public:
    explicit BarRow(const QString& label = {}, double share = 0, const QString& value = {}, QWidget* parent = nullptr);
    void setBar(const Bar& bar) { setBars({bar}); }
};

} // namespace nodegrad
