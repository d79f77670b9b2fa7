#include <algorithm>
#include <cerrno>
#include <cmath>
#include <fstream>
#include <limits>
#include <map>
#include <optional>
#include <system_error>

#include "core/base/guarded.h"
#include "core/formats/array_bytes.h"
#include "core/formats/event_file.h"
#include "core/formats/event_record.h"
#include "nodegrad_tensorboard.pb.h"

namespace nodegrad {

namespace {

constexpr int typeFloat = 1, typeDouble = 2, typeString = 7;

bool parseEvent(std::string_view message, tensorboard::Event& event)
{
    return message.size() <= static_cast<std::size_t>(std::numeric_limits<int>::max()) &&
           event.ParseFromArray(message.data(), static_cast<int>(message.size()));
}

/// The number of a tensor with exactly one float or double.
std::optional<double> singleNumber(const tensorboard::Tensor& tensor)
{
    for (const auto& dim : tensor.tensor_shape().dim())
        if (dim.size() != 1)
            return std::nullopt;
    const std::string& content = tensor.tensor_content();
    if (tensor.dtype() == typeFloat) {
        if (tensor.float_val_size() == 1)
            return static_cast<double>(tensor.float_val(0));
        if (content.size() == sizeof(float))
            return static_cast<double>(loadAs<float>(content.data()));
    } else if (tensor.dtype() == typeDouble) {
        if (tensor.double_val_size() == 1)
            return tensor.double_val(0);
        if (content.size() == sizeof(double))
            return loadAs<double>(content.data());
    }
    return std::nullopt;
}

/// Takes scalars and texts out of events. A plugin's name stands only with the first event of a
/// tag, hence the memory.
class EventCollector {
public:
    void add(const tensorboard::Event& event, EventScan& scan)
    {
        for (const auto& value : event.summary().value()) {
            const std::string& plugin = value.metadata().plugin_data().plugin_name();
            if (value.has_simple_value()) {
                point(scan, value.tag(), event, static_cast<double>(value.simple_value()));
                continue;
            }
            if (value.has_histo())
                histogram(scan, value.tag(), event, value.histo());
            if (!value.has_tensor())
                continue;
            if (!plugin.empty())
                m_plugins[value.tag()] = plugin;
            const auto known = m_plugins.find(value.tag());
            const std::string owner = known == m_plugins.end() ? std::string() : known->second;
            if (value.tensor().dtype() == typeString) {
                if ((owner.empty() || owner == "text") && value.tensor().string_val_size() > 0)
                    scan.texts.push_back({value.tag(), event.step(), event.wall_time(),
                                          value.tensor().string_val(0)});
            } else if (owner == "histograms") {
                histogram(scan, value.tag(), event, value.tensor());
            } else if (owner.empty() || owner == "scalars") {
                if (const auto number = singleNumber(value.tensor()))
                    point(scan, value.tag(), event, *number);
            }
        }
    }

private:
    static void point(EventScan& scan, const std::string& tag, const tensorboard::Event& event,
                      double value)
    {
        scan.scalars[tag].push_back({event.step(), event.wall_time(), value});
    }
    /// Bucket `i` ends at limit `i`; the first one is empty and tells where the others begin.
    static void histogram(EventScan& scan, const std::string& tag, const tensorboard::Event& event, const tensorboard::Histogram& logged)
    {
        const int buckets = logged.bucket_size();
        if (buckets < 2 || logged.bucket_limit_size() != buckets || logged.bucket(0) != 0)
            return;
        Histogram found{logged.bucket_limit(0), logged.bucket_limit(buckets - 1), {logged.bucket().begin() + 1, logged.bucket().end()},
                        logged.min(), logged.max(), logged.sum(), logged.sum_squares()};
        add(scan, tag, event, std::move(found), [&](std::size_t i) { return logged.bucket_limit(static_cast<int>(i)); });
    }
    /// Rows of left edge, right edge and count.
    static void histogram(EventScan& scan, const std::string& tag, const tensorboard::Event& event, const tensorboard::Tensor& tensor)
    {
        const int rows = tensor.double_val_size() / 3;
        if (tensor.dtype() != typeDouble || rows == 0 || tensor.double_val_size() != rows * 3)
            return;
        const double low = tensor.double_val(0), high = tensor.double_val(rows * 3 - 2);
        Histogram found{low, high, {}, low, high};
        for (int i = 0; i < rows; ++i)
            found.counts.push_back(tensor.double_val(i * 3 + 2));
        add(scan, tag, event, std::move(found), [&](std::size_t i) { return tensor.double_val(static_cast<int>(i) * 3); });
    }
    /// Other programs write intervals of different widths, which are not read.
    template <class LeftEdge>
    static void add(EventScan& scan, const std::string& tag, const tensorboard::Event& event, Histogram found, const LeftEdge& leftEdge)
    {
        const double width = (found.high - found.low) / static_cast<double>(found.counts.size());
        for (std::size_t i = 0; i < found.counts.size(); ++i)
            if (!(std::abs(leftEdge(i) - found.edge(i)) <= 1e-6 * width))
                return;
        scan.histograms[tag].push_back({event.step(), event.wall_time(), std::move(found)});
    }
    std::map<std::string, std::string> m_plugins; ///< tag -> plugin
};

Result<std::string> readFrom(const std::filesystem::path& file, std::uint64_t from)
{
    std::error_code problem;
    const auto status = std::filesystem::status(file, problem);
    if (!std::filesystem::exists(status))
        return fail("file.missing", {{"path", file.string()}});
    if (!std::filesystem::is_regular_file(status))
        return fail("file.unreadable", {{"path", file.string()}, {"reason", "it is no file"}});
    const std::uint64_t size = std::filesystem::file_size(file, problem);
    std::ifstream stream(file, std::ios::binary);
    if (problem || !stream)
        return fail(
            "file.unreadable",
            {{"path", file.string()},
             {"reason", std::generic_category().message(problem ? problem.value() : errno)}});
    std::string bytes(from < size ? static_cast<std::size_t>(size - from) : 0, '\0');
    stream.seekg(static_cast<std::streamoff>(from));
    stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (stream.bad())
        return fail("file.unreadable",
                    {{"path", file.string()}, {"reason", "the drive reports an error"}});
    bytes.resize(static_cast<std::size_t>(
        std::max<std::streamsize>(stream.gcount(), 0))); // cut since its size was asked for
    return bytes;
}

Result<EventScan> scan(const std::filesystem::path& file, std::uint64_t from)
{
    const auto bytes = readFrom(file, from);
    if (!bytes)
        return fail(bytes.error());
    EventScan found;
    EventCollector collector;
    tensorboard::Event event;
    std::uint64_t at = 0;
    for (;;) {
        const EventRecord record = recordAt(*bytes, at);
        found.tailCut = record.state == EventRecord::State::Cut;
        found.tailDamaged = record.state == EventRecord::State::Damaged;
        const bool whole = record.state == EventRecord::State::Whole;
        if (whole && !parseEvent(record.message, event))
            found.tailDamaged = true;
        if (found.tailDamaged && from == 0 && at == 0)
            return fail("events.not_an_event_file", {{"path", file.string()}});
        if (!whole || found.tailDamaged)
            break;
        collector.add(event, found);
        ++found.records;
        at = record.end;
    }
    found.offset = from + at;
    return found;
}

} // namespace

EventRecord recordAt(std::string_view bytes, std::uint64_t at)
{
    if (at >= bytes.size())
        return {};
    const std::uint64_t left = bytes.size() - at;
    if (left < recordHeadSize)
        return {EventRecord::State::Cut, {}, 0};
    const char* const head = bytes.data() + at;
    if (loadAs<std::uint32_t>(head + 8) != maskedCrc32c({head, 8}))
        return {EventRecord::State::Damaged, {}, 0};
    const auto length = loadAs<std::uint64_t>(head);
    if (left < recordHeadSize + recordTailSize || length > left - recordHeadSize - recordTailSize)
        return {EventRecord::State::Cut, {}, 0};
    const std::string_view message(head + recordHeadSize, static_cast<std::size_t>(length));
    if (loadAs<std::uint32_t>(message.data() + message.size()) != maskedCrc32c(message))
        return {EventRecord::State::Damaged, {}, 0};
    return {EventRecord::State::Whole, message, at + recordHeadSize + length + recordTailSize};
}

bool isFileVersion(std::string_view message)
{
    tensorboard::Event event;
    return parseEvent(message, event) && event.file_version().starts_with("brain.Event:");
}

Result<EventScan> scanEventFile(const std::filesystem::path& file, std::uint64_t from)
{
    return guarded(
        makeError("file.unreadable", {{"path", file.string()}, {"reason", "reading stopped"}}),
        [&] { return scan(file, from); });
}

std::vector<std::filesystem::path> eventFiles(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> files;
    std::error_code problem;
    for (std::filesystem::directory_iterator it(folder, problem), end; !problem && it != end;
         it.increment(problem))
        if (it->path().filename().string().find("tfevents") != std::string::npos &&
            it->is_regular_file(problem))
            files.push_back(it->path());
    std::sort(files.begin(), files.end());
    return files;
}

Result<ScalarSeries> readScalars(const std::filesystem::path& fileOrFolder, std::uint64_t from)
{
    std::error_code problem;
    if (!std::filesystem::is_directory(fileOrFolder, problem)) {
        auto found = scanEventFile(fileOrFolder, from);
        if (!found)
            return fail(found.error());
        return std::move(found->scalars);
    }
    ScalarSeries all;
    for (const auto& file : eventFiles(fileOrFolder)) {
        auto found = scanEventFile(file);
        if (!found)
            return fail(found.error());
        for (auto& [tag, points] : found->scalars) {
            auto& series = all[tag];
            series.insert(series.end(), points.begin(), points.end());
        }
    }
    return all;
}

Result<EventScan> EventFileReader::readNew()
{
    std::error_code problem;
    const std::uint64_t size = std::filesystem::file_size(m_file, problem);
    m_restarted = !problem && size < m_offset;
    if (m_restarted)
        m_offset = 0;
    auto found = scanEventFile(m_file, m_offset);
    if (found)
        m_offset = found->offset;
    return found;
}

} // namespace nodegrad
