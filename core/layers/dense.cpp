#include "core/layers/families.h"
#include "core/ops/writers.h"

namespace nodegrad {

namespace {

Values buildDense(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = b.needKind(in[0], {Kind::Vector, Kind::Sequence}, vectorFixes(in[0].spec));
    const std::int64_t features = b.needKnown(x.spec.shape.back(), "the number of features"), units = p.integer("units");
    const Value weight = b.parameter("weight", {units, features}, chosenInitializer(p, uniformByFanIn(features)));
    const Value bias = p.flag("bias") ? b.parameter("bias", {units}, uniformByFanIn(features)) : Builder::none();
    return {b.call1("linear", {x, weight, bias})};
}

PythonUse pythonDense(const ParamValues& p, const Specs& in)
{
    return {pythonCall("nn.Linear", {sizeText(in[0].shape.back()), std::to_string(p.integer("units")),
                                     pythonUnless("bias", pythonFlag(p.flag("bias")), "True")}),
            "{self}({0})", {}};
}

std::string summarizeDense(const ParamValues& p)
{
    return dotted({std::to_string(p.integer("units")), p.flag("bias") ? "" : "no bias"});
}

} // namespace

std::vector<LayerType> denseLayers()
{
    return {
        {.id = "dense", .title = "Dense", .summary = "Every output is a weighted sum of all inputs, plus a bias.",
         .explanation = "Each of the units looks at all features at once: y = W x + b, with one row of weights for each unit. That makes "
                        "Dense the most general layer and the one with most weights, features × units + units. Two Dense layers in a row "
                        "compute no more than one, so an activation such as ReLU belongs between them. On a sequence it is applied to "
                        "every time step alike. The last Dense layer of a classifier has as many units as there are classes.",
         .aliases = {"linear", "fully connected", "fc", "affine", "mlp", "perceptron"}, .category = Category::Dense,
         .params = {integerParam("units", "Units", "Number of outputs.", 64, 1, 1e9),
                    flagParam("bias", "Bias", "Adds a trainable number to each output.", true), initializerParam()},
         .examples = {{"input(4) > dense(16)", "16 features from four"},
                      {"input(12,8) > dense(16, bias=false)", "The same weights at each of 12 time steps"}},
         .build = buildDense, .python = pythonDense, .summarize = summarizeDense, .formula = "y = W x + b"},
    };
}

} // namespace nodegrad
