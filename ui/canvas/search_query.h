#pragma once
// What was typed into the search bar, as terms: plain words, and filters such as "type:conv" or "param:kernel=3".

#include <optional>
#include <vector>

#include <QString>

#include "core/params/param.h"
#include "core/shapes/spec.h"

namespace nodegrad {

enum class Filter { Word, LayerName, Sizes, Parameter, State };

/// Sizes to look for. In brackets the whole shape is meant, else a run of sizes anywhere in it.
struct ShapePattern {
    std::vector<QString> sizes; ///< "64", "N", "*" (any one), "..." (any number of sizes)
    bool whole = false;
    bool matches(const Shape& shape) const;
};

/// "kernel", "kernel=3", "p>0.5".
struct ParamPattern {
    QString name, comparison, value; ///< comparison: "", "=", "!=", "<", "<=", ">", ">="
    /// Does `param`, with `held` as its (completed) value, match?
    bool matches(const Param& param, const ParamValue& held) const;
};

enum class NodeState { Error, Warning, Advice, Frozen, Bypassed, Collapsed, Module };

struct SearchTerm {
    Filter filter = Filter::Word;
    QString text;            ///< Word, LayerName: in small letters
    ShapePattern shape;
    ParamPattern param;
    NodeState state = NodeState::Error;
};

struct SearchQuery {
    std::vector<SearchTerm> terms;
    QString problem;         ///< what of the text is not understood, one sentence; "" when all is
};

/// Terms are separated by blanks, but for those inside brackets; a node must match all of them. Filters that are still being typed
/// ("type:") count for nothing.
SearchQuery parseQuery(const QString& text);

} // namespace nodegrad
