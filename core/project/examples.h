#pragma once
// The gallery: small designs with data and settings that work, each with a paragraph that teaches something. They are recipes
// in resources/examples/catalogue.json: the graph as graph_text, data and training as in a project file.

#include <string>
#include <vector>

#include "core/project/project.h"

namespace nodegrad {

struct ProjectExample {
    std::string id;      ///< "digits_cnn"
    std::string title;   ///< "Digits CNN"
    std::string icon;    ///< name of a picture under resources/icons: "conv"
    std::string summary; ///< one sentence
    std::string lesson;  ///< a paragraph
    std::string graph;   ///< graph_text
    DataSettings data;   ///< a bundled source
    TrainingSettings training;
};

/// In the order of the gallery. Errors: file.missing, file.unreadable, examples.damaged.
Result<std::vector<ProjectExample>> readProjectExamples();
/// The same, read once; empty when it cannot be read. Any thread.
const std::vector<ProjectExample>& projectExamples();
/// The project of an example, or of a network of referenceModels(), laid out. "digits", "Digits CNN" and "digits-cnn" also find "digits_cnn".
/// Errors: those of readProjectExamples(), examples.unknown with the known names, graph_text.*.
Result<Project> exampleProject(const std::string& id);

} // namespace nodegrad
