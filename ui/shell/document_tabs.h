#pragma once
// The row of open projects above the window's bars; hidden while there is only one.

#include <QTabBar>

namespace nodegrad {

class Document;

/// One tab a document: its title, a mark while it is not saved, what its run does, a cross. Tabs can be moved; the middle button
/// closes, too.
class DocumentTabs : public QTabBar {
    Q_OBJECT
public:
    explicit DocumentTabs(QWidget* parent = nullptr);
    /// Adds (at -1) or refreshes the tab of a document.
    void show(int index, const Document& document);

    /// Width that all tabs may take together.
    void setRoom(int width);

signals:
    void closeWanted(int index);

protected:
    QSize tabSizeHint(int index) const override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void tabInserted(int index) override;
    void tabLayoutChange() override;

private:
    int naturalWidth(int index) const;
    int m_room = QWIDGETSIZE_MAX;
    int m_dragged = -1; ///< follows the mouse from place to place
};

} // namespace nodegrad
