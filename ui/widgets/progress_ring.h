#pragma once
#include <QWidget>

namespace nodegrad {

/// A ring that fills clockwise from the top with `accent`.
class ProgressRing : public QWidget {
    Q_OBJECT
public:
    explicit ProgressRing(QWidget* parent = nullptr);
    void setProgress(double share); ///< 0..1, clamped; repaints only when the picture changes
    double progress() const { return m_share; }
    void setDiameter(int pixels);   ///< 20 by default
    QSize sizeHint() const override { return {m_diameter, m_diameter}; }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double m_share = 0;
    int m_diameter = 20;
};

/// A flat bar 4 high with the same meaning: memory forecast, downloads.
class ProgressLine : public QWidget {
    Q_OBJECT
public:
    explicit ProgressLine(QWidget* parent = nullptr);
    void setProgress(double share);
    double progress() const { return m_share; }
    QSize sizeHint() const override { return {120, 6}; }
    QSize minimumSizeHint() const override { return {40, 6}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double m_share = 0;
};

} // namespace nodegrad
