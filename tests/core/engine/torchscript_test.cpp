// A TorchScript program in a process of its own against the same operators called here.

#include <sstream>

#include <ATen/ATen.h>
#include <torch/csrc/jit/api/module.h>

#include "core/base/sha256.h"
#include "core/base/wait_scope.h"
#include "core/engine/guarded_torch.h"
#include "core/engine/kernels/kernel.h"
#include "core/engine/script_process.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

/// A program of one method, and the layer's op that runs it.
class Foreign {
public:
    Foreign(const std::string& code, const std::string& takes, const std::string& gives)
    {
        setScriptProgram(NODEGRAD_PROGRAM);
        torch::jit::Module module("Net");
        module.define(code);
        std::ostringstream out;
        module.save(out);
        const std::string bytes = out.str();
        m_archive = at::empty({static_cast<std::int64_t>(bytes.size())}, at::kByte);
        std::memcpy(m_archive.mutable_data_ptr(), bytes.data(), bytes.size());
        m_call.type = findOp("torchscript");
        m_call.path = "block.torchscript";
        m_call.attributes = {{"archive", sha256Hex(bytes)}, {"takes", takes}, {"gives", gives}};
    }

    Tensors run(const Tensors& inputs, std::uint64_t seed = 1)
    {
        Tensors all{m_archive};
        for (const at::Tensor& input : inputs)
            all.push_back(input);
        return findKernel("torchscript")->run({false, seed, 0}, m_call, all);
    }
    /// The words of the error, "" when there is none.
    std::string refusal(const Tensors& inputs)
    {
        const auto run = guardedTorch(makeError("engine.failed"), [&]() -> Result<Tensors> { return this->run(inputs); });
        return run ? "" : run.error().detail;
    }
    void damage() { m_archive.mutable_data_ptr<std::uint8_t>()[100] ^= 1; }

private:
    at::Tensor m_archive;
    OpCall m_call;
};

} // namespace

TEST_CASE("A foreign program gives what its operators give, and its gradients")
{
    Foreign program("def forward(self, x, y):\n    z = torch.sin(x) * y\n    z[:, 0] = x[:, 1] * 3\n    return z, (x * x).sum(1)\n", "x=4, y=4", "output_0=4, output_1=");
    at::manual_seed(3);
    for (const std::int64_t samples : {1, 5}) {
        const at::Tensor x = at::randn({samples, 4}).requires_grad_(), y = at::randn({samples, 4});
        const at::Tensor x2 = x.detach().clone().requires_grad_();
        at::Tensor z = at::sin(x2) * y;
        z.select(1, 0).copy_(x2.select(1, 1) * 3);
        const at::Tensor squares = (x2 * x2).sum(1);
        const Tensors got = program.run({x, y});
        REQUIRE(got.size() == 2);
        CHECK(at::equal(got[0], z));
        CHECK(at::equal(got[1], squares));
        const at::Tensor weight = at::randn({samples, 4});
        ((got[0] * weight).sum() + got[1].sum()).backward();
        ((z * weight).sum() + squares.sum()).backward();
        CHECK(at::allclose(x.grad(), x2.grad(), 1e-6, 1e-6)); // the order of sums may differ
    }
}

TEST_CASE("A foreign program takes tokens, and inputs that do not reach the loss have no gradient")
{
    Foreign program("def forward(self, ids, x, y):\n    return torch.one_hot(ids, 3).sum(1) + 0 * x.detach() + 2 * y\n", "ids=int64 6, x=3, y=3", "output=3");
    const at::Tensor ids = at::randint(0, 3, {2, 6}, at::kLong), x = at::randn({2, 3}).requires_grad_(), y = at::zeros({2, 3}).requires_grad_();
    const Tensors got = program.run({ids, x, y});
    CHECK(at::equal(got[0], at::one_hot(ids, 3).to(at::kFloat).sum(1)));
    got[0].sum().backward();
    CHECK(at::equal(x.grad(), at::zeros({2, 3})));
    CHECK(at::equal(y.grad(), at::full({2, 3}, 2.0f)));
}

