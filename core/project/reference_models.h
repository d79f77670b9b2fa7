#pragma once
// Networks of the literature, from LeNet-5 to BERT, as designs to open, count and change. They have no data of their own. Recipes in
// resources/models/catalogue.json.

#include <map>
#include <string>
#include <vector>

#include "core/graph/graph.h"

namespace nodegrad {

struct ReferenceModel {
    std::string id;               ///< "resnet18"
    std::string title, summary;   ///< "ResNet-18", one sentence
    std::string lesson;           ///< a paragraph
    std::string source;           ///< who described it, and when
    std::string graph;            ///< graph_text
    std::map<std::string, std::map<std::string, std::string>> ties; ///< node -> parameter -> path of the weight it shares
    std::int64_t parameters = 0;  ///< as published
    std::int64_t macs = 0;        ///< as counted by hand; 0: not given
};

/// Errors: file.missing, file.unreadable, models.damaged.
Result<std::vector<ReferenceModel>> readReferenceModels();
/// The same, read once; empty when it cannot be read. Any thread.
const std::vector<ReferenceModel>& referenceModels();
/// Its design, laid out. Errors: those of parseGraphText(), models.damaged.
Result<Graph> referenceGraph(const ReferenceModel& model);

} // namespace nodegrad
