#include <algorithm>
#include <cmath>

#include "core/layers/attend.h"
#include "core/ops/writers.h"

namespace nodegrad {

namespace {

using List = std::vector<std::int64_t>;

constexpr double kSmall = 0.02; ///< deviation of trained positions and tokens at the start, as in BERT, GPT and ViT

std::string noSummary(const ParamValues&) { return {}; }

// --- padding_mask ---

Values buildPaddingMask(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = b.needKind(in[0], {Kind::Tokens, Kind::Sequence});
    return {b.call1("padding_mask", {x}, {{"padding", p.integer("padding")}, {"gives", p.text("gives")}})};
}

PythonUse pythonPaddingMask(const ParamValues& p, const Specs& in)
{
    const std::string differs = "({0} != " + std::to_string(p.integer("padding")) + ")" + (in[0].kind == Kind::Sequence ? ".any(2)" : "") + ".float()";
    return {"", differs + (p.text("gives") == "lengths" ? ".sum(1)" : ""), {}};
}

// --- learned_positions ---

Values buildLearnedPositions(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = needSequence(b, in[0]);
    const std::int64_t steps = b.needKnown(x.spec.shape[1], "the number of time steps"), size = b.needKnown(x.spec.shape[2], "the number of features");
    const std::int64_t rows = p.integer("length") == 0 ? steps : p.integer("length");
    b.need(steps <= rows, makeError("layer.too_many_steps", {{"known", rows}, {"got", steps}}), {Fix::setParam("Set the length to " + std::to_string(steps), "length", steps)});
    needModestTable(b, steps, 1);
    List places;
    for (std::int64_t t = 0; t < steps; ++t)
        places.push_back(t);
    const Value weight = b.parameter("weight", {rows, size}, {Initializer::Type::Normal, 0, kSmall});
    return {b.call1("add", {x, b.call1("embedding", {b.constant(HostTensor::ofIntegers({1, steps}, places)), weight})})};
}

PythonUse pythonLearnedPositions(const ParamValues& p, const Specs& in)
{
    const std::string rows = p.integer("length") == 0 ? sizeText(in[0].shape[1]) : std::to_string(p.integer("length"));
    return {pythonCall("nn.Embedding", {rows, sizeText(in[0].shape.back())}), "{0} + {self}.weight[:{0}.shape[1]]", {}};
}

// --- sinusoidal_positions: PE[t, 2i] = sin(t / base^(2i / E)), PE[t, 2i + 1] = cos of the same ---

Values buildSinusoidal(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = needSequence(b, in[0]);
    const std::int64_t steps = b.needKnown(x.spec.shape[1], "the number of time steps"), size = b.needKnown(x.spec.shape[2], "the number of features");
    needModestTable(b, steps, size);
    std::vector<float> table;
    for (std::int64_t t = 0; t < steps; ++t)
        for (std::int64_t i = 0; i < size; ++i) {
            const double angle = static_cast<double>(t) / std::pow(p.real("base"), static_cast<double>(i - i % 2) / static_cast<double>(size));
            table.push_back(static_cast<float>(i % 2 == 0 ? std::sin(angle) : std::cos(angle)));
        }
    return {b.call1("add", {x, b.constant(HostTensor::ofFloats({1, steps, size}, table))})};
}

constexpr const char* kSinusoidal =
    "def sinusoidal_positions(x, base=10000.0):\n"
    "    \"\"\"Adds sines and cosines of the time step, slower from feature to feature.\"\"\"\n"
    "    steps, size = x.shape[1:]\n"
    "    angle = torch.arange(steps, dtype=torch.float64)[:, None] / base ** (torch.arange(0, size, 2, dtype=torch.float64) / size)\n"
    "    table = torch.stack([angle.sin(), angle.cos()], dim=2).flatten(1)[:, :size]\n"
    "    return x + table.to(x)\n";

PythonUse pythonSinusoidal(const ParamValues& p, const Specs&)
{
    return {"", pythonCall("sinusoidal_positions", {"{0}", pythonUnless("base", pythonReal(p.real("base")), pythonReal(10000))}), {kSinusoidal}};
}

// --- rotary_positions ---

Values buildRotary(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = needSequence(b, in[0]);
    const std::int64_t size = b.needKnown(x.spec.shape[2], "the number of features");
    needHeads(b, size, p.integer("heads"));
    const Value heads = b.call1("split_heads", {x}, {{"heads", p.integer("heads")}});
    return {b.call1("merge_heads", {rotated(b, heads, p.real("base"))})};
}

constexpr const char* kRotary =
    "def rotary_positions(x, heads=1, base=10000.0):\n"
    "    \"\"\"Turns the pairs of features (i, i + d/2) of each head by angles that grow with the time step.\"\"\"\n"
    "    n, steps, size = x.shape\n"
    "    half = size // heads // 2\n"
    "    angle = torch.arange(steps, dtype=torch.float64)[:, None] / base ** (torch.arange(half, dtype=torch.float64) / half)\n"
    "    cos, sin = angle.cos().to(x)[:, None], angle.sin().to(x)[:, None]\n"
    "    a, b = x.reshape(n, steps, heads, 2, half).unbind(3)\n"
    "    return torch.cat([a * cos - b * sin, b * cos + a * sin], dim=3).reshape(n, steps, size)\n";

PythonUse pythonRotary(const ParamValues& p, const Specs&)
{
    return {"", pythonCall("rotary_positions", {"{0}", pythonUnless("heads", std::to_string(p.integer("heads")), "1"),
                                                pythonUnless("base", pythonReal(p.real("base")), pythonReal(10000))}), {kRotary}};
}

// --- class_token ---

Values buildClassToken(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = needSequence(b, in[0]);
    const std::int64_t size = b.needKnown(x.spec.shape[2], "the number of features");
    return {b.call1("prepend", {x, b.parameter("weight", {p.integer("tokens"), size}, {Initializer::Type::Normal, 0, kSmall})})};
}

PythonUse pythonClassToken(const ParamValues& p, const Specs& in)
{
    return {pythonCall("nn.Embedding", {std::to_string(p.integer("tokens")), sizeText(in[0].shape.back())}),
            "torch.cat([{self}.weight.expand({0}.shape[0], -1, -1), {0}], dim=1)", {}};
}

// --- select_step ---

Values buildSelectStep(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = needSequence(b, in[0]);
    const std::int64_t step = p.integer("step");
    if (step == -1)
        return {b.call1("select_last", {x})};
    const std::int64_t start = step < 0 ? b.needKnown(x.spec.shape[1], "the number of time steps") + step : step;
    b.need(start >= 0, makeError("layer.slice_outside", {{"start", start}, {"end", start + 1}, {"size", x.spec.shape[1].text()}}));
    return {b.call1("flatten", {b.call1("slice", {x}, {{"dim", std::int64_t(1)}, {"start", start}, {"length", std::int64_t(1)}})})};
}

PythonUse pythonSelectStep(const ParamValues& p, const Specs&)
{
    return {"", "{0}[:, " + std::to_string(p.integer("step")) + "]", {}};
}

// --- mean_over_time ---

Ports maskedPorts(const ParamValues&)
{
    return {{{"in", "Input"}, {"mask", "Mask", true}}, {{"out", "Output"}}};
}

Values buildMeanOverTime(Builder& b, const ParamValues&, const Values& in)
{
    const Value x = needSequence(b, in[0]);
    if (!in[1])
        return {b.call1("mean", {x}, {{"dims", List{1}}})};
    return {b.call1("masked_mean", {x, b.needKind(in[1], {Kind::Vector})})};
}

constexpr const char* kMaskedMean =
    "def masked_mean(x, mask):\n"
    "    \"\"\"The mean over the steps whose mask is 1.\"\"\"\n"
    "    weights = (mask > 0.5).to(x)[:, :, None]\n"
    "    return (x * weights).sum(1) / weights.sum(1).clamp(min=1)\n";

PythonUse pythonMeanOverTime(const ParamValues&, const Specs& in)
{
    if (in.size() < 2 || isAbsent(in[1]))
        return {"", "{0}.mean(dim=1)", {}};
    return {"", "masked_mean({0}, {1})", {kMaskedMean}};
}

// --- patch_embedding: a convolution whose stride is its kernel, and its places as a sequence ---

Values buildPatches(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = b.needKind(in[0], {Kind::Image});
    const List patch = p.list("patch", 2);
    const std::int64_t channels = b.needKnown(x.spec.shape[1], "the number of channels"), size = p.integer("dimensions");
    const Shape picture{x.spec.shape[2], x.spec.shape[3]};
    for (std::size_t i = 0; i < 2; ++i)
        b.need(floorDivide(picture[i], patch[i]) * Dim(patch[i]) == picture[i],
               makeError("layer.patch_does_not_fit", {{"patch", timesText(patch)}, {"got", shapeText(picture)}}), {}, 0);
    const double inputs = static_cast<double>(channels) * static_cast<double>(patch[0]) * static_cast<double>(patch[1]);
    const auto fan = static_cast<std::int64_t>(std::min(inputs, 1e15));
    const Value weight = b.parameter("proj.weight", {size, channels, patch[0], patch[1]}, uniformByFanIn(fan));
    const Value bias = p.flag("bias") ? b.parameter("proj.bias", {size}, uniformByFanIn(fan)) : Builder::none();
    const Value map = b.call1("conv2d", {x, weight, bias}, {{"stride", patch}});
    return {b.call1("permute", {b.call1("flatten", {map}, {{"start_dim", std::int64_t(2)}})}, {{"dims", List{0, 2, 1}}})};
}

PythonUse pythonPatches(const ParamValues& p, const Specs& in)
{
    const std::string patch = pythonSizes(p.list("patch", 2));
    return {"nn.ModuleDict({\"proj\": " + pythonCall("nn.Conv2d", {sizeText(in[0].shape[1]), std::to_string(p.integer("dimensions")), patch, "stride=" + patch,
                                                                     pythonUnless("bias", pythonFlag(p.flag("bias")), "True")}) + "})",
            "{self}[\"proj\"]({0}).flatten(2).transpose(1, 2)", {}};
}

Param baseParam(const char* doc)
{
    return positiveParam(realParam("base", "Base", doc, 10000, 0, 1e9));
}

} // namespace

std::vector<LayerType> sequenceLayers()
{
    return {
        {.id = "padding_mask", .title = "PaddingMask", .summary = "Tells which steps of a sequence are real and which only fill it up.",
         .explanation = "Samples of one batch must be equally long, so short ones are filled up with padding. The mask is 1 where a step counts and 0 where it is "
                        "padding: m = [token ≠ padding]. It is made from tokens, or from features, where a step is padding when all its features have that "
                        "value. Attention and MeanOverTime take the mask, (N, T); recurrent layers take the lengths, (N).",
         .aliases = {"masking", "attention mask", "sequence lengths"}, .category = Category::Attention,
         .params = {integerParam("padding", "Padding", "The token, or the value of all features, that only fills up.", 0, -1e9, 1e9),
                    choiceParam("gives", "Gives", "A number for each step, or how many steps count.", "mask", {{"mask", "Mask"}, {"lengths", "Lengths"}})},
         .examples = {{"input(12, kind=tokens, vocabulary=50) > padding_mask", "Token 0 fills up"}},
         .build = buildPaddingMask, .python = pythonPaddingMask,
         .summarize = [](const ParamValues& p) { return dotted({std::to_string(p.integer("padding")), p.text("gives") == "mask" ? "" : p.text("gives")}); },
         .formula = "m = 1 if token ≠ padding, else 0"},
        {.id = "learned_positions", .title = "LearnedPositions", .summary = "Adds a trained vector for each place in the sequence.",
         .explanation = "Attention does not see the order of the steps. Here each of the T places has a row of E trained numbers that is added to whatever stands "
                        "there: y[t] = x[t] + P[t]. Simple and strong, but no sequence may be longer than what was trained.",
         .aliases = {"positional embedding", "position embedding"}, .category = Category::Attention,
         .params = {integerParam("length", "Length", "Number of places; 0: as many as the sequence has.", 0, 0, 1e9)},
         .examples = {{"input(12,16) > learned_positions", "12 places"}, {"input(12,16) > learned_positions(64)", "Room for longer sequences"}},
         .build = buildLearnedPositions, .python = pythonLearnedPositions,
         .summarize = [](const ParamValues& p) { return p.integer("length") == 0 ? std::string() : std::to_string(p.integer("length")); }, .formula = "y[t] = x[t] + P[t]"},
        {.id = "sinusoidal_positions", .title = "SinusoidalPositions", .summary = "Adds sines and cosines that tell where a step stands.",
         .explanation = "Each place gets a pattern of E waves, from fast to very slow, like the hands of many clocks: P[t, 2i] = sin(t / base^(2i/E)), "
                        "P[t, 2i+1] = cos(t / base^(2i/E)). It is added to the features. Nothing is trained, and any length works.",
         .aliases = {"positional encoding", "sine positions"}, .category = Category::Attention,
         .params = {baseParam("The slowest wave takes 2π times as many steps.")},
         .examples = {{"input(12,16) > sinusoidal_positions", "Sixteen waves over twelve steps"}},
         .build = buildSinusoidal, .python = pythonSinusoidal, .summarize = noSummary, .formula = "P[t, 2i] = sin(t / base^(2i/E))"},
        {.id = "rotary_positions", .title = "RotaryPositions", .summary = "Turns queries or keys by angles that grow with the time step.",
         .explanation = "Pairs of features are seen as points and turned by t θ_i, with θ_i = base^(-2i/d) in a head of d features. When a turned query meets a turned "
                        "key, only the difference of their places is left: (R_t q) · (R_s k) = q · R_(s-t) k. Stands between the Dense layers of q and k and "
                        "ScaledDotProductAttention; MultiHeadAttention has it as an option.",
         .aliases = {"rope", "rotary embedding"}, .category = Category::Attention,
         .params = {integerParam("heads", "Heads", "As many as the attention behind it has.", 1, 1, 1e6), baseParam("The slowest pair turns once in about 2π times as many steps.")},
         .examples = {{"x = input(12,16); q = x > dense(16) > rotary_positions(4); k = x > dense(16) > rotary_positions(4); v = x > dense(16); "
                       "scaled_dot_product_attention(q, k, v, heads=4)", "Queries and keys"}},
         .build = buildRotary, .python = pythonRotary,
         .summarize = [](const ParamValues& p) { return std::to_string(p.integer("heads")) + (p.integer("heads") == 1 ? " head" : " heads"); },
         .formula = "(a, b) to (a cos tθ - b sin tθ, b cos tθ + a sin tθ)"},
        {.id = "class_token", .title = "ClassToken", .summary = "Puts a trained step before the sequence, to gather what is asked for.",
         .explanation = "A step that holds nothing of its own stands before all others: y = [c, x_1, ..., x_T]. In the layers of attention behind it, it collects "
                        "from the whole sequence what the answer needs, and a SelectStep takes it out at the end. BERT and vision transformers do that. "
                        "Further tokens serve as a scratch pad.",
         .aliases = {"cls token", "cls", "register tokens"}, .category = Category::Attention,
         .params = {integerParam("tokens", "Tokens", "How many stand before the sequence.", 1, 1, 1e6)},
         .examples = {{"input(12,16) > class_token > transformer_encoder(heads=4) > select_step(0)", "One vector from twelve steps"}},
         .build = buildClassToken, .python = pythonClassToken,
         .summarize = [](const ParamValues& p) { return p.integer("tokens") == 1 ? std::string() : std::to_string(p.integer("tokens")) + " tokens"; },
         .formula = "y = [c, x_1, ..., x_T]"},
        {.id = "patch_embedding", .title = "PatchEmbedding", .summary = "Cuts a picture into patches and makes each a step of a sequence.",
         .explanation = "A picture is cut into patches of p × p pixels, and one Dense layer, shared by all, turns the numbers of each into E features: "
                        "y[t] = W patch_t + b, T = (H / p) × (W / p). So a picture becomes a sequence, row by row, on which a transformer can work.",
         .aliases = {"vit", "vision transformer", "patchify"}, .category = Category::Attention,
         .params = {integerParam("dimensions", "Dimensions", "Features E of each patch.", 64, 1, 1e9),
                    withMaximum(listParam("patch", "Patch", "Size of a patch in pixels; one number, or height × width. Must divide the picture.", {4, 4}, 2), 1e6),
                    flagParam("bias", "Bias", "Adds a trainable number to each feature.", true)},
         .examples = {{"input(1,8,8) > patch_embedding(16)", "Four patches"},
                      {"input(3,12,8) > patch_embedding(16, patch=3x4) > class_token > learned_positions > transformer_encoder(heads=2) > select_step(0)",
                       "A small vision transformer"}},
         .build = buildPatches, .python = pythonPatches,
         .summarize = [](const ParamValues& p) { return dotted({std::to_string(p.integer("dimensions")), timesText(p.list("patch", 2))}); },
         .formula = "T = (H / p) × (W / p)"},
        {.id = "select_step", .title = "SelectStep", .summary = "Takes one time step out of a sequence.",
         .explanation = "A sequence (N, T, F) becomes the vector (N, F) of one step: y = x[t]. The first step, 0, is the one of a ClassToken; -1 is the last, which a "
                        "causal layer has filled with all that came before.",
         .aliases = {"last step", "first step", "take step"}, .category = Category::Pooling,
         .params = {integerParam("step", "Step", "Which one, from 0; -1 is the last.", 0, -1e9, 1e9)},
         .examples = {{"input(12,16) > select_step(0)", "The first"}, {"input(12,16) > select_step(-1)", "The last"}},
         .build = buildSelectStep, .python = pythonSelectStep, .summarize = [](const ParamValues& p) { return std::to_string(p.integer("step")); },
         .formula = "y = x[t]"},
        {.id = "mean_over_time", .title = "MeanOverTime", .summary = "Averages a sequence over its steps, without its padding if a mask is connected.",
         .explanation = "A sequence (N, T, F) becomes the mean of its steps, (N, F): y = 1/T Σ x[t]. With a mask, (N, T), only the steps whose mask is 1 count: "
                        "y = Σ m[t] x[t] / Σ m[t]. The simplest way from a sequence to one vector, and often as good as any other.",
         .aliases = {"masked mean", "temporal average"}, .category = Category::Pooling, .ports = maskedPorts,
         .examples = {{"input(12,16) > mean_over_time", "Twelve steps"},
                      {"t = input(12, kind=tokens, vocabulary=50); m = t > padding_mask; e = t > embedding(8, padding_index=0); mean_over_time(e, m)", "Without padding"}},
         .build = buildMeanOverTime, .python = pythonMeanOverTime, .summarize = noSummary, .formula = "y = Σ m[t] x[t] / Σ m[t]"},
    };
}

} // namespace nodegrad
