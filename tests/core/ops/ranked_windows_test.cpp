// Windows over one, two and three dimensions: sizes that PyTorch gives.
#include "tests/core/ops/op_cases.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

using List = std::vector<std::int64_t>;

struct RankedCase {
    const char* op;
    List sizes, kernel, stride, padding, dilation, more; ///< more: output padding, or size of an adaptive pool
    bool ceilMode;
    List out; ///< empty: refused
};
const RankedCase rankedCases[] = {
#include "tests/core/ops/ranked_shapes.inc"
};

Spec inputOf(const List& sizes)
{
    Spec spec{DType::Float32, {N, 1}, sizes.size() == 1 ? Kind::Sequence : sizes.size() == 2 ? Kind::Image : Kind::Volume, 0};
    spec.shape.insert(spec.shape.end(), sizes.begin(), sizes.end());
    return spec;
}

Outcome outcomeOf(const RankedCase& c)
{
    const std::string op = c.op;
    const Spec x = inputOf(c.sizes);
    Shape filter{1, 1};
    filter.insert(filter.end(), c.kernel.begin(), c.kernel.end());
    if (op.starts_with("adaptive"))
        return ask(op, {x}, {{"output", c.more}});
    if (op.starts_with("conv_transpose"))
        return ask(op, {x, weight(filter)}, {{"stride", c.stride}, {"padding", c.padding}, {"output_padding", c.more}, {"dilation", c.dilation}});
    if (op.starts_with("conv"))
        return ask(op, {x, weight(filter)}, {{"stride", c.stride}, {"pad_before", c.padding}, {"pad_after", c.padding}, {"dilation", c.dilation}});
    Attributes attributes{{"kernel", c.kernel}, {"stride", c.stride}};
    if (!op.starts_with("lp"))
        attributes.set("padding", c.padding);
    if (op.starts_with("max") || op == "unfold")
        attributes.set("dilation", c.dilation);
    if (op != "unfold")
        attributes.set("ceil_mode", c.ceilMode);
    return ask(op, {x}, attributes);
}

} // namespace

TEST_CASE("Windows of every rank have the sizes that PyTorch gives, and are refused where it refuses them")
{
    for (const RankedCase& c : rankedCases) {
        INFO(c.op << " of " << pythonList(c.sizes) << ", kernel " << pythonList(c.kernel) << ", stride " << pythonList(c.stride) << ", padding "
                  << pythonList(c.padding) << ", dilation " << pythonList(c.dilation) << ", more " << pythonList(c.more) << ", ceil " << c.ceilMode);
        const Outcome outcome = outcomeOf(c);
        if (c.out.empty()) {
            CHECK((outcome.code() == "layer.kernel_too_large" || outcome.code() == "layer.output_padding_too_large" ||
                   outcome.code() == "layer.empty_output"));
            continue;
        }
        REQUIRE(outcome.code() == "");
        Shape expected{N, 1};
        if (std::string(c.op) == "unfold") // (N, C kh kw, L)
            expected[1] = c.kernel[0] * c.kernel[1];
        expected.insert(expected.end(), c.out.begin(), c.out.end());
        CHECK(outcome.specs[0].shape == expected);
    }
}

TEST_CASE("An open length stays a formula through windows")
{
    const auto lengthOf = [](const Outcome& outcome) { return outcome.specs.at(0).shape.at(2).text(); };
    CHECK(lengthOf(ask("max_pool1d", {sequence(3, T)})) == "floor(T / 2)");
    // (T - 1) 2 - 2 + 3 + 1
    CHECK(lengthOf(ask("conv_transpose1d", {sequence(3, T), weight({3, 4, 4})}, {{"stride", List{2}}, {"padding", List{1}}})) == "T * 2");
    CHECK(lengthOf(ask("adaptive_average_pool1d", {sequence(3, T)}, {{"output", List{5}}})) == "5");
    CHECK(lengthOf(ask("unfold", {image(3, T, 4)})) == "T * 3 - 3");
    CHECK(lengthOf(ask("conv1d", {sequence(3, T), weight({4, 3, 3})},
                       {{"pad_before", List{1}}, {"pad_after", List{1}}, {"pad_mode", std::string("reflect")}})) == "T");
}

TEST_CASE("Groups of a transposed convolution multiply its filters")
{
    const Outcome outcome = ask("conv_transpose2d", {image(6, 5, 5), weight({6, 4, 3, 3}), weight({8})}, {{"groups", std::int64_t(2)}});
    REQUIRE(outcome.code() == "");
    CHECK(outcome.specs[0].shape == Shape{N, 8, 7, 7});
    // Each of 6 x 5 x 5 values meets 4 x 3 x 3 weights
    CHECK(outcome.cost.macs == N * Dim(150 * 36));
}
