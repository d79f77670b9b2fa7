#pragma once
// What the active run does, under the canvas: loss, metric, learning rate.

#include <map>

#include <QTimer>
#include <QWidget>

#include "ui/session/page_context.h"

class QLabel;
class QToolButton;

namespace nodegrad {

class ElidedLabel;
class LineChart;

/// 152 px high while a run is active (34 when folded), hidden otherwise. Takes new points at most 10 times a second.
class LiveStrip : public QWidget {
    Q_OBJECT
public:
    explicit LiveStrip(const PageContext& context, QWidget* parent = nullptr);

private:
    struct Panel {
        QWidget* box = nullptr;
        QLabel *title = nullptr, *value = nullptr;
        LineChart* chart = nullptr;
        std::string tag;
    };
    void showState();
    void takePoints();
    void setFolded(bool folded);
    Panel makePanel(const QString& title);
    void feed(Panel& panel, bool validation);
    PageContext m_context;
    QLabel* m_name;
    ElidedLabel* m_note;
    QLabel* m_left;
    QToolButton* m_fold;
    QWidget* m_charts;
    Panel m_loss, m_metric, m_rate;
    std::map<std::pair<std::string, bool>, std::size_t> m_taken; ///< points already in the charts
    QString m_run;
    QTimer m_timer;
    bool m_folded = false;
};

} // namespace nodegrad
