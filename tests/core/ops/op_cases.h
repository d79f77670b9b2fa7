#pragma once
// Short ways to write specs and to ask ops about them.

#include <optional>
#include <string>

#include "core/ops/builder.h"

namespace nodegrad {

inline const Dim N = Dim::symbol("N");
inline const Dim T = Dim::symbol("T");

inline Spec image(Dim channels, Dim height, Dim width)
{
    return {DType::Float32, {N, std::move(channels), std::move(height), std::move(width)}, Kind::Image, 0};
}
inline Spec vectorOf(Dim features) { return {DType::Float32, {N, std::move(features)}, Kind::Vector, 0}; }
inline Spec sequence(Dim steps, Dim features) { return {DType::Float32, {N, std::move(steps), std::move(features)}, Kind::Sequence, 0}; }
inline Spec heads(Dim count, Dim steps, Dim size) { return image(std::move(count), std::move(steps), std::move(size)); }
inline Spec tokens(Dim steps, std::int64_t vocabulary) { return {DType::Int64, {N, std::move(steps)}, Kind::Tokens, vocabulary}; }
inline Spec labels(std::int64_t classes) { return {DType::Int64, {N}, Kind::Label, classes}; }
inline Spec number() { return {DType::Float32, {N}, Kind::Scalar, 0}; }
inline Spec counts(Shape shape) { return {DType::Int64, std::move(shape), Kind::Scalar, 0}; }
inline Spec weight(Shape shape) { return {DType::Float32, std::move(shape), Kind::Vector, 0}; }

/// The specs of the weights of a recurrent op with `gates` gates, in the order of the op's inputs.
inline Specs cellWeights(std::int64_t gates, std::int64_t features, std::int64_t hidden, std::int64_t layers, std::int64_t directions,
                         std::int64_t projected = 0)
{
    Specs specs;
    const std::int64_t rows = gates * hidden, output = projected > 0 ? projected : hidden;
    for (std::int64_t layer = 0; layer < layers; ++layer)
        for (std::int64_t d = 0; d < directions; ++d) {
            for (const Shape& shape : {Shape{rows, layer == 0 ? features : directions * output}, Shape{rows, output}, Shape{rows}, Shape{rows}})
                specs.push_back(weight(shape));
            if (projected > 0)
                specs.push_back(weight({projected, hidden}));
        }
    return specs;
}
inline Specs lstmWeights(std::int64_t features, std::int64_t hidden, std::int64_t layers, std::int64_t directions)
{
    return cellWeights(4, features, hidden, layers, directions);
}
/// `first`, then `rest`.
inline Specs joined(Specs first, const Specs& rest)
{
    first.insert(first.end(), rest.begin(), rest.end());
    return first;
}

/// What a call came to: output specs, or the problem.
struct Outcome {
    Specs specs;
    std::optional<Unmet> problem;
    Cost cost;
    std::string code() const { return problem ? problem->error.code : ""; }
};

/// Calls `op` in a node called 'node1' whose inputs are `in`.
inline Outcome ask(const std::string& op, const Specs& in, const Attributes& attributes = {})
{
    Builder builder("node1", in);
    Outcome outcome;
    try {
        for (const Value& value : builder.call(op, builder.inputs(), attributes))
            outcome.specs.push_back(value.spec);
        Specs given = in;
        const OpType* type = findOp(op);
        while (type->inputs.back().back() == '?' && given.size() < type->inputs.size())
            given.push_back(absentSpec());
        outcome.cost = type->cost(builder.take().ops.back().attributes, given, outcome.specs);
    } catch (const Unmet& problem) {
        outcome.problem = problem;
    }
    return outcome;
}

/// One use of every op that is not a loss.
struct OpExample {
    std::string op;
    Specs in;
    Attributes attributes;
};
inline std::vector<OpExample> opExamples()
{
    using List = std::vector<std::int64_t>;
    Specs lstm{sequence(T, 3)};
    for (const Spec& spec : lstmWeights(3, 5, 2, 2))
        lstm.push_back(spec);
    return {
        {"linear", {vectorOf(4), weight({3, 4}), weight({3})}, {}},
        {"linear", {sequence(T, 4), weight({3, 4})}, {}},
        {"matmul", {heads(2, T, 4), heads(2, 4, T)}, {}},
        {"conv1d", {sequence(3, T), weight({6, 3, 3}), weight({6})}, {{"pad_before", List{1}}, {"pad_after", List{1}}}},
        {"conv2d", {image(4, 8, 7), weight({6, 2, 3, 3})}, {{"groups", std::int64_t(2)}, {"pad_before", List{0, 1}}, {"pad_after", List{1, 1}}}},
        {"max_pool2d", {image(3, 9, 8)}, {{"kernel", List{3, 2}}, {"padding", List{1, 0}}, {"ceil_mode", true}}},
        {"average_pool2d", {image(3, 9, 8)}, {{"padding", List{1, 1}}, {"count_include_pad", false}}},
        {"global_average_pool", {image(3, 9, 8)}, {}},
        {"global_average_pool", {sequence(T, 8)}, {}},
        {"flatten", {image(3, 4, 5)}, {}},
        {"flatten", {image(3, 4, 5)}, {{"start_dim", std::int64_t(2)}}},
        {"reshape", {sequence(T, 8)}, {{"shape", List{0, 0, 2, -1}}}},
        {"permute", {image(3, 4, 5)}, {{"dims", List{0, 2, 3, 1}}}},
        {"concatenate", {image(3, 4, 5), image(2, 4, 5)}, {}},
        {"chunk", {sequence(T, 6)}, {{"parts", std::int64_t(3)}}},
        {"slice", {sequence(7, 6)}, {{"start", std::int64_t(2)}, {"length", std::int64_t(-1)}}},
        {"select_last", {sequence(T, 6)}, {}},
        {"mean", {image(3, 4, 5)}, {{"dims", List{2, -1}}, {"keepdim", true}}},
        {"batch_norm", {image(3, 4, 5), weight({3}), weight({3}), weight({3}), weight({3}), {DType::Int64, {}, Kind::Scalar, 0}}, {}},
        {"batch_norm", {vectorOf(3), absentSpec(), absentSpec(), weight({3}), weight({3}), {DType::Int64, {}, Kind::Scalar, 0}}, {}},
        {"layer_norm", {sequence(T, 6), weight({6}), weight({6})}, {}},
        {"layer_norm", {image(2, 4, 5)}, {{"normalized_dims", std::int64_t(2)}}},
        {"dropout", {vectorOf(4)}, {}},
        {"relu", {vectorOf(4)}, {}},
        {"leaky_relu", {vectorOf(4)}, {}},
        {"elu", {vectorOf(4)}, {}},
        {"gelu", {vectorOf(4)}, {}},
        {"gelu", {vectorOf(4)}, {{"approximate", std::string("tanh")}}},
        {"silu", {vectorOf(4)}, {}},
        {"sigmoid", {vectorOf(4)}, {}},
        {"tanh", {vectorOf(4)}, {}},
        {"softmax", {vectorOf(4)}, {}},
        {"log_softmax", {sequence(T, 4)}, {}},
        {"add", {vectorOf(4), vectorOf(4), vectorOf(1)}, {}},
        {"multiply", {image(3, 4, 5), image(3, 1, 1)}, {}},
        {"embedding", {tokens(T, 20), weight({20, 4})}, {{"padding_index", std::int64_t(0)}}},
        {"lstm", lstm, {{"hidden_size", std::int64_t(5)}, {"layers", std::int64_t(2)}, {"bidirectional", true}}},
        {"lstm", joined({sequence(T, 3)}, cellWeights(4, 3, 5, 2, 1, 2)),
         {{"hidden_size", std::int64_t(5)}, {"layers", std::int64_t(2)}, {"projection_size", std::int64_t(2)}}},
        {"lstm", joined({sequence(T, 3), sequence(1, 5), sequence(1, 5), counts({N})}, lstmWeights(3, 5, 1, 1)),
         {{"hidden_size", std::int64_t(5)}, {"initial_state", true}, {"lengths", true}}},
        {"gru", joined({sequence(T, 3)}, cellWeights(3, 3, 5, 2, 2)), {{"hidden_size", std::int64_t(5)}, {"layers", std::int64_t(2)}, {"bidirectional", true}}},
        {"gru", joined({sequence(T, 3), sequence(2, 5), counts({N, 1})}, cellWeights(3, 3, 5, 1, 2)),
         {{"hidden_size", std::int64_t(5)}, {"bidirectional", true}, {"initial_state", true}, {"lengths", true}}},
        {"rnn", joined({sequence(T, 3)}, cellWeights(1, 3, 5, 1, 1)), {{"hidden_size", std::int64_t(5)}, {"nonlinearity", std::string("relu")}}},
        {"rnn", joined({sequence(T, 3), sequence(4, 5)}, cellWeights(1, 3, 5, 2, 2)),
         {{"hidden_size", std::int64_t(5)}, {"layers", std::int64_t(2)}, {"bidirectional", true}, {"initial_state", true}}},
        {"padding_mask", {tokens(T, 20)}, {{"padding", std::int64_t(3)}}},
        {"padding_mask", {sequence(T, 4)}, {{"gives", std::string("lengths")}}},
        {"masked_mean", {sequence(T, 4), vectorOf(T)}, {}},
        {"prepend", {sequence(T, 4), weight({2, 4})}, {}},
        {"split_heads", {sequence(T, 8)}, {{"heads", std::int64_t(2)}}},
        {"merge_heads", {heads(2, T, 4)}, {}},
        {"attention", {heads(2, T, 4), heads(2, T, 4), heads(2, T, 4)}, {{"causal", true}}},
        {"attention", {heads(2, 6, 4), heads(2, 6, 4), heads(2, 6, 4)}, {{"causal", true}}},
        {"attention", {heads(4, T, 6), heads(2, 7, 6), heads(2, 7, 3), vectorOf(7)}, {{"dropout", 0.3}}},
        {"attention", {heads(2, T, 4), heads(2, T, 4), heads(2, T, 4), vectorOf(T), weight({T, T, 2})}, {{"causal", true}}},
        {"affine", {image(3, 4, 5), weight({3}), weight({3})}, {}},
        {"affine", {number(), weight({1}), weight({1})}, {}},
        {"cast", {tokens(T, 20)}, {}},
    };
}

} // namespace nodegrad
