#pragma once
// Weights as PyTorch saves them with torch.save(state_dict, path): a zip archive with a pickle that names the tensors and one record of numbers
// a storage. Read with pickle.h, which runs nothing; written so that torch.load(path, weights_only=True) reads it.

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/formats/pickle.h"
#include "core/shapes/host_tensor.h"

namespace nodegrad {

/// Tensors under their keys, in the order of the file.
using NamedTensors = std::vector<std::pair<std::string, HostTensor>>;

/// Is this an archive that torch.jit.save wrote: a network with its program? Looks at the names of its records only.
bool isTorchScript(const std::filesystem::path& path);

/// What torch.jit.save wrote beside the program under this name (its _extra_files); "" when there is none or it is above `limit` bytes.
std::string torchScriptNote(const std::filesystem::path& path, const std::string& name, std::uint64_t limit);

/// The state dict of a .pt or .pth file: the dictionary itself, or within a checkpoint the one called state_dict, model_state_dict, model, ...,
/// or else the one with most tensors that is not the optimizer's. Nested keys are joined with dots. Half and bfloat16 become Float32; views
/// of a storage (transposed, tied) become arrays of their own.
/// Errors: file.*; torch.not_an_archive (files of PyTorch before 1.6, or anything else), torch.damaged {path, what}, torch.no_tensors, pickle.*.
Result<NamedTensors> readTorchWeights(const std::filesystem::path& path);
/// The same from memory; `name` stands in the errors.
Result<NamedTensors> parseTorchWeights(std::string_view bytes, const std::string& name);

/// All that a checkpoint holds. In `values`, dictionaries are objects, lists and tuples arrays; a tensor is null there, and lies in `tensors` under the
/// keys that lead to it, joined with dots: "optimizer_states.0.state.3.exp_avg".
struct TorchTree {
    nlohmann::json values;
    std::map<std::string, HostTensor> tensors;
};
/// Errors: as readTorchWeights().
Result<TorchTree> readTorchTree(const std::filesystem::path& path);

/// A tensor that fills the storage of that number.
PickledTensor pickledTensor(const HostTensor& tensor, std::size_t storage);
/// Any values with their storages, as torch.save writes them. Errors: torch.too_large from 2 GB.
Result<std::string> torchArchiveBytes(const Pickle& pickle, const std::vector<HostTensor>& storages);

/// `weights` as a dict, in their order; the keys of `aliases` (alias -> key) share a storage. Any DType.
/// Errors: torch.too_large from 2 GB.
Result<std::string> torchWeightsBytes(const NamedTensors& weights, const std::map<std::string, std::string>& aliases = {});
/// Written whole or not at all. Errors also: file.write_failed.
Status writeTorchWeights(const std::filesystem::path& path, const NamedTensors& weights, const std::map<std::string, std::string>& aliases = {},
                         FileSystem& system = realFileSystem());

} // namespace nodegrad
