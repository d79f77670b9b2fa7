#pragma once
// The runs of the project: the only legend of the charts.

#include <QWidget>

#include "core/training/events.h"
#include "ui/session/page_context.h"

class QTableWidget;
class QToolButton;

namespace nodegrad {

/// Check box: shown in the charts. Click selects, double click renames; the menu has the rest.
class RunTable : public QWidget {
    Q_OBJECT
public:
    explicit RunTable(const PageContext& context, QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void showColumns();
    void showProgress();
    void openMenu(const QPoint& at);
    void removeSelected();
    std::string runAt(int row) const;
    PageContext m_context;
    QTableWidget* m_table;
    QToolButton* m_more;
    bool m_filling = false;
};

/// "running", "done", "stopped", ... with the icon that belongs to it.
struct RunStatusLook {
    QString text, icon;
};
struct RunInfo;
/// `state` is that of the file, or what the trainer says of the active run.
RunStatusLook runStatusLook(const RunInfo& run, RunState state);

} // namespace nodegrad
