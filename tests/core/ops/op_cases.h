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
inline Spec volume(Dim channels, Dim depth, Dim height, Dim width)
{
    return {DType::Float32, {N, std::move(channels), std::move(depth), std::move(height), std::move(width)}, Kind::Volume, 0};
}
inline Spec vectorOf(Dim features) { return {DType::Float32, {N, std::move(features)}, Kind::Vector, 0}; }
inline Spec sequence(Dim steps, Dim features) { return {DType::Float32, {N, std::move(steps), std::move(features)}, Kind::Sequence, 0}; }
inline Spec heads(Dim count, Dim steps, Dim size) { return image(std::move(count), std::move(steps), std::move(size)); }
inline Spec tokens(Dim steps, std::int64_t vocabulary) { return {DType::Int64, {N, std::move(steps)}, Kind::Tokens, vocabulary}; }
inline Spec labels(std::int64_t classes) { return {DType::Int64, {N}, Kind::Label, classes}; }
inline Spec number() { return {DType::Float32, {N}, Kind::Scalar, 0}; }
inline Spec counter() { return {DType::Int64, {}, Kind::Scalar, 0}; }
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
        {"conv1d", {sequence(3, T), weight({6, 3, 2})}, {{"pad_after", List{2}}, {"pad_mode", std::string("circular")}}},
        {"conv2d", {image(2, 5, 6), weight({3, 2, 4, 3})}, {{"pad_before", List{1, 1}}, {"pad_after", List{2, 1}}, {"pad_mode", std::string("reflect")}}},
        {"conv3d", {volume(2, 5, 6, 4), weight({4, 1, 3, 2, 3}), weight({4})},
         {{"groups", std::int64_t(2)}, {"stride", List{2, 1, 3}}, {"pad_before", List{1, 0, 1}}, {"pad_after", List{1, 1, 1}}}},
        {"conv3d", {volume(1, 3, 4, 3), weight({2, 1, 3, 3, 3})},
         {{"pad_before", List{1}}, {"pad_after", List{1}}, {"pad_mode", std::string("replicate")}, {"dilation", List{1, 2, 1}}}},
        {"conv_transpose1d", {sequence(3, T), weight({3, 4, 4}), weight({4})}, {{"stride", List{2}}, {"padding", List{1}}}},
        {"conv_transpose2d", {image(4, 5, 3), weight({4, 3, 3, 2}), weight({6})},
         {{"groups", std::int64_t(2)}, {"stride", List{2, 3}}, {"output_padding", List{1, 2}}, {"dilation", List{1, 2}}}},
        {"conv_transpose2d", {image(2, 4, 4), weight({2, 1, 3, 3})}, {{"dilation", List{4}}, {"padding", List{1, 3}}, {"output_padding", List{3}}}},
        {"conv_transpose3d", {volume(2, 3, 2, 4), weight({2, 3, 2, 3, 2})}, {{"stride", List{2}}, {"padding", List{0, 1, 0}}}},
        {"unfold", {image(2, 7, 6)}, {{"kernel", List{3, 2}}, {"stride", List{2, 1}}, {"padding", List{1, 0}}, {"dilation", List{1, 2}}}},
        {"max_pool1d", {sequence(3, T)}, {{"kernel", List{3}}, {"stride", List{1}}, {"padding", List{1}}}},
        {"max_pool2d", {image(3, 9, 8)}, {{"kernel", List{3, 2}}, {"padding", List{1, 0}}, {"ceil_mode", true}}},
        {"max_pool2d", {image(3, 9, 8)}, {{"kernel", List{2}}, {"stride", List{3}}, {"dilation", List{3}}, {"ceil_mode", true}}},
        {"max_pool3d", {volume(2, 5, 6, 7)}, {{"kernel", List{2, 3, 2}}, {"ceil_mode", true}}},
        {"average_pool1d", {sequence(3, T)}, {{"kernel", List{3}}, {"stride", List{1}}}},
        {"average_pool2d", {image(3, 9, 8)}, {{"padding", List{1, 1}}, {"count_include_pad", false}}},
        {"average_pool3d", {volume(2, 5, 6, 7)}, {{"padding", List{1}}, {"ceil_mode", true}}},
        {"lp_pool1d", {sequence(3, T)}, {{"norm", std::int64_t(3)}}},
        {"lp_pool2d", {image(3, 9, 8)}, {}},
        {"lp_pool2d", {image(3, 9, 8)}, {{"kernel", List{3}}, {"ceil_mode", true}}},
        {"lp_pool3d", {volume(2, 5, 6, 7)}, {{"kernel", List{2, 3, 2}}, {"norm", std::int64_t(3)}, {"ceil_mode", true}}},
        {"global_average_pool", {image(3, 9, 8)}, {}},
        {"global_average_pool", {sequence(T, 8)}, {}},
        {"global_average_pool", {volume(3, 5, 4, 3)}, {}},
        {"global_max_pool", {image(3, 9, 8)}, {}},
        {"global_max_pool", {sequence(T, 8)}, {}},
        {"global_max_pool", {volume(3, 5, 4, 3)}, {}},
        {"adaptive_max_pool1d", {sequence(3, T)}, {}},
        {"adaptive_max_pool2d", {image(3, 9, 8)}, {{"output", List{3, 2}}}},
        {"adaptive_max_pool2d", {image(3, 9, 8)}, {{"output", List{4, 8}}}},
        {"adaptive_max_pool3d", {volume(2, 5, 6, 7)}, {{"output", List{2, 7, 1}}}},
        {"adaptive_average_pool1d", {sequence(3, 7)}, {{"output", List{3}}}},
        {"adaptive_average_pool2d", {image(3, 9, 8)}, {{"output", List{3, 2}}}},
        {"adaptive_average_pool2d", {image(3, T, 8)}, {{"output", List{1, 5}}}},
        {"adaptive_average_pool3d", {volume(2, 5, 6, 7)}, {{"output", List{2, 7, 1}}}},
        {"unflatten", {vectorOf(12)}, {{"sizes", List{3, -1}}}},
        {"unflatten", {image(6, 4, T)}, {{"sizes", List{2, 3}}}},
        {"unflatten", {sequence(T, 6)}, {{"dim", std::int64_t(-1)}, {"sizes", List{-1, 2}}}},
        {"squeeze", {image(1, T, 1)}, {{"dims", List{-1, 1}}}},
        {"unsqueeze", {sequence(T, 6)}, {{"dim", std::int64_t(-1)}}},
        {"flatten", {image(3, 4, 5)}, {}},
        {"flatten", {image(3, 4, 5)}, {{"start_dim", std::int64_t(2)}}},
        {"reshape", {sequence(T, 8)}, {{"shape", List{0, 0, 2, -1}}}},
        {"permute", {image(3, 4, 5)}, {{"dims", List{0, 2, 3, 1}}}},
        {"concatenate", {image(3, 4, 5), image(2, 4, 5)}, {}},
        {"chunk", {sequence(T, 6)}, {{"parts", std::int64_t(3)}}},
        {"split_rows", {weight({6, 4})}, {{"sizes", List{2, 4}}}},
        {"split_rows", {weight({5})}, {{"sizes", List{1, 3, 1}}}},
        {"slice", {sequence(7, 6)}, {{"start", std::int64_t(2)}, {"length", std::int64_t(-1)}}},
        {"chunk", {image(6, 4, T)}, {{"dim", std::int64_t(1)}, {"sizes", List{1, 3, 2}}}},
        {"slice", {sequence(T, 6)}, {{"start", std::int64_t(1)}, {"length", std::int64_t(-1)}, {"step", std::int64_t(2)}}},
        {"slice", {image(3, T, 9)}, {{"dim", std::int64_t(-1)}, {"start", std::int64_t(1)}, {"length", std::int64_t(3)}, {"step", std::int64_t(3)}}},
        {"select", {sequence(T, 6)}, {{"index", std::int64_t(-1)}}},
        {"select", {image(3, 4, T)}, {{"dim", std::int64_t(2)}, {"index", std::int64_t(3)}}},
        {"flip", {image(3, T, 5)}, {{"dims", List{-1, 2, -2}}}},
        {"roll", {sequence(7, T)}, {{"shift", std::int64_t(-9)}}},
        {"roll", {vectorOf(4)}, {{"shift", std::int64_t(8)}}},
        {"tile", {sequence(T, 6)}, {{"repeats", std::int64_t(3)}}},
        {"pad", {image(3, 4, T)}, {{"before", List{1, 0}}, {"after", List{2, 3}}, {"value", 0.5}}},
        {"pad", {sequence(3, 6)}, {{"before", List{1}}, {"after", List{2}}, {"mode", std::string("reflect")}}},
        {"pad", {volume(2, 3, 4, 5)}, {{"before", List{1, 0, 2}}, {"after", List{2, 1, 0}}, {"mode", std::string("replicate")}}},
        {"pad", {image(2, 4, 5)}, {{"before", List{4, 0}}, {"after", List{1, 2}}, {"mode", std::string("circular")}}},
        {"resize", {image(2, 4, T)}, {{"scale", 2.0}}},
        {"resize", {image(2, 4, 5)}, {{"size", List{7, 3}}, {"mode", std::string("cubic")}}},
        {"resize", {sequence(3, T)}, {{"scale", 3.0}, {"mode", std::string("linear")}}},
        {"resize", {volume(2, 3, 4, 5)}, {{"scale", 1.5}, {"mode", std::string("linear")}, {"align_corners", true}}},
        {"pixel_shuffle", {image(8, 3, T)}, {}},
        {"pixel_unshuffle", {image(2, 6, 4)}, {}},
        {"select_last", {sequence(T, 6)}, {}},
        {"mean", {image(3, 4, 5)}, {{"dims", List{2, -1}}, {"keepdim", true}}},
        {"batch_norm", {image(3, 4, 5), weight({3}), weight({3}), weight({3}), weight({3}), counter()}, {}},
        {"batch_norm", {vectorOf(3), absentSpec(), absentSpec(), weight({3}), weight({3}), counter()}, {}},
        {"layer_norm", {sequence(T, 6), weight({6}), weight({6})}, {}},
        {"layer_norm", {image(2, 4, 5)}, {{"normalized_dims", std::int64_t(2)}}},
        {"batch_norm", {volume(3, 4, 5, T), weight({3}), weight({3}), weight({3}), weight({3}), counter()}, {}},
        {"rms_norm", {sequence(T, 6), weight({6})}, {}},
        {"rms_norm", {volume(2, 3, 4, 5)}, {{"normalized_dims", std::int64_t(3)}}},
        {"group_norm", {image(6, 4, 5), weight({6}), weight({6})}, {{"groups", std::int64_t(3)}}},
        {"group_norm", {sequence(6, T)}, {{"groups", std::int64_t(2)}}},
        {"group_norm", {vectorOf(6), weight({6})}, {{"groups", std::int64_t(2)}}},
        {"instance_norm", {image(3, 4, 5), weight({3}), weight({3}), weight({3}), weight({3}), counter()}, {}},
        {"instance_norm", {volume(3, 4, 5, T)}, {}},
        {"local_response_norm", {image(6, 4, 5)}, {}},
        {"local_response_norm", {volume(6, 4, 5, T)}, {{"size", std::int64_t(4)}, {"alpha", 0.5}}},
        {"l2_normalize", {image(6, 4, T)}, {{"dim", std::int64_t(1)}}},
        {"dropout", {vectorOf(4)}, {}},
        {"dropout", {image(3, 4, T)}, {{"unit", std::string("channels")}}},
        {"dropout", {sequence(T, 4)}, {{"unit", std::string("features")}}},
        {"dropout", {sequence(T, 4)}, {{"unit", std::string("samples")}}},
        {"alpha_dropout", {sequence(T, 4)}, {}},
        {"gaussian_noise", {vectorOf(4)}, {}},
        {"relu", {vectorOf(4)}, {}},
        {"relu", {volume(2, 3, 4, 5)}, {}},
        {"leaky_relu", {vectorOf(4)}, {}},
        {"prelu", {sequence(3, T), weight({1})}, {}},
        {"prelu", {vectorOf(3), weight({3})}, {}},
        {"prelu", {volume(3, 2, 4, 5), weight({3})}, {}},
        {"elu", {vectorOf(4)}, {}},
        {"selu", {vectorOf(4)}, {}},
        {"celu", {vectorOf(4)}, {{"alpha", 0.5}}},
        {"gelu", {vectorOf(4)}, {}},
        {"gelu", {vectorOf(4)}, {{"approximate", std::string("tanh")}}},
        {"silu", {vectorOf(4)}, {}},
        {"mish", {vectorOf(4)}, {}},
        {"hardswish", {vectorOf(4)}, {}},
        {"sigmoid", {vectorOf(4)}, {}},
        {"log_sigmoid", {vectorOf(4)}, {}},
        {"hardsigmoid", {vectorOf(4)}, {}},
        {"tanh", {vectorOf(4)}, {}},
        {"hardtanh", {vectorOf(4)}, {{"maximum", 6.0}}},
        {"softplus", {vectorOf(4)}, {}},
        {"softplus", {vectorOf(4)}, {{"beta", 2.0}}},
        {"softplus", {vectorOf(4)}, {{"threshold", 1.0}}},
        {"softsign", {vectorOf(4)}, {}},
        {"softmax", {vectorOf(4)}, {}},
        {"log_softmax", {sequence(T, 4)}, {}},
        {"add", {vectorOf(4), vectorOf(4), vectorOf(1)}, {}},
        {"multiply", {image(3, 4, 5), image(3, 1, 1)}, {}},
        {"exp", {vectorOf(4)}, {}},
        {"log", {vectorOf(4)}, {}},
        {"sqrt", {vectorOf(4)}, {}},
        {"square", {vectorOf(4)}, {}},
        {"power", {vectorOf(4)}, {{"exponent", -1.5}}},
        {"abs", {vectorOf(4)}, {}},
        {"negate", {vectorOf(4)}, {}},
        {"reciprocal", {vectorOf(4)}, {}},
        {"sin", {vectorOf(4)}, {}},
        {"cos", {vectorOf(4)}, {}},
        {"erf", {vectorOf(4)}, {}},
        {"clamp", {vectorOf(4)}, {}},
        {"clamp", {vectorOf(4)}, {{"limits", std::string("minimum")}}},
        {"clamp", {vectorOf(4)}, {{"limits", std::string("maximum")}}},
        {"scale", {vectorOf(4)}, {{"factor", 2.0}, {"shift", -1.0}}},
        {"scale", {vectorOf(4)}, {{"shift", 1.0}}},
        {"scale", {number()}, {{"factor", 2.0}}},
        {"channel_scale", {volume(3, 2, 4, 5), weight({3}), weight({3})}, {}},
        {"channel_scale", {sequence(T, 3), weight({3})}, {{"axis", std::int64_t(-1)}}},
        {"maximum", {image(3, 4, 5), image(3, 1, 1), image(3, 4, 5)}, {}},
        {"minimum", {sequence(T, 4), sequence(1, 4)}, {}},
        {"average", {vectorOf(4), vectorOf(4), vectorOf(1)}, {}},
        {"subtract", {volume(2, 3, 4, 5), volume(2, 1, 1, 1)}, {}},
        {"divide", {vectorOf(4), vectorOf(1)}, {}},
        {"pow", {sequence(T, 4), sequence(T, 1)}, {}},
        {"where", {sequence(T, 1), sequence(T, 4), sequence(1, 4)}, {{"threshold", 0.5}}},
        {"where", {vectorOf(4), vectorOf(4), vectorOf(4)}, {{"comparison", std::string("not_equal")}}},
        {"einsum", {sequence(T, 4), sequence(T, 4)}, {{"equation", std::string("nti, nsi -> nts")}}},
        {"einsum", {image(3, 4, 4)}, {{"equation", std::string("ncii->nc")}}},
        {"bilinear", {vectorOf(4), vectorOf(3), weight({5, 4, 3}), weight({5})}, {}},
        {"bilinear", {sequence(T, 4), sequence(T, 3), weight({5, 4, 3})}, {}},
        {"cosine_similarity", {image(3, 4, 5), image(3, 4, 5)}, {{"dim", std::int64_t(1)}, {"keepdim", true}}},
        {"sum", {volume(2, 3, 4, 5)}, {{"dims", List{2, 3, 4}}}},
        {"max", {image(3, 4, 5)}, {{"dims", List{-1, 2}}, {"keepdim", true}}},
        {"min", {sequence(T, 4)}, {}},
        {"product", {image(3, 4, 5)}, {{"dims", List{3, 1}}}},
        {"norm", {sequence(T, 4)}, {{"dims", List{-1}}}},
        {"norm", {image(3, 4, 5)}, {{"order", std::string("l1")}}},
        {"variance", {image(3, 4, 5)}, {{"dims", List{2, 3}}}},
        {"variance", {sequence(T, 4)}, {{"unbiased", false}}},
        {"standard_deviation", {sequence(T, 4)}, {{"keepdim", true}}},
        {"logsumexp", {image(3, 4, 5)}, {{"dims", List{1, 3}}}},
        {"argmax", {sequence(T, 4)}, {}},
        {"argmax", {image(3, 4, 5)}, {{"dim", std::int64_t(1)}, {"keepdim", true}, {"as_number", true}}},
        {"stack", {image(3, 4, 5), image(3, 4, 5)}, {{"dim", std::int64_t(2)}}},
        {"stack", {sequence(T, 4), sequence(T, 4), sequence(T, 4)}, {{"dim", std::int64_t(-1)}}},
        {"expand_batch", {weight({3, 1, 2}), tokens(T, 20)}, {}},
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
        {"one_hot", {tokens(T, 20)}, {{"classes", std::int64_t(20)}}},
        {"one_hot", {labels(4)}, {{"classes", std::int64_t(5)}}},
    };
}

} // namespace nodegrad
