#pragma once
#include "ui/theme/theme.h"

#include <QAbstractScrollArea>
#include <QCache>
#include <QImage>

#include <functional>

namespace nodegrad {

/// The text below a picture. The first line has a strong left part and a muted right part; the second is optional.
struct PictureCaption {
    QString left, right;
    QString secondLeft, secondRight;
    Role secondLeftRole = Role::TextMuted;
};

/// A scrolling grid of small pictures, made lazily: `picture(index)` is asked only for what is on screen, so that
/// 60,000 items open at once. Nearest neighbour, black ground in every theme, 1 px border, accent outline when selected.
/// Arrows, Page Up and Down, Home and End move the selection; Enter activates.
class PictureGrid : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit PictureGrid(QWidget* parent = nullptr);

    /// Both functions are called on the UI thread, often; keep them cheap. A null image is drawn as an empty tile.
    void setSource(int count, std::function<QImage(int index)> picture, std::function<PictureCaption(int index)> caption = {});
    /// Forgets cached pictures and asks again (the preparation changed); selection and scroll position stay.
    void refresh();
    int count() const { return m_count; }

    void setTileSize(int pixels); ///< edge of a picture, 16..512; 84 by default
    int tileSize() const { return m_tile; }
    void setCaptionLines(int lines); ///< 0, 1 (default) or 2
    /// Columns that fill the width when 0 (default); a fixed number otherwise.
    void setColumns(int columns);
    void setSmooth(bool smooth); ///< smooth scaling for photographs; nearest neighbour by default
    void setEmptyText(const QString& text);

    int currentIndex() const { return m_current; }
    /// More than one picture can be marked (all images of a cell of the confusion matrix); current stays apart.
    void setMarked(std::vector<int> indices);
    QRect tileRect(int index) const; ///< in viewport coordinates
    int indexAt(const QPoint& viewportPosition) const; ///< -1 when there is none

public slots:
    void setCurrentIndex(int index); ///< -1 for none; scrolls it into view

signals:
    void currentChanged(int index);
    void activated(int index); ///< double click or Enter

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    int columns() const;
    int cellWidth() const;
    int cellHeight() const;
    int captionHeight() const;
    void updateScrollBar();
    void updateAccessible();
    const QImage& pictureAt(int index);

    int m_count = 0;
    std::function<QImage(int)> m_picture;
    std::function<PictureCaption(int)> m_caption;
    QCache<int, QImage> m_cache{2000};
    std::vector<int> m_marked;
    int m_tile = 84;
    int m_captionLines = 1;
    int m_columns = 0;
    int m_current = -1;
    bool m_smooth = false;
    QString m_emptyText;
};

} // namespace nodegrad
