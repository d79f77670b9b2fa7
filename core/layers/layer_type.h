#pragma once
// Layers: what people know. A declaration plus one small function that builds the layer from ops.

#include <string>
#include <vector>

#include "core/graph/graph.h"
#include "core/ops/builder.h"

namespace nodegrad {

enum class Category { InputOutput, Convolution, Dense, Normalization, Activation, Pooling, Recurrent, Attention, Regularization, Merge, Reshape, Composite };
std::string categoryTitle(Category category); ///< "Convolution"
std::string categoryId(Category category);    ///< as in the design tokens: io conv dense norm activation pool recurrent attention regular merge reshape composite

struct Port {
    std::string id, title;
    bool optional = false;
};
struct Ports {
    std::vector<Port> inputs, outputs;
};
/// in -> out, what most layers have.
Ports oneToOne(const ParamValues&);

/// Readable PyTorch code for a layer.
struct PythonUse {
    std::string constructor; ///< "nn.Linear(64, 10)"; "" when the layer has no parameters and `call` is a function
    std::string call;        ///< "{self}({0})" or "torch.cat([{0}, {1}], dim=1)"; {self} is the attribute, {0}.. the inputs
    std::vector<std::string> helpers; ///< source of small classes that must stand before, e.g. own attention module
};

/// A use for tests and docs: a graph text of one line and its words.
struct Example {
    std::string text;        ///< "input(1,8,8) > conv2d(16, kernel=3, padding=same)"
    std::string title;
};

/// One kind of layer.
struct LayerType {
    std::string id;                    ///< "dense": stored in project files, never renamed
    std::string title, summary;        ///< "Dense", one sentence
    std::string explanation;           ///< a paragraph that teaches, with the formula
    std::vector<std::string> aliases;  ///< "linear", "fully connected", "fc": what people type into the palette
    Category category = Category::Dense;
    std::vector<Param> params;         ///< the first is the one that graph_text takes without a name
    Ports (*ports)(const ParamValues&) = oneToOne;
    std::vector<Example> examples;
    Values (*build)(Builder&, const ParamValues&, const Values& in) = nullptr; ///< null: structural, handled by lowering
    PythonUse (*python)(const ParamValues&, const Specs& in) = nullptr;
    std::string (*summarize)(const ParamValues&) = nullptr; ///< "16 · 3×3 · same" under the title; null: made from the first params
    std::string formula;               ///< one line for the inspector, e.g. "H' = floor((H + 2p - d(k - 1) - 1) / s) + 1"
    bool isImported = false;           ///< only an import makes it: the palette does not offer it, and no example shows it
};

const std::vector<LayerType>& layerTypes();
/// Null when there is none (a node of a newer program).
const LayerType* findLayer(const std::string& id);
/// The short line under a node's title.
std::string layerSummary(const LayerType& type, const ParamValues& params);
/// Ports of a node as it stands in `graph`: of its layer type, or of the module definition; an unknown type gets the ports that
/// its wires name.
Ports portsOf(const Graph& graph, const std::string& definition, const Node& node);
/// Palette search: best first. Matches title, id, aliases, words of the summary; tolerant to one slip of the finger.
std::vector<const LayerType*> searchLayers(const std::string& text);

/// What a loss compares the prediction with.
enum class Compares {
    Classes, ///< class indices: labels (N), or tokens (N, T) for each step of a sequence
    YesNo,   ///< zeros and ones of the shape of the prediction, or labels of two classes
    Numbers, ///< numbers of the shape of the prediction
    Texts,   ///< tokens (N, S), of another length than the prediction
    Nothing, ///< no target at all
};

/// A loss of the Output layer.
struct LossType {
    std::string id, title, summary, formula;
    std::string op;               ///< op id; its inputs are those of the Output, then the target
    std::string activation;       ///< op that makes the prediction from the first input: "softmax", "sigmoid" or "" for none
    Compares compares = Compares::Numbers;
    std::vector<Param> params = {}; ///< become parameters of the Output layer, which count for this loss only
    std::vector<Port> inputs = {{"in", "Logits"}};
    /// The scalar loss; `target` is none where it compares with nothing. Null: `op`, with the parameters as its attributes.
    Value (*build)(Builder&, const ParamValues&, const Values& in, const Value& target) = nullptr;
    bool answersTarget = true;    ///< its prediction is of the kind of the target, so that metrics can judge it
    std::string python;           ///< "F.cross_entropy({0}, {1})": inputs in order, then the target; {id} is a parameter
};
const std::vector<LossType>& lossTypes();
const LossType* findLoss(const std::string& id);
/// The loss in PyTorch code; `values` are the inputs in order, then the target.
std::string lossCode(const LossType& loss, const ParamValues& params, const std::vector<std::string>& values);
/// The loss as the program computes it. Throws Unmet.
Value buildLoss(const LossType& loss, Builder& builder, const ParamValues& params, const Values& in, const Value& target);

} // namespace nodegrad
