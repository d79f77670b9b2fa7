#pragma once
// Layers that apply one op to each number: with these words an entry in their family's list needs no function of its own.

#include "core/base/fixed_text.h"
#include "core/layers/families.h"

namespace nodegrad {

/// Real numbers of any shape; tokens must be embedded first.
const Value& needNumbers(Builder& b, const Value& x);
/// The same with channels or features: any shape but (N).
const Value& needFeatures(Builder& b, const Value& x);

/// One op of one input. The layer's parameters are the op's attributes, under the same ids.
template <FixedText op> Values buildUnary(Builder& b, const ParamValues& p, const Values& in)
{
    return {b.call1(op.characters, {needNumbers(b, in[0])}, p)};
}

/// A module of PyTorch without arguments: "nn.ReLU()".
template <FixedText constructor> PythonUse pythonModule(const ParamValues&, const Specs&)
{
    return {constructor.characters, "{self}({0})", {}};
}

/// An expression without a module: "torch.exp({0})".
template <FixedText call> PythonUse pythonExpression(const ParamValues&, const Specs&)
{
    return {"", call.characters, {}};
}

/// Nothing under the title.
std::string noSummary(const ParamValues&);

} // namespace nodegrad
