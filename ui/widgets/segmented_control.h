#pragma once
#include <QIcon>
#include <QWidget>

#include <vector>

namespace nodegrad {

/// A switch of two or more parts: track in `window`, the active part in `segment_on`. Pages, modes, small choices.
/// Arrows move, Home and End jump, click chooses. One part is always active once there is a part.
class SegmentedControl : public QWidget {
    Q_OBJECT
public:
    enum class Look {
        Neutral, ///< active part segment_on with `text`
        Accent,  ///< active part accent_soft with `accent`: a value in a form
    };
    /// The mark right of a part's text: a check (ready), a red count (problems), a dot (running).
    enum class Mark { None, Ready, Problems, Running };

    explicit SegmentedControl(QWidget* parent = nullptr);

    /// Returns the index. `iconName` may be empty; text may be empty when there is an icon, then `toolTip` is needed.
    int addSegment(const QString& text, const QString& iconName = {}, const QString& toolTip = {});
    void setSegments(const QStringList& texts);
    void setSegmentText(int index, const QString& text);
    void setSegmentEnabled(int index, bool enabled, const QString& reason = {});
    void setSegmentMark(int index, Mark mark, int count = 0);
    int count() const { return static_cast<int>(m_segments.size()); }
    QString segmentText(int index) const;
    QRect segmentRect(int index) const;

    int currentIndex() const { return m_current; }
    void setLook(Look look);
    void setSmall(bool small);   ///< 24 high instead of 28
    void setStretch(bool stretch); ///< parts of equal width that fill the field

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

public slots:
    /// Out of range and disabled parts are ignored.
    void setCurrentIndex(int index);

signals:
    void currentChanged(int index); ///< by the user or by setCurrentIndex
    void chosen(int index);         ///< by the user only

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Segment {
        QString text, iconName, toolTip, reason;
        bool enabled = true;
        Mark mark = Mark::None;
        int count = 0;
    };
    int naturalWidth(const Segment& segment) const;
    int indexAt(const QPoint& position) const;
    void step(int direction);
    void choose(int index);
    void updateAccessible();

    std::vector<Segment> m_segments;
    int m_current = -1;
    int m_hovered = -1;
    Look m_look = Look::Neutral;
    bool m_small = false;
    bool m_stretch = false;
};

} // namespace nodegrad
