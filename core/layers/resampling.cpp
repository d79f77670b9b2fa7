// What changes the size of pictures, sequences and volumes. Ops take places last: sequences (N, T, F) are turned round and back.

#include <cmath>

#include "core/layers/families.h"
#include "core/ops/shape_rules.h"
#include "core/ops/writers.h"

namespace nodegrad {

namespace {

using List = std::vector<std::int64_t>;

Value turned(Builder& b, const Value& x, bool isSequence)
{
    return isSequence ? b.call1("permute", {x}, {{"dims", List{0, 2, 1}}}) : x;
}

Value needPlaces(Builder& b, const Value& x)
{
    return b.needKind(x, {Kind::Sequence, Kind::Image, Kind::Volume}, tokenFixes(x.spec));
}

// --- pad: zeros need no turning, they can be put beside the time steps ---

bool isTurned(const ParamValues& p, const Spec& x)
{
    return x.kind == Kind::Sequence && p.text("mode") != "constant";
}

Values buildPad(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = needPlaces(b, in[0]);
    const auto sides = sidesOf(p.list("sides"), placesOf(x.spec).size());
    b.need(sides.has_value(), makeError("layer.side_count", {{"count", p.list("sides").size()}, {"got", gotPhrase(x.spec)}}), {}, 0);
    List before, after;
    for (const auto& [front, back] : *sides) {
        before.push_back(front);
        after.push_back(back);
    }
    const bool isSequence = x.spec.kind == Kind::Sequence, turns = isTurned(p, x.spec);
    if (isSequence && !turns) { // time is the last dimension but one
        before.push_back(0);
        after.push_back(0);
    }
    const Value y = b.call1("pad", {turned(b, x, turns)}, {{"before", before}, {"after", after}, {"mode", p.text("mode")}, {"value", p.real("value")}});
    return {turned(b, y, turns)};
}

PythonUse pythonPad(const ParamValues& p, const Specs& in)
{
    const auto sides = sidesOf(p.list("sides"), placesOf(in[0]).size());
    const bool isSequence = in[0].kind == Kind::Sequence, turns = isTurned(p, in[0]);
    std::string pads = isSequence && !turns ? "0, 0" : ""; // the last dimension first
    for (std::size_t i = sides ? sides->size() : 0; i-- > 0;)
        pads += (pads.empty() ? "" : ", ") + std::to_string((*sides)[i].first) + ", " + std::to_string((*sides)[i].second);
    const bool isConstant = p.text("mode") == "constant";
    const std::string call = pythonCall("F.pad", {turns ? "{0}.transpose(1, 2)" : "{0}", "(" + pads + ")", isConstant ? "" : "mode=\"" + p.text("mode") + "\"",
                                                  isConstant ? pythonUnless("value", pythonReal(p.real("value")), pythonReal(0)) : ""});
    return {"", turns ? call + ".transpose(1, 2)" : call, {}};
}

// --- upsample ---

Values buildUpsample(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = p.text("mode") == "cubic" ? b.needKind(in[0], {Kind::Image}) : needPlaces(b, in[0]);
    const bool isSequence = x.spec.kind == Kind::Sequence;
    const Value y = b.call1("resize", {turned(b, x, isSequence)},
                            {{"size", p.list("size")}, {"scale", p.real("scale")}, {"mode", p.text("mode")},
                             {"align_corners", p.flag("align_corners") && p.text("mode") != "nearest"}});
    return {turned(b, y, isSequence)};
}

/// A scale that is not whole is brought to the sizes that it gives, as here.
PythonUse pythonUpsample(const ParamValues& p, const Specs& in)
{
    const Kind kind = in[0].kind;
    std::string mode = p.text("mode");
    if (mode == "linear")
        mode = kind == Kind::Volume ? "trilinear" : kind == Kind::Image ? "bilinear" : "linear";
    else if (mode == "cubic")
        mode = "bicubic";
    const List& size = p.list("size");
    const bool isWhole = p.real("scale") == std::floor(p.real("scale"));
    return {pythonCall("nn.Upsample", {size.empty() ? "scale_factor=" + (isWhole ? std::to_string(static_cast<std::int64_t>(p.real("scale"))) : pythonReal(p.real("scale")))
                                                    : "size=" + pythonSizes(size),
                                       "mode=\"" + mode + "\"", p.flag("align_corners") && mode != "nearest" ? "align_corners=True" : "",
                                       size.empty() && !isWhole ? "recompute_scale_factor=True" : ""}),
            pythonChannelsFirst(in[0]), {}};
}

std::string summarizeUpsample(const ParamValues& p)
{
    return dotted({p.list("size").empty() ? "× " + formatParam(p.real("scale")) : timesText(p.list("size")), p.text("mode"),
                   p.flag("align_corners") && p.text("mode") != "nearest" ? "corners aligned" : ""});
}

// --- pixel_shuffle, pixel_unshuffle ---

Values buildShuffle(Builder& b, const ParamValues& p, const Values& in, const char* op)
{
    return {b.call1(op, {b.needKind(in[0], {Kind::Image})}, {{"factor", p.integer("factor")}})};
}

PythonUse pythonShuffle(const ParamValues& p, const char* type)
{
    return {std::string(type) + "(" + std::to_string(p.integer("factor")) + ")", "{self}({0})", {}};
}

std::string summarizeFactor(const ParamValues& p)
{
    return "× " + std::to_string(p.integer("factor"));
}

} // namespace

std::vector<LayerType> resamplingLayers()
{
    return {
        {.id = "pad", .title = "Pad", .summary = "Puts values around a picture, sequence or volume.",
         .explanation = "The rim becomes wider, H' = H + top + bottom. What stands there is one constant value, mostly zero; the mirrored inside (reflect), which "
                        "leaves no visible edge; the outermost value again (replicate); or what lies at the other end (circular), for things that go round, "
                        "such as angles and maps of the earth. Convolutions pad with zeros by themselves; use this layer where that is not enough.",
         .aliases = {"padding", "zero padding", "reflection pad", "border"}, .category = Category::Reshape,
         .params = {withMaximum(listParam("sides", "Sides", "One number for all sides, one a dimension, or top, bottom, left, right.", {1}, 0, 0), 1e6),
                    choiceParam("mode", "Mode", "What is put there.", "constant",
                                {{"constant", "One value"}, {"reflect", "Mirrored"}, {"replicate", "The edge"}, {"circular", "The other end"}}),
                    realParam("value", "Value", "The value that mode constant puts there.", 0.0, -1e30, 1e30)},
         .examples = {{"input(3,6,6) > pad(1)", "A rim of zeros"}, {"input(3,6,6) > pad(1x2, mode=reflect)", "One row and two columns, mirrored"},
                      {"input(12,4) > pad(2x0, mode=replicate)", "The first time step two times more"}},
         .build = buildPad, .python = pythonPad,
         .summarize = [](const ParamValues& p) { return dotted({timesText(p.list("sides")), p.text("mode") == "constant" ? "" : p.text("mode")}); },
         .formula = "H' = H + top + bottom"},
        {.id = "upsample", .title = "Upsample", .summary = "Brings pictures, sequences or volumes to another size by interpolation.",
         .explanation = "The new pixels, H' = floor(s H), are taken from the old ones: the nearest, x[floor(i H / H')]; the weighted mean of the two nearest in each "
                        "direction (linear); or a smooth curve through four (cubic, feature maps only). Pixels are small squares, so that i goes to "
                        "(i + 0.5) H / H' - 0.5; with corners aligned, the first and the last stay where they are. It makes maps larger in decoders, in U-Net "
                        "and when pictures are made sharper, and has no weights. A scale below 1 makes them smaller.",
         .aliases = {"resize", "interpolate", "zoom", "bilinear resize", "bicubic", "upsampling"}, .category = Category::Reshape,
         .params = {positiveParam(realParam("scale", "Scale", "How many times larger each size becomes, where no size is given.", 2.0, 0.0, 1e4)),
                    choiceParam("mode", "Mode", "How values between the old places come about.", "nearest",
                                {{"nearest", "Nearest"}, {"linear", "Linear"}, {"cubic", "Cubic"}}),
                    withMaximum(listParam("size", "Size", "The new size: one number, or height × width; none: by the scale.", {}, 0, 1), 1e6),
                    flagParam("align_corners", "Align corners", "The outermost values stay at the corners; linear and cubic only.", false)},
         .examples = {{"input(3,6,6) > upsample(2)", "Twice the height and width"}, {"input(3,6,6) > upsample(mode=linear, size=9x12)", "A given size"},
                      {"input(12,4) > upsample(1.5, mode=linear)", "Half as many time steps more"},
                      {"input(3,6,6) > upsample(2, mode=cubic, align_corners=true)", "A smooth curve from corner to corner"}},
         .build = buildUpsample, .python = pythonUpsample, .summarize = summarizeUpsample,
         .formula = "H' = floor(s H)"},
        {.id = "pixel_shuffle", .title = "PixelShuffle", .summary = "Turns channels into pixels: r² channels become one that is r times larger.",
         .explanation = "A feature map (N, C r², H, W) becomes (N, C, r H, r W): y[c, r i + a, r j + b] = x[c r² + r a + b, i, j]. The convolution before it works on small "
                        "maps and makes all pixels of each r × r block at once, which is cheaper than a transposed convolution and free of its "
                        "checkerboards. It is used to make pictures sharper.",
         .aliases = {"depth to space", "subpixel", "super resolution"}, .category = Category::Reshape,
         .params = {integerParam("factor", "Factor", "How many times larger r height and width become; r² divides the channels.", 2, 1, 1000)},
         .examples = {{"input(8,5,6) > pixel_shuffle(2)", "Two channels of twice the size"}},
         .build = [](Builder& b, const ParamValues& p, const Values& in) { return buildShuffle(b, p, in, "pixel_shuffle"); },
         .python = [](const ParamValues& p, const Specs&) { return pythonShuffle(p, "nn.PixelShuffle"); }, .summarize = summarizeFactor,
         .formula = "(N, C r², H, W) becomes (N, C, r H, r W)"},
        {.id = "pixel_unshuffle", .title = "PixelUnshuffle", .summary = "Turns pixels into channels: each block of r × r pixels becomes r² channels.",
         .explanation = "The reverse of PixelShuffle: (N, C, r H, r W) becomes (N, C r², H, W), y[c r² + r a + b, i, j] = x[c, r i + a, r j + b]. The map gets smaller and "
                        "nothing is lost, unlike with pooling, so that the layers behind it have less to do.",
         .aliases = {"space to depth", "focus"}, .category = Category::Reshape,
         .params = {integerParam("factor", "Factor", "How many times smaller r height and width become; must divide both.", 2, 1, 1000)},
         .examples = {{"input(3,6,8) > pixel_unshuffle(2)", "Twelve channels of half the size"}},
         .build = [](Builder& b, const ParamValues& p, const Values& in) { return buildShuffle(b, p, in, "pixel_unshuffle"); },
         .python = [](const ParamValues& p, const Specs&) { return pythonShuffle(p, "nn.PixelUnshuffle"); }, .summarize = summarizeFactor,
         .formula = "(N, C, r H, r W) becomes (N, C r², H, W)"},
    };
}

} // namespace nodegrad
