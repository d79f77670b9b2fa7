#pragma once
// Where in the modules one is: project, module, module inside. A click goes there, an arrow to a module beside it.

#include <QWidget>

class QHBoxLayout;
class QMenu;
class QPushButton;
class QToolButton;

namespace nodegrad {

class DesignEditor;

class BreadcrumbBar : public QWidget {
    Q_OBJECT
public:
    BreadcrumbBar(DesignEditor* editor, QWidget* parent);

    /// The modules beside the one at `depth` of the path (1: in the project), as choices that go there.
    void fillSiblings(QMenu& menu, int depth);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void fill();
    void showProblems();
    QToolButton* makeSiblings(int depth);
    DesignEditor* m_editor;
    QHBoxLayout* m_row;
    QStringList m_shown;
    QList<QPushButton*> m_crumbs;
};

} // namespace nodegrad
