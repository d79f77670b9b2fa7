#include "core/exporters/names.h"
#include "tests/support/catch.h"

using namespace nodegrad;

TEST_CASE("Any text becomes a Python identifier")
{
    CHECK(pythonIdentifier("conv1") == "conv1");
    CHECK(pythonIdentifier("block.0.conv") == "block_0_conv");
    CHECK(pythonIdentifier("my input") == "my_input");
    CHECK(pythonIdentifier("2d") == "_2d");
    CHECK(pythonIdentifier("class") == "class_");
    CHECK(pythonIdentifier("self") == "self_");
    CHECK(pythonIdentifier("") == "_");
}

TEST_CASE("A project's name becomes a class name")
{
    CHECK(pythonClassName("digits-resnet") == "DigitsResnet");
    CHECK(pythonClassName("my net 2") == "MyNet2");
    CHECK(pythonClassName("10-64-1") == "Network");
    CHECK(pythonClassName("none") == "Network");
    CHECK(pythonClassName("") == "Network");
}

TEST_CASE("Text literals escape what would end them")
{
    CHECK(pythonText("a\"b\\c\nd") == "\"a\\\"b\\\\c\\nd\"");
    CHECK(pythonText("é") == "\"é\"");
}

TEST_CASE("A name is handed out once")
{
    NameSet names;
    names.reserve("self");
    CHECK(names.take("x") == "x");
    CHECK(names.take("x") == "x_1");
    CHECK(names.take("x") == "x_2");
    CHECK(names.take("self") == "self_1");
}

TEST_CASE("Weights under a word of torch.nn.Module are refused by their path")
{
    Program program;
    program.parameters.push_back({.path = "encoder.forward.weight"});
    const Status status = checkModuleNames(program);
    REQUIRE_FALSE(status);
    CHECK(status.error().code == "export.reserved_name");
    CHECK(message(status.error()) == "'encoder.forward.weight' cannot be exported: in PyTorch, 'forward' has a meaning of its own.");
    CHECK(isReservedInModule("train"));
    CHECK(isReservedInModule("lambda"));
    CHECK_FALSE(isReservedInModule("conv1"));
    CHECK_FALSE(isReservedInModule("prediction"));
}
