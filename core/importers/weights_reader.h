#pragma once
// Files that hold weights without their network.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/formats/torch_weights.h"

namespace nodegrad {

struct WeightsReader {
    std::string id, title;                    ///< "safetensors", "safetensors"
    std::vector<std::string> extensions;      ///< ".safetensors", ".safetensors.index.json"
    /// By the name and the first bytes of the file (at most 64).
    bool (*match)(const std::filesystem::path& path, std::string_view head);
    Result<NamedTensors> (*read)(const std::filesystem::path& path);
};
const std::vector<WeightsReader>& weightsReaders();
/// Null when the file holds none that we know (or cannot be opened: importModel() and readWeights() say why).
const WeightsReader* weightsReaderFor(const std::filesystem::path& path);
/// Errors: import.unknown_format with the known ones, file.*, safetensors.*, weights.bad_index, torch.*, pickle.*.
Result<NamedTensors> readWeights(const std::filesystem::path& path);

} // namespace nodegrad
