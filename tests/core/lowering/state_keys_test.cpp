// State-dict keys, quoted from Python: list(torch.nn.LSTM(...).state_dict()) and so on (torch 2.13).

#include "tests/core/lowering/lowered.h"

using namespace nodegrad;
using namespace nodegrad::test;

namespace {

using Keys = std::vector<std::string>;

/// Keys with their shapes, in order: "weight 16x4".
Keys keysWithShapes(const std::string& text)
{
    const Lowered lowered = loweredFrom(text);
    Keys keys;
    const auto times = [](const std::vector<std::int64_t>& shape) {
        std::string all;
        for (const std::int64_t size : shape)
            all += (all.empty() ? " " : "x") + std::to_string(size);
        return all;
    };
    for (const Parameter& parameter : lowered.program.parameters)
        keys.push_back(parameter.path.substr(parameter.path.find('.') + 1) + times(parameter.shape));
    for (const Buffer& buffer : lowered.program.buffers)
        keys.push_back(buffer.path.substr(buffer.path.find('.') + 1) + times(buffer.initial.shape()));
    return keys;
}

} // namespace

TEST_CASE("keys are those of torch.nn.Linear, Conv1d and Conv2d", "[lowering]")
{
    CHECK(keysWithShapes("input(4) > dense(16)") == Keys{"weight 16x4", "bias 16"});
    CHECK(keysWithShapes("input(32,4) > conv1d(6, kernel=5, groups=2)") == Keys{"weight 6x2x5", "bias 6"});
    CHECK(keysWithShapes("input(3,8,8) > conv2d(6, kernel=3x5, bias=false)") == Keys{"weight 6x3x3x5"});
}

TEST_CASE("keys are those of torch.nn.Conv3d, ConvTranspose1d to ConvTranspose3d, and of a Conv2d with a group for each channel", "[lowering]")
{
    CHECK(keysWithShapes("input(2,6,9,8) > conv3d(4, kernel=1x3x3)") == Keys{"weight 4x2x1x3x3", "bias 4"});
    CHECK(keysWithShapes("input(16,8) > conv_transpose1d(6, kernel=4, groups=2)") == Keys{"weight 8x3x4", "bias 6"});
    CHECK(keysWithShapes("input(4,5,6) > conv_transpose2d(6, kernel=3x2, groups=2, bias=false)") == Keys{"weight 4x3x3x2"});
    CHECK(keysWithShapes("input(4,3,4,4) > conv_transpose3d(2, kernel=2)") == Keys{"weight 4x2x2x2x2", "bias 2"});
    CHECK(keysWithShapes("input(4,8,8) > depthwise_conv2d(3, multiplier=2)") == Keys{"weight 8x1x3x3", "bias 8"});
    CHECK(keysWithShapes("input(4,8,8) > separable_conv2d(16, kernel=3)") ==
          Keys{"depthwise.weight 4x1x3x3", "pointwise.weight 16x4x1x1", "pointwise.bias 16"});
}

TEST_CASE("keys are those of torch.nn.BatchNorm2d, BatchNorm1d and LayerNorm", "[lowering]")
{
    CHECK(keysWithShapes("input(8,6,6) > batch_norm") == Keys{"weight 8", "bias 8", "running_mean 8", "running_var 8", "num_batches_tracked"});
    CHECK(keysWithShapes("input(10,6) > batch_norm(affine=false)") == Keys{"running_mean 6", "running_var 6", "num_batches_tracked"});
    CHECK(keysWithShapes("input(4,6,6) > layer_norm(3)") == Keys{"weight 4x6x6", "bias 4x6x6"});
}

TEST_CASE("keys are those of torch.nn.PReLU, and of maps and scales in dictionaries of modules", "[lowering]")
{
    CHECK(keysWithShapes("input(8) > prelu") == Keys{"weight 1"});
    CHECK(keysWithShapes("input(3,6,6) > prelu(channels)") == Keys{"weight 3"});
    CHECK(keysWithShapes("input(10,6) > prelu(channels)") == Keys{"weight 6"});
    CHECK(keysWithShapes("input(3,2,6,6) > channel_scale") == Keys{"weight 3", "bias 3"});
    CHECK(keysWithShapes("input(10,6) > channel_scale(bias=false)") == Keys{"weight 6"});
    // list(transformers' LlamaMLP(hidden_size=8, intermediate_size=24).state_dict())
    CHECK(keysWithShapes("input(12,8) > swiglu(24)") == Keys{"gate_proj.weight 24x8", "up_proj.weight 24x8", "down_proj.weight 8x24"});
    CHECK(keysWithShapes("input(8) > swiglu(16, project=false, bias=true)") ==
          Keys{"gate_proj.weight 16x8", "gate_proj.bias 16", "up_proj.weight 16x8", "up_proj.bias 16"});
}

