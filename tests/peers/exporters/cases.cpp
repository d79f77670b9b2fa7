#include "tests/peers/exporters/cases.h"

#include "core/layers/layer_type.h"
#include "tests/peers/exporters/layer_cases.h"

namespace nodegrad {

namespace {

std::string merge(RandomStream& random, const std::string& type)
{
    const std::string features = number(random, 2, 6);
    const std::string input = random.below(2) ? "input(" + features + ")" : "input(" + number(random, 2, 5) + "," + features + ")";
    return "a = " + input + "; b = a > dense(" + features + ") > tanh; c = a > dense(" + features + "); " + type + "(a, b, c, inputs=3)" + end;
}

std::string concatenation(RandomStream& random)
{
    const std::string axis = oneOf(random, std::vector<std::string>{"features", "time", "channels"});
    if (axis == "channels" && random.below(2))
        return "a = input(2,2,3,4); b = multiply(a, a); concatenate(a, b, axis=" + oneOf(random, std::vector<std::string>{"features", "depth", "height", "width"}) + ")" + end;
    if (axis == "channels")
        return "a = input(2,5,5); b = a > conv2d(" + number(random, 1, 4) + ", kernel=3, padding=same); concatenate(a, b)" + end;
    const std::string features = number(random, 2, 6);
    const std::string units = axis == "time" ? features : number(random, 1, 6);
    return "a = input(" + number(random, 2, 5) + "," + features + "); b = a > dense(" + units + "); concatenate(a, b, axis=" + axis + ")" + end;
}

LayerCases firstCases()
{
    return {
        {"dense", [](RandomStream& r) {
             return (r.below(2) ? "input(" + number(r, 1, 9) + ")" : "input(" + number(r, 2, 5) + "," + number(r, 1, 6) + ")") + " > dense(" +
                    number(r, 1, 9) + ", bias=" + flag(r) + ")" + end;
         }},
        {"flatten", [](RandomStream& r) {
             return r.below(2) ? imageInput(r) + " > flatten(2) > dense(3)" + end : imageInput(r) + " > flatten > dense(3) > output(mse)";
         }},
        {"reshape", [](RandomStream& r) {
             return oneOf(r, std::vector<std::string>{"input(24) > reshape(2,3,4)", "input(24) > reshape(4,-1)", "input(4,6) > reshape(-1)",
                                                      "input(2,3,4) > reshape(6,4)", "input(4,6) > reshape(2,-1,4)"}) + end;
         }},
        {"batch_norm", [](RandomStream& r) { return anyInput(r) + " > batch_norm(eps=" + oneOf(r, std::vector<std::string>{"1e-5", "0.001"}) + ", affine=" + flag(r) + ")" + end; }},
        {"layer_norm", [](RandomStream& r) {
             const int dims = between(r, 1, 3);
             const std::string input = dims == 1 ? anyInput(r) : dims == 2 ? "input(4,5)" : "input(2,5,4)";
             return input + " > layer_norm(" + std::to_string(dims) + ", affine=" + flag(r) + ")" + end;
         }},
        {"dropout", [](RandomStream& r) { return anyInput(r) + " > dropout(0." + number(r, 1, 9) + ") > tanh > dropout(0.2)" + end; }},
        {"relu", activation("relu")},
        {"leaky_relu", [](RandomStream& r) { return anyInput(r) + " > leaky_relu(0." + number(r, 1, 99) + ")" + end; }},
        {"elu", [](RandomStream& r) { return anyInput(r) + " > elu(" + number(r, 0, 2) + "." + number(r, 1, 9) + ")" + end; }},
        {"gelu", [](RandomStream& r) { return anyInput(r) + " > gelu(" + (r.below(2) ? "none" : "tanh") + ")" + end; }},
        {"silu", activation("silu")},
        {"sigmoid", activation("sigmoid")},
        {"tanh", activation("tanh")},
        {"softmax", [](RandomStream& r) { return anyInput(r) + " > softmax(" + (r.below(2) ? "-1" : "1") + ")" + end; }},
        {"add", [](RandomStream& r) { return merge(r, "add"); }},
        {"multiply", [](RandomStream& r) { return merge(r, "multiply"); }},
        {"concatenate", concatenation},
        {"embedding", [](RandomStream& r) {
             return "input(" + number(r, 1, 9) + ", kind=tokens, vocabulary=" + number(r, 5, 40) + ") > embedding(" + number(r, 1, 8) +
                    ", padding_index=" + number(r, -1, 2) + ")" + end;
         }},
    };
}

const LayerCases& makers()
{
    static const LayerCases all = [] {
        LayerCases cases;
        for (const auto family : {firstCases, sequenceCases, shapeCases, mergeCases, convolutionCases, elementwiseCases}) // and one function a file layer_cases_FAMILY.cpp
            cases.merge(family());
        return cases;
    }();
    return all;
}

const std::vector<ExportCase>& networks()
{
    static const std::vector<ExportCase> all = {
        {"lenet", "input(1,16,16) > conv2d(6, kernel=5, padding=same) > tanh > average_pool2d(2) > conv2d(16, kernel=5) > tanh > flatten > dense(20) > tanh > "
                  "dense(10) > output(cross_entropy)", ""},
        {"digits_cnn", "input(1,8,8) > conv2d(8, padding=same, bias=false) > batch_norm > relu > max_pool2d(2) > dropout(0.3) > flatten > dense(10) > "
                       "output(cross_entropy)", ""},
        {"binary_logits", "input(5) > dense(8) > gelu > dense(1) > output(binary_cross_entropy_with_logits)", ""},
        {"binary", "input(5) > dense(8) > elu > dense(1) > sigmoid > output(binary_cross_entropy)", ""},
        {"straight", "input(4) > output(mse)", ""},
        {"softmax_of_input", "input(4) > output(cross_entropy)", ""},
        {"lstm_classifier", "input(9,3) > lstm(8, layers=2, bidirectional=true) > layer_norm > dense(3) > output(cross_entropy)", ""},
        {"text", "input(7, kind=tokens, vocabulary=30) > embedding(8) > multi_head_attention(2) > global_average_pool > dense(4) > output(cross_entropy)", ""},
        {"token_predictor", "input(6, kind=tokens, vocabulary=12) > embedding(8) > lstm(8, output=sequence) > dense(12) > output(cross_entropy)", ""},
        {"transformer", "module block { n1 = in > layer_norm; a = multi_head_attention(n1, heads=2); s = add(in, a); n2 = s > layer_norm; "
                        "f = n2 > dense(16) > gelu > dense(8); add(s, f) > out }; input(5,8) > block(repeat=2) > global_average_pool > dense(3) > "
                        "output(cross_entropy)", ""},
        {"residual", "module block { c = in > conv2d(6, padding=same, bias=false) > batch_norm > relu > conv2d(6, padding=same) > batch_norm; "
                     "add(in, c) > relu > out }; input(3,8,8) > conv2d(6, padding=same) > block(repeat=3) > global_average_pool > dense(5) > "
                     "output(cross_entropy)", ""},
        {"module_sizes", "module block { in > conv2d(4, padding=same) > batch_norm > relu > out }; input(2,6,6) > block > max_pool2d > block > flatten > dense(3) > "
                         "output(cross_entropy)", ""},
        {"module_scales", "module block { in > channel_scale(0.5) > prelu(channels) > out }; input(3,6,6) > block > conv2d(5, padding=same) > block > "
                          "global_average_pool > swiglu(8) > layer_norm > swiglu(4, gate=gelu, project=false) > dense(3) > output(cross_entropy)", "", {"swiglu1"}},
        {"module_nested", "module inner { in > dense(6) > tanh > out }; module outer { a = in > inner; add(a, in) > inner > out }; "
                          "input(6) > outer(repeat=2) > outer > dense(2) > output(mse)", ""},
        {"shared_input", "a = input(6); b = a > dense(4); c = a > dense(4); d = b > relu; multiply(d, c) > dense(3) > output(cross_entropy)", ""},
        {"two_ends", "a = input(4); b = input(3,2); c = b > lstm(5); d = concatenate(a, c) > dense(6) > relu; d > dense(3) > output(cross_entropy); "
                     "d > dense(1) > output(mse)", ""},
        {"frozen", "input(2,6,6) > conv2d(4) > batch_norm > relu > flatten > dense(3) > output(cross_entropy)", "", {"conv1", "norm1"}},
        {"frozen_module", "module block { in > dense(4) > batch_norm > out }; input(4) > block(repeat=2) > dense(3) > output(cross_entropy)", "", {"block"}},
        {"frozen_volumes", "module block { in > instance_norm(track_running_stats=true) > batch_norm > out }; input(2,4,4,4) > block > "
                           "instance_norm(true, track_running_stats=true) > flatten > dense(3) > output(mse)", "", {"block", "norm1"}},
        {"shaped", "module gated { s = in > split(2, dim=-1); g = s.b > sigmoid; multiply(s.a, g) > rms_norm > out }; input(6,8) > gated > roll(1) > gated > "
                   "unsqueeze > upsample(1.5, mode=linear) > pad(1, mode=reflect) > spatial_dropout > flatten > dense(3) > output(mse)", ""},
        {"nearest_rounding", "input(1,14,7) > upsample(size=2x10) > flatten > output(mse)", ""},
        {"bypassed", "input(2,6,6) > batch_norm > relu > conv2d(2, padding=same) > dropout > flatten > dense(3) > output(cross_entropy)", "", {},
         {"norm1", "conv1", "dropout1"}},
        {"bypassed_module", "module block { in > dense(4) > batch_norm > out }; a = input(4); b = a > block(repeat=2); c = a > dense(4); add(b, c) > "
                            "dense(2) > output(mse)", "", {}, {"b"}},
        {"growing_repeat", "module block { in > dense(4) > relu > out }; input(6) > block(repeat=3) > dense(2) > output(mse)", ""},
        {"tied", "input(5) > dense(5) > tanh > dense(5) > tanh > dense(5, bias=false) > output(mse)", "", {}, {}, {{"dense2", "dense1.weight"}, {"dense3", "dense1.weight"}}},
        {"unused_branch", "a = input(6); b = a > dense(4) > relu; c = a > dense(3) > batch_norm; b > dense(2) > output(mse)", ""},
        {"python_words", "lambda = input(4); print = lambda > dense(4); input2 = print > tanh; input2 > dense(2) > output(mse)", ""},
    };
    return all;
}

} // namespace

std::vector<ExportCase> exportCases(int count)
{
    std::vector<ExportCase> cases = networks();
    for (const LayerType& type : layerTypes()) {
        for (std::size_t i = 0; i < type.examples.size(); ++i) {
            std::string text = type.examples[i].text;
            if (text.find("kind=tokens") != std::string::npos && type.id == kInputType)
                continue; // an Output takes no tokens
            if (type.id == kInputType || text.find("output(") != std::string::npos)
                text += type.id == kInputType ? end : "";
            else
                text += end;
            cases.push_back({type.id + "_example" + std::to_string(i), text, type.id});
        }
        const auto maker = makers().find(type.id);
        if (maker == makers().end())
            continue;
        for (int i = 0; i < count; ++i) {
            RandomStream random(streamKey(static_cast<std::uint64_t>(i), type.id));
            cases.push_back({type.id + "_" + std::to_string(i), maker->second(random), type.id});
        }
    }
    return cases;
}

} // namespace nodegrad
