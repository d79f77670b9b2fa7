#pragma once
// What goes through the channel between this program and a process that runs a TorchScript file. Both are the same program on the same
// machine. First the file: its size (uint64) and bytes, answered by an Answer. Then requests; arrays follow each other as plain bytes,
// in the sizes that both know, so that a size is never taken from the other end.

#include <cstdint>
#include <type_traits>

namespace nodegrad {

struct ScriptRequest {
    enum Type : std::uint32_t {
        Run,      ///< followed by the inputs; answered by an Answer and the outputs, float32
        Gradient, ///< of a Run with isRecorded: followed by the gradient of each output; answered by an Answer and that of each float32 input
        Forget,   ///< a Run with isRecorded whose gradient is not wanted; not answered
    };
    Type type = Run;
    std::uint32_t isRecorded = 0;
    std::uint64_t id = 0;       ///< of the Run
    std::uint64_t seed = 0;     ///< of what it draws at random
    std::int64_t samples = 0;
};

struct ScriptAnswer {
    std::uint32_t isDone = 0;
    char words[508] = {}; ///< what went wrong, ends with 0
};
static_assert(std::is_trivially_copyable_v<ScriptRequest> && std::is_trivially_copyable_v<ScriptAnswer> && sizeof(ScriptAnswer) == 512);

} // namespace nodegrad
