#include "core/layers/families.h"

namespace nodegrad {

const std::vector<LayerType>& layerTypes()
{
    static const std::vector<LayerType> all = [] {
        std::vector<LayerType> types;
        for (const auto family : {inputOutputLayers, denseLayers, convolutionLayers, transposedConvolutionLayers,
                                  separableConvolutionLayers, poolingLayers, adaptivePoolingLayers, normalizationLayers,
                                  sampleNormalizationLayers, activationLayers, gatedLayers, mathsLayers, scaleLayers,
                                  regularizationLayers, mergeLayers, contractionLayers, reductionLayers, formulaLayers,
                                  tensorLayers, reshapeLayers, slicingLayers, resamplingLayers, conversionLayers, patchLayers,
                                  embeddingLayers, recurrentLayers, attentionLayers, transformerLayers, sequenceLayers,
                                  compositeLayers, torchScriptLayers})
            for (LayerType& type : family())
                types.push_back(std::move(type));
        return types;
    }();
    return all;
}

const LayerType* findLayer(const std::string& id)
{
    for (const LayerType& type : layerTypes())
        if (type.id == id)
            return &type;
    return nullptr;
}

} // namespace nodegrad
