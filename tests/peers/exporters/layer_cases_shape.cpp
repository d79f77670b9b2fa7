// Normalization of samples, regularization, and layers that change shapes.

#include "tests/peers/exporters/layer_cases.h"

namespace nodegrad {

namespace {

std::string sizes(const std::vector<int>& values)
{
    std::string text;
    for (const int value : values)
        text += (text.empty() ? "[" : ",") + std::to_string(value);
    return text + "]";
}

std::vector<int> someSizes(RandomStream& random, int count, int low, int high)
{
    std::vector<int> values;
    for (int i = 0; i < count; ++i)
        values.push_back(between(random, low, high));
    return values;
}

std::string input(const std::vector<int>& shape)
{
    std::string text = sizes(shape);
    return "input(" + text.substr(1, text.size() - 2) + ")";
}

/// A sequence, feature map or volume of so many channels.
std::vector<int> places(RandomStream& random, int channels, int low = 3, int high = 6)
{
    const int rank = between(random, 2, 4);
    std::vector<int> shape = someSizes(random, rank, low, high);
    shape[rank == 2 ? 1 : 0] = channels;
    return shape;
}

std::vector<int> anyShape(RandomStream& random, int least = 1, int most = 4)
{
    return someSizes(random, between(random, least, most), 2, 5);
}

int dimOf(RandomStream& random, const std::vector<int>& shape)
{
    return between(random, 1, static_cast<int>(shape.size()));
}

std::string layer(const std::vector<int>& shape, const std::string& call)
{
    return input(shape) + " > " + call + end;
}

std::string real(RandomStream& random, const std::vector<std::string>& choices)
{
    return oneOf(random, choices);
}

// --- normalization and regularization ---

std::string groupNorm(RandomStream& random)
{
    const int groups = between(random, 1, 4), channels = groups * between(random, 1, 3);
    const std::vector<int> shape = random.below(5) == 0 ? std::vector<int>{groups * between(random, 2, 4)} : places(random, channels);
    return layer(shape, "group_norm(" + std::to_string(groups) + ", eps=" + real(random, {"1e-5", "0.001"}) + ", affine=" + flag(random) + ")");
}

std::string instanceNorm(RandomStream& random)
{
    const std::vector<int> shape = places(random, between(random, 1, 4));
    return layer(shape, "instance_norm(" + flag(random) + ", track_running_stats=" + flag(random) + ", eps=" + real(random, {"1e-5", "0.001"}) + ")");
}

std::string rmsNorm(RandomStream& random)
{
    const std::vector<int> shape = anyShape(random);
    return layer(shape, "rms_norm(" + std::to_string(dimOf(random, shape)) + ", eps=" + real(random, {"1e-6", "0.001"}) + ", affine=" + flag(random) + ")");
}

std::string localResponse(RandomStream& random)
{
    return layer(places(random, between(random, 2, 8)), "local_response_norm(" + number(random, 1, 6) + ", alpha=" + real(random, {"0.0001", "0.5"}) +
                                                            ", beta=" + real(random, {"0.75", "0.5"}) + ", k=" + real(random, {"1", "2.5"}) + ")");
}

std::string l2Normalize(RandomStream& random)
{
    const std::vector<int> shape = anyShape(random);
    return layer(shape, "l2_normalize(" + std::to_string(random.below(2) ? -1 : dimOf(random, shape)) + ")");
}

Make regularizer(const std::string& name, int least)
{
    return [name, least](RandomStream& random) {
        const std::string call = name + "(0." + number(random, 1, 9) + ")";
        return input(anyShape(random, least, 4)) + " > " + call + " > " + name + "(0.2)" + end;
    };
}

// --- shapes ---

std::string unflatten(RandomStream& random)
{
    std::vector<int> parts = someSizes(random, between(random, 1, 2), 1, 4), shape = anyShape(random, 1, 3);
    int product = 1;
    for (const int part : parts)
        product *= part;
    const int dim = dimOf(random, shape);
    shape[static_cast<std::size_t>(dim) - 1] = product;
    if (random.below(2))
        parts[random.below(parts.size())] = -1;
    return layer(shape, "unflatten(" + sizes(parts) + ", dim=" + std::to_string(random.below(2) ? dim : dim - 1 - static_cast<int>(shape.size())) + ")");
}

std::string permute(RandomStream& random)
{
    const std::vector<int> shape = anyShape(random);
    std::vector<int> order;
    for (const std::int64_t place : permutation(static_cast<std::int64_t>(shape.size()), random))
        order.push_back(static_cast<int>(place) + 1);
    return layer(shape, random.below(5) == 0 ? "permute" : "permute(" + sizes(order) + ")");
}

std::string transpose(RandomStream& random)
{
    const std::vector<int> shape = anyShape(random, 2);
    return layer(shape, "transpose(" + std::to_string(dimOf(random, shape)) + ", second=" + real(random, {"1", "-1", "-2"}) + ")");
}

std::string squeeze(RandomStream& random)
{
    std::vector<int> shape = anyShape(random, 2);
    const int dim = dimOf(random, shape);
    shape[static_cast<std::size_t>(dim) - 1] = 1;
    return layer(shape, random.below(2) ? "squeeze" : "squeeze(" + std::to_string(dim) + ")");
}

std::string unsqueeze(RandomStream& random)
{
    const std::vector<int> shape = anyShape(random, 1, 3);
    const int dim = dimOf(random, shape);
    return layer(shape, "unsqueeze(" + std::to_string(random.below(2) ? dim : -dim) + ")");
}

// --- parts ---

std::string slice(RandomStream& random)
{
    const std::vector<int> shape = anyShape(random);
    const int dim = dimOf(random, shape), size = shape[static_cast<std::size_t>(dim) - 1], start = between(random, 0, size - 1);
    const int stop = random.below(2) ? 0 : between(random, start + 1, size);
    return layer(shape, "slice(" + std::to_string(random.below(2) ? start : start - size) + ", stop=" + std::to_string(stop) + ", step=" + number(random, 1, 3) +
                            ", dim=" + std::to_string(dim) + ")");
}

std::string split(RandomStream& random)
{
    std::vector<int> shape = anyShape(random, 1, 3);
    const int dim = dimOf(random, shape);
    std::vector<int> parts = someSizes(random, 3, 1, 3);
    const bool isEqual = random.below(2) == 0;
    if (isEqual)
        parts = {parts[0], parts[0], parts[0]};
    shape[static_cast<std::size_t>(dim) - 1] = parts[0] + parts[1] + parts[2];
    return "s = " + input(shape) + " > split(" + (isEqual ? "3" : "sizes=" + sizes(parts)) + ", dim=" + std::to_string(dim) +
           "); c = s.c > flatten > tanh; a = s.a > flatten; concatenate(c, a) > output(mse)";
}

std::string select(RandomStream& random)
{
    const std::vector<int> shape = anyShape(random, 2);
    const int dim = dimOf(random, shape), size = shape[static_cast<std::size_t>(dim) - 1];
    return layer(shape, "select(" + std::to_string(between(random, -size, size - 1)) + ", dim=" + std::to_string(dim) + ")");
}

std::string crop(RandomStream& random)
{
    const std::vector<int> shape = places(random, between(random, 1, 3), 5, 8);
    const int count = shape.size() == 2 ? 1 : static_cast<int>(shape.size()) - 1;
    if (random.below(2))
        return layer(shape, "crop(size=" + sizes(someSizes(random, count, 1, 5)) + ")");
    return layer(shape, "crop(" + sizes(someSizes(random, random.below(2) ? count : 2 * count, 0, 2)) + ")");
}

std::string flip(RandomStream& random)
{
    const std::vector<int> shape = anyShape(random);
    return layer(shape, "flip(" + sizes({dimOf(random, shape), random.below(2) ? -1 : 1}) + ")");
}

std::string roll(RandomStream& random)
{
    const std::vector<int> shape = anyShape(random);
    return layer(shape, "roll(" + number(random, -7, 7) + ", dim=" + std::to_string(dimOf(random, shape)) + ")");
}

std::string tile(RandomStream& random)
{
    const std::vector<int> shape = anyShape(random);
    return layer(shape, "tile(" + number(random, 1, 3) + ", dim=" + std::to_string(dimOf(random, shape)) + ")");
}

// --- sizes of pictures ---

std::string pad(RandomStream& random)
{
    const std::vector<int> shape = places(random, between(random, 1, 3));
    const int count = shape.size() == 2 ? 1 : static_cast<int>(shape.size()) - 1;
    return layer(shape, "pad(" + sizes(someSizes(random, random.below(2) ? count : 2 * count, 0, 2)) +
                            ", mode=" + real(random, {"constant", "reflect", "replicate", "circular"}) + ", value=" + real(random, {"0", "-1.5"}) + ")");
}

std::string upsample(RandomStream& random)
{
    std::vector<int> shape = places(random, between(random, 1, 3), 2, 7);
    const std::string mode = real(random, shape.size() == 3 ? std::vector<std::string>{"nearest", "linear", "cubic"} : std::vector<std::string>{"nearest", "linear"});
    const int count = shape.size() == 2 ? 1 : static_cast<int>(shape.size()) - 1;
    const std::string options = ", mode=" + mode + ", align_corners=" + flag(random) + ")";
    if (random.below(2))
        return layer(shape, "upsample(size=" + sizes(someSizes(random, count, 1, 15)) + options);
    return layer(shape, "upsample(" + real(random, {"2", "3", "1.5", "0.5", "1.3", "2.75"}) + options);
}

std::string pixelShuffle(RandomStream& random)
{
    const int factor = between(random, 1, 3);
    return layer({factor * factor * between(random, 1, 3), between(random, 2, 5), between(random, 2, 5)}, "pixel_shuffle(" + std::to_string(factor) + ")");
}

std::string pixelUnshuffle(RandomStream& random)
{
    const int factor = between(random, 1, 3);
    return layer({between(random, 1, 3), factor * between(random, 1, 4), factor * between(random, 1, 4)}, "pixel_unshuffle(" + std::to_string(factor) + ")");
}

// --- types ---

std::string tokens(RandomStream& random)
{
    return "input(" + number(random, 2, 6) + ", kind=tokens, vocabulary=" + number(random, 3, 9) + ")";
}

} // namespace

LayerCases shapeCases()
{
    return {
        {"group_norm", groupNorm},
        {"instance_norm", instanceNorm},
        {"rms_norm", rmsNorm},
        {"local_response_norm", localResponse},
        {"l2_normalize", l2Normalize},
        {"spatial_dropout", regularizer("spatial_dropout", 2)},
        {"alpha_dropout", regularizer("alpha_dropout", 1)},
        {"drop_path", regularizer("drop_path", 1)},
        {"gaussian_noise", regularizer("gaussian_noise", 1)},
        {"unflatten", unflatten},
        {"permute", permute},
        {"transpose", transpose},
        {"squeeze", squeeze},
        {"unsqueeze", unsqueeze},
        {"slice", slice},
        {"split", split},
        {"select", select},
        {"crop", crop},
        {"flip", flip},
        {"roll", roll},
        {"tile", tile},
        {"pad", pad},
        {"upsample", upsample},
        {"pixel_shuffle", pixelShuffle},
        {"pixel_unshuffle", pixelUnshuffle},
        {"cast", [](RandomStream& r) {
             return r.below(2) ? tokens(r) + " > cast(float32) > dense(3)" + end : input(anyShape(r)) + " > cast(float64) > cast(float32)" + end;
         }},
        {"one_hot", [](RandomStream& r) { return tokens(r) + (r.below(2) ? " > cast(int32)" : "") + " > one_hot(" + (r.below(2) ? "0" : "12") + ") > dense(3)" + end; }},
    };
}

} // namespace nodegrad
