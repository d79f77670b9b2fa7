// Our own designs through ONNX and back: the same layers, the same numbers.

#include <algorithm>
#include <cmath>

#include "core/engine/model.h"
#include "core/importers/importer.h"
#include "core/layers/layer_type.h"
#include "tests/core/base/temporary_folder.h"
#include "tests/core/exporters/designs.h"

using namespace nodegrad;
using namespace nodegrad::test;

namespace {

struct RoundTrip {
    ExportRequest request;
    Imported imported;
};

/// Nothing when there is no ONNX form, or when the import refuses the file and it `mayRefuse`.
std::optional<RoundTrip> throughOnnx(const std::string& text, const std::string& opset = "17", bool mayRefuse = false)
{
    RoundTrip trip{requestFor(text), {}};
    // No bias is zero and no statistic trivial.
    RandomStream random(streamKey(3, text));
    for (auto& [key, tensor] : trip.request.state)
        for (float& value : tensor.dtype() == DType::Float32 ? tensor.mutableValues<float>() : std::span<float>())
            value += static_cast<float>(key.ends_with("running_var") ? random.uniform() : 0.2 * random.normal());
    trip.request.options.set("opset", opset);
    const TemporaryFolder folder;
    const auto path = folder.path() / "model.onnx";
    const Exporter& onnx = *findExporter("onnx");
    if (!onnx.check(trip.request).possible)
        return std::nullopt;
    REQUIRE(onnx.write(trip.request, path, Task()));
    auto imported = importModel(path);
    if (!imported && mayRefuse)
        return std::nullopt;
    INFO((imported ? "" : sentence(imported.error())));
    REQUIRE(imported);
    trip.imported = std::move(*imported);
    return trip;
}

std::vector<std::string> types(const Graph& graph)
{
    std::vector<std::string> all;
    for (const NodePtr& node : graph.root().nodes)
        all.push_back(node->type);
    std::ranges::sort(all);
    return all;
}

/// Predictions of a program with `state`.
std::vector<HostTensor> predictions(const Program& program, const StateDict& state, const std::vector<HostTensor>& samples)
{
    auto model = Model::create(std::make_shared<const Program>(program), 0);
    REQUIRE(model);
    const Status loaded = model->loadState(state);
    INFO((loaded ? "" : sentence(loaded.error())));
    REQUIRE(loaded);
    std::vector<ValueId> wanted;
    for (const ProgramOutput& output : program.outputs)
        wanted.push_back(output.prediction);
    auto values = model->run(samples, wanted);
    REQUIRE(values);
    return *values;
}

/// Within float32's |a - b| <= 1e-5 + 1e-5 |b|.
void checkSameNumbers(const RoundTrip& trip)
{
    const Lowered lowered = lower(trip.imported.project.graph, {});
    INFO((lowered.diagnostics.empty() ? "" : sentence(lowered.diagnostics[0].error)));
    REQUIRE(lowered.ok());
    StateDict state = trip.imported.weights;
    for (const Buffer& buffer : lowered.program.buffers)
        state.try_emplace(buffer.path, buffer.initial);
    const auto before = predictions(*trip.request.program, trip.request.state, trip.request.samples);
    const auto after = predictions(lowered.program, state, trip.request.samples);
    REQUIRE(before.size() == after.size());
    for (std::size_t k = 0; k < before.size(); ++k) {
        REQUIRE(before[k].shape() == after[k].shape());
        double worst = 0;
        for (std::int64_t i = 0; i < before[k].count(); ++i)
            worst = std::max(worst, std::abs(after[k].number(i) - before[k].number(i)) - 1e-5 * std::abs(before[k].number(i)));
        CHECK(worst <= 1e-5);
    }
}

} // namespace

