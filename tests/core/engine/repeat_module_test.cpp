// A network whose repeats became a module computes the same numbers with the weights it had.
#include <map>

#include "core/analysis/repeat_module.h"
#include "core/engine/model.h"
#include "core/layers/graph_text.h"
#include "core/lowering/lower.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

std::shared_ptr<const Program> programOf(const Graph& graph)
{
    Lowered lowered = lower(graph, {});
    REQUIRE(lowered.ok());
    return std::make_shared<const Program>(std::move(lowered.program));
}

HostTensor inputFor(const Program& program, std::int64_t samples)
{
    std::vector<std::int64_t> sizes{samples};
    const Shape& shape = program.inputs.front().spec.shape;
    for (std::size_t i = 1; i < shape.size(); ++i)
        sizes.push_back(shape[i].value());
    HostTensor tensor(DType::Float32, sizes);
    float next = -1;
    for (float& element : tensor.mutableValues<float>()) {
        element = next;
        next = next > 1 ? -1 : next + 0.07F;
    }
    return tensor;
}

std::vector<float> answerOf(Model& model)
{
    const auto answers = model.run({inputFor(model.program(), 3)}, {model.program().outputs.front().prediction});
    REQUIRE(answers);
    const auto values = answers->front().floats();
    return {values.begin(), values.end()};
}

} // namespace

TEST_CASE("Folded into a module, a network gives the same numbers, bit for bit")
{
    for (const char* text : {"input(3,8,8) > conv2d(8) > batch_norm > relu > conv2d(8) > batch_norm > relu > conv2d(8) > batch_norm > relu > flatten > dense(4) > output(cross_entropy)",
                             "x = input(8); a = x > dense(8); b = a > tanh; c = add(b, x); d = c > dense(8); e = d > tanh; f = add(e, c); n = f > layer_norm; "
                             "g = n > dense(8); h = g > tanh; k = add(h, n); k > dense(2) > output(mse)"}) {
        INFO(text);
        const auto graph = parseGraphText(text);
        REQUIRE(graph);
        const auto repeats = findRepeats(graph->root());
        REQUIRE(repeats.size() == 1);
        const auto made = makeRepeatModule(*graph, "", repeats.front(), "Block");
        REQUIRE(made);
        auto before = Model::create(programOf(*graph), 1), after = Model::create(programOf(made->graph), 2);
        REQUIRE(before);
        REQUIRE(after);
        const auto weights = before->state();
        REQUIRE(weights);
        const std::vector<float> expected = answerOf(*before);
        CHECK(answerOf(*after) != expected); // other weights, until they are moved
        StateDict moved;
        const auto now = after->state();
        REQUIRE(now);
        for (const auto& [key, tensor] : *now)
            moved[key] = weights->at(movedPath(key, made->renamed));
        REQUIRE(after->loadState(moved));
        CHECK(answerOf(*after) == expected);
    }
}
