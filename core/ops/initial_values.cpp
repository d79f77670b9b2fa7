#include <algorithm>
#include <cmath>

#include "core/base/random.h"
#include "core/ops/builder.h"

namespace nodegrad {

namespace {

struct Fans {
    double in = 1, out = 1;
};

/// torch.nn.init._calculate_fan_in_and_fan_out: weights are (out, in, kernel...).
Fans fansOf(const std::vector<std::int64_t>& shape)
{
    if (shape.empty())
        return {};
    double field = 1;
    for (std::size_t i = 2; i < shape.size(); ++i)
        field *= static_cast<double>(shape[i]);
    const auto rows = static_cast<double>(shape[0]);
    const double columns = shape.size() > 1 ? static_cast<double>(shape[1]) : rows;
    return {std::max(1.0, columns * field), std::max(1.0, rows * field)};
}

void fillUniform(std::span<float> values, RandomStream& random, double low, double high)
{
    for (float& value : values)
        value = static_cast<float>(random.uniform(low, high));
}

void fillNormal(std::span<float> values, RandomStream& random, double mean, double deviation)
{
    for (float& value : values)
        value = static_cast<float>(mean + deviation * random.normal());
}

/// Rows (or columns, where there are more rows) of a normal matrix, made orthonormal by Gram-Schmidt. Its R has a positive
/// diagonal, which is what torch.nn.init.orthogonal_ arranges after its QR (Mezzadri 2007, arXiv math-ph/0609050).
void fillOrthogonal(std::span<float> values, const std::vector<std::int64_t>& shape, RandomStream& random, double gain)
{
    const std::size_t rows = shape.empty() ? 1 : static_cast<std::size_t>(shape[0]);
    const std::size_t columns = values.size() / rows;
    const bool byColumn = rows > columns;
    const std::size_t count = std::min(rows, columns), length = std::max(rows, columns);
    std::vector<double> basis(values.size());
    for (double& value : basis)
        value = random.normal();
    const auto dot = [length](const double* a, const double* b) {
        double sum = 0;
        for (std::size_t k = 0; k < length; ++k)
            sum += a[k] * b[k];
        return sum;
    };
    for (std::size_t i = 0; i < count; ++i) {
        double* vector = &basis[i * length];
        for (int pass = 0; pass < 2; ++pass) // "twice is enough" (Kahan, Parlett) against rounding
            for (std::size_t j = 0; j < i; ++j) {
                const double* earlier = &basis[j * length];
                const double share = dot(vector, earlier);
                for (std::size_t k = 0; k < length; ++k)
                    vector[k] -= share * earlier[k];
            }
        const double norm = std::sqrt(dot(vector, vector));
        for (std::size_t k = 0; k < length; ++k)
            vector[k] /= norm;
    }
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t k = 0; k < length; ++k)
            values[byColumn ? k * columns + i : i * columns + k] = static_cast<float>(gain * basis[i * length + k]);
}

double gainOf(const Initializer& initializer)
{
    return initializer.a == 0 ? 1 : initializer.a;
}

void fill(std::span<float> values, const Parameter& parameter, RandomStream& random)
{
    const Initializer& initializer = parameter.initializer;
    const Fans fans = fansOf(parameter.shape);
    const double kaiming = std::sqrt(2 / (1 + initializer.a * initializer.a) / fans.in);
    const double xavier = gainOf(initializer) * std::sqrt(2 / (fans.in + fans.out));
    switch (initializer.type) {
    case Initializer::Type::Zeros: return;
    case Initializer::Type::Ones: std::ranges::fill(values, 1.0F); return;
    case Initializer::Type::Constant: std::ranges::fill(values, static_cast<float>(initializer.a)); return;
    case Initializer::Type::Uniform: return fillUniform(values, random, initializer.a, initializer.b);
    case Initializer::Type::Normal: return fillNormal(values, random, initializer.a, initializer.b);
    // A uniform number of [-b, b) has the deviation b / sqrt(3).
    case Initializer::Type::XavierUniform: return fillUniform(values, random, -std::sqrt(3) * xavier, std::sqrt(3) * xavier);
    case Initializer::Type::XavierNormal: return fillNormal(values, random, 0, xavier);
    case Initializer::Type::KaimingUniform: return fillUniform(values, random, -std::sqrt(3) * kaiming, std::sqrt(3) * kaiming);
    case Initializer::Type::KaimingNormal: return fillNormal(values, random, 0, kaiming);
    case Initializer::Type::Orthogonal: return fillOrthogonal(values, parameter.shape, random, gainOf(initializer));
    }
}

} // namespace

HostTensor initialValues(const Parameter& parameter, std::uint64_t seed)
{
    HostTensor tensor(DType::Float32, parameter.shape);
    if (tensor.isEmpty())
        return tensor;
    RandomStream random(streamKey(seed, parameter.path));
    const std::span<float> values = tensor.mutableValues<float>();
    fill(values, parameter, random);
    const std::int64_t zeroRow = parameter.initializer.zeroRow;
    if (zeroRow >= 0 && !parameter.shape.empty() && zeroRow < parameter.shape[0]) {
        const std::size_t width = values.size() / static_cast<std::size_t>(parameter.shape[0]);
        std::ranges::fill(values.subspan(static_cast<std::size_t>(zeroRow) * width, width), 0.0F);
    }
    return tensor;
}

Initializer uniformByFanIn(std::int64_t fanIn)
{
    const double bound = 1 / std::sqrt(static_cast<double>(std::max<std::int64_t>(fanIn, 1)));
    return {.type = Initializer::Type::Uniform, .a = -bound, .b = bound};
}

Param initializerParam(const std::string& id, const std::string& title)
{
    return choiceParam(id, title, "How the weights are drawn before training; the default is the layer's own in PyTorch.", "default",
                       {{"default", "Default"},
                        {"xavier_uniform", "Xavier uniform"},
                        {"xavier_normal", "Xavier normal"},
                        {"kaiming_uniform", "Kaiming uniform"},
                        {"kaiming_normal", "Kaiming normal"},
                        {"orthogonal", "Orthogonal"},
                        {"zeros", "Zeros"}});
}

Initializer chosenInitializer(const ParamValues& params, const Initializer& byDefault, const std::string& id)
{
    const ParamValue* value = params.find(id);
    const std::string* name = value ? std::get_if<std::string>(value) : nullptr;
    using Type = Initializer::Type;
    const auto of = [&](Type type, double a) { return Initializer{.type = type, .a = a, .zeroRow = byDefault.zeroRow}; };
    if (!name || *name == "default") return byDefault;
    if (*name == "xavier_uniform") return of(Type::XavierUniform, 1);
    if (*name == "xavier_normal") return of(Type::XavierNormal, 1);
    if (*name == "kaiming_uniform") return of(Type::KaimingUniform, 0);
    if (*name == "kaiming_normal") return of(Type::KaimingNormal, 0);
    if (*name == "orthogonal") return of(Type::Orthogonal, 1);
    if (*name == "zeros") return of(Type::Zeros, 0);
    return byDefault;
}

} // namespace nodegrad
