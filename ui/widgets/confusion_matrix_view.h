#pragma once
#include <QStringList>
#include <QWidget>

#include <cstdint>
#include <vector>

namespace nodegrad {

/// Rows are the truth, columns the prediction; recall at the right, precision below. Right answers in `info` at 16 to
/// 46 %, mistakes in `danger_fill`, zero cells blank. Arrows move, Enter and click choose a cell.
/// Many classes: cells shrink; below 16 px numbers are left out and the tool tip tells them.
class ConfusionMatrixView : public QWidget {
    Q_OBJECT
public:
    enum class Mode { Count, RowPercent };

    explicit ConfusionMatrixView(QWidget* parent = nullptr);
    /// `counts[truth * n + prediction]`, n = names.size(). Another size is taken as empty.
    void setCounts(std::vector<std::int64_t> counts, QStringList names);
    void setMode(Mode mode);
    /// "digit" gives the axis titles "True digit", "Predicted digit".
    void setClassWord(const QString& word);
    void setSelectedCell(int truth, int prediction); ///< -1, -1 for none; no signal
    int selectedTruth() const { return m_truth; }
    int selectedPrediction() const { return m_prediction; }
    QRectF cellRect(int truth, int prediction) const;
    QString valuesAsText() const; ///< tab-separated, with names: for copying and assistive technology
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void cellClicked(int truth, int prediction);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Frame { double left = 0, top = 0, cell = 0; };
    Frame frame() const;
    int classes() const { return static_cast<int>(m_names.size()); }
    std::int64_t count(int truth, int prediction) const;
    std::int64_t rowSum(int truth) const;
    std::int64_t columnSum(int prediction) const;
    QString cellTip(int truth, int prediction) const;

    std::vector<std::int64_t> m_counts;
    QStringList m_names;
    QString m_word;
    Mode m_mode = Mode::Count;
    int m_truth = -1, m_prediction = -1;
};

} // namespace nodegrad
