#pragma once
#include <QFrame>

class QLabel;
class QHBoxLayout;
class QVBoxLayout;

namespace nodegrad {

class ElidedLabel;

/// A panel with a 1 px border, radius 8 and a header 34 high: title, muted subtitle, and widgets at the right.
/// Without title, subtitle and header widgets the header is hidden.
class Card : public QFrame {
    Q_OBJECT
public:
    explicit Card(const QString& title = {}, QWidget* parent = nullptr);

    void setTitle(const QString& title); ///< also the accessible name
    QString title() const;
    void setSubtitle(const QString& subtitle);
    /// Adds to the right end of the header, in reading order. Takes ownership.
    void addHeaderWidget(QWidget* widget);
    /// The line under the header; off by default (charts have none, tables do).
    void setHeaderLine(bool visible);
    /// Where the content goes. Margins 12 at the sides, 10 above and below; set what you need.
    QVBoxLayout* body() { return m_body; }
    /// A 2 px accent outline: this card is the chosen one.
    void setSelected(bool selected);
    bool isSelected() const { return m_selected; }
    /// A card that can be chosen: takes focus, reacts to click, Enter and Space with clicked().
    void setClickable(bool clickable);

signals:
    void clicked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void updateHeader();

    QWidget* m_header;
    QLabel* m_title;
    ElidedLabel* m_subtitle;
    QHBoxLayout* m_headerRight;
    QVBoxLayout* m_body;
    bool m_headerLine = false;
    bool m_selected = false;
    bool m_clickable = false;
};

} // namespace nodegrad
