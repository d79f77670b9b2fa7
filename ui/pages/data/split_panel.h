#pragma once
#include <QWidget>

#include "core/project/plan.h"

class QLabel;

namespace nodegrad {

class FormRow;
class IntegerField;
class Switch;

/// Training, validation and test as parts of one bar with two handles. Shares are whole per cent.
class SplitBar : public QWidget {
    Q_OBJECT
public:
    explicit SplitBar(QWidget* parent = nullptr);
    void setShares(int validation, int test); ///< per cent, each 1..90, together at most 98; quiet
    int validation() const { return m_validation; }
    int test() const { return m_test; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

signals:
    void chosen(int validation, int test); ///< a handle was let go, or moved by a key

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    double handleX(int handle) const; ///< 0: between training and validation, 1: between validation and test
    void moveHandle(int handle, int percent);
    int m_validation = 15, m_test = 15, m_handle = -1;
};

/// Shares, seed and class mix of the split, with the number of samples of each part.
class SplitPanel : public QWidget {
    Q_OBJECT
public:
    explicit SplitPanel(QWidget* parent = nullptr);
    /// `prepared` may hold no data: then numbers are left out.
    void show(const SplitSettings& settings, const PreparedData* prepared);
    void setProblem(const QString& text);

signals:
    void edited(const nodegrad::SplitSettings& settings, const QString& stepName);

private:
    SplitSettings m_settings;
    SplitBar* m_bar;
    QLabel* m_counts[3];
    IntegerField *m_validation, *m_test, *m_seed;
    Switch* m_stratified;
    FormRow* m_seedRow;
};

} // namespace nodegrad
