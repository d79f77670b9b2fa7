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
    CHECK(twin("input(4,9,9) > max_pool2d(3, stride=2, padding=1, ceil_mode=true)") == Twin{"nn.MaxPool2d(3, stride=2, padding=1, ceil_mode=True)", "{self}({0})"});
    CHECK(twin("input(4,8,8) > average_pool2d(2)") == Twin{"nn.AvgPool2d(2)", "{self}({0})"});
    CHECK(twin("input(4,8,8) > batch_norm") == Twin{"nn.BatchNorm2d(4)", "{self}({0})"});
    CHECK(twin("input(6) > batch_norm(0.25)") == Twin{"nn.BatchNorm1d(6, momentum=0.25)", "{self}({0})"});
    CHECK(twin("input(4,6,6) > layer_norm(3)") == Twin{"nn.LayerNorm((4, 6, 6))", "{self}({0})"});
    CHECK(twin("input(20, kind=tokens, vocabulary=100) > embedding(16, padding_index=0)") == Twin{"nn.Embedding(100, 16, padding_idx=0)", "{self}({0})"});
    CHECK(twin("input(32,4) > lstm(16, layers=2, output=sequence)") == Twin{"nn.LSTM(4, 16, num_layers=2, batch_first=True)", "{self}({0})[0]"});
    CHECK(twin("input(32,4) > lstm(16)") == Twin{"nn.LSTM(4, 16, batch_first=True)", "{self}({0})[0][:, -1]"});
    CHECK(twin("input(12,16) > multi_head_attention(4)") == Twin{"nn.MultiheadAttention(16, 4, batch_first=True)", "{self}({0}, {0}, {0}, need_weights=False)[0]"});
    CHECK(twin("input(32,4) > gru(16, layers=2, dropout=0.25)") == Twin{"nn.GRU(4, 16, num_layers=2, batch_first=True, dropout=0.25)", "{self}({0})[0][:, -1]"});
    CHECK(twin("input(32,4) > rnn(16, nonlinearity=relu, output=sequence)") == Twin{"nn.RNN(4, 16, nonlinearity=\"relu\", batch_first=True)", "{self}({0})[0]"});
    CHECK(twin("input(32,4) > lstm(16, projection=8)") == Twin{"nn.LSTM(4, 16, batch_first=True, proj_size=8)", "{self}({0})[0][:, -1]"});
    CHECK(twin("input(12,16) > transformer_encoder_layer(heads=2, dropout=0, activation=gelu, norm_first=true)") ==
          Twin{"nn.TransformerEncoderLayer(16, 2, dim_feedforward=64, dropout=0.0, activation=\"gelu\", batch_first=True, norm_first=True)", "{self}({0})"});
    CHECK(twin("x = input(5,8); m = input(3,8); transformer_decoder(x, m, heads=2, causal=false)") ==
          Twin{"nn.TransformerDecoder(nn.TransformerDecoderLayer(8, 2, dim_feedforward=32, batch_first=True), 2)", "{self}({0}, {1})"});
    CHECK(twin("input(3,8,8) > patch_embedding(16)") ==
          Twin{"nn.ModuleDict({\"proj\": nn.Conv2d(3, 16, 4, stride=4)})", "{self}[\"proj\"]({0}).flatten(2).transpose(1, 2)"});
    CHECK(twin("input(20, kind=tokens, vocabulary=100) > padding_mask(gives=lengths)") == Twin{"", "({0} != 0).float().sum(1)"});
    CHECK(twin("input(64) > reshape(8,-1)") == Twin{"", "{0}.reshape({0}.shape[0], 8, -1)"});
    CHECK(twin("input(4,8,8) > global_average_pool") == Twin{"", "{0}.mean(dim=(2, 3))"});
    CHECK(twin("a = input(4); b = a > relu; add(a, b)") == Twin{"", "{0} + {1}"});
    CHECK(twin("a = input(4,8,8); b = a > relu; concatenate(a, b)") == Twin{"", "torch.cat([{0}, {1}], dim=1)"});
}
