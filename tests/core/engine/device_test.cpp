// What runs on the CPU runs on an accelerator with the same numbers. Without one these tests say so and pass.

#include <ATen/ATen.h>
#include <ATen/Context.h>
#include <ATen/DeviceAccelerator.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/engine/guarded_torch.h"
#include "core/engine/model.h"
#include "core/engine/step_plan.h"
#include "core/engine/tensors.h"
#include "tests/core/engine/net.h"
#include "tests/core/engine/op_inputs.h"
#include "tests/support/accelerator.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

void checkClose(const at::Tensor& got, const at::Tensor& expected, double tolerance)
{
    REQUIRE(got.defined() == expected.defined());
    if (!got.defined())
        return;
    REQUIRE(got.sizes() == expected.sizes());
    const double scale = std::max(1e-6, expected.to(at::kDouble).norm().item<double>());
    CHECK((got.cpu().to(at::kDouble) - expected.to(at::kDouble)).norm().item<double>() / scale <= tolerance);
}

} // namespace

TEST_CASE("Every op gives the numbers of the CPU on an accelerator, forward and backward", "[device]")
{
    const auto device = acceleratorOr();
    if (!device)
        return;
    at::globalContext().setAllowTF32CuDNN(false); // convolutions in whole float32, to compare
    at::manual_seed(5);
    const std::set<std::string> untrained = {"running_mean", "running_var", "running_mean?", "running_var?"};
    const std::set<std::string> random = {"dropout", "alpha_dropout", "gaussian_noise"};
    for (const OpExample& example : allExamples()) {
        const bool drops = example.op == "attention" && example.attributes.has("dropout") && example.attributes.real("dropout") > 0;
        if (random.contains(example.op) || drops)
            continue; // each device has its own numbers
        CAPTURE(example.op, example.attributes);
        const OpCall call = callOf(example);
        Tensors here, there;
        for (std::size_t i = 0; i < call.inputs.size(); ++i) {
            at::Tensor x = i < example.in.size() ? randomOf(example.in[i]) : at::Tensor();
            if (example.op == "binary_cross_entropy" && i == 0)
                x.sigmoid_();
            here.push_back(x);
            there.push_back(x.defined() ? x.to(*device) : x);
            const std::vector<std::string>& names = call.type->inputs;
            if (x.defined() && x.is_floating_point() && !(i < names.size() && untrained.contains(names[i])))
                here.back().requires_grad_(true), there.back().requires_grad_(true);
        }
        const Kernel& kernel = *findKernel(example.op);
        const Tensors expected = kernel.run({true, 1, 0}, call, here), got = kernel.run({true, 1, 0}, call, there);
        REQUIRE(got.size() == expected.size());
        at::Tensor sumHere = at::zeros({}), sumThere = at::zeros({}, *device);
        for (std::size_t i = 0; i < got.size(); ++i) {
            CHECK(got[i].device() == *device);
            checkClose(got[i].detach(), expected[i].detach(), 2e-5);
            if (expected[i].requires_grad()) {
                const at::Tensor factor = at::rand_like(expected[i].detach());
                sumHere = sumHere + (expected[i] * factor).sum();
                sumThere = sumThere + (got[i] * factor.to(*device)).sum();
            }
        }
        if (!sumHere.requires_grad())
            continue;
        sumHere.backward();
        sumThere.backward();
        double squares = 0; // of all gradients: a single one may be nothing but rounding, as before a saturated tanh
        for (const at::Tensor& x : here)
            if (x.defined() && x.requires_grad())
                squares += x.grad().to(at::kDouble).square().sum().item<double>();
        for (std::size_t i = 0; i < here.size(); ++i)
            if (here[i].defined() && here[i].requires_grad()) {
                CAPTURE(i);
                REQUIRE(there[i].grad().sizes() == here[i].grad().sizes());
                CHECK((there[i].grad().cpu() - here[i].grad()).to(at::kDouble).norm().item<double>() <= 1e-4 * std::max(1e-6, std::sqrt(squares)));
            }
    }
}

TEST_CASE("The compiled step gives autograd's gradients on an accelerator", "[device]")
{
    const auto device = acceleratorOr();
    if (!device)
        return;
    at::globalContext().setAllowTF32CuDNN(false);
    const auto program = Net(image(3, 12, 12), labels(4)).conv("conv1", 8, 3).plain("relu1", "relu").batchNorm("bn1").plain("flatten1", "flatten")
                             .dropout("drop1", 0.25).dense("dense1", 16).plain("gelu1", "gelu").dense("dense2", 4).finish("cross_entropy", "softmax");
    auto created = TorchModel::create(program, 1, device->str());
    REQUIRE(created);
    TorchModel& model = **created;
    const ProgramOutput& output = program->outputs[0];
    const ForwardPlan plan = model.planFor({output.loss, output.logits});
    StepPlan step(model, plan, {{output.loss, 1}});
    for (const std::int64_t batch : {16, 5, 16}) {
        const std::vector<Feed> feeds{{0, at::rand({batch, 3, 12, 12}).to(*device)}, {1, at::randint(0, 4, {batch}, at::kLong).to(*device)}};
        const KernelContext context{true, 7, batch};
        const Tensors values = model.forward(plan, feeds, context);
        values[0].backward();
        std::map<std::string, at::Tensor> expected;
        for (const auto& [path, tensor] : model.trainable()) {
            expected[path] = tensor.grad().cpu();
            const_cast<at::Tensor&>(tensor).mutable_grad() = at::Tensor();
        }
        const Tensors compiled = step.forward(feeds, context);
        step.backward();
        checkClose(compiled[0], values[0].detach().cpu(), 1e-5);
        for (const auto& [path, tensor] : model.trainable()) {
            CAPTURE(path, batch);
            checkClose(tensor.grad(), expected[path], 1e-4);
            const_cast<at::Tensor&>(tensor).mutable_grad() = at::Tensor();
        }
    }
}

TEST_CASE("Inference on an accelerator equals the CPU's, and its memory is listed", "[device]")
{
    const auto device = acceleratorOr();
    if (!device)
        return;
    const std::vector<DeviceInfo> all = devices();
    REQUIRE(all.size() >= 2);
    CHECK(all[1].id == device->str());
    CHECK(all[1].totalBytes > all[1].freeBytes);
    const auto program = Net(image(1, 8, 8), labels(3)).conv("conv1", 4, 3).plain("relu1", "relu").plain("flatten1", "flatten").dense("dense1", 3)
                             .finish("cross_entropy", "softmax");
    auto here = Model::create(program, 4), there = Model::create(program, 4, device->str());
    REQUIRE(here);
    REQUIRE(there);
    const HostTensor x = toHost(at::rand({37, 1, 8, 8}));
    const std::vector<ValueId> wanted{program->outputs[0].prediction};
    const auto expected = here->run({x}, wanted, 10), got = there->run({x}, wanted, 10);
    REQUIRE(expected);
    REQUIRE(got);
    checkClose(toTensor(got->at(0)), toTensor(expected->at(0)), 1e-3); // TF32 may be on
    const Status tooMuch = guardedTorch(makeError("engine.failed"), [&]() -> Status {
        (void)at::empty({std::int64_t(1) << 44}, at::TensorOptions().device(*device));
        return {};
    });
    REQUIRE_FALSE(tooMuch);
    CHECK(tooMuch.error().code == "memory.exhausted");
}
