#pragma once
#include <cstddef>

namespace nodegrad::test {

/// How often this test program has called operator new.
std::size_t allocationCount();

} // namespace nodegrad::test
