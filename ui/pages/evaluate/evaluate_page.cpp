#include "ui/pages/evaluate/evaluate_page.h"

#include <algorithm>
#include <cmath>

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/language/core_text.h"
#include "ui/pages/data/sample_picture.h"
#include "ui/pages/evaluate/headline_metric.h"
#include "ui/pages/evaluate/other_runs_card.h"
#include "ui/pages/evaluate/score_table.h"
#include "ui/pages/evaluate/try_card.h"
#include "ui/pages/evaluate/verdict_list.h"
#include "ui/plots/decision_map.h"
#include "ui/plots/histogram_chart.h"
#include "ui/plots/scatter_chart.h"
#include "ui/theme/styling.h"
#include "ui/widgets/bar_row.h"
#include "ui/widgets/card.h"
#include "ui/widgets/color_swatch.h"
#include "ui/widgets/confusion_matrix_view.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/inline_banner.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/segmented_control.h"

namespace nodegrad {

namespace {

constexpr int headlineCount = 4, narrowWidth = 1420, contentWidth = 1080, contentHeight = 780;
constexpr const char* liveCheckpoint = "live";
constexpr std::size_t mapPoints = 3000;

QString partName(SplitPart part)
{
    return part == SplitPart::Train ? EvaluatePage::tr("training") : part == SplitPart::Validation ? EvaluatePage::tr("validation") : EvaluatePage::tr("test");
}

/// What it means to be judged on this part.
QString partMeaning(const Evaluation& evaluation)
{
    const QString count = countText(*evaluation.prepared.data, static_cast<std::int64_t>(evaluation.predictions.samples.size()));
    switch (evaluation.part) {
    case SplitPart::Train: return EvaluatePage::tr("%1 the network learned from").arg(count);
    case SplitPart::Validation: return EvaluatePage::tr("%1 that chose the best weights").arg(count);
    default: return EvaluatePage::tr("%1 the network has never seen").arg(count);
    }
}

QVBoxLayout* column(QHBoxLayout* row, int stretch)
{
    auto* layout = new QVBoxLayout;
    layout->setSpacing(measure::cardGap);
    row->addLayout(layout, stretch);
    return layout;
}

} // namespace

EvaluatePage::EvaluatePage(const PageContext& context, QWidget* parent) : QWidget(parent), m_context(context), m_evaluator(new Evaluator(context, this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_stack = new QStackedWidget;
    layout->addWidget(m_stack);
    auto* empty = new EmptyState(tr("Nothing to evaluate yet."), tr("Train once, then see here what it gets wrong."));
    empty->setIconName(QStringLiteral("evaluate"));
    connect(empty->addButton(tr("Open Train"), true), &QPushButton::clicked, this, [this] {
        if (m_context.showPage)
            m_context.showPage(PageId::Train);
    });
    m_empty = empty;
    m_stack->addWidget(m_empty);

    m_content = new QWidget;
    auto* content = new QVBoxLayout(m_content);
    content->setContentsMargins(0, 0, 0, 0);
    content->setSpacing(0);
    content->addWidget(makeToolbar());
    auto* banners = new QVBoxLayout;
    banners->setContentsMargins(measure::pageMargin, 0, measure::pageMargin, 0);
    banners->setSpacing(6);
    m_problem = new InlineBanner(Tone::Danger);
    m_problem->setClosable(true);
    m_problem->hide();
    m_edited = new InlineBanner(Tone::Info);
    m_edited->hide();
    banners->addWidget(m_problem);
    banners->addWidget(m_edited);
    content->addLayout(banners);
    content->addWidget(makeCards(), 1);
    m_stack->addWidget(m_content);

    RunController* runs = m_context.runs;
    connect(runs, &RunController::runsChanged, this, &EvaluatePage::rebuildChoices);
    connect(runs, &RunController::stateChanged, this, &EvaluatePage::rebuildChoices);
    connect(runs, &RunController::modelChanged, this, &EvaluatePage::modelChanged);
    connect(m_context.session, &Session::projectChanged, this, &EvaluatePage::updateMarks);
    connect(m_evaluator, &Evaluator::evaluated, this, &EvaluatePage::showEvaluation);
    connect(m_evaluator, &Evaluator::failed, this, [this](const Error& error) {
        if (error.code != "cancelled")
            showProblem(error);
    });
    connect(m_evaluator, &Evaluator::tried, m_try, &TryCard::showAnswer);
    connect(m_evaluator, &Evaluator::tryFailed, m_try, &TryCard::showProblem);
    connect(m_evaluator, &Evaluator::predicted, this, [this](const QString& path, qint64 samples, const QString& note) {
        if (m_context.notify)
            m_context.notify((tr("%1 answers written to %2").arg(thousandsText(samples), path) + QLatin1Char(' ') + note).trimmed());
    });
    connect(m_try, &TryCard::inputMade, this, [this](const HostTensor& inputs) {
        if (const auto model = m_context.runs->shownModel())
            m_evaluator->tryInputs(model, inputs);
    });
    connect(m_try, &TryCard::predictFilesRequested, this, &EvaluatePage::predictFiles);
    rebuildChoices();
    modelChanged();
}

QWidget* EvaluatePage::makeToolbar()
{
    auto* bar = new QWidget;
    bar->setFixedHeight(measure::pageToolbar);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(measure::pageMargin, 0, measure::pageMargin, 0);
    row->setSpacing(10);
    m_models = new QComboBox;
    m_models->setMinimumWidth(210);
    m_models->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_models->setMaximumWidth(300);
    m_models->setAccessibleName(tr("Weights"));
    m_models->setToolTip(tr("Which weights are evaluated"));
    row->addWidget(m_models);
    m_refresh = makeIconButton(QStringLiteral("refresh"), tr("Take the weights as they are now"));
    row->addWidget(m_refresh);
    m_parts = new SegmentedControl;
    m_parts->setSegments({tr("Train"), tr("Validation"), tr("Test")});
    m_parts->setAccessibleName(tr("Part of the data"));
    m_parts->setCurrentIndex(2);
    row->addWidget(m_parts);
    m_note = new ElidedLabel({}, TextStyle::Body, Role::TextMuted);
    row->addWidget(m_note, 1);
    for (int i = 0; i < headlineCount; ++i) {
        m_headline.push_back(new HeadlineMetric);
        row->addWidget(m_headline.back());
    }
    auto* copy = makeButton(tr("Copy report"), ButtonKind::Normal, QStringLiteral("copy"));
    row->addWidget(copy);
    connect(m_models, &QComboBox::activated, this, &EvaluatePage::chooseModel);
    connect(m_refresh, &QToolButton::clicked, this, [this] { m_context.runs->showModel(m_context.runs->activeRun(), liveCheckpoint); });
    connect(m_parts, &SegmentedControl::chosen, this, [this](int index) { setPart(static_cast<SplitPart>(index + 1)); });
    connect(copy, &QPushButton::clicked, this, [this] {
        QApplication::clipboard()->setText(reportText());
        if (m_context.notify)
            m_context.notify(tr("Report copied"));
    });
    return bar;
}

QWidget* EvaluatePage::makeCards()
{
    auto* cards = new QWidget;
    cards->setMinimumSize(contentWidth, contentHeight);
    auto* row = new QHBoxLayout(cards);
    row->setContentsMargins(measure::pageMargin, 2, measure::pageMargin, measure::pageMargin);
    row->setSpacing(measure::cardGap);
    QVBoxLayout *left = column(row, 592), *middle = column(row, 420), *right = column(row, 552);

    m_planeCard = new Card(tr("Decision map"));
    m_planeCard->setSubtitle(tr("what it answers in each place; outlined points are wrong"));
    m_plane = new DecisionMap;
    m_planeCard->body()->addWidget(m_plane, 1);
    left->addWidget(m_planeCard, 6);
    m_matrixCard = new Card(tr("Confusion matrix"));
    m_matrixMode = new SegmentedControl;
    m_matrixMode->setAccessibleName(tr("Values of the cells"));
    m_matrixMode->setSmall(true);
    m_matrixMode->setSegments({tr("Count"), tr("Row %")});
    m_matrixCard->addHeaderWidget(m_matrixMode);
    m_matrixCard->setHeaderLine(true);
    m_matrix = new ConfusionMatrixView;
    m_matrixCard->body()->addWidget(m_matrix, 1);
    left->addWidget(m_matrixCard, 7);
    m_cellCard = new Card(tr("One cell"));
    m_cellCard->setHeaderLine(true);
    auto* cell = new QHBoxLayout;
    m_cell = new VerdictList(tr("No sample in this cell."));
    cell->addWidget(m_cell, 3);
    auto* bars = new QVBoxLayout;
    m_cellTitle = makeLabel({}, TextStyle::Caption, Role::TextMuted);
    m_cellBars = new BarList;
    m_cellBars->setTrackVisible(false);
    bars->addWidget(m_cellTitle);
    bars->addWidget(m_cellBars);
    bars->addStretch(1);
    cell->addLayout(bars, 2);
    m_cellCard->body()->addLayout(cell, 1);
    left->addWidget(m_cellCard, 3);
    m_scatterCard = new Card(tr("Answer against truth"));
    m_scatter = new ScatterChart;
    m_scatter->setTitle(tr("Answer against truth"));
    m_scatter->setGuide(ScatterChart::Guide::Diagonal);
    m_scatter->setAxisTitles(tr("true"), tr("answer"));
    m_scatterCard->body()->addWidget(m_scatter, 1);
    left->addWidget(m_scatterCard, 6);
    m_residualCard = new Card(tr("Residuals"));
    m_residualCard->setSubtitle(tr("answer less truth"));
    m_residuals = new HistogramChart;
    m_residuals->setTitle(tr("Residuals"));
    m_residualCard->body()->addWidget(m_residuals, 1);
    left->addWidget(m_residualCard, 4);

    m_scoreCard = new Card;
    m_scoreCard->setHeaderLine(true);
    m_scoreCard->body()->setContentsMargins(1, 1, 1, 1);
    m_scores = new ScoreTable;
    m_scoreCard->body()->addWidget(m_scores, 1);
    middle->addWidget(m_scoreCard, 5);
    m_calibrationCard = new Card(tr("Calibration"));
    m_calibrationCard->setSubtitle(tr("share right at each confidence"));
    m_calibration = new HistogramChart;
    m_calibration->setTitle(tr("Calibration"));
    m_calibration->setDiagonal(true);
    m_calibration->setPercentAxis(true);
    m_calibration->setAxisTitles(tr("stated confidence"));
    m_calibrationCard->body()->addWidget(m_calibration, 1);
    middle->addWidget(m_calibrationCard, 4);
    m_worstCard = new Card(tr("Furthest off"));
    m_worstCard->setHeaderLine(true);
    m_worstCard->body()->setContentsMargins(1, 1, 1, 1);
    m_worstRows = new VerdictList(tr("No samples."));
    m_worstCard->body()->addWidget(m_worstRows, 1);
    middle->addWidget(m_worstCard, 6);
    m_others = new OtherRunsCard(m_context);
    middle->addWidget(m_others, 3);

    m_mistakeCard = new Card(tr("Worst mistakes"));
    m_mistakeCard->setHeaderLine(true);
    m_worst = new VerdictList(tr("No mistakes."));
    m_mistakeCard->body()->addWidget(m_worst, 3);
    m_leastSureTitle = makeLabel(tr("Right, but least sure"), TextStyle::Caption, Role::TextMuted);
    m_mistakeCard->body()->addWidget(m_leastSureTitle);
    m_leastSure = new VerdictList(tr("Nothing is right."));
    m_mistakeCard->body()->addWidget(m_leastSure, 2);
    right->addWidget(m_mistakeCard, 6);
    m_try = new TryCard;
    right->addWidget(m_try, 6);

    connect(m_matrixMode, &SegmentedControl::currentChanged, this, [this](int index) {
        m_matrix->setMode(index == 0 ? ConfusionMatrixView::Mode::Count : ConfusionMatrixView::Mode::RowPercent);
    });
    connect(m_matrix, &ConfusionMatrixView::cellClicked, this, &EvaluatePage::showCell);
    for (VerdictList* list : {m_cell, m_worst, m_leastSure, m_worstRows})
        connect(list, &VerdictList::sampleChosen, this, [this, list](std::int64_t sample) {
            m_try->useSample(sample);
            if (list == m_cell)
                showProbabilities(sample);
        });
    connect(m_plane, &DecisionMap::placeClicked, this, [this](const QPointF& place) {
        const auto model = m_context.runs->shownModel();
        const float values[] = {static_cast<float>(place.x()), static_cast<float>(place.y())};
        if (model)
            m_evaluator->tryInputs(model, HostTensor::ofFloats({1, 2}, values));
    });
    connect(m_others, &OtherRunsCard::runActivated, this, [this](const std::string& run) {
        m_context.runs->showModel(run, hasCheckpoint(m_context.session->runsFolder() / run, "best") ? "best" : "last");
    });
    auto* scroll = new QScrollArea;
    scroll->setWidget(cards);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    return scroll;
}

void EvaluatePage::rebuildChoices()
{
    RunController* runs = m_context.runs;
    std::vector<Choice> choices;
    QStringList texts;
    std::vector<int> colors;
    const auto& list = runs->runs();
    for (auto it = list.rbegin(); it != list.rend(); ++it) {
        const QString name = QString::fromStdString(it->name);
        const auto add = [&](const std::string& checkpoint, const QString& text) {
            choices.push_back({it->id, checkpoint});
            texts << text;
        };
        if (it->id == runs->activeRun() && runs->state() != RunState::Preparing)
            add(liveCheckpoint, tr("%1, live").arg(name));
        if (hasCheckpoint(it->folder, "best"))
            add("best", tr("%1, best (epoch %2)").arg(name).arg(it->bestEpoch));
        if (hasCheckpoint(it->folder, "last"))
            add("last", tr("%1, last (epoch %2)").arg(name).arg(it->epochsDone));
        for (const std::int64_t epoch : keptEpochs(it->folder))
            add("epoch-" + std::to_string(epoch), tr("%1, kept (epoch %2)").arg(name).arg(epoch));
        for (const std::int64_t step : keptSteps(it->folder))
            add("step-" + std::to_string(step), tr("%1, kept (step %2)").arg(name).arg(step));
        colors.resize(choices.size(), it->color);
    }
    m_choices = std::move(choices);
    const QSignalBlocker quiet(m_models);
    m_models->clear();
    m_models->setIconSize({14, 10});
    for (int i = 0; i < texts.size(); ++i)
        m_models->addItem(swatchIcon(theme().runColor(colors[static_cast<std::size_t>(i)])), texts[i]);
    updateMarks();
    m_stack->setCurrentWidget(m_choices.empty() ? m_empty : m_content);
    if (isVisible())
        refresh();
}

void EvaluatePage::chooseModel(int index)
{
    if (index >= 0 && index < static_cast<int>(m_choices.size()))
        m_context.runs->showModel(m_choices[static_cast<std::size_t>(index)].run, m_choices[static_cast<std::size_t>(index)].checkpoint);
}

void EvaluatePage::modelChanged()
{
    m_stale = true;
    m_problem->hide();
    updateMarks();
    if (isVisible())
        refresh();
}

void EvaluatePage::setPart(SplitPart part)
{
    m_part = part;
    m_parts->setCurrentIndex(static_cast<int>(part) - 1);
    modelChanged();
}

void EvaluatePage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void EvaluatePage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    for (HeadlineMetric* metric : m_headline)
        metric->setNoteVisible(width() >= narrowWidth);
    m_note->setVisible(width() >= narrowWidth - 200);
}

void EvaluatePage::refresh()
{
    const auto model = m_context.runs->shownModel();
    if (!model) {
        if (!m_choices.empty() && std::exchange(m_stale, false)) // asked for once; modelChanged() follows
            chooseModel(0);
        return;
    }
    if (!std::exchange(m_stale, false))
        return;
    m_evaluator->evaluate(model, m_part);
}

void EvaluatePage::updateMarks()
{
    const auto model = m_context.runs->shownModel();
    m_refresh->setVisible(model && model->checkpoint == liveCheckpoint && m_context.runs->activeRun() == model->run.id);
    const QSignalBlocker quiet(m_models);
    if (model) {
        const auto found = std::find(m_choices.begin(), m_choices.end(), Choice{model->run.id, model->checkpoint});
        m_models->setCurrentIndex(static_cast<int>(found == m_choices.end() ? -1 : found - m_choices.begin()));
        if (found == m_choices.end())
            m_models->setPlaceholderText(model->label());
        else
            m_models->setItemText(m_models->currentIndex(), model->label());
        m_models->setToolTip(model->label());
    }
    const bool edited = m_context.runs->isDesignEditedSince(), dataChanged = m_evaluation && m_evaluation->model == model && m_evaluation->dataChanged;
    m_edited->setVisible(edited || dataChanged);
    m_edited->setTone(dataChanged ? Tone::Warning : Tone::Info);
    m_edited->setTitle(dataChanged ? tr("The data changed since this run.") : tr("The design was edited since this run."));
    m_edited->setText(dataChanged ? tr("What is shown here is of the data as they are now.") : tr("What is shown here is of the design that the run trained."));
}

void EvaluatePage::showProblem(const Error& error)
{
    m_problem->setTitle(messageText(error));
    m_problem->setText(hintText(error));
    m_problem->show();
}

void EvaluatePage::showEvaluation(std::shared_ptr<const Evaluation> evaluation)
{
    m_evaluation = std::move(evaluation);
    m_problem->hide();
    const bool classes = m_evaluation->classes.has_value();
    for (Card* card : {m_matrixCard, m_cellCard, m_scoreCard, m_calibrationCard, m_mistakeCard})
        card->setVisible(classes);
    for (Card* card : {m_scatterCard, m_residualCard, m_worstCard})
        card->setVisible(!classes);
    m_planeCard->setVisible(m_evaluation->plane.has_value());
    m_note->setText(partMeaning(*m_evaluation));
    m_note->setToolTip(tr("Evaluated in %1 s").arg(fixedText(m_evaluation->seconds, 1)));
    if (classes)
        showClassification();
    else
        showRegression();
    m_try->setData(m_evaluation->prepared.data);
    m_try->resend();
    updateMarks();
}

void EvaluatePage::showClassification()
{
    const ClassificationReport& report = *m_evaluation->classes;
    const Dataset& set = *m_evaluation->prepared.data;
    const auto points = [](double share) { return fixedText(share * 100, 1); };
    m_headline[0]->set(tr("Accuracy"), percentText(report.accuracy), tr("%1 to %2").arg(points(report.accuracyLow), points(report.accuracyHigh)));
    m_headline[1]->set(tr("Macro F1"), fixedText(report.macroF1, 3));
    m_headline[2]->set(tr("Loss"), fixedText(report.loss, 3));
    m_headline[3]->set(tr("Wrong"), thousandsText(report.wrong), tr("of %1").arg(thousandsText(report.count)));

    const QStringList names = classNames(set);
    const auto n = static_cast<std::size_t>(names.size());
    std::vector<std::int64_t> counts(n * n, 0);
    for (std::size_t truth = 0; truth < std::min(n, report.confusion.size()); ++truth)
        for (std::size_t answer = 0; answer < std::min(n, report.confusion[truth].size()); ++answer)
            counts[truth * n + answer] = report.confusion[truth][answer];
    m_matrix->setClassWord(classWord(set));
    m_matrix->setCounts(counts, names);
    m_matrixCard->setSubtitle(tr("click a cell to see its %1").arg(samplesWord(set)));
    m_scoreCard->setTitle(tr("Per %1").arg(classWord(set)));
    QString word = classWord(set);
    word[0] = word[0].toUpper();
    m_scores->setScores(report.classes, report.macroF1, word);

    constexpr std::size_t bins = 10;
    std::vector<double> right(bins, 0), all(bins, 0);
    for (const Verdict& verdict : report.verdicts) {
        const auto bin = std::min(static_cast<std::size_t>(std::max(0.0, verdict.confidence * bins)), bins - 1);
        all[bin] += 1;
        right[bin] += verdict.truth == verdict.answer ? 1 : 0;
    }
    for (std::size_t i = 0; i < bins; ++i)
        right[i] = all[i] > 0 ? right[i] / all[i] : 0;
    m_calibration->setBins(0, 1, right);

    const auto pick = [&](const std::vector<std::size_t>& indices) {
        std::vector<Verdict> list;
        for (const std::size_t index : indices)
            list.push_back(report.verdicts[index]);
        return list;
    };
    m_worst->setVerdicts(m_evaluation, pick(report.worst), VerdictList::Caption::Mistake);
    m_leastSure->setVerdicts(m_evaluation, pick(report.leastSure), VerdictList::Caption::Right);
    m_mistakeCard->setSubtitle(report.wrong == 0 ? QString() : tr("surest first, %1 in all").arg(thousandsText(report.wrong)));

    // The cell with most mistakes says most; without mistakes the first one.
    int truth = 0, answer = 0;
    std::int64_t most = 0;
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (i / n != i % n && counts[i] > most) {
            most = counts[i];
            truth = static_cast<int>(i / n);
            answer = static_cast<int>(i % n);
        }
    showCell(truth, answer);

    if (m_evaluation->plane) {
        const PlaneRegions& plane = *m_evaluation->plane;
        m_plane->setArea({plane.lowX, plane.lowY, plane.highX - plane.lowX, plane.highY - plane.lowY});
        m_plane->setClassNames(names);
        m_plane->setRegions(plane.columns, plane.rows, plane.classes, plane.confidence);
        std::vector<DecisionMap::Point> marks;
        const std::size_t step = std::max<std::size_t>(1, report.verdicts.size() / mapPoints);
        for (std::size_t i = 0; i < report.verdicts.size(); i += step) {
            const Verdict& verdict = report.verdicts[i];
            marks.push_back({set.inputs.number(verdict.sample * 2), set.inputs.number(verdict.sample * 2 + 1), static_cast<int>(verdict.truth), verdict.truth != verdict.answer});
        }
        m_plane->setPoints(std::move(marks));
    }
}

void EvaluatePage::showCell(int truth, int answer)
{
    if (!m_evaluation || !m_evaluation->classes)
        return;
    const Dataset& set = *m_evaluation->prepared.data;
    std::vector<Verdict> list;
    for (const Verdict& verdict : m_evaluation->classes->verdicts)
        if (verdict.truth == truth && verdict.answer == answer)
            list.push_back(verdict);
    std::sort(list.begin(), list.end(), [](const Verdict& a, const Verdict& b) { return a.confidence > b.confidence; });
    m_matrix->setSelectedCell(truth, answer);
    m_cellCard->setTitle(truth == answer ? tr("%1, recognized").arg(className(set, truth)) : tr("True %1, said %2").arg(className(set, truth), className(set, answer)));
    m_cellCard->setSubtitle(countText(set, static_cast<std::int64_t>(list.size())));
    const std::int64_t first = list.empty() ? -1 : list.front().sample;
    m_cell->setVerdicts(m_evaluation, std::move(list), VerdictList::Caption::Right);
    showProbabilities(first);
}

void EvaluatePage::showProbabilities(std::int64_t sample)
{
    const auto& samples = m_evaluation->predictions.samples;
    const auto found = std::find(samples.begin(), samples.end(), sample);
    m_cellTitle->setVisible(found != samples.end());
    std::vector<Bar> bars;
    if (found != samples.end()) {
        const Dataset& set = *m_evaluation->prepared.data;
        const auto row = found - samples.begin();
        const auto shares = probabilities(m_evaluation->predictions.prediction, row, set.classNames.size());
        const std::int64_t truth = set.targets.integers()[static_cast<std::size_t>(sample)];
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < shares.size(); ++i)
            order.push_back(i);
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return shares[a] > shares[b]; });
        order.resize(std::min<std::size_t>(order.size(), 3));
        for (const std::size_t index : order) {
            const bool right = static_cast<std::int64_t>(index) == truth;
            bars.push_back({className(set, static_cast<std::int64_t>(index)), sureText(shares[index]), shares[index], false,
                            right ? Role::Info : bars.empty() ? Role::Danger : Role::PlotAxis});
        }
        m_cellTitle->setText(tr("sample %1").arg(sample + 1));
    }
    m_cellBars->setBars(std::move(bars));
}

