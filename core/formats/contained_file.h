#pragma once
// Files that another file names: a model that keeps its weights beside itself. The name comes from outside and is not trusted.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace nodegrad {

/// Bytes [offset, offset + length) of `name` inside of `folder`; `name` is a relative path with '/'. No part of it may be "..", a
/// symbolic link, or missing; the file must be a regular one with a single name (a hard link would show a file of another
/// folder). Each part is opened from the one before, so that nothing can be exchanged in between. Sizes are checked before memory
/// is taken. Errors: file.not_inside {path, reason}, file.missing, file.unreadable, file.cut_off {path, needed, size}.
Result<std::string> readContained(const std::filesystem::path& folder, std::string_view name, std::uint64_t offset, std::uint64_t length);
/// The whole file, at most `limit` bytes. Errors also: file.too_large.
Result<std::string> readContained(const std::filesystem::path& folder, std::string_view name, std::uint64_t limit);

} // namespace nodegrad