TEST_CASE("keys are those of torch.nn.GroupNorm, InstanceNorm and RMSNorm", "[lowering]")
{
    CHECK(keysWithShapes("input(4,5,5,5) > batch_norm") == Keys{"weight 4", "bias 4", "running_mean 4", "running_var 4", "num_batches_tracked"});
    CHECK(keysWithShapes("input(10,6) > group_norm(2)") == Keys{"weight 6", "bias 6"});
    CHECK(keysWithShapes("input(3,8,8) > instance_norm") == Keys{});
    // list(nn.InstanceNorm2d(3, affine=True, track_running_stats=True).state_dict())
    CHECK(keysWithShapes("input(3,8,8) > instance_norm(true, track_running_stats=true)") ==
          Keys{"weight 3", "bias 3", "running_mean 3", "running_var 3", "num_batches_tracked"});
    CHECK(keysWithShapes("input(4,6) > rms_norm(2)") == Keys{"weight 4x6"});
}

TEST_CASE("the key is that of torch.nn.Embedding", "[lowering]")
{
    CHECK(keysWithShapes("input(20, kind=tokens, vocabulary=100) > embedding(16)") == Keys{"weight 100x16"});
}

TEST_CASE("keys are those of torch.nn.LSTM with two layers and both directions", "[lowering]")
{
    // list(nn.LSTM(4, 8, num_layers=2, bidirectional=True).state_dict())
    CHECK(keysWithShapes("input(12,4) > lstm(8, layers=2, bidirectional=true)") ==
          Keys{"weight_ih_l0 32x4", "weight_hh_l0 32x8", "bias_ih_l0 32", "bias_hh_l0 32",
               "weight_ih_l0_reverse 32x4", "weight_hh_l0_reverse 32x8", "bias_ih_l0_reverse 32", "bias_hh_l0_reverse 32",
               "weight_ih_l1 32x16", "weight_hh_l1 32x8", "bias_ih_l1 32", "bias_hh_l1 32",
               "weight_ih_l1_reverse 32x16", "weight_hh_l1_reverse 32x8", "bias_ih_l1_reverse 32", "bias_hh_l1_reverse 32"});
}

TEST_CASE("keys are those of torch.nn.LSTM with a projection, of GRU and of RNN", "[lowering]")
{
    // list(nn.LSTM(4, 8, bidirectional=True, proj_size=3).state_dict())
    CHECK(keysWithShapes("input(12,4) > lstm(8, bidirectional=true, projection=3)") ==
          Keys{"weight_ih_l0 32x4", "weight_hh_l0 32x3", "bias_ih_l0 32", "bias_hh_l0 32", "weight_hr_l0 3x8", "weight_ih_l0_reverse 32x4",
               "weight_hh_l0_reverse 32x3", "bias_ih_l0_reverse 32", "bias_hh_l0_reverse 32", "weight_hr_l0_reverse 3x8"});
    // list(nn.GRU(4, 8, num_layers=2).state_dict()): the same with dropout, where each layer is an op of its own
    const Keys gru{"weight_ih_l0 24x4", "weight_hh_l0 24x8", "bias_ih_l0 24", "bias_hh_l0 24",
                   "weight_ih_l1 24x8", "weight_hh_l1 24x8", "bias_ih_l1 24", "bias_hh_l1 24"};
    CHECK(keysWithShapes("input(12,4) > gru(8, layers=2)") == gru);
    CHECK(keysWithShapes("input(12,4) > gru(8, layers=2, dropout=0.5)") == gru);
    // list(nn.RNN(4, 8, bidirectional=True).state_dict())
    CHECK(keysWithShapes("input(12,4) > rnn(8, bidirectional=true)") ==
          Keys{"weight_ih_l0 8x4", "weight_hh_l0 8x8", "bias_ih_l0 8", "bias_hh_l0 8",
               "weight_ih_l0_reverse 8x4", "weight_hh_l0_reverse 8x8", "bias_ih_l0_reverse 8", "bias_hh_l0_reverse 8"});
}

