#pragma once

#include <memory>
#include <vector>

#include <QWidget>

#include "ui/pages/evaluate/evaluator.h"
#include "ui/session/page_context.h"

class QComboBox;
class QLabel;
class QStackedWidget;
class QToolButton;

namespace nodegrad {

class Card;
class ConfusionMatrixView;
class DecisionMap;
class ElidedLabel;
class EmptyState;
class HeadlineMetric;
class HistogramChart;
class InlineBanner;
class OtherRunsCard;
class ScatterChart;
class ScoreTable;
class SegmentedControl;
class TryCard;
class VerdictList;
class BarList;

/// The Evaluate page. Reads the session and the runs; changes nothing of them. Evaluates while it is visible.
class EvaluatePage : public QWidget {
    Q_OBJECT
public:
    explicit EvaluatePage(const PageContext& context, QWidget* parent = nullptr);

    void setPart(SplitPart part);
    /// The last finished evaluation of the shown model; null before it.
    std::shared_ptr<const Evaluation> evaluation() const { return m_evaluation; }
    /// Headline, figures of each class and the confusion matrix as text, as "Copy report" puts it on the clipboard.
    QString reportText() const;

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeToolbar();
    QWidget* makeCards();
    void rebuildChoices();
    void chooseModel(int index);
    void modelChanged();
    void refresh();
    void showEvaluation(std::shared_ptr<const Evaluation> evaluation);
    void showClassification();
    void showRegression();
    void showCell(int truth, int answer);
    void showProbabilities(std::int64_t sample);
    void updateMarks();
    void showProblem(const Error& error);
    void predictFiles();

    PageContext m_context;
    Evaluator* m_evaluator;
    SplitPart m_part = SplitPart::Test;
    bool m_stale = true;                     ///< what is shown does not belong to the shown model and part
    std::shared_ptr<const Evaluation> m_evaluation;
    struct Choice {
        std::string run, checkpoint;
        bool operator==(const Choice&) const = default;
    };
    std::vector<Choice> m_choices;

    QStackedWidget* m_stack = nullptr;
    QWidget *m_content = nullptr, *m_empty = nullptr;
    QComboBox* m_models = nullptr;
    QToolButton* m_refresh = nullptr;
    SegmentedControl* m_parts = nullptr;
    ElidedLabel* m_note = nullptr;
    std::vector<HeadlineMetric*> m_headline;
    InlineBanner *m_problem = nullptr, *m_edited = nullptr;
    Card *m_matrixCard = nullptr, *m_cellCard = nullptr, *m_planeCard = nullptr, *m_scoreCard = nullptr, *m_calibrationCard = nullptr,
         *m_mistakeCard = nullptr, *m_scatterCard = nullptr, *m_residualCard = nullptr, *m_worstCard = nullptr;
    ConfusionMatrixView* m_matrix = nullptr;
    SegmentedControl* m_matrixMode = nullptr;
    VerdictList *m_cell = nullptr, *m_worst = nullptr, *m_leastSure = nullptr, *m_worstRows = nullptr;
    BarList* m_cellBars = nullptr;
    QLabel *m_cellTitle = nullptr, *m_leastSureTitle = nullptr;
    DecisionMap* m_plane = nullptr;
    ScoreTable* m_scores = nullptr;
    HistogramChart *m_calibration = nullptr, *m_residuals = nullptr;
    ScatterChart* m_scatter = nullptr;
    OtherRunsCard* m_others = nullptr;
    TryCard* m_try = nullptr;
};

} // namespace nodegrad
