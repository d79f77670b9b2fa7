#pragma once
// The program's log: a file that rotates, for whoever helps a user. Nothing in it is needed to work.

#include <filesystem>
#include <string_view>

namespace nodegrad {

/// Folder of the log: $XDG_STATE_HOME/nodegrad or ~/.local/state/nodegrad.
std::filesystem::path logFolder();
/// Starts logging to logFolder()/nodegrad.log (3 files of 2 MB). A folder that cannot be written switches the log off.
void startLog();
/// Thread-safe.
void logInfo(std::string_view text);
void logWarning(std::string_view text);
void logError(std::string_view text);

} // namespace nodegrad
