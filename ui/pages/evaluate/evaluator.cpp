#include "ui/pages/evaluate/evaluator.h"

#include <algorithm>
#include <chrono>
#include <mutex>

#include "core/project/plan.h"
#include "ui/language/core_text.h"
#include "ui/pages/data/sample_picture.h"
#include "ui/session/background.h"

namespace nodegrad {

namespace {

constexpr int planeCells = 96;
constexpr std::int64_t tryBatch = 256;

struct PredictedFiles {
    std::int64_t samples = 0;
    std::vector<std::string> notes;
};

double secondsSince(std::chrono::steady_clock::time_point begin)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

Result<HostTensor> predictionsOf(Model& model, const HostTensor& inputs, const Task& task)
{
    const Program& program = model.program();
    if (program.outputs.empty())
        return fail("training.no_output");
    auto values = model.run(std::vector<HostTensor>(program.inputs.size(), inputs), {program.outputs.front().prediction}, tryBatch, task);
    if (!values)
        return tl::unexpected(values.error());
    return std::move(values->front());
}

/// Classes over a grid a little larger than the data.
Result<PlaneRegions> planeOf(Model& model, const Dataset& data, const Task& task)
{
    PlaneRegions plane;
    const auto values = data.inputs.asFloat32();
    const auto numbers = values.floats();
    plane.lowX = plane.highX = static_cast<double>(numbers[0]);
    plane.lowY = plane.highY = static_cast<double>(numbers[1]);
    for (std::size_t i = 0; i + 1 < numbers.size(); i += 2) {
        plane.lowX = std::min(plane.lowX, static_cast<double>(numbers[i]));
        plane.highX = std::max(plane.highX, static_cast<double>(numbers[i]));
        plane.lowY = std::min(plane.lowY, static_cast<double>(numbers[i + 1]));
        plane.highY = std::max(plane.highY, static_cast<double>(numbers[i + 1]));
    }
    const double padX = std::max(1e-6, (plane.highX - plane.lowX) * 0.08), padY = std::max(1e-6, (plane.highY - plane.lowY) * 0.08);
    plane.lowX -= padX;
    plane.highX += padX;
    plane.lowY -= padY;
    plane.highY += padY;
    plane.columns = plane.rows = planeCells;
    HostTensor grid(DType::Float32, {planeCells * planeCells, 2});
    auto cells = grid.mutableValues<float>();
    for (int row = 0; row < planeCells; ++row)
        for (int column = 0; column < planeCells; ++column) {
            const auto place = static_cast<std::size_t>(row * planeCells + column) * 2;
            cells[place] = static_cast<float>(plane.lowX + (plane.highX - plane.lowX) * (column + 0.5) / planeCells);
            cells[place + 1] = static_cast<float>(plane.lowY + (plane.highY - plane.lowY) * (row + 0.5) / planeCells);
        }
    auto prediction = predictionsOf(model, grid, task);
    if (!prediction)
        return tl::unexpected(prediction.error());
    for (std::int64_t i = 0; i < grid.dim(0); ++i) {
        const auto shares = probabilities(*prediction, i, data.classNames.size());
        const auto best = std::max_element(shares.begin(), shares.end());
        plane.classes.push_back(best == shares.end() ? 0 : static_cast<int>(best - shares.begin()));
        plane.confidence.push_back(best == shares.end() ? 0.0F : static_cast<float>(*best));
    }
    return plane;
}

/// The data and the split of a run: what is in memory when it is the same, else read again.
Result<PreparedData> dataOf(const RunInfo& run, const DataState& loaded, const std::filesystem::path& base, const Task& task)
{
    if (loaded.phase == DataState::Phase::Ready && loaded.prepared.data->fingerprint == run.facts.fingerprint) {
        auto split = splitDataset(*loaded.prepared.data, run.project.data.split);
        if (!split)
            return tl::unexpected(split.error());
        return PreparedData{loaded.prepared.data, std::move(*split), run.facts.preparation};
    }
    return prepareData(run.project.data, base, task);
}

} // namespace

struct Evaluator::Slot {
    std::mutex mutex; ///< held by the job that uses the model
    std::shared_ptr<const ShownModel> shown;
    std::optional<Model> model;

