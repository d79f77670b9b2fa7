#include "core/layers/families.h"

namespace nodegrad {

const std::vector<LayerType>& layerTypes()
{
    static const std::vector<LayerType> all = [] {
        std::vector<LayerType> types;
        for (const auto family : {inputOutputLayers, denseLayers, convolutionLayers, poolingLayers, normalizationLayers,
                                  activationLayers, regularizationLayers, mergeLayers, reshapeLayers, embeddingLayers,
                                  recurrentLayers, attentionLayers, transformerLayers, sequenceLayers, compositeLayers})
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
