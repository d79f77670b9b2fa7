#pragma once
// The other end of script_process.h: a confined process that runs one TorchScript file on request.

#include <cstdint>

#include "core/base/error.h"
#include "core/ops/script_ports.h"

namespace nodegrad {

struct ScriptService {
    int channel = 0;    ///< a socket: requests in, answers out
    ScriptPorts takes, gives;
    int threads = 1;    ///< of LibTorch
    std::uint64_t memoryBytes = 0, memoryPerByte = 0; ///< it may take, and for each byte of the file
};
/// Serves until the channel closes; then the process is over, in whatever it is. Errors: confinement.not_possible.
Status serveScript(const ScriptService& service);

} // namespace nodegrad
