#pragma once
// The list of layers that opens at the cursor: type, Enter, done.

#include <QFrame>

#include "ui/canvas/layer_search.h"

class QLabel;
class QListWidget;

namespace nodegrad {

class SearchField;

/// Layers that fit what feeds them come first; the others stay, muted, with the reason. Enter adds and connects, Shift+Enter
/// only adds, Esc closes.
class QuickAdd : public QFrame {
    Q_OBJECT
public:
    explicit QuickAdd(DesignEditor* editor, QWidget* parent);
    /// Opens for a new layer at `at` (scene); `place` is where the widget's upper left corner goes, kept inside the parent.
    void open(QPointF at, const Wiring& wiring, QPoint place);
    /// Opens for a layer in the place of the selected ones.
    void openToReplace(QPoint place);
    /// Titles as listed, for tests and screen readers.
    QStringList titles() const;
    SearchField* field() const { return m_search; }
    QListWidget* list() const { return m_list; }

signals:
    void closed();
    void added(nodegrad::NodeId node);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void openList(QPoint place);
    void fill();
    void step(int direction);
    void choose(bool connect);
    void closeList();
    DesignEditor* m_editor;
    SearchField* m_search;
    QLabel *m_context, *m_none, *m_connects, *m_addsOnly;
    QListWidget* m_list;
    QPointF m_at;
    Wiring m_wiring;
    std::vector<Fit> m_fits;
    bool m_isFed = false, m_feeds = false, m_replaces = false;
};

} // namespace nodegrad
