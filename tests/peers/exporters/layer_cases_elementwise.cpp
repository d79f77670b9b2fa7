// Activations, gated units, functions of one number, and scales.

#include "tests/peers/exporters/layer_cases.h"

namespace nodegrad {

namespace {

using Words = std::vector<std::string>;

/// An input of any rank, volumes among them, with an even number of features in its last dimension.
std::string input(RandomStream& random)
{
    const std::string features = oneOf(random, Words{"2", "4", "6"});
    switch (random.below(4)) {
    case 0: return "input(" + features + ")";
    case 1: return "input(" + number(random, 2, 6) + "," + features + ")";
    case 2: return "input(" + number(random, 1, 4) + "," + number(random, 3, 5) + "," + features + ")";
    default: return "input(" + number(random, 1, 3) + "," + number(random, 2, 4) + "," + number(random, 3, 4) + "," + features + ")";
    }
}

/// "0.4", between -`most` and `most`.
std::string real(RandomStream& random, int most)
{
    return (random.below(2) ? "-" : "") + number(random, 0, most - 1) + "." + number(random, 1, 9);
}

Make onAny(const std::string& layers)
{
    return [layers](RandomStream& random) { return input(random) + " > " + layers + end; };
}

/// Behind a layer that gives positive numbers, not too near to zero.
Make onPositive(const std::string& layer)
{
    return onAny("softplus > scale(shift=0.1) > " + layer);
}

} // namespace

LayerCases elementwiseCases()
{
    return {
        {"prelu", [](RandomStream& r) {
             return input(r) + " > prelu(" + oneOf(r, Words{"one", "channels"}) + ", init=" + oneOf(r, Words{"0.25", "-0.5"}) + ")" + end;
         }},
        {"relu6", onAny("scale(4) > relu6")},
        {"selu", onAny("selu")},
        {"celu", [](RandomStream& r) { return input(r) + " > celu(" + oneOf(r, Words{"1", "0.5", "2"}) + ")" + end; }},
        {"mish", onAny("scale(3) > mish")},
        {"hardswish", onAny("scale(3) > hardswish")},
        {"hardsigmoid", onAny("scale(3) > hardsigmoid")},
        {"log_sigmoid", onAny("scale(10) > log_sigmoid")},
        {"hardtanh", [](RandomStream& r) { return input(r) + " > hardtanh(-" + number(r, 0, 2) + ".5, " + number(r, 0, 2) + ".25)" + end; }},
        {"softsign", onAny("softsign")},
        {"softplus", [](RandomStream& r) {
             return input(r) + " > scale(5) > softplus(" + oneOf(r, Words{"1", "0.5", "3"}) + ", threshold=" + oneOf(r, Words{"20", "30", "3"}) + ")" + end;
         }},
        {"log_softmax", [](RandomStream& r) { return input(r) + " > log_softmax(" + oneOf(r, Words{"-1", "1"}) + ")" + end; }},
        {"softmin", [](RandomStream& r) { return input(r) + " > softmin(" + oneOf(r, Words{"-1", "1"}) + ")" + end; }},
        {"glu", [](RandomStream& r) { return r.below(2) ? input(r) + " > glu" + end : "input(4," + number(r, 2, 5) + "," + number(r, 2, 5) + ") > glu(1)" + end; }},
        {"swiglu", [](RandomStream& r) {
             const std::string shape = r.below(2) ? number(r, 1, 8) : number(r, 2, 5) + "," + number(r, 1, 8);
             return "input(" + shape + ") > swiglu(" + number(r, 1, 9) + ", gate=" + oneOf(r, Words{"silu", "gelu", "relu", "sigmoid"}) +
                    ", project=" + flag(r) + ", bias=" + flag(r) + ")" + end;
         }},
        {"exp", onAny("exp")},
        {"log", onPositive("log")},
        {"sqrt", onPositive("sqrt")},
        {"square", onAny("square")},
        {"power", [](RandomStream& r) {
             return r.below(2) ? input(r) + " > power(" + oneOf(r, Words{"2", "3", "1"}) + ")" + end
                               : input(r) + " > softplus > scale(shift=0.2) > power(" + real(r, 3) + ")" + end;
         }},
        {"abs", onAny("abs")},
        {"negate", onAny("negate")},
        {"reciprocal", onPositive("reciprocal")},
        {"sin", onAny("scale(3) > sin")},
        {"cos", onAny("scale(3) > cos")},
        {"erf", onAny("erf")},
        {"clamp", [](RandomStream& r) {
             return input(r) + " > clamp(-" + number(r, 0, 1) + ".3, " + number(r, 0, 1) + ".6, limits=" + oneOf(r, Words{"both", "minimum", "maximum"}) + ")" + end;
         }},
        {"scale", [](RandomStream& r) { return input(r) + " > scale(" + oneOf(r, Words{"1", real(r, 4)}) + ", " + oneOf(r, Words{"0", real(r, 4)}) + ")" + end; }},
        {"channel_scale", [](RandomStream& r) { return input(r) + " > channel_scale(" + real(r, 2) + ", bias=" + flag(r) + ")" + end; }},
    };
}

} // namespace nodegrad
