#include "core/base/atomic_file.h"
#include "core/exporters/script_source.h"
#include "tests/core/base/temporary_folder.h"
#include "tests/core/exporters/designs.h"

using namespace nodegrad;
using namespace nodegrad::test;

namespace {

ScriptSource sourceOf(const ExportRequest& request)
{
    const auto network = networkOf(request, chosenOptions(request, networkOptions()));
    REQUIRE(network);
    const auto source = scriptSource(*network);
    REQUIRE(source);
    return *source;
}

} // namespace

TEST_CASE("Paths with digits are read by getattr")
{
    CHECK(scriptAccess("dense1.weight") == "self.dense1.weight");
    CHECK(scriptAccess("blocks.0.w") == "getattr(self.blocks, \"0\").w");
    CHECK(scriptAccess("a.0.1.w") == "getattr(getattr(self.a, \"0\"), \"1\").w");
}

TEST_CASE("forward() of a TorchScript file is made of statements")
{
    const ScriptSource source = sourceOf(requestFor("input(4) > dense(3) > relu > output(cross_entropy)"));
    CHECK(source.constants.empty());
    CHECK(source.forward == "def forward(self, input: Tensor) -> Tensor:\n"
                            "    dense1_linear = torch.linear(input, self.dense1.weight, self.dense1.bias)\n"
                            "    relu1_relu = torch.relu(dense1_linear)\n"
                            "    output_softmax = torch.softmax(relu1_relu, -1)\n"
                            "    return output_softmax\n");
}

TEST_CASE("Constants of the preparation are plain attributes that follow the input's device")
{
    const ScriptSource source = sourceOf(requestFor("input > dense(2) > output(mse)", preparedBindings()));
    REQUIRE(source.constants.size() == 2);
    CHECK(source.constants[0].attribute == "constant_0");
    CHECK(source.constants[0].tensor.floats()[3] == 4);
    CHECK(source.forward.find("self.constant_0.to(input.device)") != std::string::npos);
}

TEST_CASE("A frozen node does not ask for the mode of the module")
{
    ExportRequest request = requestFor("input(4) > batch_norm > dense(2) > output(mse)");
    CHECK(sourceOf(request).forward.find("self.training") != std::string::npos);
    Program program = *request.program;
    for (OpCall& op : program.ops)
        op.frozen = true;
    request.program = std::make_shared<const Program>(program);
    CHECK(sourceOf(request).forward.find("self.training") == std::string::npos);
}

TEST_CASE("Names of inputs become identifiers that hide nothing")
{
    ExportRequest request = requestFor("input(4) > dense(2) > output(mse)");
    request.options.set("input_name", std::string("torch"));
    CHECK(sourceOf(request).forward.starts_with("def forward(self, torch_1: Tensor)"));
    request.options.set("input_name", std::string("my image"));
    CHECK(sourceOf(request).forward.starts_with("def forward(self, my_image: Tensor)"));
}

TEST_CASE("Equal networks give equal TorchScript bytes, and a refused one gives no file")
{
    const TemporaryFolder folder;
    ExportRequest request = requestFor("input(4) > dense(3) > output(cross_entropy)");
    const Exporter& exporter = *findExporter("torchscript");
    REQUIRE(exporter.write(request, folder.path() / "a.pt", Task()));
    REQUIRE(exporter.write(request, folder.path() / "other.pt", Task()));
    CHECK(readFile(folder.path() / "a.pt").value() == readFile(folder.path() / "other.pt").value());

    ExportRequest reserved = requestFor("input(4) > dense(3) > output(mse)");
    Program program = *reserved.program;
    program.parameters[0].path = "train.weight";
    reserved.program = std::make_shared<const Program>(program);
    reserved.state["train.weight"] = reserved.state["dense1.weight"];
    const Status status = exporter.write(reserved, folder.path() / "b.pt", Task());
    REQUIRE_FALSE(status);
    CHECK(status.error().code == "export.reserved_name");
    CHECK(exporter.write(request, folder.path() / "missing" / "c.pt", Task()).error().code == "file.write_failed");
    CHECK(folder.names().size() == 2);
}
