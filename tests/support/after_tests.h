#pragma once
// What a test program does after its last test, before static objects go: threads that still work would find them gone.

#include <functional>

namespace nodegrad::test {

inline std::function<void()> afterTests;

} // namespace nodegrad::test
