#pragma once
// Examples of every op, losses included, and numbers for their inputs.

#include <ATen/ATen.h>

#include "tests/core/ops/op_cases.h"

namespace nodegrad {

inline constexpr std::int64_t kBatch = 3, kTime = 5;

inline std::vector<std::int64_t> sizesOf(const Spec& spec)
{
    std::vector<std::int64_t> sizes;
    for (const Dim& dim : spec.shape)
        sizes.push_back(dim.evaluate({{"N", kBatch}, {"T", kTime}}).value());
    return sizes;
}

inline at::Tensor randomOf(const Spec& spec)
{
    if (isAbsent(spec))
        return {};
    const std::vector<std::int64_t> sizes = sizesOf(spec);
    if (spec.dtype == DType::Int64)
        return at::randint(0, std::max<std::int64_t>(1, spec.classes), sizes, at::kLong);
    return at::rand(sizes) + 0.01; // positive: running variances are among them
}

inline OpCall callOf(const OpExample& example)
{
    Builder builder("node1", example.in);
    Values in;
    for (std::size_t i = 0; i < example.in.size(); ++i)
        in.push_back(isAbsent(example.in[i]) ? Builder::none() : Value{static_cast<ValueId>(i), example.in[i]});
    builder.call(example.op, in, example.attributes);
    return builder.take().ops.back();
}

inline std::vector<OpExample> allExamples()
{
    std::vector<OpExample> all = opExamples();
    const Spec classes{DType::Int64, {N, T}, Kind::Tokens, 4};
    all.push_back({"cross_entropy", {vectorOf(4), labels(4)}, {}});
    all.push_back({"cross_entropy", {sequence(T, 4), classes}, {}});
    for (const char* loss : {"binary_cross_entropy", "binary_cross_entropy_with_logits", "mse", "l1", "huber"}) {
        all.push_back({loss, {vectorOf(1), labels(2)}, {}});
        if (loss != std::string("binary_cross_entropy")) // its inputs are probabilities
            all.push_back({loss, {vectorOf(3), vectorOf(3)}, {}});
    }
    for (const char* loss : {"nll", "focal", "multi_margin"})
        all.push_back({loss, {vectorOf(4), labels(4)}, {}});
    for (const char* loss : {"hinge", "dice", "smooth_l1", "kl_divergence", "poisson"})
        all.push_back({loss, {vectorOf(3), vectorOf(3)}, {}});
    all.push_back({"gaussian_nll", {vectorOf(3), vectorOf(3), vectorOf(3)}, {}});
    all.push_back({"cosine_embedding", {vectorOf(3), vectorOf(3), labels(2)}, {}});
    all.push_back({"triplet", {vectorOf(3), vectorOf(3), vectorOf(3)}, {}});
    all.push_back({"ctc", {sequence(T, 4), {DType::Int64, {N, 2}, Kind::Tokens, 4}}, {}});
    return all;
}

} // namespace nodegrad
