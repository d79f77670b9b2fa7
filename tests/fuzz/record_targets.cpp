#include <sys/mman.h>
#include <unistd.h>

#include "core/formats/event_file.h"
#include "core/formats/event_record.h"
#include "core/formats/picture.h"
#include "core/formats/table_text.h"
#include "tests/fuzz/targets.h"

namespace nodegrad::test {

namespace {

void fuzzCsv(std::string_view bytes)
{
    const auto table = parseTable(bytes, "x.csv");
    if (!table)
        return demandSentence(table.error());
    for (const auto& row : table->rows)
        demand(row.size() == table->header.size(), "all rows are as long as the header");
    TableOptions options{.header = HeaderRow::Yes, .separator = ','};
    const auto again = parseTable(csvText(table->header, table->rows), "again.csv", options);
    demand(again && again->header == table->header, "the header is written and read again");
}

void fuzzPicture(std::string_view bytes)
{
    const auto picture = decodePicture(bytes, "x.png");
    if (!picture)
        return demandSentence(picture.error());
    const auto needed = static_cast<std::size_t>(picture->width) * static_cast<std::size_t>(picture->height) * static_cast<std::size_t>(picture->channels);
    demand(picture->width > 0 && picture->height > 0 && picture->bytes.size() == needed, "a picture has all its points");
}

/// A file in memory; its path is good while it lives.
class MemoryFile {
public:
    explicit MemoryFile(std::string_view bytes) : m_descriptor(::memfd_create("fuzz", MFD_CLOEXEC))
    {
        if (m_descriptor < 0 || ::write(m_descriptor, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()))
            throw std::runtime_error("no file in memory can be made");
    }
    ~MemoryFile() { ::close(m_descriptor); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    std::string path() const { return "/proc/self/fd/" + std::to_string(m_descriptor); }

private:
    int m_descriptor;
};

std::string framed(std::string_view message)
{
    const auto little = [](std::uint64_t number, int count) {
        std::string bytes;
        for (int i = 0; i < count; ++i)
            bytes += static_cast<char>(number >> (8 * i) & 0xFF);
        return bytes;
    };
    const std::string length = little(message.size(), 8);
    return length + little(maskedCrc32c(length), 4) + std::string(message) + little(maskedCrc32c(message), 4);
}

/// The message of one record; its frame is made here, since its checksums would hide the message. Then the bytes as a whole file.
void fuzzEvents(std::string_view bytes)
{
    const MemoryFile wrapped(framed("\x1a\x0d" "brain.Event:2") + framed(bytes));
    const auto scan = scanEventFile(wrapped.path());
    demand(scan && scan->records >= 1, "the record before a damaged one is read");
    const MemoryFile raw(bytes);
    if (const auto read = scanEventFile(raw.path()); !read)
        demandSentence(read.error());
    else
        demand(read->offset <= bytes.size(), "a scan ends within the file");
}

} // namespace

std::vector<FuzzTarget> recordTargets()
{
    return {{"csv", fuzzCsv}, {"picture", fuzzPicture}, {"events", fuzzEvents}};
}

} // namespace nodegrad::test
