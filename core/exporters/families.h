#pragma once
// The exporters, one a file; catalogue.cpp lists them.

#include "core/exporters/exporter.h"

namespace nodegrad {

Exporter onnxExporter();
Exporter torchScriptExporter();
Exporter safetensorsExporter();
Exporter torchWeightsExporter();
Exporter pytorchExporter();
Exporter lightningExporter();
Exporter cppProjectExporter();

} // namespace nodegrad
