#pragma once
// The families of layers, one file each; catalogue.cpp joins them. And the few words that their declarations share.

#include <initializer_list>
#include <string>
#include <vector>

#include "core/layers/layer_type.h"

namespace nodegrad {

std::vector<LayerType> inputOutputLayers();
std::vector<LayerType> denseLayers();
std::vector<LayerType> convolutionLayers();
std::vector<LayerType> poolingLayers();
std::vector<LayerType> normalizationLayers();
std::vector<LayerType> activationLayers();
std::vector<LayerType> regularizationLayers();
std::vector<LayerType> mergeLayers();
std::vector<LayerType> reshapeLayers();
std::vector<LayerType> embeddingLayers();
std::vector<LayerType> recurrentLayers();
std::vector<LayerType> attentionLayers();
std::vector<LayerType> transformerLayers();
std::vector<LayerType> sequenceLayers();
std::vector<LayerType> compositeLayers();

/// The parts that are not empty, joined: "16 · 3×3 · same".
std::string dotted(std::initializer_list<std::string> parts);
/// "3×3", "3×5": sizes as people write them.
std::string timesText(const std::vector<std::int64_t>& sizes);
/// "3" where all are equal, else "(3, 5)": a Python argument.
std::string pythonSizes(const std::vector<std::int64_t>& sizes);
/// "nn.Linear(64, 10, bias=False)" from its parts; empty ones are left out.
std::string pythonCall(const std::string& function, std::initializer_list<std::string> arguments);
/// ", bias=False" style arguments: "" when `value` is the default of PyTorch.
std::string pythonUnless(const std::string& name, const std::string& value, const std::string& byDefault);
/// The last size as text, "?" while it is unknown.
std::string sizeText(const Dim& dim);

/// "Insert Flatten" and "Insert GlobalAveragePool": what turns feature maps into vectors.
std::vector<Fix> vectorFixes(const Spec& got);
/// A real parameter whose minimum is not allowed itself.
Param positiveParam(Param param);
/// The same with a largest value for each number of a list.
Param withMaximum(Param param, double maximum);

} // namespace nodegrad
