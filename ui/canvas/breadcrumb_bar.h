#pragma once
// Where in the modules one is: project, module, module inside. A click goes there.

#include <QWidget>

class QHBoxLayout;

namespace nodegrad {

class DesignEditor;

class BreadcrumbBar : public QWidget {
    Q_OBJECT
public:
    BreadcrumbBar(DesignEditor* editor, QWidget* parent);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void fill();
    DesignEditor* m_editor;
    QHBoxLayout* m_row;
    QStringList m_shown;
};

} // namespace nodegrad
