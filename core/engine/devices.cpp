#include "core/engine/devices.h"

#include <ATen/ATen.h>
#include <ATen/DeviceAccelerator.h>
#include <torch/version.h>
#include <unistd.h>

#include <algorithm>
#include <thread>

#include "core/engine/guarded_torch.h"
#include "core/engine/model.h"
#include "core/engine/need_device.h"

namespace nodegrad {

namespace {

DeviceInfo cpuInfo()
{
    const unsigned threads = std::max(1u, std::thread::hardware_concurrency());
    const std::int64_t page = sysconf(_SC_PAGESIZE);
    return {"cpu", threads == 1 ? std::string("CPU, 1 thread") : "CPU, " + std::to_string(threads) + " threads",
            std::max<std::int64_t>(0, sysconf(_SC_PHYS_PAGES)) * page, std::max<std::int64_t>(0, sysconf(_SC_AVPHYS_PAGES)) * page};
}

} // namespace

std::vector<DeviceInfo> devices()
{
    std::vector<DeviceInfo> all{cpuInfo()};
    // A driver that answers with an error leaves the CPU.
    (void)guardedTorch(makeError("engine.failed"), [&]() -> Status {
        const auto kind = at::accelerator::getAccelerator();
        if (!kind)
            return {};
        const std::string name = c10::DeviceTypeName(*kind, true);
        for (c10::DeviceIndex i = 0; i < at::accelerator::deviceCount(); ++i) {
            const std::string number = std::to_string(static_cast<int>(i));
            DeviceInfo info{name + ":" + number, c10::DeviceTypeName(*kind) + " " + number};
            const auto [free, total] = at::accelerator::getMemoryInfo(i);
            info.freeBytes = static_cast<std::int64_t>(free);
            info.totalBytes = static_cast<std::int64_t>(total);
            all.push_back(std::move(info));
        }
        return {};
    });
    return all;
}

Result<c10::Device> deviceFor(const std::string& id)
{
    if (id == "cpu" || id.empty())
        return c10::Device(c10::kCPU);
    std::string known;
    for (const DeviceInfo& info : devices()) {
        if (info.id == id || info.id == id + ":0")
            return guardedTorch(makeError("device.unavailable", {{"device", id}, {"devices", info.id}}),
                                [&]() -> Result<c10::Device> { return c10::Device(info.id); });
        known += (known.empty() ? "" : ", ") + info.id;
    }
    return fail("device.unavailable", {{"device", id}, {"devices", known}});
}

Status needDevice(const std::string& id)
{
    const auto device = deviceFor(id);
    return device ? Status() : fail(device.error());
}

std::string torchVersion()
{
    return std::to_string(TORCH_VERSION_MAJOR) + "." + std::to_string(TORCH_VERSION_MINOR) + "." + std::to_string(TORCH_VERSION_PATCH);
}

} // namespace nodegrad
