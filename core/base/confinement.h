#pragma once
// A process that will run what others wrote gives up first what it will not need.

#include <cstdint>

#include "core/base/error.h"

namespace nodegrad {

struct Confinement {
    std::uint64_t memoryBytes = 0; ///< it may allocate no more in all
    std::uint64_t fileBytes = 0;   ///< a file may grow no larger
    std::uint64_t seconds = 0;     ///< of a core's time; then the kernel ends it. 0: as long as it takes
};

/// The kernel ends this process when the one that started it ends, however that happens. Linux.
void endWithParent();

/// From now on this process can open no file for writing, remove, rename or make none, start no program, reach no network, signal no
/// other process; files that are open stay so. For good, for all its threads. Linux: rlimits and a seccomp filter.
/// Errors: confinement.not_possible.
Status confineProcess(const Confinement& limits);

} // namespace nodegrad
