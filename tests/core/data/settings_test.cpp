#include <cstdlib>

#include "tests/core/data/scratch_folder.h"
#include "tests/support/catch.h"

using namespace nodegrad;

TEST_CASE("Data settings survive their JSON")
{
    DataSettings settings{"csv", {{"file", std::string("a/b.csv")}, {"target", std::string("y")}}, {0.1, 0.25, 7, false}, "scale"};
    const auto read = dataSettingsFromJson(nlohmann::json::parse(toJson(settings).dump()));
    REQUIRE(read);
    CHECK(*read == settings);
    settings.split.seed = ~std::uint64_t(0);
    CHECK(dataSettingsFromJson(nlohmann::json::parse(toJson(settings).dump()))->split.seed == ~std::uint64_t(0));
    CHECK(*dataSettingsFromJson(nlohmann::json::object()) == DataSettings{});
}

TEST_CASE("Data settings of the wrong type name their field")
{
    const std::pair<const char*, const char*> cases[] = {
        {R"([1])", "data"},           {R"({"source": 3})", "source"},
        {R"({"split": 3})", "split"}, {R"({"split": {"seed": -1}})", "seed"},
        {R"({"split": {"test": "much"}})", "test"}, {R"({"preparation": null})", "preparation"},
    };
    for (const auto& [text, field] : cases) {
        INFO(text);
        const auto read = dataSettingsFromJson(nlohmann::json::parse(text));
        REQUIRE(codeOf(read) == "data.bad_settings");
        CHECK(read.error().arguments.at("field") == field);
    }
    CHECK(codeOf(dataSettingsFromJson(nlohmann::json::parse(R"({"params": [1]})"))) != "no error");
}

TEST_CASE("A preparation survives its JSON bit by bit")
{
    const Preparation preparation = {{"standardize", {0.1f, 1e-30f, 3.4e38f}, {1.0f / 3, 7, 1}}, {"scale", {0}, {1.0f / 255}}};
    const auto read = preparationFromJson(nlohmann::json::parse(toJson(preparation).dump()));
    REQUIRE(read);
    CHECK(*read == preparation);
    CHECK(preparationFromJson(nlohmann::json::array())->empty());
}

TEST_CASE("A damaged preparation is refused")
{
    for (const char* text : {R"({})", R"([3])", R"([{"id": 3}])", R"([{"id": "scale"}])", R"([{"id": "scale", "offset": [], "factor": []}])",
                             R"([{"id": "scale", "offset": [1], "factor": ["x"]}])", R"([{"id": "scale", "offset": [1, 2], "factor": [1]}])",
                             R"([{"id": "scale", "offset": [1e300], "factor": [1]}])"}) {
        INFO(text);
        CHECK(codeOf(preparationFromJson(nlohmann::json::parse(text))) == "data.bad_preparation");
    }
    CHECK(codeOf(preparationFromJson(nlohmann::json::parse(R"([{"id": "x", "offset": [1], "factor": [1]}])"))) ==
          "data.unknown_preparation");
}

TEST_CASE("A dropped path becomes settings by its name")
{
    const ScratchFolder folder;
    const struct {
        const char *name, *source, *param;
    } cases[] = {
        {"a.csv", "csv", "file"}, {"a.TSV", "csv", "file"}, {"x.npy", "npy", "inputs"},
        {"train-images-idx3-ubyte", "idx", "images"}, {"t10k-images.idx3-ubyte", "idx", "images"},
    };
    for (const auto& item : cases) {
        INFO(item.name);
        const std::string file = folder.write(item.name, "x");
        const auto settings = dataSettingsFor(file);
        REQUIRE(settings);
        CHECK(settings->source == item.source);
        CHECK(settings->params.text(item.param) == file);
    }
    const auto pictures = dataSettingsFor(folder.path().string());
    REQUIRE(pictures);
    CHECK(pictures->source == "image_folder");
    CHECK(dataSettingsFor("digits")->source == "digits");
    CHECK(codeOf(dataSettingsFor(folder.write("a.docx", "x"))) == "data.unknown_file");
    CHECK(codeOf(dataSettingsFor("/no/such.csv")) == "file.missing");
    CHECK(codeOf(dataSettingsFor("digitz")) == "data.unknown_source");
    CHECK(codeOf(dataSettingsFor("")) == "data.unknown_source");
}

TEST_CASE("The folder of resources can be moved by the environment")
{
    CHECK(std::filesystem::exists(resourceFolder() / "data" / "iris" / "ORIGIN.txt"));
    setenv("NODEGRAD_RESOURCES", "/somewhere/else", 1);
    CHECK(resourceFolder() == "/somewhere/else");
    CHECK(codeOf(load("iris", {})) == "file.missing");
    unsetenv("NODEGRAD_RESOURCES");
    CHECK(load("iris", {}).has_value());
}
