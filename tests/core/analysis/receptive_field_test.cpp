#include "core/analysis/receptive_field.h"

#include "core/layers/graph_text.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

std::string fieldOf(const std::string& text, const std::string& node)
{
    const auto graph = parseGraphText(text);
    REQUIRE(graph);
    const auto field = receptiveField(lower(*graph, {}).program, node);
    return field ? fieldText(*field) : "none";
}

} // namespace

TEST_CASE("Two 3 x 3 convolutions see 5 x 5 pixels, three see 7 x 7")
{
    const std::string text = "input(1,16,16) > conv2d(4) > relu > conv2d(4) > relu > conv2d(4) > flatten > dense(3) > output";
    CHECK(fieldOf(text, "conv1") == "3 × 3");
    CHECK(fieldOf(text, "relu2") == "5 × 5");
    CHECK(fieldOf(text, "conv3") == "7 × 7");
    CHECK(fieldOf(text, "dense1") == "all of the input");
}

// AlexNet's numbers in Araujo, Norris, Sim 2019: conv1 11 (stride 4), pool1 19 (8), conv2 51 (8), pool2 67 (16), conv3 99, conv4 131,
// conv5 163 (16), pool5 195 (32).
TEST_CASE("AlexNet's receptive fields are the published ones")
{
    const std::string text = "input(3,224,224) > conv2d(64, kernel=11, stride=4, padding=2) > relu > max_pool2d(3, stride=2) > "
                             "conv2d(192, kernel=5, padding=2) > relu > max_pool2d(3, stride=2) > conv2d(384, kernel=3, padding=1) > relu > "
                             "conv2d(256, kernel=3, padding=1) > relu > conv2d(256, kernel=3, padding=1) > relu > max_pool2d(3, stride=2) > "
                             "flatten > dense(10) > output";
    CHECK(fieldOf(text, "conv1") == "11 × 11, every 4");
    CHECK(fieldOf(text, "pool1") == "19 × 19, every 8");
    CHECK(fieldOf(text, "conv2") == "51 × 51, every 8");
    CHECK(fieldOf(text, "pool2") == "67 × 67, every 16");
    CHECK(fieldOf(text, "conv3") == "99 × 99, every 16");
    CHECK(fieldOf(text, "conv4") == "131 × 131, every 16");
    CHECK(fieldOf(text, "conv5") == "163 × 163, every 16");
    CHECK(fieldOf(text, "pool3") == "195 × 195, every 32");
}

TEST_CASE("Where branches meet, the larger field counts; vectors have none")
{
    CHECK(fieldOf("a = input(1,16,16) > conv2d(4, kernel=1); b = a > conv2d(4, kernel=5, dilation=2, padding=same); s = add(a, b); s > flatten > dense(3) > output", "s") ==
          "9 × 9");
    CHECK(fieldOf("input(40,3) > conv1d(8, kernel=4, stride=2) > conv1d(8, kernel=3) > flatten > dense(3) > output", "conv2") == "8, every 2");
    CHECK(fieldOf("input(4) > dense(3) > output", "dense1") == "none");
    CHECK(fieldOf("input(1,8,8) > global_average_pool > dense(3) > output", "pool1") == "all of the input");
}
