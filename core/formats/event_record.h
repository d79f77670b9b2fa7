#pragma once
// The frame around each message of an event file. Internal to core/formats.

#include <cstdint>
#include <string>
#include <string_view>

namespace nodegrad {

/// crc32c, rotated and shifted as TFRecord wants it, so that a checksum over bytes that hold checksums stays good.
std::uint32_t maskedCrc32c(std::string_view bytes);

/// Bytes around a message: u64 length, u32 crc before it, u32 crc after it.
inline constexpr std::uint64_t recordHeadSize = 12, recordTailSize = 4;

struct EventRecord {
    enum class State { Whole, Cut, Damaged, End };
    State state = State::End;
    std::string_view message;   ///< Whole: the encoded Event, a part of `bytes`
    std::uint64_t end = 0;      ///< Whole: where the next record begins
};
/// The record at `at`. End: nothing follows. Cut: fewer bytes than it needs. Damaged: a checksum differs.
EventRecord recordAt(std::string_view bytes, std::uint64_t at);

/// True for an Event message that says file_version "brain.Event:...": what every event file begins with.
bool isFileVersion(std::string_view message);

} // namespace nodegrad
