#pragma once
// The run control at the right of the top bar: the same on every page.

#include <QWidget>

#include "ui/session/page_context.h"

class QLabel;
class QPushButton;

namespace nodegrad {

class Chip;
class ProgressRing;
class Session;
class Sparkline;

/// Why training cannot begin, in a sentence; empty when it can.
QString whyNotTrain(const Session& session);

/// Train / Pause / Continue, Stop, loss and metric, epoch, device. Narrow windows hide the sparkline first, then the numbers.
class RunBar : public QWidget {
    Q_OBJECT
public:
    explicit RunBar(const PageContext& context, QWidget* parent = nullptr);
    /// Room for everything (2), without the sparkline (1), buttons only (0).
    void setDetail(int level);

private:
    void showState();
    void showProgress();
    PageContext m_context;
    Sparkline* m_sparkline;
    QLabel *m_lossTitle, *m_loss, *m_metricTitle, *m_metric, *m_epochTitle, *m_epoch;
    QWidget *m_numbers, *m_epochBox;
    ProgressRing* m_ring;
    QPushButton *m_main, *m_stop;
    Chip* m_device;
};

} // namespace nodegrad
