#pragma once
// Runs the shown model in workers: over a part of the split, over one sample that a person makes, over a file.

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include <QObject>
#include <QPointer>

#include "core/evaluation/evaluation.h"
#include "ui/pages/data/data_figures.h"
#include "ui/session/page_context.h"
#include "ui/session/run_controller.h"

namespace nodegrad {

/// The plane of two features as the model sees it, row-major from the lower left.
struct PlaneRegions {
    double lowX = 0, highX = 1, lowY = 0, highY = 1;
    int columns = 0, rows = 0;
    std::vector<int> classes;
    std::vector<float> confidence;
};

/// Everything the page shows about one model and one part. Immutable.
struct Evaluation {
    std::shared_ptr<const ShownModel> model;
    PreparedData prepared;                    ///< the data and the split of the run, not of the project
    SplitPart part = SplitPart::Test;
    Predictions predictions;
    std::optional<ClassificationReport> classes;  ///< one of the two is set
    std::optional<RegressionReport> numbers;
    std::optional<PlaneRegions> plane;        ///< classes of data with two features
    double seconds = 0;
    bool dataChanged = false;                 ///< the data are no longer those the run was made with
};

/// All members on the UI thread. Evaluation and trying use a model each, so that trying answers while a large part is
/// being evaluated; each model is used by one job at a time.
class Evaluator : public QObject {
    Q_OBJECT
public:
    explicit Evaluator(const PageContext& context, QObject* parent = nullptr);
    ~Evaluator() override;

    /// Cancels an evaluation in progress. evaluated() or failed() follows.
    void evaluate(std::shared_ptr<const ShownModel> model, SplitPart part);
    bool isEvaluating() const { return !m_evaluating.isNull(); }
    /// Raw inputs (n, ...) through `model`; while one is under way only the newest waits. tried() or tryFailed() follows.
    void tryInputs(std::shared_ptr<const ShownModel> model, HostTensor inputs);
    /// Predicts the samples of `paths` and writes `output` (.csv or .npy). predicted() or failed() follows.
    void predictFiles(std::shared_ptr<const ShownModel> model, DatasetPtr data, std::vector<std::filesystem::path> paths, std::filesystem::path output);

signals:
    void evaluated(std::shared_ptr<const Evaluation> evaluation);
    void failed(const Error& error);
    void tried(const HostTensor& prediction, double milliseconds);
    void tryFailed(const Error& error);
    void predicted(const QString& path, qint64 samples, const QString& note); ///< note: how the files were read, "" when that is plain

private:
    struct Slot; ///< a model in memory
    void startTry();
    PageContext m_context;
    std::shared_ptr<Slot> m_evaluationSlot, m_trySlot;
    QPointer<class Job> m_evaluating;
    std::uint64_t m_generation = 0;
    bool m_trying = false;
    std::optional<std::pair<std::shared_ptr<const ShownModel>, HostTensor>> m_waiting;
};

} // namespace nodegrad
