#include "core/ops/program.h"
#include "tests/support/catch.h"

using namespace nodegrad;

TEST_CASE("Parameters are counted in elements, frozen ones apart")
{
    Program program;
    program.parameters = {{.path = "a.weight", .shape = {120, 400}}, {.path = "a.bias", .shape = {120}, .trainable = false},
                          {.path = "scale", .shape = {}}};
    program.aliases = {{"b.weight", "a.weight"}};
    CHECK(program.parameterCount() == 48121);
    CHECK(program.trainableCount() == 48001);
}

TEST_CASE("Needed ops are those that the wanted values come from, in order")
{
    // 0 -> op0 -> 1 -> op1 -> 2;  1 -> op2 -> 3;  2, 3 -> op3 -> 4
    Program program;
    program.values.resize(5);
    const OpType* relu = findOp("relu");
    program.ops = {{.type = relu, .inputs = {0}, .outputs = {1}}, {.type = relu, .inputs = {1}, .outputs = {2}},
                   {.type = relu, .inputs = {1, kNoValue}, .outputs = {3}}, {.type = findOp("add"), .inputs = {2, 3}, .outputs = {4}}};
    using Indices = std::vector<std::size_t>;
    CHECK(neededOps(program, {2}) == Indices{0, 1});
    CHECK(neededOps(program, {3}) == Indices{0, 2});
    CHECK(neededOps(program, {4}) == Indices{0, 1, 2, 3});
    CHECK(neededOps(program, {0}).empty());
    CHECK(neededOps(program, {kNoValue}).empty());
}