void EvaluatePage::showRegression()
{
    const RegressionReport& report = *m_evaluation->numbers;
    m_headline[0]->set(tr("MAE"), readoutText(report.mae));
    m_headline[1]->set(tr("RMSE"), readoutText(report.rmse));
    m_headline[2]->set(tr("R²"), fixedText(report.r2, 3));
    m_headline[3]->set(tr("Loss"), readoutText(report.loss));
    m_scatter->setPoints(report.truth, report.answer);
    m_scatterCard->setSubtitle(QString::fromStdString(m_evaluation->prepared.data->targetName));
    std::vector<double> residuals;
    for (std::size_t i = 0; i < report.truth.size(); ++i)
        residuals.push_back(report.answer[i] - report.truth[i]);
    constexpr std::size_t bins = 24;
    std::vector<double> counts(bins, 0);
    double reach = 0;
    for (const double residual : residuals)
        if (std::isfinite(residual))
            reach = std::max(reach, std::abs(residual));
    reach = reach > 0 ? reach : 1;
    for (const double residual : residuals)
        if (std::isfinite(residual))
            counts[std::min(static_cast<std::size_t>((residual + reach) / (2 * reach) * bins), bins - 1)] += 1;
    m_residuals->setBins(-reach, reach, counts);
    m_worstRows->setResiduals(m_evaluation, report.worst);
    m_worstCard->setSubtitle(tr("largest residual first"));
}

