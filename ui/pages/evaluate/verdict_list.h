#pragma once
#include <memory>
#include <vector>

#include <QWidget>

#include "ui/pages/evaluate/evaluator.h"

class QStackedLayout;
class QTableWidget;

namespace nodegrad {

class PictureGrid;

/// Samples with what the network said of them: pictures where the data have them, else rows.
class VerdictList : public QWidget {
    Q_OBJECT
public:
    enum class Caption { Mistake, Right };

    explicit VerdictList(const QString& emptyText, QWidget* parent = nullptr);
    /// At most 200 are shown.
    void setVerdicts(std::shared_ptr<const Evaluation> evaluation, std::vector<Verdict> verdicts, Caption caption);
    /// Regression: rows with truth, answer and residual; `rows` are indices into the report's lists.
    void setResiduals(std::shared_ptr<const Evaluation> evaluation, std::vector<std::size_t> rows);
    int count() const { return m_count; }

signals:
    void sampleChosen(std::int64_t sample);

private:
    void fillRows(const QStringList& header, const std::vector<QStringList>& rows, const std::vector<int>& danger);
    std::shared_ptr<const Evaluation> m_evaluation;
    std::vector<std::int64_t> m_samples;
    int m_count = 0;
    QStackedLayout* m_stack;
    PictureGrid* m_grid;
    QTableWidget* m_rows;
};

/// "97.4 %" of a share 0..1, without a decimal from 10 % on.
QString sureText(double share);

} // namespace nodegrad
