#pragma once
// What kinds of values a layer usually takes and gives: the shapes of its ports before anything is connected.

#include <vector>

#include "core/layers/layer_type.h"

namespace nodegrad {

struct UsualKinds {
    std::vector<Kind> inputs, outputs; ///< by port index; may be shorter than the ports
};
/// Found by lowering the layer's first example, once a type. UI thread.
const UsualKinds& usualKinds(const LayerType& type);

} // namespace nodegrad
