#pragma once
// Readable PyTorch code of a design: the text of model.py and of the files beside it.

#include <string>
#include <vector>

#include "core/exporters/network.h"

namespace nodegrad {

/// Which scripts that train stand beside model.py.
enum class TrainingScripts { None, PyTorch, Lightning };

struct PythonCode {
    std::string model;         ///< text of model.py
    std::string className;     ///< of the network in it
    std::size_t classCount = 0, lineCount = 0;
    std::vector<std::string> inputs; ///< argument names
    bool hasClassNames = false;
};

/// One class a module definition, the network last, with prediction() from the options include_preparation and
/// include_prediction. Errors: export.no_python_form, export.reserved_name, those of networkOf().
Result<PythonCode> pythonCode(const ExportRequest& request, const ParamValues& options);

/// run.py: loads the weights strictly and predicts on .npy files.
std::string pythonRunScript(const ExportRequest& request, const PythonCode& code, const Network& network);
std::string pythonReadme(const ExportRequest& request, const PythonCode& code, const Network& network, TrainingScripts scripts);
std::string pythonRequirements(TrainingScripts scripts);

} // namespace nodegrad
