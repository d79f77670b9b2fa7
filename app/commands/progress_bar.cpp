#include "app/commands/progress_bar.h"

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "app/commands/answer.h"
#include "core/base/text.h"
#include "core/training/settings.h"

namespace nodegrad {

namespace {

constexpr auto kRedraw = std::chrono::milliseconds(100);
constexpr int kBarWidth = 24;

std::string metricText(const std::string& name, double value)
{
    return name + " " + (isShareMetric(name) ? percent(value) : shortNumber(value));
}

int terminalWidth(std::FILE* out)
{
    winsize size = {};
    return ::ioctl(::fileno(out), TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 100;
}

} // namespace

ProgressBar::ProgressBar(bool toStandardError) : m_out(toStandardError ? stderr : stdout), m_isTerminal(::isatty(::fileno(m_out)) == 1) {}

void ProgressBar::show(const Progress& progress)
{
    m_last = progress;
    const auto now = std::chrono::steady_clock::now();
    if (!m_isTerminal || now - m_lastDrawn < kRedraw)
        return;
    m_lastDrawn = now;
    const double share = progress.batches > 0 ? static_cast<double>(progress.batch) / static_cast<double>(progress.batches) : 0;
    const int filled = std::clamp(static_cast<int>(share * kBarWidth), 0, kBarWidth);
    std::string text = fmt::format("epoch {}/{} [{}{}] batch {}/{}  loss {}", progress.epoch, progress.epochs, std::string(static_cast<std::size_t>(filled), '#'),
                                   std::string(static_cast<std::size_t>(kBarWidth - filled), '.'), progress.batch, progress.batches, shortNumber(progress.loss));
    if (!progress.metricName.empty())
        text += "  " + metricText(progress.metricName, progress.metric);
    text += fmt::format("  {:.0f} samples/s  {} left", progress.samplesPerSecond, clockTime(progress.secondsLeft));
    text.resize(std::min(text.size(), static_cast<std::size_t>(std::max(20, terminalWidth(m_out) - 1))));
    fmt::print(m_out, "\r\033[2K{}", text);
    std::fflush(m_out);
    m_isDrawn = true;
}

void ProgressBar::show(const EpochFinished& epoch)
{
    const std::string& metric = m_last.metricName;
    const auto side = [&](double loss, double value) {
        return fmt::format("loss {}{}", shortNumber(loss), metric.empty() ? "" : ", " + metricText(metric, value));
    };
    const std::string validation = epoch.validated ? "  |  validation " + side(epoch.validationLoss, epoch.validationMetric) : "";
    line(fmt::format("epoch {:>3}/{}  {}{}  |  {:.0f} samples/s{}", epoch.epoch, m_last.epochs, side(epoch.trainLoss, epoch.trainMetric), validation,
                     m_last.samplesPerSecond, epoch.best ? "  best" : ""));
}

void ProgressBar::note(const std::string& text)
{
    line(text);
}

void ProgressBar::line(const std::string& text)
{
    clear();
    fmt::print(m_out, "{}\n", text);
    std::fflush(m_out);
}

void ProgressBar::clear()
{
    if (m_isDrawn)
        fmt::print(m_out, "\r\033[2K");
    m_isDrawn = false;
}

} // namespace nodegrad
