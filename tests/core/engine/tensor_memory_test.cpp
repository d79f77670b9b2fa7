#include "core/engine/tensor_memory.h"

#include <ATen/ATen.h>

#include <array>
#include <thread>
#include <vector>

#include "core/engine/guarded_torch.h"
#include "tests/support/catch.h"

using namespace nodegrad;

#ifndef __SANITIZE_ADDRESS__

TEST_CASE("The memory of a tensor that was let go serves the next one of its size")
{
    installTensorMemory();
    releaseTensorMemory();
    const void* first = nullptr;
    {
        const at::Tensor tensor = at::empty({100'000});
        first = tensor.const_data_ptr();
        CHECK(reinterpret_cast<std::uintptr_t>(first) % 64 == 0);
    }
    CHECK(waitingTensorBytes() >= 400'000);
    CHECK(waitingTensorBytes() <= 400'000 * 9 / 8);
    const at::Tensor again = at::empty({99'990});
    CHECK(again.const_data_ptr() == first);
    CHECK(waitingTensorBytes() == 0);
}

TEST_CASE("Waiting memory can be given back")
{
    installTensorMemory();
    (void)at::empty({100'000});
    releaseTensorMemory();
    CHECK(waitingTensorBytes() == 0);
    CHECK(at::ones({100'000}).sum().item<float>() == 100'000);
}

TEST_CASE("Tensors of all sizes, empty ones too, keep their values when others come and go")
{
    installTensorMemory();
    std::vector<at::Tensor> kept;
    for (std::int64_t size = 0; size < 3'000'000; size = size * 3 / 2 + 1) {
        kept.push_back(at::full({size}, static_cast<double>(size % 97)));
        (void)at::rand({size + 7});
    }
    for (const at::Tensor& tensor : kept) {
        CHECK(tensor.eq(static_cast<double>(tensor.numel() % 97)).all().item<bool>());
        at::Tensor grown = tensor.clone();
        grown.resize_({tensor.numel() * 2 + 1});
        CHECK(grown.slice(0, 0, tensor.numel()).equal(tensor));
    }
}

TEST_CASE("Threads share the memory")
{
    installTensorMemory();
    std::vector<std::thread> threads;
    std::array<double, 4> sums{};
    for (std::size_t t = 0; t < sums.size(); ++t)
        threads.emplace_back([t, &sums] {
            for (std::int64_t i = 0; i < 200; ++i)
                sums[t] += at::ones({1000 + i * 10}).sum().item<double>();
        });
    for (std::thread& thread : threads)
        thread.join();
    for (const double sum : sums)
        CHECK(sum == 200 * 1000 + 10 * 199 * 200 / 2);
}

TEST_CASE("A size that no machine has is out of memory")
{
    installTensorMemory();
    const auto result = guardedTorch(makeError("engine.failed"), []() -> Status {
        (void)at::empty({std::int64_t(1) << 58});
        return {};
    });
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "memory.exhausted");
}

#endif