    /// The model with the weights of `wanted`; call with the mutex held.
    Result<Model*> ready(const std::shared_ptr<const ShownModel>& wanted)
    {
        if (shown == wanted && model)
            return &*model;
        model.reset();
        shown.reset();
        auto made = Model::create(wanted->program, 0, wanted->run.project.training.device);
        if (!made)
            made = Model::create(wanted->program, 0); // trained on a device that is not here
        if (!made)
            return tl::unexpected(made.error());
        if (auto set = made->loadState(wanted->state); !set)
            return tl::unexpected(set.error());
        model.emplace(std::move(*made));
        shown = wanted;
        return &*model;
    }
};

Evaluator::Evaluator(const PageContext& context, QObject* parent)
    : QObject(parent), m_context(context), m_evaluationSlot(std::make_shared<Slot>()), m_trySlot(std::make_shared<Slot>())
{
}

Evaluator::~Evaluator()
{
    if (m_evaluating)
        m_evaluating->cancel();
}

void Evaluator::evaluate(std::shared_ptr<const ShownModel> model, SplitPart part)
{
    if (m_evaluating)
        m_evaluating->cancel();
    const std::uint64_t generation = ++m_generation;
    using Answer = Result<std::shared_ptr<const Evaluation>>;
    m_evaluating = Job::start(this, tr("Evaluate"),
        [slot = m_evaluationSlot, model, part, loaded = m_context.session->data(), base = m_context.session->baseFolder()](const Task& task) -> Answer {
            const auto begin = std::chrono::steady_clock::now();
            auto prepared = dataOf(model->run, *loaded, base, task);
            if (!prepared)
                return tl::unexpected(prepared.error());
            const std::lock_guard lock(slot->mutex);
            if (auto go = task.step(0.05, "Loading the weights"); !go)
                return tl::unexpected(go.error());
            auto ready = slot->ready(model);
            if (!ready)
                return tl::unexpected(ready.error());
            const Dataset& data = *prepared->data;
            auto predictions = predictSamples(**ready, data, samplesOf(*prepared, part), task);
            if (!predictions)
                return tl::unexpected(predictions.error());
            auto evaluation = std::make_shared<Evaluation>();
            if (data.isClassification()) {
                evaluation->classes = classificationReport(*predictions, data.classNames);
                if (isPlane(data) && data.count() > 0) {
                    auto plane = planeOf(**ready, data, task);
                    if (!plane)
                        return tl::unexpected(plane.error());
                    evaluation->plane = std::move(*plane);
                }
            } else {
                evaluation->numbers = regressionReport(*predictions);
            }
            evaluation->model = model;
            evaluation->part = part;
            evaluation->dataChanged = data.fingerprint != model->run.facts.fingerprint;
            evaluation->predictions = std::move(*predictions);
            evaluation->prepared = std::move(*prepared);
            evaluation->seconds = secondsSince(begin);
            return std::shared_ptr<const Evaluation>(std::move(evaluation));
        },
        [this, generation](Answer answer) {
            if (generation != m_generation)
                return;
            m_evaluating.clear();
            if (answer)
                emit evaluated(*answer);
            else
                emit failed(answer.error());
        });
    if (m_context.showJob)
        m_context.showJob(m_evaluating);
}

void Evaluator::tryInputs(std::shared_ptr<const ShownModel> model, HostTensor inputs)
{
    m_waiting = std::pair{std::move(model), std::move(inputs)};
    startTry();
}

void Evaluator::startTry()
{
    if (m_trying || !m_waiting)
        return;
    m_trying = true;
    struct Tried {
        HostTensor prediction;
        double milliseconds = 0;
    };
    Job::start(this, tr("Try"),
        [slot = m_trySlot, model = m_waiting->first, inputs = m_waiting->second](const Task& task) -> Result<Tried> {
            const std::lock_guard lock(slot->mutex);
            auto ready = slot->ready(model);
            if (!ready)
                return tl::unexpected(ready.error());
            const auto begin = std::chrono::steady_clock::now();
            auto prediction = predictionsOf(**ready, inputs, task);
            if (!prediction)
                return tl::unexpected(prediction.error());
            return Tried{std::move(*prediction), secondsSince(begin) * 1000};
        },
        [this](Result<Tried> answer) {
            m_trying = false;
            if (answer)
                emit tried(answer->prediction, answer->milliseconds);
            else
                emit tryFailed(answer.error());
            startTry();
        });
    m_waiting.reset();
}

void Evaluator::predictFiles(std::shared_ptr<const ShownModel> model, DatasetPtr data, std::vector<std::filesystem::path> paths, std::filesystem::path output)
{
    Job* job = Job::start(this, tr("Predict"),
        [slot = m_evaluationSlot, model = std::move(model), data = std::move(data), paths = std::move(paths), output](const Task& task) -> Result<PredictedFiles> {
            auto input = readPredictionInput(paths, *data, task);
            if (!input)
                return tl::unexpected(input.error());
            const std::lock_guard lock(slot->mutex);
            auto ready = slot->ready(model);
            if (!ready)
                return tl::unexpected(ready.error());
            auto prediction = predictionsOf(**ready, input->inputs, task);
            if (!prediction)
                return tl::unexpected(prediction.error());
            if (auto written = writePredictions(output, *prediction, input->labels, data->classNames); !written)
                return tl::unexpected(written.error());
            return PredictedFiles{static_cast<std::int64_t>(input->labels.size()), std::move(input->notes)};
        },
        [this, output](Result<PredictedFiles> answer) {
            if (!answer) {
                emit failed(answer.error());
                return;
            }
            QStringList notes;
            for (const std::string& note : answer->notes)
                notes << coreText(note);
            emit predicted(QString::fromStdString(output.string()), answer->samples, notes.join(QLatin1Char(' ')));
        });
    if (m_context.showJob)
        m_context.showJob(job);
}

} // namespace nodegrad
