#include "core/engine/tensors.h"

#include <ATen/ATen.h>

namespace nodegrad {

at::ScalarType torchType(DType type)
{
    switch (type) {
    case DType::Float32: return at::kFloat;
    case DType::Float64: return at::kDouble;
    case DType::Int64: return at::kLong;
    case DType::Int32: return at::kInt;
    case DType::UInt8: return at::kByte;
    case DType::Bool: return at::kBool;
    }
    return at::kFloat;
}

static DType hostType(at::ScalarType type)
{
    switch (type) {
    case at::kDouble: return DType::Float64;
    case at::kLong: return DType::Int64;
    case at::kInt: return DType::Int32;
    case at::kByte: return DType::UInt8;
    case at::kBool: return DType::Bool;
    default: return DType::Float32;
    }
}

at::Tensor sharedTensor(const HostTensor& host)
{
    const auto options = at::TensorOptions().dtype(torchType(host.dtype()));
    if (host.isEmpty())
        return at::empty(host.shape(), options);
    // The deleter holds a copy of the HostTensor, and so the bytes.
    auto* bytes = const_cast<std::byte*>(host.bytes());
    return at::from_blob(bytes, host.shape(), [host](void*) {}, options);
}

at::Tensor toTensor(const HostTensor& host, const at::Device& device)
{
    const at::Tensor shared = sharedTensor(host);
    return device.is_cpu() ? shared.clone() : shared.to(device);
}

HostTensor toHost(const at::Tensor& tensor)
{
    const DType type = hostType(tensor.scalar_type());
    const at::Tensor plain = tensor.detach().to(at::kCPU, torchType(type)).contiguous();
    HostTensor host(type, plain.sizes().vec());
    if (!host.isEmpty())
        std::memcpy(host.mutableBytes(), plain.const_data_ptr(), host.byteSize());
    return host;
}

bool isFinite(const at::Tensor& tensor)
{
    if (!tensor.is_floating_point() || tensor.numel() == 0)
        return true;
    // x - x is 0 for a finite x and NaN otherwise, so that one sum tells; cheaper than isfinite().all().
    const at::Tensor plain = tensor.detach();
    return (plain - plain).sum().item<double>() == 0.0;
}

} // namespace nodegrad
