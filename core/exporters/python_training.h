#pragma once
// Scripts that train the exported PyTorch code again as the run did.

#include <filesystem>
#include <string>
#include <vector>

#include "core/exporters/python_code.h"

namespace nodegrad {

/// The texts of the files by name: training.py made for this run, the others as they lie in resources/pytorch. model.py must hold
/// the preparation. Errors: export.no_training_script {reason}, file.missing.
Result<std::vector<std::pair<std::string, std::string>>> trainingScripts(const ExportRequest& request, const PythonCode& code, const Network& network,
                                                                         TrainingScripts scripts);
/// data/*.npy (inputs, targets, the indices of each part) and start.safetensors with the weights that the run began with.
Status writeTrainingData(const std::filesystem::path& folder, const ExportRequest& request);
/// One line a setting of the run that the scripts leave out: "save_top_k = 3".
std::vector<std::string> settingsLeftOut(const TrainingSettings& settings);

} // namespace nodegrad