TEST_CASE("Our designs come back from ONNX as the same layers with the same numbers")
{
    const std::string text = GENERATE(as<std::string>(),
        "input(1,8,8) > conv2d(6, kernel=3, padding=same) > batch_norm > relu > max_pool2d(2) > conv2d(4, kernel=3, bias=false) > tanh > flatten > dense(10) > output(cross_entropy)",
        "input(3,9,9) > conv2d(6, kernel=3x2, stride=2, padding=[1,0], groups=3, dilation=2) > elu(0.5) > average_pool2d(2) > global_average_pool > dense(2, bias=false) > output(mse)",
        "input(4,9,9) > lp_pool2d(3, stride=2, norm=3) > flatten > dense(2) > output(mse)",
        "input(12,4) > lp_pool1d(3, stride=1) > flatten > dense(2) > output(mse)",
        "input(2,5,6,7) > lp_pool3d(2x3x2, norm=1) > flatten > dense(2) > output(mse)",
        "input(4,9,9) > max_pool2d(3, stride=2, padding=1, ceil_mode=true) > leaky_relu(0.2) > flatten > dense(1) > output(binary_cross_entropy_with_logits)",
        "input(12,4) > conv1d(8, kernel=5, padding=same) > batch_norm > gelu > conv1d(6, kernel=3, stride=2) > global_average_pool > dense(3) > output(cross_entropy)",
        "input(16) > dense(12) > gelu(tanh) > batch_norm > silu > dense(8) > sigmoid > softmax > dense(2) > output(mse)",
        "input(10,6) > dense(8) > layer_norm > gelu > lstm(5, output=sequence) > dense(4) > output(mse)",
        "input(10,6) > lstm(5) > dense(3) > output(cross_entropy)",
        "input(10,6) > lstm(5, layers=3) > dense(3) > output(cross_entropy)",
        "input(10,6) > lstm(5, layers=2, bidirectional=true) > dense(3) > output(cross_entropy)",
        "input(10,6) > lstm(5, bidirectional=true, output=sequence) > layer_norm > dense(3) > output(mse)",
        "s = input(9,4); a = s > lstm(8, with_states=true); b = s > dense(4) > tanh; lstm(b, a.h, a.c, units=8, with_states=true) > output(mse)",
        "s = input(9,4); a = s > gru(8, with_states=true); b = s > dense(4) > tanh; gru(b, a.h, units=8, output=sequence, with_states=true) > output(mse)",
        "s = input(9,4); a = s > lstm(8, output=sequence, with_states=true); b = a.c > relu; c = a.out > reduce_max(1); add(b, c) > output(mse)",
        "input(20, kind=tokens, vocabulary=50) > embedding(8) > lstm(6) > dense(4) > output(cross_entropy)",
        "input(20, kind=tokens, vocabulary=50) > embedding(8) > multi_head_attention(2) > layer_norm > global_average_pool > dense(4) > output(cross_entropy)",
        "input(7,8) > multi_head_attention(4, causal=true, bias=false) > output(mse)",
        "x = input(7,8); m = x > dense(8); multi_head_attention(x, m, heads=2) > output(mse)",
        "x = input(7,8); m = x > dense(6); multi_head_attention(x, m, heads=2, bias=false) > output(mse)",
        "a = input(6,8,8); b = a > conv2d(6, kernel=3, padding=same); c = add(a, b) > relu; concatenate(c, b) > conv2d(2, kernel=1) > flatten > dense(3) > output(cross_entropy)",
        "a = input(8); b = a > dense(8) > sigmoid; c = multiply(a, b); d = a > relu; add(a, c, d, inputs=3) > dense(2) > output(mse)",
        "input(64) > reshape(4,4,4) > conv2d(3, kernel=3) > flatten(2) > output(mse)",
        "a = input(5,6); b = a > dense(6); concatenate(a, b, axis=time) > dense(2) > output(mse)",
        "input(5,4,4) > softmax(1) > output(mse)");
    const std::string opset = GENERATE(as<std::string>(), "17", "21");
    CAPTURE(text, opset);
    const auto trip = throughOnnx(text, opset);
    REQUIRE(trip);
    INFO(trip->imported.report.text());
    CHECK(trip->imported.report.isWhole());
    CHECK(types(trip->imported.project.graph) == types(trip->request.graph));
    checkSameNumbers(*trip);
}

TEST_CASE("Parameters and operations of a design are the same behind ONNX")
{
    const auto trip = throughOnnx("input(1,8,8) > conv2d(6, kernel=3, padding=same) > relu > max_pool2d(2) > flatten > dense(10) > output(cross_entropy)");
    const Lowered after = lower(trip->imported.project.graph, {});
    REQUIRE(after.ok());
    const Program& before = *trip->request.program;
    REQUIRE(after.program.ops.size() == before.ops.size());
    for (std::size_t i = 0; i < before.ops.size(); ++i) {
        CHECK(after.program.ops[i].type == before.ops[i].type);
        CHECK(after.program.ops[i].attributes == before.ops[i].attributes);
    }
    REQUIRE(after.program.parameters.size() == before.parameters.size());
    for (std::size_t i = 0; i < before.parameters.size(); ++i) {
        CHECK(after.program.parameters[i].path == before.parameters[i].path);
        CHECK(after.program.parameters[i].shape == before.parameters[i].shape);
    }
}

TEST_CASE("Every layer's examples come back with equal numbers, or with a problem that is told")
{
    std::size_t whole = 0, told = 0;
    for (const LayerType& type : layerTypes())
        for (const Example& example : type.examples) {
            if (!type.build)
                continue;
            CAPTURE(example.text);
            const auto trip = throughOnnx(example.text + " > output(mse)", "17", true); // refused: whole numbers that are no tokens, an output that knows no input
            if (!trip)
                continue; // no ONNX form: said by the exporter's own tests
            INFO(trip->imported.report.text());
            trip->imported.report.isWhole() ? ++whole : ++told;
            if (trip->imported.report.isWhole())
                checkSameNumbers(*trip);
        }
    CAPTURE(whole, told);
    CHECK(whole >= 150);
}
