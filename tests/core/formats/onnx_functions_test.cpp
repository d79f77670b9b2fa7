// Functions of a model, written by hand: fields as in onnx.proto.

#include <algorithm>

#include "core/formats/onnx_model.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

std::string varint(std::size_t number)
{
    std::string bytes;
    for (; number >= 128; number >>= 7)
        bytes += static_cast<char>(number | 0x80);
    return bytes + static_cast<char>(number);
}

std::string field(std::size_t number, const std::string& bytes)
{
    return varint(number << 3 | 2) + varint(bytes.size()) + bytes;
}

std::string names(std::size_t number, const std::vector<std::string>& all)
{
    std::string bytes;
    for (const std::string& name : all)
        bytes += field(number, name);
    return bytes;
}

using Names = std::vector<std::string>;

std::string node(const std::string& op, const Names& inputs, const Names& outputs, const std::string& attributes = "", const std::string& domain = "")
{
    return names(1, inputs) + names(2, outputs) + field(4, op) + attributes + (domain.empty() ? "" : field(7, domain));
}

std::string function(const std::string& name, const Names& inputs, const Names& outputs, const std::vector<std::string>& nodes, const std::string& defaults = "")
{
    std::string bytes = field(1, name) + names(4, inputs) + names(5, outputs);
    for (const std::string& one : nodes)
        bytes += field(7, one);
    return bytes + field(10, "local") + defaults;
}

std::string model(const std::vector<std::string>& nodes, const std::vector<std::string>& functions)
{
    std::string graph, bytes;
    for (const std::string& one : nodes)
        graph += field(1, one);
    for (const std::string& one : functions)
        bytes += field(25, one);
    return "\x08\x08" + field(7, graph) + bytes;
}

const std::string axisOfCall = field(5, field(1, "axis") + field(21, "dim") + "\xA0\1\2");   ///< axis = the attribute `dim` of the call

std::string integer(const std::string& name, char value)
{
    return field(1, name) + "\x18" + value + "\xA0\1\2";
}

} // namespace

TEST_CASE("Calls of a model's functions become the nodes that they are made of")
{
    const std::string inner = function("Inner", {"a"}, {"b"}, {node("Softmax", {"a"}, {"b"}, axisOfCall)}, field(11, integer("dim", 3)));
    const std::string outer = function("Outer", {"a", "c"}, {"o", "p"}, {node("Relu", {"a"}, {"t"}), node("Inner", {"t"}, {"o"}, field(5, integer("dim", 2)), "local"),
                                                                         node("Inner", {"t"}, {"u"}, "", "local"), node("Clip", {"u", "", "c"}, {"p"})});
    const auto read = parseOnnx(model({node("Outer", {"x", ""}, {"y", "z"}, "", "local"), node("Outer", {"y"}, {"w"}, "", "local")}, {inner, outer}), "m");
    REQUIRE(read);
    const auto& nodes = read->graph.nodes;
    REQUIRE(nodes.size() == 8);
    CHECK(nodes[0].opType == "Relu");
    CHECK(nodes[0].inputs == Names{"x"});
    CHECK(nodes[1].opType == "Softmax");
    CHECK(nodes[1].inputs == nodes[0].outputs);
    CHECK(nodes[1].outputs == Names{"y"});
    CHECK(nodes[1].attributes.at(0).name == "axis");
    CHECK(std::get<std::int64_t>(nodes[1].attributes.at(0).value) == 2);  // given by the call
    CHECK(std::get<std::int64_t>(nodes[2].attributes.at(0).value) == 3);  // the default
    CHECK(nodes[3].inputs == Names{nodes[2].outputs[0], "", ""});
    CHECK(nodes[3].outputs == Names{"z"});
    CHECK(nodes[4].inputs == Names{"y"});
    CHECK(nodes[4].outputs != nodes[0].outputs); // each call has inner names of its own
    CHECK(nodes[5].outputs == Names{"w"});
}

TEST_CASE("What a function hands through is a copy")
{
    const auto read = parseOnnx(model({node("Same", {"x"}, {"y"}, "", "local")}, {function("Same", {"a"}, {"a"}, {})}), "m");
    REQUIRE(read);
    REQUIRE(read->graph.nodes.size() == 1);
    CHECK(read->graph.nodes[0].opType == "Identity");
    CHECK(read->graph.nodes[0].inputs == Names{"x"});
    CHECK(read->graph.nodes[0].outputs == Names{"y"});
}

TEST_CASE("Functions that call themselves, or double again and again, are refused")
{
    const auto code = [](const std::string& bytes) {
        const auto read = parseOnnx(bytes, "m");
        return read ? "read" : read.error().code;
    };
    CHECK(code(model({node("Loop", {"x"}, {"y"}, "", "local")}, {function("Loop", {"a"}, {"b"}, {node("Loop", {"a"}, {"b"}, "", "local")})})) == "onnx.functions");
    std::vector<std::string> doubling{function("F0", {"a"}, {"b"}, {node("Relu", {"a"}, {"b"})})};
    for (int i = 1; i < 30; ++i) {
        const std::string before = "F" + std::to_string(i - 1);
        doubling.push_back(function("F" + std::to_string(i), {"a"}, {"b"}, {node(before, {"a"}, {"t"}, "", "local"), node(before, {"t"}, {"b"}, "", "local")}));
    }
    CHECK(code(model({node("F29", {"x"}, {"y"}, "", "local")}, doubling)) == "onnx.functions");
}

TEST_CASE("If within a function is refused by its name where it is called, and only there")
{
    const std::string branch = node("If", {"a"}, {"b"}, field(5, field(1, "then_branch") + field(6, "") + "\xA0\1\5"));
    const std::string chooses = function("Chooses", {"a"}, {"b"}, {branch});
    const auto called = parseOnnx(model({node("Chooses", {"x"}, {"y"}, "", "local")}, {chooses}), "m");
    REQUIRE(!called);
    CHECK(called.error().code == "onnx.control_flow");
    CHECK(message(called.error()).find("If node") != std::string::npos);
    CHECK(parseOnnx(model({node("Relu", {"x"}, {"y"})}, {chooses}), "m"));
}
