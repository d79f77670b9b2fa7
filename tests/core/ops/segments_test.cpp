// Which ops gradient checkpointing computes again.
#include "core/ops/segments.h"

#include "core/ops/builder.h"
#include "tests/core/ops/op_cases.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

/// A chain of ReLUs, one in each of these nodes; the last one is the output.
Program chain(const std::vector<std::string>& nodes)
{
    Builder builder("net", {vectorOf(4)});
    Value value = builder.inputs()[0];
    for (std::size_t i = 0; i < nodes.size(); ++i)
        value = builder.call1("relu", {value});
    Fragment fragment = builder.take();
    Program program;
    program.values = std::move(fragment.values);
    program.ops = std::move(fragment.ops);
    for (std::size_t i = 0; i < nodes.size(); ++i)
        program.ops[i].origin = nodes[i];
    program.outputs = {{.name = "output1", .logits = value.id, .prediction = value.id}};
    return program;
}

std::vector<std::string> namesIn(const Program& program, const std::vector<std::string>& modules)
{
    std::vector<std::string> names;
    for (const Segment& segment : checkpointSegments(program, modules))
        names.push_back(segment.instance + " " + std::to_string(segment.begin) + "-" + std::to_string(segment.end));
    return names;
}

using Names = std::vector<std::string>;

} // namespace

TEST_CASE("Each instance of a module of the top level is a segment, layers beside them are none")
{
    const Program program = chain({"conv1", "block.0.a", "block.0.b", "block.1.a", "block.1.b", "block2.0.a", "head"});
    CHECK(namesIn(program, {}) == Names{"block.0 1-3", "block.1 3-5", "block2.0 5-6"});
    CHECK(namesIn(chain({"conv1", "head"}), {}) == Names{});
}

TEST_CASE("Segments are chosen by the paths of modules, of single instances, and of layers; of two paths the outer one counts")
{
    const Program program = chain({"conv1", "enc.0.stem", "enc.0.block.0.a", "enc.0.block.0.b", "enc.0.block.1.a", "enc.1.stem", "enc.1.block.0.a", "encore.0.a", "head"});
    CHECK(namesIn(program, {"enc"}) == Names{"enc.0 1-5", "enc.1 5-7"});
    CHECK(namesIn(program, {"enc.1"}) == Names{"enc.1 5-7"});
    CHECK(namesIn(program, {"enc.block"}) == Names{"enc.0.block.0 2-4", "enc.0.block.1 4-5", "enc.1.block.0 6-7"});
    CHECK(namesIn(program, {"enc.0.block.1"}) == Names{"enc.0.block.1 4-5"});
    CHECK(namesIn(program, {"enc.block", "enc.0", "head"}) == Names{"enc.0 1-5", "enc.1.block.0 6-7", "head 8-9"});
    CHECK(namesIn(program, {"block"}) == Names{});
    CHECK(namesIn(program, {"enc.2"}) == Names{});
}

TEST_CASE("Ops of one instance that others part are segments of their own, and outputs are what others read")
{
    Program program = chain({"m.0.a", "other", "m.0.b", "m.0.c", "end"});
    const auto value = [&](std::size_t op) { return program.ops[op].outputs[0]; };
    std::vector<Segment> segments = checkpointSegments(program, {"m"});
    REQUIRE(segments.size() == 2);
    CHECK(segments[0].outputs == std::vector{value(0)});
    CHECK(segments[1].outputs == std::vector{value(3)});

    program.outputs[0].logits = value(2);
    segments = checkpointSegments(program, {"m"});
    CHECK(segments[1].outputs.size() == 2);
}
