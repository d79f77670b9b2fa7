#pragma once
// Figures of the window, printed by `nodegrad --bench-start`: information, not assertions.

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace nodegrad {

class MainWindow;

/// Watches a window from before it is shown: time to the first painted frame since the process began, memory and CPU load at rest,
/// then the longest time that the event loop did not turn while the open project trains. Quits the program at the end. UI thread.
class StartBench : public QObject {
    Q_OBJECT
public:
    explicit StartBench(MainWindow* window);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void measureRest();
    void measureTraining();
    void finish();
    MainWindow* m_window;
    bool m_painted = false;
    QTimer m_beat;                 ///< turns with the event loop
    QElapsedTimer m_sinceBeat;
    double m_longestMs = 0;
};

} // namespace nodegrad
