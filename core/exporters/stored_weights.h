#pragma once
// Files that hold only the weights: what is in them, and whether another program reads the same.

#include "core/exporters/python_engine.h"

namespace nodegrad {

/// The network itself is not in the file; or it has no weights at all.
ExportCheck checkStoredWeights(const ExportRequest& request);
/// `expected` against what `answer` has read: keys, and each array bit for bit.
VerificationReport compareStoredWeights(const StateDict& expected, const EngineAnswer& answer);

} // namespace nodegrad
