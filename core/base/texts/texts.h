#pragma once
// The words of all errors, a table an area. A sentence names the thing, then the fact; the hint names the cure.

#include <span>

#include "core/base/error.h"

namespace nodegrad {

std::span<const ErrorText> fileErrorTexts();     ///< files, formats, disk
std::span<const ErrorText> graphErrorTexts();    ///< wires, nodes, modules, graph text
std::span<const ErrorText> layerErrorTexts();    ///< what layers and ops need
std::span<const ErrorText> dataErrorTexts();     ///< data sources, columns, splits
std::span<const ErrorText> trainingErrorTexts(); ///< settings, runs, devices, memory
std::span<const ErrorText> projectErrorTexts();  ///< project files, journal
std::span<const ErrorText> exportErrorTexts();   ///< exporters, verification, prediction
std::span<const ErrorText> importErrorTexts();   ///< importers, weights of other programs

} // namespace nodegrad
