// The PyTorch twin of each layer, as a person would write it.

#include "core/layers/graph_text.h"
#include "core/lowering/lower.h"
#include "tests/support/catch.h"
#include "core/layers/layer_type.h"

using namespace nodegrad;

namespace {

/// Constructor and call of the last layer of `text`.
std::pair<std::string, std::string> twin(const std::string& text)
{
    const Graph graph = parseGraphText(text).value();
    const Lowered lowered = lower(graph, {});
    const Node& node = *graph.root().nodes.back();
    const LayerType& type = *findLayer(node.type);
    const PythonUse use = type.python(completed(node.params, type.params), lowered.facts.at(node.name).inputs);
    return {use.constructor, use.call};
}

using Twin = std::pair<std::string, std::string>;

} // namespace

TEST_CASE("twins are PyTorch's modules with only what differs from their defaults", "[layers]")
{
    CHECK(twin("input(4) > dense(16)") == Twin{"nn.Linear(4, 16)", "{self}({0})"});
    CHECK(twin("input(4) > dense(16, bias=false)") == Twin{"nn.Linear(4, 16, bias=False)", "{self}({0})"});
    CHECK(twin("input(3,8,8) > conv2d(16, kernel=3, padding=same)") == Twin{"nn.Conv2d(3, 16, 3, padding=\"same\")", "{self}({0})"});
    CHECK(twin("input(4,9,9) > conv2d(8, kernel=3x5, stride=2, padding=[1,2], dilation=2, groups=4, bias=false)") ==
          Twin{"nn.Conv2d(4, 8, (3, 5), stride=2, padding=(1, 2), dilation=2, groups=4, bias=False)", "{self}({0})"});
    CHECK(twin("input(3,8,8) > conv2d(16, kernel=3, stride=2, padding=same)") == Twin{"nn.Conv2d(3, 16, 3, stride=2, padding=1)", "{self}({0})"});
    CHECK(twin("input(3,8,8) > conv2d(16, kernel=4, stride=2, padding=same)") == Twin{"nn.Conv2d(3, 16, 4, stride=2)", "{self}(F.pad({0}, (1, 2, 1, 2)))"});
    CHECK(twin("input(32,4) > conv1d(8, kernel=5)") == Twin{"nn.Conv1d(4, 8, 5)", "{self}({0}.transpose(1, 2)).transpose(1, 2)"});
    CHECK(twin("input(8) > hardtanh(-2)") == Twin{"nn.Hardtanh(min_val=-2.0)", "{self}({0})"});
    CHECK(twin("input(8) > prelu") == Twin{"nn.PReLU()", "{self}({0})"});
    CHECK(twin("input(10,6) > prelu(channels, init=0.5)") == Twin{"nn.PReLU(6, init=0.5)", "{self}({0}.transpose(1, 2)).transpose(1, 2)"});
    CHECK(twin("input(8) > softplus(threshold=5)") == Twin{"nn.Softplus(threshold=5.0)", "{self}({0})"});
    CHECK(twin("input(6,4,4) > glu(1)") == Twin{"nn.GLU(dim=1)", "{self}({0})"});
    CHECK(twin("input(8) > square") == Twin{"", "torch.square({0})"});
    CHECK(twin("input(8) > clamp(0.5, limits=minimum)") == Twin{"", "torch.clamp({0}, min=0.5)"});
    CHECK(twin("input(8) > scale(0.5, -1)") == Twin{"", "{0} * 0.5 - 1.0"});
    CHECK(twin("input(8) > scale") == Twin{"", "{0} * 1.0"});
    CHECK(twin("input(3,6,6) > channel_scale(0.5, bias=false)") ==
          Twin{"nn.ParameterDict({\"weight\": nn.Parameter(torch.full((3,), 0.5))})", "{0} * {self}[\"weight\"].view(-1, 1, 1)"});
    CHECK(twin("input(8) > swiglu(16, gate=gelu, project=false)") ==
          Twin{"nn.ModuleDict({\"gate_proj\": nn.Linear(8, 16, bias=False), \"up_proj\": nn.Linear(8, 16, bias=False)})",
               "F.gelu({self}[\"gate_proj\"]({0})) * {self}[\"up_proj\"]({0})"});
    CHECK(twin("input(4,9,9) > max_pool2d(3, stride=2, padding=1, ceil_mode=true)") == Twin{"nn.MaxPool2d(3, stride=2, padding=1, ceil_mode=True)", "{self}({0})"});
    CHECK(twin("input(4,8,8) > average_pool2d(2)") == Twin{"nn.AvgPool2d(2)", "{self}({0})"});
    CHECK(twin("input(4,8,8) > batch_norm") == Twin{"nn.BatchNorm2d(4)", "{self}({0})"});
    CHECK(twin("input(6) > batch_norm(0.25)") == Twin{"nn.BatchNorm1d(6, momentum=0.25)", "{self}({0})"});
    CHECK(twin("input(4,6,6) > layer_norm(3)") == Twin{"nn.LayerNorm((4, 6, 6))", "{self}({0})"});
    CHECK(twin("input(20, kind=tokens, vocabulary=100) > embedding(16, padding_index=0)") == Twin{"nn.Embedding(100, 16, padding_idx=0)", "{self}({0})"});
    CHECK(twin("input(32,4) > lstm(16, layers=2, output=sequence)") == Twin{"nn.LSTM(4, 16, num_layers=2, batch_first=True)", "{self}({0})[0]"});
    CHECK(twin("input(32,4) > lstm(16)") == Twin{"nn.LSTM(4, 16, batch_first=True)", "{self}({0})[0][:, -1]"});
    CHECK(twin("input(12,16) > multi_head_attention(4)") == Twin{"nn.MultiheadAttention(16, 4, batch_first=True)", "{self}({0}, {0}, {0}, need_weights=False)[0]"});
    CHECK(twin("input(64) > reshape(8,-1)") == Twin{"", "{0}.reshape({0}.shape[0], 8, -1)"});
    CHECK(twin("input(4,8,8) > global_average_pool") == Twin{"", "{0}.mean(dim=(2, 3))"});
    CHECK(twin("a = input(4); b = a > relu; add(a, b)") == Twin{"", "{0} + {1}"});
    CHECK(twin("a = input(4,8,8); b = a > relu; concatenate(a, b)") == Twin{"", "torch.cat([{0}, {1}], dim=1)"});
}