TEST_CASE("keys are those of torch.nn.TransformerEncoderLayer, TransformerDecoderLayer and their stacks", "[lowering]")
{
    const auto attention = [](const std::string& name) {
        return Keys{name + ".in_proj_weight 24x8", name + ".in_proj_bias 24", name + ".out_proj.weight 8x8", name + ".out_proj.bias 8"};
    };
    const Keys dense{"linear1.weight 16x8", "linear1.bias 16", "linear2.weight 8x16", "linear2.bias 8"};
    const Keys norms{"norm1.weight 8", "norm1.bias 8", "norm2.weight 8", "norm2.bias 8"};
    const auto joined = [](std::initializer_list<Keys> parts) {
        Keys all;
        for (const Keys& part : parts)
            all.insert(all.end(), part.begin(), part.end());
        return all;
    };
    // list(nn.TransformerEncoderLayer(8, 2, 16).state_dict())
    const Keys encoder = joined({attention("self_attn"), dense, norms});
    CHECK(keysWithShapes("input(5,8) > transformer_encoder_layer(2, feedforward=16)") == encoder);
    CHECK(keysWithShapes("input(5,8) > transformer_encoder_layer(2, feedforward=16, norm_first=true)") == encoder);
    // list(nn.TransformerDecoderLayer(8, 2, 16).state_dict())
    CHECK(keysWithShapes("x = input(5,8); m = input(3,8); transformer_decoder_layer(x, m, heads=2, feedforward=16)") ==
          joined({attention("self_attn"), attention("multihead_attn"), dense, norms, Keys{"norm3.weight 8", "norm3.bias 8"}}));
    // list(nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16), 2, nn.LayerNorm(8)).state_dict())
    Keys stack;
    for (const char* layer : {"layers.0.", "layers.1."})
        for (const std::string& key : encoder)
            stack.push_back(layer + key);
    CHECK(keysWithShapes("input(5,8) > transformer_encoder(2, heads=2, feedforward=16, final_norm=true)") == joined({stack, Keys{"norm.weight 8", "norm.bias 8"}}));
}

TEST_CASE("keys are those of torch.nn.MultiheadAttention", "[lowering]")
{
    // list(nn.MultiheadAttention(16, 4).state_dict())
    CHECK(keysWithShapes("input(12,16) > multi_head_attention(4)") ==
          Keys{"in_proj_weight 48x16", "in_proj_bias 48", "out_proj.weight 16x16", "out_proj.bias 16"});
    // list(nn.MultiheadAttention(16, 4, bias=False, kdim=6, vdim=6).state_dict())
    CHECK(keysWithShapes("q = input(12,16); k = input(9,6); multi_head_attention(q, k, bias=false)") ==
          Keys{"q_proj_weight 16x16", "k_proj_weight 16x6", "v_proj_weight 16x6", "out_proj.weight 16x16"});
}

TEST_CASE("first values are PyTorch's: bounds, ones and zeros", "[lowering]")
{
    const auto initializer = [](const std::string& text, std::size_t index) { return loweredFrom(text).program.parameters.at(index).initializer; };
    // kaiming_uniform_(a=sqrt(5)) is uniform in 1/sqrt(fan_in); conv: fan_in = 3 x 5 x 5 = 75
    const Initializer conv = initializer("input(3,8,8) > conv2d(6, kernel=5)", 0);
    CHECK(conv.type == Initializer::Type::Uniform);
    CHECK(conv.b == Approx(0.11547005383792515));
    CHECK(initializer("input(4) > dense(16)", 1).b == Approx(0.5));
    CHECK(initializer("input(12,4) > lstm(16)", 0).b == Approx(0.25)); // 1/sqrt(hidden)
    CHECK(initializer("input(8,6,6) > batch_norm", 0).type == Initializer::Type::Ones);
    CHECK(initializer("input(8,6,6) > batch_norm", 1).type == Initializer::Type::Zeros);
    const Initializer row = initializer("input(20, kind=tokens, vocabulary=100) > embedding(16, padding_index=3)", 0);
    CHECK(row.type == Initializer::Type::Normal);
    CHECK(row.zeroRow == 3);
    CHECK(initializer("input(8) > prelu", 0) == Initializer{Initializer::Type::Constant, 0.25});
    CHECK(initializer("input(8) > channel_scale(0.5)", 0) == Initializer{Initializer::Type::Constant, 0.5});
    CHECK(initializer("input(4) > swiglu(16)", 2).b == Approx(0.25));
    CHECK(initializer("input(4) > dense(16, weight_init=orthogonal)", 0).type == Initializer::Type::Orthogonal);
}