TEST_CASE("That no gradient passes through a foreign program is told, not taken for zeros")
{
    Foreign program("def forward(self, x):\n    return torch.sign(x).detach()\n", "x=3", "output=3");
    const at::Tensor x = at::randn({2, 3}).requires_grad_();
    const at::Tensor y = program.run({x})[0];
    const auto backward = guardedTorch(makeError("engine.failed"), [&]() -> Status {
        y.sum().backward();
        return {};
    });
    REQUIRE_FALSE(backward);
    CHECK(backward.error().detail.find("freeze the layers before it") != std::string::npos);
}

TEST_CASE("What a foreign program draws follows the seed of the run")
{
    Foreign program("def forward(self, x):\n    return x + torch.rand_like(x)\n", "x=8", "output=8");
    const at::Tensor x = at::zeros({2, 8});
    const at::Tensor first = program.run({x}, 1)[0];
    CHECK(at::equal(program.run({x}, 1)[0], first));
    CHECK_FALSE(at::equal(program.run({x}, 2)[0], first));
}

TEST_CASE("Gradients of several runs at once are told apart, and runs that nobody asks again are forgotten")
{
    Foreign program("def forward(self, x):\n    return x * x\n", "x=2", "output=2");
    const at::Tensor a = at::full({1, 2}, 2.0f).requires_grad_(), b = at::full({3, 2}, 5.0f).requires_grad_();
    const at::Tensor ofA = program.run({a})[0], ofB = program.run({b})[0];
    for (int i = 0; i < 100; ++i)
        program.run({b});
    ofA.sum().backward();
    ofB.sum().backward();
    CHECK(at::equal(a.grad(), at::full({1, 2}, 4.0f)));
    CHECK(at::equal(b.grad(), at::full({3, 2}, 10.0f)));
}

TEST_CASE("A foreign program that fails, gives other sizes, ends its process or is another file is told, and the next run works")
{
    Foreign program("def forward(self, x):\n    assert bool(x[0, 0] < 10), \"too large for me\"\n    if bool(x[0, 0] > 5):\n        return x[:1]\n    return x + 1\n", "x=2", "output=2");
    const at::Tensor x = at::zeros({3, 2});
    CHECK(at::equal(program.run({x})[0], x + 1));
    CHECK(program.refusal({x + 20}).find("too large for me") != std::string::npos);
    CHECK(program.refusal({x + 20}).find("Traceback") == std::string::npos); // its own words, not the way to them
    CHECK(program.refusal({x + 7}).find("other sizes") != std::string::npos);
    CHECK(at::equal(program.run({x})[0], x + 1));
    Foreign other("def forward(self, x):\n    return x + 2\n", "x=2", "output=2");
    other.damage();
    CHECK(other.refusal({x}).find("is another") != std::string::npos);
    Foreign huge("def forward(self, x):\n    if bool(x[0, 0] > 5):\n        return x + torch.zeros([1000000, 1000000]).sum()\n    return x\n", "x=2", "output=2");
    CHECK(huge.refusal({x + 7}) != "");
    CHECK(at::equal(huge.run({x})[0], x));
}

TEST_CASE("A foreign program that nobody waits for any more is given up, and the next run works")
{
    Foreign endless("def forward(self, x):\n    while bool(x[0, 0] > 5):\n        x = x + 1\n    return x\n", "x=2", "output=2");
    const at::Tensor x = at::zeros({1, 2});
    int asked = 0;
    WaitScope outer([] { return false; });
    {
        WaitScope scope([&] { return ++asked > 2; });
        CHECK(endless.refusal({x + 7}).find("given up") != std::string::npos);
        CHECK(scope.wasLeft());
    }
    CHECK(outer.wasLeft());
    CHECK(asked > 2);
    CHECK_FALSE(isWaitUnwanted());
    CHECK(at::equal(endless.run({x})[0], x));
}
