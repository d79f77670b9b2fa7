#include "core/ops/program.h"

#include <algorithm>

namespace nodegrad {

namespace {

std::int64_t elements(const Parameter& parameter)
{
    std::int64_t count = 1;
    for (const std::int64_t size : parameter.shape)
        count *= size;
    return count;
}

} // namespace

std::int64_t Program::parameterCount() const
{
    std::int64_t count = 0;
    for (const Parameter& parameter : parameters)
        count += elements(parameter);
    return count;
}

std::int64_t Program::trainableCount() const
{
    std::int64_t count = 0;
    for (const Parameter& parameter : parameters)
        count += parameter.trainable ? elements(parameter) : 0;
    return count;
}

std::vector<std::size_t> neededOps(const Program& program, const std::vector<ValueId>& wanted)
{
    std::vector<bool> needed(program.values.size(), false);
    const auto want = [&](ValueId id) {
        if (id >= 0 && static_cast<std::size_t>(id) < needed.size())
            needed[static_cast<std::size_t>(id)] = true;
    };
    std::ranges::for_each(wanted, want);
    std::vector<std::size_t> ops;
    for (std::size_t i = program.ops.size(); i-- > 0;) {
        const OpCall& op = program.ops[i];
        const auto isNeeded = [&](ValueId id) {
            return id >= 0 && static_cast<std::size_t>(id) < needed.size() && needed[static_cast<std::size_t>(id)];
        };
        if (std::ranges::none_of(op.outputs, isNeeded))
            continue;
        ops.push_back(i);
        std::ranges::for_each(op.inputs, want);
    }
    std::ranges::reverse(ops);
    return ops;
}

} // namespace nodegrad
