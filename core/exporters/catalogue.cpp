#include "core/exporters/families.h"

namespace nodegrad {

const std::vector<Exporter>& exporters()
{
    static const std::vector<Exporter> all{onnxExporter(),         torchScriptExporter(), safetensorsExporter(), torchWeightsExporter(),
                                           pytorchExporter(), lightningExporter(), cppProjectExporter()};
    return all;
}

const Exporter* findExporter(const std::string& id)
{
    for (const Exporter& exporter : exporters())
        if (exporter.id == id)
            return &exporter;
    return nullptr;
}

} // namespace nodegrad
