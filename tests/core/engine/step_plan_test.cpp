// The compiled step against autograd, which stays the reference.
#include "core/engine/step_plan.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>

#include <set>

#include "core/engine/tensors.h"
#include "tests/core/engine/double_precision.h"
#include "tests/core/engine/fragment_program.h"
#include "tests/core/engine/op_inputs.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

struct Step {
    Tensors values;
    std::map<std::string, at::Tensor> gradients;
};

Step takeUp(TorchModel& model, const Tensors& values)
{
    Step step;
    for (const at::Tensor& value : values)
        step.values.push_back(value.detach().clone());
    for (const auto& [path, tensor] : model.trainable())
        step.gradients[path] = tensor.grad().defined() ? tensor.grad().clone() : at::Tensor();
    return step;
}

Step byAutograd(TorchModel& model, const ForwardPlan& plan, const std::vector<WeightedLoss>& losses, const std::vector<Feed>& feeds,
                const KernelContext& context)
{
    const c10::AutoGradMode mode(true);
    for (const auto& [path, tensor] : model.trainable())
        const_cast<at::Tensor&>(tensor).mutable_grad() = at::Tensor();
    const Tensors values = model.forward(plan, feeds, context);
    at::Tensor total;
    for (std::size_t i = 0; i < losses.size(); ++i)
        total = total.defined() ? total + (values[i] * losses[i].weight).sum() : (values[i] * losses[i].weight).sum();
    if (total.requires_grad())
        total.backward();
    return takeUp(model, values);
}

/// Differences of numbers, by the norm of what they should be.
void checkClose(const at::Tensor& got, const at::Tensor& expected, double tolerance, const std::string& what)
{
    INFO(what);
    REQUIRE(got.defined() == expected.defined());
    if (!got.defined())
        return;
    REQUIRE(got.sizes() == expected.sizes());
    const double scale = std::max(1e-12, expected.to(at::kDouble).norm().item<double>());
    CHECK((got.to(at::kDouble) - expected.to(at::kDouble)).norm().item<double>() / scale <= tolerance);
}

/// The op between trained inputs and a product with random numbers, so that each output value counts differently.
struct OpProgram {
    std::shared_ptr<Program> program;
    std::vector<WeightedLoss> losses;
};

OpProgram opProgram(const OpExample& example)
{
    const std::set<std::string> untrained = {"running_mean", "running_var", "running_mean?", "running_var?", "condition", "mask", "mask?", "target"};
    const std::vector<std::string>& names = findOp(example.op)->inputs;
    Builder builder("node1", {});
    Values in;
    std::map<std::string, at::Tensor> numbers;
    for (std::size_t i = 0; i < example.in.size(); ++i) {
        Spec spec = example.in[i];
        if (isAbsent(spec)) {
            in.push_back(Builder::none());
            continue;
        }
        at::Tensor x = randomOf(spec);
        if (example.op == "binary_cross_entropy" && i == 0)
            x.sigmoid_();
        const std::vector<std::int64_t> sizes = x.sizes().vec();
        spec.shape.assign(sizes.begin(), sizes.end());
        const std::string name = "x" + std::to_string(i);
        const bool isTrained = spec.dtype == DType::Float32 && !(i < names.size() && untrained.contains(names[i]));
        Value value = isTrained ? builder.parameter(name, sizes, {}) : builder.buffer(name, toHost(x));
        value.spec = spec;
        in.push_back(value);
        numbers[name] = x;
    }
    const Values out = builder.call(example.op, in, example.attributes);
    OpProgram made;
    for (std::size_t k = 0; k < out.size(); ++k) {
        if (out[k].spec.dtype != DType::Float32)
            continue;
        std::vector<std::int64_t> sizes;
        for (const Dim& dim : out[k].spec.shape)
            sizes.push_back(dim.value());
        const double share = 0.5 + static_cast<double>(k);
        if (sizes.empty()) { // a loss
            made.losses.push_back({out[k].id, share});
            continue;
        }
        Value factor = builder.buffer("factor" + std::to_string(k), toHost(at::rand(sizes) + 0.5));
        factor.spec = out[k].spec;
        made.losses.push_back({builder.call1("multiply", {out[k], factor}).id, share});
    }
    made.program = programOf(builder.take());
    // Larger weights saturate the gates of recurrent layers, where 1 - y keeps few digits in float32.
    const bool isRecurrent = example.op == "lstm" || example.op == "gru" || example.op == "rnn";
    for (Parameter& parameter : made.program->parameters)
        parameter.initializer = {.type = Initializer::Type::Uniform, .a = 0.01, .b = isRecurrent ? 0.4 : 1.0};
    return made;
}

void checkSame(const Step& got, const Step& expected, double tolerance)
{
    REQUIRE(got.values.size() == expected.values.size());
    for (std::size_t i = 0; i < got.values.size(); ++i)
        checkClose(got.values[i], expected.values[i], tolerance, "value " + std::to_string(i));
    for (const auto& [path, gradient] : expected.gradients)
        checkClose(got.gradients.at(path), gradient, tolerance, path);
}

} // namespace

TEST_CASE("A compiled op gives autograd's values and gradients, step after step")
{
    const bool isDouble = GENERATE(true, false); // float32 takes short ways of its own
    CAPTURE(isDouble);
    at::set_num_threads(1);
    at::manual_seed(7);
    int compiled = 0;
    for (const OpExample& example : allExamples()) {
        CAPTURE(example.op, example.attributes);
        const OpProgram made = opProgram(example);
        if (made.losses.empty())
            continue; // whole numbers only
        auto created = TorchModel::create(made.program, 1);
        REQUIRE(created);
        TorchModel& model = **created;
        if (isDouble)
            toDouble(model);
        std::vector<ValueId> wanted;
        for (const WeightedLoss& loss : made.losses)
            wanted.push_back(loss.loss);
        const ForwardPlan plan = model.planFor(wanted);
        const KernelContext context{true, 3, 5};
        const Step expected = byAutograd(model, plan, made.losses, {}, context);
        StepPlan step(model, plan, made.losses);
        compiled += step.counts().autograd == 0 ? 1 : 0;
        for (int repeat = 0; repeat < 2; ++repeat) { // the second step writes over the memory of the first
            const Tensors values = step.forward({}, context);
            step.backward();
            checkSame(takeUp(model, values), expected, isDouble ? 1e-10 : 1e-5);
        }
    }
    CHECK(compiled > 40);
}
