#pragma once
// The bar at the top: project, undo and redo, pages, run control. The same on every page.

#include <QWidget>

#include "ui/session/page_context.h"

class QLabel;
class QMenu;
class QToolButton;

namespace nodegrad {

class RunBar;
class SegmentedControl;

class TopBar : public QWidget {
    Q_OBJECT
public:
    /// `menu` opens under the project's name.
    TopBar(const PageContext& context, QMenu* menu, QWidget* parent = nullptr);
    void setPage(PageId page);
    /// The start page is none of the five.
    void setPagesVisible(bool visible);

signals:
    void pageChosen(nodegrad::PageId page);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();
    void showProject();
    void showMarks();
    PageContext m_context;
    QToolButton *m_project, *m_undo, *m_redo;
    QLabel* m_edited;
    SegmentedControl* m_pages;
    RunBar* m_run;
    QWidget* m_left;
};

} // namespace nodegrad
