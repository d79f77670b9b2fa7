#pragma once
#include <QLineEdit>

namespace nodegrad {

/// A line edit with a magnifying glass, a clear button and a hint of the key that leads here ("/").
/// Escape clears, then gives the focus back.
class SearchField : public QLineEdit {
    Q_OBJECT
public:
    explicit SearchField(const QString& placeholder = {}, QWidget* parent = nullptr);
    void setShortcutHint(const QString& hint); ///< drawn only; the page owns the shortcut
    QSize sizeHint() const override;

signals:
    /// Down and Up, for the list that the search filters. +1 or -1.
    void stepped(int direction);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QString m_hint;
};

} // namespace nodegrad
