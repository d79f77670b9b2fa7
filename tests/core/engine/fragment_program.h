#pragma once
// A Program of one fragment: without inputs, outputs and losses.

#include <memory>

#include "core/ops/builder.h"
#include "core/ops/program.h"

namespace nodegrad {

inline std::shared_ptr<Program> programOf(Fragment fragment)
{
    auto program = std::make_shared<Program>();
    program->values = std::move(fragment.values);
    program->parameters = std::move(fragment.parameters);
    program->buffers = std::move(fragment.buffers);
    program->constants = std::move(fragment.constants);
    program->ops = std::move(fragment.ops);
    return program;
}

} // namespace nodegrad
