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
    CHECK(twin("input(64) > reshape(8,-1)") == Twin{"", "{0}.reshape({0}.shape[0], 8, -1)"});
    CHECK(twin("input(4,8,8) > global_average_pool") == Twin{"", "{0}.mean(dim=(2, 3))"});
    CHECK(twin("a = input(4); b = a > relu; add(a, b)") == Twin{"", "{0} + {1}"});
    CHECK(twin("a = input(4,8,8); b = a > relu; concatenate(a, b)") == Twin{"", "torch.cat([{0}, {1}], dim=1)"});
}

TEST_CASE("twins of normalizations and regularizations go by the kind of their input", "[layers]")
{
    CHECK(twin("input(4,5,5,5) > batch_norm") == Twin{"nn.BatchNorm3d(4)", "{self}({0})"});
    CHECK(twin("input(8,6,6) > group_norm(4)") == Twin{"nn.GroupNorm(4, 8)", "{self}({0})"});
    CHECK(twin("input(10,6) > group_norm(2, affine=false)") == Twin{"nn.GroupNorm(2, 6, affine=False)", "{self}({0}.transpose(1, 2)).transpose(1, 2)"});
    CHECK(twin("input(3,8,8) > instance_norm") == Twin{"nn.InstanceNorm2d(3)", "{self}({0})"});
    CHECK(twin("input(2,5,5,5) > instance_norm(true, track_running_stats=true)") ==
          Twin{"nn.InstanceNorm3d(2, affine=True, track_running_stats=True)", "{self}({0})"});
    CHECK(twin("input(10,16) > rms_norm") == Twin{"nn.RMSNorm(16, eps=1e-06)", "{self}({0})"});
    CHECK(twin("input(8,6,6) > local_response_norm(3, k=2)") == Twin{"nn.LocalResponseNorm(3, k=2.0)", "{self}({0})"});
    CHECK(twin("input(16) > l2_normalize") == Twin{"", "F.normalize({0}, dim=-1)"});
    CHECK(twin("input(10,6) > spatial_dropout(0.1)") == Twin{"nn.Dropout1d(0.1)", "{self}({0}.transpose(1, 2)).transpose(1, 2)"});
    CHECK(twin("input(4,5,5,5) > spatial_dropout(0.1)") == Twin{"nn.Dropout3d(0.1)", "{self}({0})"});
    CHECK(twin("input(8) > alpha_dropout(0.1)") == Twin{"nn.AlphaDropout(0.1)", "{self}({0})"});
    CHECK(twin("input(3,4) > drop_path(0.2)") == Twin{"", "{0} * F.dropout({0}.new_ones({0}.shape[0], 1, 1), 0.2, self.training)"});
    CHECK(twin("input(3,4) > gaussian_noise(0.2)") == Twin{"", "{0} + 0.2 * torch.randn_like({0}) if self.training else {0}"});
}

TEST_CASE("twins of layers that change shapes are what one would type", "[layers]")
{
    CHECK(twin("input(48) > unflatten(3x4x4)") == Twin{"nn.Unflatten(1, (3, 4, 4))", "{self}({0})"});
    CHECK(twin("input(3,4,5) > permute(2x3x1)") == Twin{"", "{0}.permute(0, 2, 3, 1)"});
    CHECK(twin("input(6,8) > transpose") == Twin{"", "{0}.transpose(1, -1)"});
    CHECK(twin("input(8,1,1) > squeeze") == Twin{"", "{0}.squeeze((2, 3))"});
    CHECK(twin("input(6,1) > squeeze(-1)") == Twin{"", "{0}.squeeze(2)"});
    CHECK(twin("input(6,8) > squeeze") == Twin{"", "{0}"});
    CHECK(twin("input(6,8) > unsqueeze(1)") == Twin{"", "{0}.unsqueeze(1)"});
    CHECK(twin("input(10) > slice(2, stop=5)") == Twin{"", "{0}[:, 2:5]"});
    CHECK(twin("input(3,8,8) > slice(step=2, dim=-1)") == Twin{"", "{0}[:, :, :, ::2]"});
    CHECK(twin("input(12,8) > select(-1)") == Twin{"", "{0}[:, -1]"});
    CHECK(twin("input(8) > split(4)") == Twin{"", "{0}.chunk(4, dim=1)"});
    CHECK(twin("input(4,6) > split(sizes=2x3x1, dim=-1)") == Twin{"", "{0}.split([2, 3, 1], dim=-1)"});
    CHECK(twin("input(3,9,8) > crop([1,0,2,3])") == Twin{"", "{0}[:, :, 1:, 2:5]"});
    CHECK(twin("input(3,9,8) > crop(size=5x4)") == Twin{"", "{0}[:, :, 2:7, 2:6]"});
    CHECK(twin("input(3,6,6) > flip") == Twin{"", "{0}.flip(3)"});
    CHECK(twin("input(12,4) > roll(1)") == Twin{"", "{0}.roll(1, dims=1)"});
    CHECK(twin("input(2,4,4) > tile(2, dim=-1)") == Twin{"", "{0}.repeat(1, 1, 1, 2)"});
    CHECK(twin("input(3,6,6) > pad(1x2, mode=reflect)") == Twin{"", "F.pad({0}, (2, 2, 1, 1), mode=\"reflect\")"});
    CHECK(twin("input(12,4) > pad(2x0)") == Twin{"", "F.pad({0}, (0, 0, 2, 0))"});
    CHECK(twin("input(12,4) > pad(2x0, mode=replicate)") == Twin{"", "F.pad({0}.transpose(1, 2), (2, 0), mode=\"replicate\").transpose(1, 2)"});
    CHECK(twin("input(3,6,6) > upsample(2)") == Twin{"nn.Upsample(scale_factor=2, mode=\"nearest\")", "{self}({0})"});
    CHECK(twin("input(3,6,6) > upsample(1.5, mode=linear)") ==
          Twin{"nn.Upsample(scale_factor=1.5, mode=\"bilinear\", recompute_scale_factor=True)", "{self}({0})"});
    CHECK(twin("input(3,6,6) > upsample(size=9x12, mode=cubic, align_corners=true)") ==
          Twin{"nn.Upsample(size=(9, 12), mode=\"bicubic\", align_corners=True)", "{self}({0})"});
    CHECK(twin("input(8,5,6) > pixel_shuffle(2)") == Twin{"nn.PixelShuffle(2)", "{self}({0})"});
    CHECK(twin("input(6, kind=tokens, vocabulary=10) > cast") == Twin{"", "{0}.to(torch.float32)"});
    CHECK(twin("input(6, kind=tokens, vocabulary=10) > one_hot") == Twin{"", "F.one_hot({0}, 10).float()"});
}
