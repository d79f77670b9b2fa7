#include "core/importers/weight_fit.h"

#include "core/formats/safetensors.h"
#include "core/importers/weights_reader.h"
#include "core/layers/graph_text.h"
#include "core/lowering/lower.h"
#include "tests/core/base/temporary_folder.h"
#include "tests/support/catch.h"

using namespace nodegrad;
using namespace nodegrad::test;

namespace {

Program programOf(const std::string& text)
{
    const auto graph = parseGraphText(text);
    REQUIRE(graph);
    return lower(*graph, {}).program;
}

HostTensor allOf(std::vector<std::int64_t> sizes, float value)
{
    HostTensor tensor(DType::Float32, std::move(sizes));
    for (float& element : tensor.mutableValues<float>())
        element = value;
    return tensor;
}

const char* const kNet = "input(4) > dense(8) > relu > dense(8) > dense(2) > output(mse)";

} // namespace

TEST_CASE("Weights go to the parameters of the same name, whatever stands before it")
{
    const Program program = programOf("input(4) > dense(2) > output(mse)");
    for (const std::string prefix : {"", "module.", "model.", "_orig_mod."}) {
        const auto fit = fitWeights(program, {{prefix + "dense1.bias", allOf({2}, 1)}, {prefix + "dense1.weight", allOf({2, 4}, 3)}});
        REQUIRE(fit);
        CHECK(fit->rows[0].how == WeightRow::How::ByName);
        CHECK(fit->weights.at("dense1.weight").floats()[0] == 3);
        CHECK(checkFit(*fit, false));
    }
}

TEST_CASE("What has no name in common goes by shape, in the order of both")
{
    const auto fit = fitWeights(programOf(kNet), {{"0.weight", allOf({8, 4}, 1)}, {"0.bias", allOf({8}, 2)}, {"2.weight", allOf({8, 8}, 3)}, {"2.bias", allOf({8}, 4)},
                                                  {"3.weight", allOf({2, 8}, 5)}, {"3.bias", allOf({2}, 6)}});
    REQUIRE(fit);
    CHECK(checkFit(*fit, false));
    CHECK(fit->weights.at("dense1.bias").floats()[0] == 2);
    CHECK(fit->weights.at("dense2.bias").floats()[0] == 4);
    CHECK(fit->weights.at("dense3.weight").floats()[0] == 5);
    CHECK(fit->rows[0].how == WeightRow::How::ByShape);
}

TEST_CASE("A bias takes a bias before anything else of its size")
{
    const auto fit = fitWeights(programOf("input(4) > dense(5) > batch_norm > dense(5) > output(mse)"),
                                {{"a.weight", allOf({5, 4}, 1)}, {"a.bias", allOf({5}, 2)}, {"b.weight", allOf({5}, 3)}, {"b.bias", allOf({5}, 4)},
                                 {"b.running_mean", allOf({5}, 5)}, {"b.running_var", allOf({5}, 6)}, {"b.num_batches_tracked", HostTensor(DType::Int64, {})},
                                 {"c.weight", allOf({5, 5}, 7)}, {"c.bias", allOf({5}, 8)}});
    REQUIRE(fit);
    CHECK(checkFit(*fit, false));
    CHECK(fit->weights.at("norm1.weight").floats()[0] == 3);
    CHECK(fit->weights.at("norm1.running_var").floats()[0] == 6);
    CHECK(fit->weights.at("dense2.bias").floats()[0] == 8);
}

TEST_CASE("Strict takes all or nothing, partial takes what fits")
{
    const NamedTensors file{{"dense1.weight", allOf({8, 4}, 1)}, {"dense1.bias", allOf({8}, 2)}, {"dense3.weight", allOf({10, 8}, 5)}};
    const auto fit = fitWeights(programOf(kNet), file);
    REQUIRE(fit);
    const Status strict = checkFit(*fit, false);
    REQUIRE(!strict);
    CHECK(strict.error().code == "weights.missing");
    CHECK(fit->missing() == 4);
    CHECK(checkFit(*fit, true));
    CHECK(fit->weights.size() == 2);
    CHECK(fit->text().find("the file has 10 × 8") != std::string::npos);
    const auto more = fitWeights(programOf("input(4) > dense(8) > output(mse)"), file);
    CHECK(checkFit(*more, false).error().code == "weights.unused");
    CHECK(checkFit(*fitWeights(programOf(kNet), {{"x", allOf({3, 3}, 0)}}), true).error().code == "weights.nothing_fits");
}

TEST_CASE("Pairs by hand come first, and are checked")
{
    const NamedTensors file{{"a", allOf({8}, 1)}, {"b", allOf({8}, 2)}, {"c", allOf({3}, 3)}};
    const auto fit = fitWeights(programOf(kNet), file, {{"dense2.bias", "a"}});
    REQUIRE(fit);
    CHECK(fit->weights.at("dense2.bias").floats()[0] == 1);
    CHECK(fit->weights.at("dense1.bias").floats()[0] == 2);
    CHECK(fitWeights(programOf(kNet), file, {{"dense2.bia", "a"}}).error().code == "weights.map_unknown");
    CHECK(fitWeights(programOf(kNet), file, {{"dense2.bias", "z"}}).error().code == "weights.map_unknown_in_file");
    CHECK(fitWeights(programOf(kNet), file, {{"dense2.bias", "c"}}).error().code == "weights.map_shape");
}

TEST_CASE("An index of safetensors files is read with its parts, from its own folder only")
{
    const TemporaryFolder folder;
    REQUIRE(writeSafetensors(folder.path() / "a.safetensors", {{{"layers.10.w", allOf({2}, 10)}, {"layers.2.w", allOf({2}, 2)}}, {}}));
    REQUIRE(writeSafetensors(folder.path() / "b.safetensors", {{{"head", allOf({1}, 1)}}, {}}));
    const auto path = folder.path() / "model.safetensors.index.json";
    REQUIRE(writeFileAtomically(path, R"({"weight_map": {"layers.2.w": "a.safetensors", "layers.10.w": "a.safetensors", "head": "b.safetensors"}})"));
    const auto read = readWeights(path);
    REQUIRE(read);
    REQUIRE(read->size() == 3);
    CHECK((*read)[0].first == "head");
    CHECK((*read)[1].first == "layers.2.w"); // numbers count as numbers
    CHECK((*read)[2].first == "layers.10.w");
    REQUIRE(writeFileAtomically(path, R"({"weight_map": {"x": "../a.safetensors"}})"));
    CHECK(readWeights(path).error().code == "file.not_inside");
    REQUIRE(writeFileAtomically(path, R"({"weight_map": 3})"));
    CHECK(readWeights(path).error().code == "weights.bad_index");
}
