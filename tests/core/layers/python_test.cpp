// The PyTorch twin of each layer, as a person would write it.

#include "tests/core/layers/python_twin.h"
#include "tests/support/catch.h"

using namespace nodegrad;
using test::twin;

namespace {

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
    CHECK(twin("input(3,8,8) > conv2d(16, kernel=3, padding=same, padding_mode=reflect)") ==
          Twin{"nn.Conv2d(3, 16, 3, padding=\"same\", padding_mode=\"reflect\")", "{self}({0})"});
    CHECK(twin("input(8,3) > conv1d(16, kernel=2, stride=2, padding=same, padding_mode=circular)") ==
          Twin{"nn.Conv1d(3, 16, 2, stride=2)", "{self}(F.pad({0}.transpose(1, 2), (0, 1), mode=\"circular\")).transpose(1, 2)"});
    CHECK(twin("input(1,8,8,8) > conv3d(4, kernel=1x3x3, padding=[0,1,1])") == Twin{"nn.Conv3d(1, 4, (1, 3, 3), padding=(0, 1, 1))", "{self}({0})"});
    CHECK(twin("input(4,5,5) > conv_transpose2d(6, kernel=4, stride=2, padding=1, output_padding=[1,0], dilation=2, groups=2, bias=false)") ==
          Twin{"nn.ConvTranspose2d(4, 6, 4, stride=2, padding=1, output_padding=(1, 0), groups=2, bias=False, dilation=2)", "{self}({0})"});
    CHECK(twin("input(4,8,8) > depthwise_conv2d(3, multiplier=2, padding=1)") == Twin{"nn.Conv2d(4, 8, 3, padding=1, groups=4)", "{self}({0})"});
    CHECK(twin("input(4,8,8) > separable_conv2d(16, kernel=3)") ==
          Twin{"nn.ModuleDict({\"depthwise\": nn.Conv2d(4, 4, 3, groups=4, bias=False), \"pointwise\": nn.Conv2d(4, 16, 1)})",
               "{self}[\"pointwise\"]({self}[\"depthwise\"]({0}))"});
    CHECK(twin("input(9,4) > max_pool1d(3, dilation=2)") == Twin{"nn.MaxPool1d(3, dilation=2)", "{self}({0}.transpose(1, 2)).transpose(1, 2)"});
    CHECK(twin("input(2,8,8,8) > average_pool3d(2x2x4, count_include_pad=false)") == Twin{"nn.AvgPool3d((2, 2, 4), count_include_pad=False)", "{self}({0})"});
    CHECK(twin("input(4,8,8) > lp_pool2d(2)") == Twin{"nn.LPPool2d(2, 2)", "{self}({0})"});
    CHECK(twin("input(4,8,8) > lp_pool2d(2, norm=3)") == Twin{"nn.LPPool2d(3, 2)", "{self}({0}.abs())"});
    CHECK(twin("input(4,8,8) > adaptive_average_pool2d(2x3)") == Twin{"nn.AdaptiveAvgPool2d((2, 3))", "{self}({0})"});
    CHECK(twin("input(4,6,6,6) > global_max_pool") == Twin{"", "{0}.amax(dim=(2, 3, 4))"});
    CHECK(twin("input(4,8,8) > spatial_pyramid_pool([1,2])") ==
          Twin{"", "torch.cat([F.adaptive_max_pool2d({0}, 1).flatten(1), F.adaptive_max_pool2d({0}, 2).flatten(1)], dim=1)"});
    CHECK(twin("input(3,8,8) > unfold(4)") == Twin{"nn.Unfold(4, stride=4)", "{self}({0}).transpose(1, 2)"});
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
