#pragma once
// The families of layers, one file each; catalogue.cpp joins them. And the few words that their declarations share.

#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/layers/layer_type.h"

namespace nodegrad {

std::vector<LayerType> inputOutputLayers();
std::vector<LayerType> denseLayers();
std::vector<LayerType> convolutionLayers();
std::vector<LayerType> transposedConvolutionLayers();
std::vector<LayerType> separableConvolutionLayers();
std::vector<LayerType> poolingLayers();
std::vector<LayerType> adaptivePoolingLayers();
std::vector<LayerType> patchLayers();
std::vector<LayerType> normalizationLayers();
std::vector<LayerType> sampleNormalizationLayers();
std::vector<LayerType> activationLayers();
std::vector<LayerType> gatedLayers();
std::vector<LayerType> mathsLayers();
std::vector<LayerType> scaleLayers();
std::vector<LayerType> regularizationLayers();
std::vector<LayerType> mergeLayers();
std::vector<LayerType> contractionLayers();
std::vector<LayerType> reductionLayers();
std::vector<LayerType> formulaLayers();
std::vector<LayerType> tensorLayers();
std::vector<LayerType> reshapeLayers();
std::vector<LayerType> slicingLayers();
std::vector<LayerType> resamplingLayers();
std::vector<LayerType> conversionLayers();
std::vector<LayerType> embeddingLayers();
std::vector<LayerType> recurrentLayers();
std::vector<LayerType> attentionLayers();
std::vector<LayerType> transformerLayers();
std::vector<LayerType> sequenceLayers();
std::vector<LayerType> compositeLayers();
std::vector<LayerType> torchScriptLayers();

/// What a Formula may call: ops of one value that keep its shape and draw no numbers, by id.
std::vector<std::string> formulaFunctions();

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
/// "Insert Embedding" for tokens, nothing for all else.
std::vector<Fix> tokenFixes(const Spec& got);
/// The inputs a, b, c, ... and one output.
Ports letterPorts(std::int64_t count);
/// As many inputs as the parameter "inputs" says; and exactly two.
Ports mergePorts(const ParamValues& p);
Ports pairPorts(const ParamValues&);
/// All inputs, each with real numbers: what is merged element by element.
Values needNumbersOfAnyShape(Builder& b, const Values& in);
/// Index of `dim`, which may count from the end but is not the batch; else layer.no_such_dim.
std::size_t needDim(Builder& b, const Value& x, std::int64_t dim);
/// The same where it is known to fit.
std::size_t dimOf(const Spec& spec, std::int64_t dim);
/// The last size where dimension 1 counts time steps, else dimension 1: what normalizations and Dropout call a channel.
const Dim& channelsOf(const Spec& spec);
/// Values of one number, one for each of `count` dimensions, or before and after of each: {before, after} of each dimension.
/// Nothing when there are more or fewer.
std::optional<std::vector<std::pair<std::int64_t, std::int64_t>>> sidesOf(const std::vector<std::int64_t>& values, std::size_t count);
/// The dimensions that are places: time of a sequence, height and width, depth, height and width.
std::vector<std::size_t> placesOf(const Spec& spec);
/// "{self}({0})", turned round for a sequence, whose PyTorch twin wants (N, F, T).
std::string pythonChannelsFirst(const Spec& spec);
/// A real parameter whose minimum is not allowed itself.
Param positiveParam(Param param);
/// The same with a largest value for each number of a list.
Param withMaximum(Param param, double maximum);

} // namespace nodegrad
