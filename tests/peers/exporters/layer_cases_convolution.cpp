#include "tests/peers/exporters/layer_cases.h"

namespace nodegrad {

namespace {

std::string ranked(const std::string& stem, int rank)
{
    return stem + std::to_string(rank) + "d";
}

/// An input of `channels` for windows over `rank` dimensions.
std::string inputOf(RandomStream& random, int rank, int channels)
{
    const std::string c = std::to_string(channels);
    const auto length = [&] { return number(random, 7, rank == 3 ? 8 : 12); };
    if (rank == 1)
        return "input(" + length() + "," + c + ")";
    std::string text = "input(" + c;
    for (int i = 0; i < rank; ++i)
        text += "," + length();
    return text + ")";
}

std::string sizes(RandomStream& random, int rank, int low, int high)
{
    std::string text = "[";
    for (int i = 0; i < rank; ++i)
        text += (i == 0 ? "" : ",") + number(random, low, high);
    return text + "]";
}

/// Kernel, stride, padding, its mode and dilation.
std::string window(RandomStream& random, int rank)
{
    return "kernel=" + sizes(random, rank, 1, 4) + ", stride=" + sizes(random, rank, 1, 2) + ", padding=" +
           oneOf(random, std::vector<std::string>{"same", "same", "valid", sizes(random, rank, 0, 2)}) + ", padding_mode=" +
           oneOf(random, std::vector<std::string>{"zeros", "reflect", "replicate", "circular"}) + ", dilation=" + sizes(random, rank, 1, 2) +
           ", bias=" + flag(random);
}

std::string convolution(RandomStream& random, int rank)
{
    const int groups = oneOf(random, std::vector{1, 1, 2}), channels = groups * between(random, 1, 2), filters = groups * between(random, 1, 3);
    return inputOf(random, rank, channels) + " > " + ranked("conv", rank) + "(" + std::to_string(filters) + ", " + window(random, rank) +
           ", groups=" + std::to_string(groups) + ")" + end;
}

std::string transposed(RandomStream& random, int rank)
{
    const int groups = oneOf(random, std::vector{1, 1, 2}), channels = groups * between(random, 1, 2), filters = groups * between(random, 1, 3);
    // The output padding is below the dilation, and mostly not below the stride.
    return inputOf(random, rank, channels) + " > " + ranked("conv_transpose", rank) + "(" + std::to_string(filters) + ", kernel=" +
           sizes(random, rank, 1, 4) + ", stride=" + sizes(random, rank, 1, 3) + ", padding=" + sizes(random, rank, 0, 2) +
           ", dilation=3, output_padding=" + sizes(random, rank, 0, 2) + ", groups=" + std::to_string(groups) + ", bias=" + flag(random) + ")" + end;
}

std::string pool(RandomStream& random, const std::string& type, int rank)
{
    const bool isMax = type == "max_pool", isLp = type == "lp_pool";
    const int kernel = between(random, 2, 3);
    std::string options = std::to_string(kernel) + ", stride=" + sizes(random, rank, 1, 4) + ", ceil_mode=" + flag(random);
    options += isLp ? ", norm=" + number(random, 1, 4) : ", padding=" + sizes(random, rank, 0, 1);
    options += isMax ? ", dilation=" + sizes(random, rank, 1, 3) : isLp ? "" : ", count_include_pad=" + flag(random);
    return inputOf(random, rank, between(random, 1, 3)) + " > " + ranked(type, rank) + "(" + options + ")" + end;
}

std::string adaptive(RandomStream& random, const std::string& type, int rank)
{
    return inputOf(random, rank, between(random, 1, 3)) + " > " + ranked(type, rank) + "(" + sizes(random, rank, 1, 9) + ")" + end;
}

} // namespace

LayerCases convolutionCases()
{
    LayerCases cases{
        {"depthwise_conv2d", [](RandomStream& r) {
             return inputOf(r, 2, between(r, 1, 4)) + " > depthwise_conv2d(" + window(r, 2) + ", multiplier=" + number(r, 1, 3) + ")" + end;
         }},
        {"separable_conv2d", [](RandomStream& r) {
             return inputOf(r, 2, between(r, 1, 4)) + " > separable_conv2d(" + number(r, 1, 5) + ", " + window(r, 2) + ", multiplier=" + number(r, 1, 2) + ")" + end;
         }},
        {"global_average_pool", [](RandomStream& r) { return inputOf(r, between(r, 1, 3), 3) + " > global_average_pool" + end; }},
        {"global_max_pool", [](RandomStream& r) { return inputOf(r, between(r, 1, 3), 3) + " > global_max_pool" + end; }},
        {"spatial_pyramid_pool", [](RandomStream& r) {
             return inputOf(r, 2, 2) + " > spatial_pyramid_pool(" + sizes(r, between(r, 1, 3), 1, 5) + ", mode=" + oneOf(r, std::vector<std::string>{"max", "average"}) + ")" + end;
         }},
        {"unfold", [](RandomStream& r) {
             return inputOf(r, 2, between(r, 1, 3)) + " > unfold(" + sizes(r, 2, 1, 3) + ", stride=" + sizes(r, 2, 1, 4) + ", padding=" + sizes(r, 2, 0, 2) +
                    ", dilation=" + sizes(r, 2, 1, 2) + ")" + end;
         }},
    };
    for (int rank = 1; rank <= 3; ++rank) {
        cases[ranked("conv", rank)] = [rank](RandomStream& r) { return convolution(r, rank); };
        cases[ranked("conv_transpose", rank)] = [rank](RandomStream& r) { return transposed(r, rank); };
        for (const char* type : {"max_pool", "average_pool", "lp_pool"})
            cases[ranked(type, rank)] = [rank, type](RandomStream& r) { return pool(r, type, rank); };
        for (const char* type : {"adaptive_max_pool", "adaptive_average_pool"})
            cases[ranked(type, rank)] = [rank, type](RandomStream& r) { return adaptive(r, type, rank); };
    }
    return cases;
}

} // namespace nodegrad
