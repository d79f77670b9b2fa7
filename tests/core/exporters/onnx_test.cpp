#include <algorithm>

#include "core/exporters/onnx_graph.h"
#include "tests/core/base/temporary_folder.h"
#include "tests/core/exporters/designs.h"

using namespace nodegrad;
using namespace nodegrad::test;

namespace {

OnnxModel exported(const ExportRequest& request)
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "model.onnx";
    const Status written = findExporter("onnx")->write(request, path, Task());
    INFO((written ? "" : sentence(written.error())));
    REQUIRE(written);
    const auto model = readOnnx(path);
    REQUIRE(model);
    return *model;
}

std::vector<std::string> types(const OnnxModel& model)
{
    std::vector<std::string> all;
    for (const OnnxNode& node : model.graph.nodes)
        all.push_back(node.opType);
    return all;
}

using Words = std::vector<std::string>;
const std::string classifier = "input(4) > dense(3) > relu > dropout > dense(2) > output(cross_entropy)";

} // namespace

TEST_CASE("An ONNX file has named ends with a symbolic batch, class names and facts of its maker")
{
    ExportRequest request = requestFor(classifier);
    request.classNames = {"a \"b\"", "ü"};
    const OnnxModel model = exported(request);
    CHECK(model.opset == 17);
    CHECK(model.irVersion == 8);
    CHECK(model.producer == "Nodegrad");
    CHECK(model.graph.name == "digits net");
    CHECK(model.metadata.at("class_names") == R"(["a \"b\"","ü"])");
    REQUIRE(model.graph.inputs.size() == 1);
    CHECK(model.graph.inputs[0].name == "input");
    CHECK(model.graph.inputs[0].shape == std::vector{OnnxDim::named("N"), OnnxDim::of(4)});
    CHECK(model.graph.outputs[0].name == "output");
    CHECK(model.graph.outputs[0].shape == std::vector{OnnxDim::named("N"), OnnxDim::of(2)});
    CHECK(types(model) == Words{"Gemm", "Relu", "Gemm", "Softmax"}); // Dropout is gone
    Words initializers;
    for (const OnnxTensor& tensor : model.graph.initializers)
        initializers.push_back(tensor.name);
    CHECK(initializers == Words{"dense1.bias", "dense1.weight", "dense2.bias", "dense2.weight"});
}

TEST_CASE("Names, prediction and class names of an ONNX file can be chosen")
{
    ExportRequest request = requestFor(classifier);
    request.classNames = {"a", "b"};
    request.options.set("input_name", std::string("image"));
    request.options.set("output_name", std::string("scores"));
    request.options.set("include_prediction", false);
    request.options.set("class_names", false);
    request.options.set("opset", std::string("20"));
    const OnnxModel model = exported(request);
    CHECK(model.graph.inputs[0].name == "image");
    CHECK(model.graph.outputs[0].name == "scores");
    CHECK(types(model) == Words{"Gemm", "Relu", "Gemm"});
    CHECK(model.metadata.empty());
    CHECK(model.opset == 20);
    CHECK(model.irVersion == 9);
}

TEST_CASE("The preparation is inside an ONNX file or outside")
{
    ExportRequest request = requestFor("input > dense(2) > output(mse)", preparedBindings());
    CHECK(types(exported(request)) == Words{"Sub", "Mul", "Gemm"});
    request.options.set("include_preparation", false);
    CHECK(types(exported(request)) == Words{"Gemm"});
}

TEST_CASE("A network without layers is a copy")
{
    CHECK(types(exported(requestFor("input(4) > output(mse)"))) == Words{"Identity"});
}

TEST_CASE("The unused last state of an LSTM and the weights in PyTorch's order are not written")
{
    const OnnxModel model = exported(requestFor("input(5,3) > lstm(4) > dense(2) > output(mse)"));
    const Words all = types(model);
    CHECK(std::ranges::count(all, "LSTM") == 1);
    CHECK(std::ranges::count(all, "Concat") == 0);
    CHECK(std::ranges::none_of(model.graph.initializers, [](const OnnxTensor& tensor) { return tensor.name.starts_with("lstm1."); }));
}

TEST_CASE("An op without an ONNX form is refused before a file is written")
{
    OpType strange = *findOp("relu");
    strange.id = "strange";
    strange.onnx = nullptr;
    ExportRequest request = requestFor(classifier);
    Program program = *request.program;
    for (OpCall& op : program.ops)
        if (op.type->id == "relu")
            op.type = &strange;
    request.program = std::make_shared<const Program>(program);
    const TemporaryFolder folder;
    const Status status = findExporter("onnx")->write(request, folder.path() / "model.onnx", Task());
    REQUIRE_FALSE(status);
    CHECK(status.error().code == "export.unsupported_op");
    CHECK(message(status.error()) == "'relu1' uses the operation 'strange', which has no ONNX form.");
    CHECK(folder.names().empty());
    const ExportCheck check = findExporter("onnx")->check(request);
    CHECK_FALSE(check.possible);
    CHECK(check.note.find("'relu1'") != std::string::npos);
}

TEST_CASE("Equal names of input and output, missing weights, an unknown opset and what ONNX lacks are refused")
{
    const TemporaryFolder folder;
    const auto codeOf = [&](const ExportRequest& request) {
        const Status status = findExporter("onnx")->write(request, folder.path() / "model.onnx", Task());
        return status ? std::string() : status.error().code;
    };
    ExportRequest request = requestFor(classifier);
    request.options.set("input_name", std::string("x"));
    request.options.set("output_name", std::string("x"));
    CHECK(codeOf(request) == "export.name_twice");
    request = requestFor(classifier);
    request.state.erase("dense1.weight");
    CHECK(codeOf(request) == "state.missing_key");
    request = requestFor(classifier);
    request.state["dense1.weight"] = HostTensor(DType::Float32, {4, 3});
    CHECK(codeOf(request) == "state.wrong_shape");
    request = requestFor(classifier);
    request.options.set("opset", std::string("12"));
    CHECK(codeOf(request) == "param.unknown_choice");
    CHECK(codeOf(requestFor("input(5,3) > lstm(4, projection=2) > dense(2) > output(mse)")) == "export.lstm_projection");
    Task cancelled;
    cancelled.cancel();
    CHECK(findExporter("onnx")->write(requestFor(classifier), folder.path() / "model.onnx", cancelled).error().code == "cancelled");
    CHECK(folder.names().empty());
}

TEST_CASE("Every exporter can be found, is described, and checks a design without its weights")
{
    ExportRequest request = requestFor("input(5,3) > lstm(4) > dense(2) > output(cross_entropy)");
    request.state.clear();
    std::vector<std::string> ids;
    for (const Exporter& exporter : exporters()) {
        ids.push_back(exporter.id);
        CHECK(findExporter(exporter.id) == &exporter);
        CHECK(exporter.summary.ends_with("."));
        const ExportCheck check = exporter.check(request);
        INFO(exporter.id << ": " << check.note);
        CHECK(check.possible == (exporter.id != "lightning")); // that one needs a run
        CHECK(check.note.ends_with("."));
    }
    CHECK(ids == std::vector<std::string>{"onnx", "torchscript", "safetensors", "torch_weights", "pytorch", "lightning", "cpp_project"});
    CHECK(findExporter("keras") == nullptr);
}
