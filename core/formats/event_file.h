#pragma once
// TensorBoard event files: the log of a run. A record is u64 length, masked crc32c of the length, an Event message,
// masked crc32c of the message; all little-endian.

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/formats/histogram.h"

namespace nodegrad {

/// CRC-32C (Castagnoli): crc32c("123456789") == 0xE3069283.
std::uint32_t crc32c(std::string_view bytes, std::uint32_t seed = 0);

/// Appends records to one event file. One thread at a time. Adding encodes into memory; bytes reach the file when the
/// buffer passes 256 KB and at flush(). After a failed write (disk full) the buffer is kept: a later flush() tries again
/// from the same place, so that no half record is left behind. Errors of all members: file.write_failed.
class EventFileWriter {
public:
    EventFileWriter() = default;
    /// Flushes and closes; errors are lost here, so call close() before.
    ~EventFileWriter();
    EventFileWriter(EventFileWriter&& other) noexcept;
    EventFileWriter& operator=(EventFileWriter&& other) noexcept;
    EventFileWriter(const EventFileWriter&) = delete;
    EventFileWriter& operator=(const EventFileWriter&) = delete;

    /// Makes `folder` when missing and in it `events.out.tfevents.<unix seconds>.<hostname>.<pid>.<n>`, which begins with
    /// the record file_version "brain.Event:2". `n` is the first number that is free.
    Status open(const std::filesystem::path& folder);
    /// Goes on after the last whole record of an existing file; a cut or damaged tail is removed.
    /// Errors also: file.missing, events.not_an_event_file.
    Status append(const std::filesystem::path& file);
    bool isOpen() const { return m_descriptor >= 0; }
    const std::filesystem::path& path() const { return m_path; }

    /// `value` is stored as float32 (simple_value). `wallSeconds` is unix time. `step` counts from 0.
    Status addScalar(std::string_view tag, std::int64_t step, double wallSeconds, double value);
    /// Shown by TensorBoard's histograms and distributions. Written as torch.utils.tensorboard does, with an empty interval that ends at
    /// `low` in front.
    Status addHistogram(std::string_view tag, std::int64_t step, double wallSeconds, const Histogram& values);
    /// Shown by TensorBoard's text page (Markdown).
    Status addText(std::string_view tag, std::int64_t step, double wallSeconds, std::string_view text);

    /// Hands all bytes to the system.
    Status flush();
    /// flush(), then waits until the bytes are on the disk (fsync).
    Status sync();
    Status close();
    /// Length of the file once all that was added is flushed: what a checkpoint stores and truncate() takes.
    std::uint64_t byteOffset() const { return m_written + m_buffer.size(); }

    /// Cuts `file` to `offset` bytes, which must be the end of a record (a byteOffset() of before).
    /// Errors: file.missing, file.write_failed, events.bad_offset when `offset` is beyond the end or inside a record.
    static Status truncate(const std::filesystem::path& file, std::uint64_t offset);

private:
    Status failed(int errorNumber) const;
    template <class Fill> Status addValue(std::string_view tag, std::int64_t step, double wallSeconds, const Fill& fill);
    std::filesystem::path m_path;
    int m_descriptor = -1;
    std::uint64_t m_written = 0; ///< bytes in the file
    std::string m_buffer;        ///< whole records that are not in the file yet
};

struct LoggedScalar {
    std::int64_t step = 0;
    double wallSeconds = 0;
    double value = 0;
    bool operator==(const LoggedScalar&) const = default;
};
using ScalarSeries = std::map<std::string, std::vector<LoggedScalar>>; ///< tag -> points in the order of the file

struct TextPoint {
    std::string tag;
    std::int64_t step = 0;
    double wallSeconds = 0;
    std::string text;
};

struct LoggedHistogram {
    std::int64_t step = 0;
    double wallSeconds = 0;
    Histogram values;
    bool operator==(const LoggedHistogram&) const = default;
};

/// What a reader found.
struct EventScan {
    ScalarSeries scalars;         ///< simple_value, and tensors of the scalars plugin (float, double)
    std::map<std::string, std::vector<LoggedHistogram>> histograms; ///< histo, and tensors of the histograms plugin; with equal intervals
    std::vector<TextPoint> texts; ///< tensors of the text plugin
    std::uint64_t offset = 0;     ///< end of the last whole record
    std::uint64_t records = 0;    ///< whole records read, of whatever content
    bool tailCut = false;         ///< bytes follow `offset` that are no whole record (still being written, or killed)
    bool tailDamaged = false;     ///< the record at `offset` has a wrong checksum or cannot be decoded
};

/// Reads one event file from byte `from` (0, or the `offset` of an earlier scan). Never fails for a cut or damaged tail:
/// stops there and says so in the result. Errors: file.missing, file.unreadable, events.not_an_event_file (the very first
/// record is whole and wrong).
Result<EventScan> scanEventFile(const std::filesystem::path& file, std::uint64_t from = 0);

/// All scalars of a file, or of every event file of a folder (by name, hence by time; not its sub-folders). `from` skips
/// bytes of a single file; it is ignored for a folder. An empty folder gives no series.
Result<ScalarSeries> readScalars(const std::filesystem::path& fileOrFolder, std::uint64_t from = 0);

/// The event files of a folder, sorted by name.
std::vector<std::filesystem::path> eventFiles(const std::filesystem::path& folder);

/// Follows a growing file: each call gives the records that are new since the last. One thread at a time; the writer may
/// be another process.
class EventFileReader {
public:
    explicit EventFileReader(std::filesystem::path file, std::uint64_t from = 0) : m_file(std::move(file)), m_offset(from) {}
    /// Errors as scanEventFile(). A file that was cut below the offset is read again from its start, with `restarted` set.
    Result<EventScan> readNew();
    bool restarted() const { return m_restarted; } ///< the last readNew() began at byte 0 again
    std::uint64_t offset() const { return m_offset; }
    const std::filesystem::path& path() const { return m_file; }

private:
    std::filesystem::path m_file;
    std::uint64_t m_offset = 0;
    bool m_restarted = false;
};

} // namespace nodegrad
