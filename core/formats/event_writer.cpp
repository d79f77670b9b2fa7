#include <cerrno>
#include <cstring>
#include <ctime>
#include <numeric>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include "core/base/atomic_file.h"
#include "core/formats/event_file.h"
#include "core/formats/event_record.h"
#include "nodegrad_tensorboard.pb.h"

namespace nodegrad {

namespace {

constexpr std::size_t flushSize = 256 * 1024;
/// While the disk is full, records wait in memory up to here; then adding fails.
constexpr std::size_t waitingLimit = 16 * 1024 * 1024;

void appendRecord(std::string& buffer, const tensorboard::Event& event)
{
    const std::uint64_t length = event.ByteSizeLong();
    const std::size_t begin = buffer.size();
    buffer.resize(begin + recordHeadSize + length + recordTailSize);
    char* const head = buffer.data() + begin;
    char* const message = head + recordHeadSize;
    std::memcpy(head, &length, 8);
    const std::uint32_t lengthCrc = maskedCrc32c({head, 8});
    std::memcpy(head + 8, &lengthCrc, 4);
    event.SerializeWithCachedSizesToArray(reinterpret_cast<std::uint8_t*>(message));
    const std::uint32_t messageCrc = maskedCrc32c({message, length});
    std::memcpy(message + length, &messageCrc, 4);
}

void appendFileVersion(std::string& buffer)
{
    tensorboard::Event event;
    event.set_wall_time(static_cast<double>(std::time(nullptr)));
    event.set_file_version("brain.Event:2");
    appendRecord(buffer, event);
}

std::string hostName()
{
    char name[256] = {};
    if (::gethostname(name, sizeof name - 1) != 0 || name[0] == '\0')
        return "localhost";
    for (char& letter : name)
        if (letter == '/')
            letter = '_';
    return name;
}

Error writeError(const std::filesystem::path& path, int errorNumber)
{
    return makeError(
        "file.write_failed",
        {{"path", path.string()}, {"reason", std::generic_category().message(errorNumber)}});
}

} // namespace

EventFileWriter::~EventFileWriter()
{
    static_cast<void>(close());
}

EventFileWriter::EventFileWriter(EventFileWriter&& other) noexcept
{
    *this = std::move(other);
}

EventFileWriter& EventFileWriter::operator=(EventFileWriter&& other) noexcept
{
    if (this == &other)
        return *this;
    static_cast<void>(close());
    m_path = std::move(other.m_path);
    m_descriptor = std::exchange(other.m_descriptor, -1);
    m_written = std::exchange(other.m_written, 0);
    m_buffer = std::exchange(other.m_buffer, {});
    return *this;
}

Status EventFileWriter::failed(int errorNumber) const
{
    return fail(writeError(m_path, errorNumber));
}

Status EventFileWriter::open(const std::filesystem::path& folder)
{
    if (auto closed = close(); !closed)
        return closed;
    std::error_code problem;
    std::filesystem::create_directories(folder, problem);
    if (problem)
        return fail(writeError(folder, problem.value()));
    const std::string stem =
        fmt::format("events.out.tfevents.{:010}.{}.{}.", static_cast<long long>(std::time(nullptr)),
                    hostName(), ::getpid());
    for (int n = 0;; ++n) {
        m_path = folder / (stem + std::to_string(n));
        m_descriptor = ::open(m_path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
        if (m_descriptor >= 0)
            break;
        if (errno != EEXIST)
            return failed(errno);
    }
    m_written = 0;
    appendFileVersion(m_buffer);
    return flush();
}

Status EventFileWriter::append(const std::filesystem::path& file)
{
    if (auto closed = close(); !closed)
        return closed;
    m_path = file;
    const auto bytes = readFile(file);
    if (!bytes)
        return fail(bytes.error());
    std::uint64_t end = 0;
    for (;;) {
        const EventRecord record = recordAt(*bytes, end);
        if (end == 0 &&
            (record.state == EventRecord::State::Damaged ||
             (record.state == EventRecord::State::Whole && !isFileVersion(record.message))))
            return fail("events.not_an_event_file", {{"path", file.string()}});
        if (record.state != EventRecord::State::Whole)
            break;
        end = record.end;
    }
    m_descriptor = ::open(file.c_str(), O_WRONLY | O_CLOEXEC);
    if (m_descriptor < 0)
        return failed(errno);
    if (::ftruncate(m_descriptor, static_cast<off_t>(end)) != 0) {
        const int reason = errno;
        ::close(std::exchange(m_descriptor, -1));
        return failed(reason);
    }
    m_written = end;
    if (end == 0)
        appendFileVersion(m_buffer);
    return flush();
}

/// One record with one value, which `fill` writes.
template <class Fill> Status EventFileWriter::addValue(std::string_view tag, std::int64_t step, double wallSeconds, const Fill& fill)
{
    if (!isOpen())
        return failed(EBADF);
    if (m_buffer.size() > waitingLimit)
        if (auto flushed = flush(); !flushed)
            return flushed;
    tensorboard::Event event;
    event.set_wall_time(wallSeconds);
    event.set_step(step);
    auto* value = event.mutable_summary()->add_value();
    value->set_tag(tag.data(), tag.size());
    fill(*value);
    appendRecord(m_buffer, event);
    return m_buffer.size() < flushSize ? Status() : flush();
}

Status EventFileWriter::addScalar(std::string_view tag, std::int64_t step, double wallSeconds, double value)
{
    return addValue(tag, step, wallSeconds, [value](auto& entry) { entry.set_simple_value(static_cast<float>(value)); });
}

Status EventFileWriter::addText(std::string_view tag, std::int64_t step, double wallSeconds, std::string_view text)
{
    return addValue(tag, step, wallSeconds, [text](auto& entry) {
        entry.mutable_metadata()->mutable_plugin_data()->set_plugin_name("text");
        entry.mutable_metadata()->set_data_class(2); // DATA_CLASS_TENSOR
        auto* tensor = entry.mutable_tensor();
        tensor->set_dtype(7); // DT_STRING
        tensor->mutable_tensor_shape()->add_dim()->set_size(1);
        tensor->add_string_val(text.data(), text.size());
    });
}

Status EventFileWriter::addHistogram(std::string_view tag, std::int64_t step, double wallSeconds, const Histogram& values)
{
    return addValue(tag, step, wallSeconds, [&values](auto& entry) {
        auto* histogram = entry.mutable_histo();
        histogram->set_min(values.least);
        histogram->set_max(values.most);
        histogram->set_num(std::reduce(values.counts.begin(), values.counts.end()));
        histogram->set_sum(values.sum);
        histogram->set_sum_squares(values.sumOfSquares);
        histogram->add_bucket_limit(values.low); // a bucket has a right edge alone
        histogram->add_bucket(0);
        for (std::size_t i = 0; i < values.counts.size(); ++i) {
            histogram->add_bucket_limit(values.edge(i + 1));
            histogram->add_bucket(values.counts[i]);
        }
    });
}

Status EventFileWriter::flush()
{
    if (!isOpen())
        return failed(EBADF);
    struct stat facts {};
    if (::fstat(m_descriptor, &facts) != 0)
        return failed(errno);
    if (facts.st_nlink == 0) // deleted under our hands: writing would succeed into nothing
        return failed(ENOENT);
    std::size_t done = 0;
    while (done < m_buffer.size()) {
        const ssize_t count = ::pwrite(m_descriptor, m_buffer.data() + done, m_buffer.size() - done,
                                       static_cast<off_t>(m_written + done));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0) {
            const int reason = count < 0 ? errno : ENOSPC;
            // Leave no half record: the whole buffer is written again from m_written by the next
            // flush().
            static_cast<void>(::ftruncate(m_descriptor, static_cast<off_t>(m_written)) == 0);
            return failed(reason);
        }
        done += static_cast<std::size_t>(count);
    }
    m_written += done;
    m_buffer.clear();
    return {};
}

Status EventFileWriter::sync()
{
    if (auto flushed = flush(); !flushed)
        return flushed;
    return ::fsync(m_descriptor) == 0 ? Status() : failed(errno);
}

Status EventFileWriter::close()
{
    if (!isOpen())
        return {};
    Status flushed = m_buffer.empty() ? Status() : flush();
    const int closed = ::close(std::exchange(m_descriptor, -1));
    const int reason = errno;
    m_buffer.clear();
    m_written = 0;
    if (!flushed)
        return flushed;
    return closed == 0 ? Status() : failed(reason);
}

Status EventFileWriter::truncate(const std::filesystem::path& file, std::uint64_t offset)
{
    const auto bytes = readFile(file);
    if (!bytes)
        return fail(bytes.error());
    std::uint64_t end = 0;
    while (end < offset) {
        const EventRecord record = recordAt(*bytes, end);
        if (record.state != EventRecord::State::Whole)
            break;
        end = record.end;
    }
    if (end != offset)
        return fail(
            "events.bad_offset",
            {{"path", file.string()}, {"offset", offset}, {"size", std::uint64_t(bytes->size())}});
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0)
        return fail(writeError(file, errno));
    const bool cut =
        ::ftruncate(descriptor, static_cast<off_t>(offset)) == 0 && ::fsync(descriptor) == 0;
    const int reason = errno;
    if (::close(descriptor) != 0 && cut)
        return fail(writeError(file, errno));
    return cut ? Status() : fail(writeError(file, reason));
}

} // namespace nodegrad
