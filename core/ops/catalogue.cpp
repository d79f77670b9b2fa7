#include <iterator>
#include <unordered_map>

#include "core/ops/families.h"

namespace nodegrad {

Spec absentSpec()
{
    return {DType::Float32, {}, Kind::Scalar, -1};
}

bool isAbsent(const Spec& spec)
{
    return spec.shape.empty() && spec.classes == -1;
}

const std::vector<OpType>& opTypes()
{
    static const std::vector<OpType> types = [] {
        std::vector<OpType> all;
        for (std::vector<OpType> family :
             {linearOps(), convolutionOps(), transposedConvolutionOps(), patchOps(), poolingOps(), adaptivePoolingOps(),
              normalizationOps(), sampleNormalizationOps(), activationOps(), elementwiseOps(), reductionOps(), contractionOps(),
              mathsOps(), randomOps(), reshapeOps(), slicingOps(), resamplingOps(), recurrentOps(), attentionOps(),
              embeddingOps(), sequenceOps(), preparationOps(), torchScriptOps(), lossOps()})
            all.insert(all.end(), std::make_move_iterator(family.begin()), std::make_move_iterator(family.end()));
        return all;
    }();
    return types;
}

const OpType* findOp(const std::string& id)
{
    static const std::unordered_map<std::string, const OpType*> byId = [] {
        std::unordered_map<std::string, const OpType*> map;
        for (const OpType& type : opTypes())
            map.emplace(type.id, &type);
        return map;
    }();
    const auto found = byId.find(id);
    return found == byId.end() ? nullptr : found->second;
}

} // namespace nodegrad
