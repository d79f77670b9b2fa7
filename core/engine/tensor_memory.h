#pragma once
// Memory of tensors on the CPU, kept for reuse. LibTorch takes large blocks from the system at each op and gives them back at once,
// and a training step then spends most of its time on page faults.

#include <cstdint>

namespace nodegrad {

/// From the first call on, all CPU tensors of the process take their memory from here. Blocks that are let go wait for the next
/// tensor of about their size (rounded up by an eighth at most); when the system has no more, waiting blocks are given back first.
/// Any thread.
void installTensorMemory();
/// Gives all waiting blocks back to the system: at the end of a run. Any thread.
void releaseTensorMemory();
/// Bytes of the tensors that live now, the most that lived at once since the last reset, and that reset. What LibTorch's libraries take
/// for themselves (scratch of convolutions) is not among them. Any thread.
std::int64_t liveTensorBytes();
std::int64_t peakTensorBytes();
void resetPeakTensorBytes();
/// Bytes that wait for reuse. Any thread.
std::int64_t waitingTensorBytes();

} // namespace nodegrad
