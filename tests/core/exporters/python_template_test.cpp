#include "core/exporters/python_template.h"
#include "tests/support/catch.h"

using namespace nodegrad;

using Words = std::vector<std::string>;

TEST_CASE("Numbers of a constructor are found, digits of names are not")
{
    CHECK(pythonTemplate("nn.Conv2d(1, 16, (3, 5), padding=\"same\")").numbers == Words{"1", "16", "3", "5"});
    CHECK(pythonTemplate("nn.BatchNorm2d(8, eps=1e-05, momentum=0.1)").numbers == Words{"8", "1e-05", "0.1"});
    CHECK(pythonTemplate("nn.ModuleList([Block2(4) for _ in range(3)])").numbers == Words{"4", "3"});
    CHECK(pythonTemplate("{self}({0})[:, -1]").numbers == Words{"1"});
}

TEST_CASE("A template is filled with other words")
{
    const PythonTemplate form = pythonTemplate("nn.Linear(64, 10)");
    CHECK(filled(form, {"in_features", "10"}) == "nn.Linear(in_features, 10)");
    CHECK(filled(form, form.numbers) == "nn.Linear(64, 10)");
}

TEST_CASE("Places of a call are filled, other braces stay")
{
    CHECK(filledCall("{self}({0})", "self.conv1", {"x"}) == "self.conv1(x)");
    CHECK(filledCall("torch.cat([{0}, {1}], dim=1)", "", {"a", "b"}) == "torch.cat([a, b], dim=1)");
    CHECK(filledCall("f({0}, {7}, {name})", "", {"a"}) == "f(a, {7}, {name})");
    CHECK(filledCall("{0", "", {"a"}) == "{0");
}

TEST_CASE("A long list is broken into lines")
{
    CHECK(pythonArray({"1.0", "2.0"}, 4) == "[1.0, 2.0]");
    const std::string text = pythonArray(Words(40, "0.25"), 8);
    std::size_t start = 0;
    for (std::size_t end = text.find('\n'); end != std::string::npos; start = end + 1, end = text.find('\n', start))
        CHECK(end - start <= 100);
    CHECK(text.find("\n        0.25") != std::string::npos);
}

TEST_CASE("Digits in a path are indices")
{
    CHECK(pythonAccess("blocks.0.conv1.weight") == "self.blocks[0].conv1.weight");
}
