#pragma once
// The version of the program; the build hands it in.

namespace nodegrad {

inline constexpr const char* kProgramVersion = NODEGRAD_VERSION;

} // namespace nodegrad
