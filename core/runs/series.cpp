#include "core/formats/event_file.h"
#include "core/runs/run_store.h"

namespace nodegrad {

namespace {

using Points = std::map<std::string, std::vector<LoggedPoint>>;

LoggedPoint pointOf(const LoggedScalar& scalar)
{
    return {scalar.step, scalar.wallSeconds, static_cast<float>(scalar.value)};
}

using Histograms = std::map<std::string, std::vector<HistogramPoint>>;

void add(Histograms& histograms, const EventScan& found)
{
    for (const auto& [tag, series] : found.histograms)
        for (const LoggedHistogram& logged : series)
            histograms[tag].push_back({tag, logged.step, logged.wallSeconds, logged.values});
}

Result<Points> readPart(const std::filesystem::path& folder, Histograms* histograms = nullptr)
{
    Points points;
    std::error_code problem;
    if (!std::filesystem::exists(folder, problem))
        return Points(); // nothing was logged yet
    for (const auto& file : eventFiles(folder)) {
        const auto found = scanEventFile(file);
        if (!found)
            return tl::unexpected(found.error());
        for (const auto& [tag, series] : found->scalars)
            for (const LoggedScalar& scalar : series)
                points[tag].push_back(pointOf(scalar));
        if (histograms)
            add(*histograms, *found);
    }
    return points;
}

} // namespace

Result<RunSeries> readSeries(const std::filesystem::path& runFolder)
{
    Histograms histograms;
    auto train = readPart(runFolder / "train", &histograms);
    if (!train)
        return tl::unexpected(train.error());
    auto validation = readPart(runFolder / "validation");
    if (!validation)
        return tl::unexpected(validation.error());
    return RunSeries{std::move(*train), std::move(*validation), std::move(histograms)};
}

struct SeriesFollower::State {
    /// One of train/ and validation/.
    struct Part {
        std::filesystem::path folder;
        std::map<std::filesystem::path, EventFileReader> readers;
        std::map<std::string, std::int64_t> lastStep; ///< by tag: what was given already

        Result<Points> poll()
        {
            Points points;
            for (const auto& file : eventFiles(folder)) {
                auto found = readers.try_emplace(file, file).first->second.readNew();
                if (!found)
                    return tl::unexpected(found.error());
                for (const auto& [tag, series] : found->scalars)
                    for (const LoggedScalar& scalar : series) {
                        const auto [last, isFirst] = lastStep.try_emplace(tag, scalar.step);
                        if (!isFirst && scalar.step <= last->second)
                            continue;
                        last->second = scalar.step;
                        points[tag].push_back(pointOf(scalar));
                    }
            }
            return points;
        }
    };
    Part train, validation;
};

SeriesFollower::SeriesFollower(std::filesystem::path runFolder) : m_state(std::make_unique<State>())
{
    m_state->train.folder = runFolder / "train";
    m_state->validation.folder = runFolder / "validation";
}

SeriesFollower::~SeriesFollower() = default;

Result<RunSeries> SeriesFollower::poll()
{
    auto train = m_state->train.poll();
    if (!train)
        return tl::unexpected(train.error());
    auto validation = m_state->validation.poll();
    if (!validation)
        return tl::unexpected(validation.error());
    return RunSeries{std::move(*train), std::move(*validation)};
}

} // namespace nodegrad
