// What the canvas colours nodes by.
#include "ui/canvas/design_editor.h"

#include <utility>

#include "ui/session/run_controller.h"

namespace nodegrad {

namespace {

constexpr int kRefreshMs = 500;

std::optional<RunMeasure> runMeasureOf(HeatMode heat)
{
    switch (heat) {
    case HeatMode::GradientNorm: return RunMeasure::GradientNorm;
    case HeatMode::ActivationMean: return RunMeasure::ActivationMean;
    case HeatMode::ActivationStd: return RunMeasure::ActivationStd;
    case HeatMode::DeadUnits: return RunMeasure::DeadUnits;
    default: return std::nullopt;
    }
}

} // namespace

/// Values of a run that trains come in all the time: the canvas follows twice a second.
void DesignEditor::followRuns()
{
    RunController* runs = m_context.runs;
    if (!runs)
        return;
    m_measureTimer.setSingleShot(true);
    m_measureTimer.setInterval(kRefreshMs);
    connect(&m_measureTimer, &QTimer::timeout, this, [this] {
        measure();
        emit heatChanged();
    });
    const auto later = [this] {
        if (runMeasureOf(m_heat) && !m_measureTimer.isActive())
            m_measureTimer.start();
    };
    connect(runs, &RunController::seriesChanged, this, later);
    connect(runs, &RunController::runsChanged, this, later);
    connect(runs, &RunController::stateChanged, this, later);
}

void DesignEditor::measure()
{
    m_measured = {};
    RunController* runs = m_context.runs;
    const auto wanted = runMeasureOf(m_heat);
    if (!runs || !wanted)
        return;
    const std::string run = runs->isActive() ? runs->activeRun() : runs->selectedRun();
    const RunSeries* series = run.empty() ? nullptr : runs->series(run);
    if (series)
        m_measured = MeasuredLayers(*series, *wanted);
    const bool isLoading = !run.empty() && !series;
    if (isLoading || !std::exchange(m_saysNothingMeasured, false) || !m_measured.isEmpty())
        return;
    notify(*wanted == RunMeasure::GradientNorm ? tr("No run has looked at gradients yet: switch on Gradients under Watching, on the Train page.")
                                               : tr("No run has looked at activations yet: switch on Activations under Watching, on the Train page."));
}

void DesignEditor::setHeat(HeatMode heat)
{
    if (std::exchange(m_heat, heat) == heat)
        return;
    m_saysNothingMeasured = true;
    measure();
    emit heatChanged();
}

} // namespace nodegrad
