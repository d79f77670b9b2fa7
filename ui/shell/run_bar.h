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

/// Train / Pause / Continue, Stop, loss and metric, epoch, device. Narrow windows hide the sparkline first, then the threads, then
/// the numbers.
class RunBar : public QWidget {
    Q_OBJECT
public:
    explicit RunBar(const PageContext& context, QWidget* parent = nullptr);
    /// How much is shown: buttons and device, the numbers, the threads, the sparkline.
    enum class Detail { Buttons, Numbers, Threads, Everything };
    void setDetail(Detail detail);
    /// Room that it takes while a run is active, so that nothing moves when one begins.
    int widthFor(Detail detail) const;

signals:
    void resized(); ///< widthFor() has changed

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
    QString m_threads;
    Detail m_detail = Detail::Everything;
    int m_toldWidth = 0;
};

} // namespace nodegrad