QString EvaluatePage::reportText() const
{
    if (!m_evaluation)
        return {};
    QString text = tr("%1, %2 part: %3").arg(m_evaluation->model->label(), partName(m_evaluation->part), partMeaning(*m_evaluation)) + QLatin1Char('\n');
    for (const HeadlineMetric* metric : m_headline)
        if (!metric->value().isEmpty())
            text += metric->caption() + QLatin1Char('\t') + metric->value() + (metric->note().isEmpty() ? QString() : QLatin1Char('\t') + metric->note()) + QLatin1Char('\n');
    if (m_evaluation->classes) {
        text += QLatin1Char('\n') + classWord(*m_evaluation->prepared.data) + tr("\tprecision\trecall\tF1\tcount\n");
        for (const ClassScore& score : m_evaluation->classes->classes)
            text += QStringLiteral("%1\t%2\t%3\t%4\t%5\n").arg(QString::fromStdString(score.name), fixedText(score.precision, 4), fixedText(score.recall, 4), fixedText(score.f1, 4), QString::number(score.count));
        text += QLatin1Char('\n') + tr("Confusion matrix, rows are the truth") + QLatin1Char('\n') + m_matrix->valuesAsText();
    }
    return text;
}

void EvaluatePage::predictFiles()
{
    const auto model = m_context.runs->shownModel();
    if (!model || !m_evaluation)
        return;
    const QStringList paths = QFileDialog::getOpenFileNames(this, tr("Samples to predict"), {}, tr("Tables, arrays and pictures (*.csv *.tsv *.txt *.npy *.png *.jpg *.jpeg *.bmp);;All files (*)"));
    const QString output = paths.isEmpty() ? QString() : QFileDialog::getSaveFileName(this, tr("Write the answers to"), QStringLiteral("predictions.csv"), tr("Table (*.csv);;NumPy array (*.npy)"));
    if (output.isEmpty())
        return;
    std::vector<std::filesystem::path> files;
    for (const QString& path : paths)
        files.emplace_back(path.toStdString());
    m_evaluator->predictFiles(model, m_evaluation->prepared.data, std::move(files), output.toStdString());
}

} // namespace nodegrad
