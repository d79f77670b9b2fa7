#include "core/ops/writers.h"

#include <array>
#include <charconv>
#include <cmath>

namespace nodegrad {

std::string OnnxWriter::integers(const std::vector<std::int64_t>& values)
{
    return constant(HostTensor::ofIntegers({static_cast<std::int64_t>(values.size())}, values));
}

std::string OnnxWriter::scalar(float value)
{
    return constant(HostTensor::ofFloats({}, std::span<const float>(&value, 1)));
}

std::string pythonList(const std::vector<std::int64_t>& values)
{
    std::string text = "[";
    for (std::size_t i = 0; i < values.size(); ++i)
        text += (i == 0 ? "" : ", ") + std::to_string(values[i]);
    return text + "]";
}

std::string pythonReal(double value)
{
    if (!std::isfinite(value))
        return std::isnan(value) ? "float(\"nan\")" : value > 0 ? "float(\"inf\")" : "float(\"-inf\")";
    std::array<char, 64> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value); // shortest that reads back exactly
    std::string text(buffer.data(), end.ptr);
    if (text.find_first_of(".e") == std::string::npos)
        text += ".0"; // an integer literal would pick another overload
    return text;
}

std::string pythonFlag(bool value)
{
    return value ? "True" : "False";
}

void replaceAll(std::string& code, const std::string& mark, const std::string& text)
{
    for (std::size_t at = code.find(mark); at != std::string::npos; at = code.find(mark, at + text.size()))
        code.replace(at, mark.size(), text);
}

std::string pythonFilled(std::string code, std::span<const Param> params, const ParamValues& values)
{
    for (const Param& param : params) {
        const ParamValue& value = *values.find(param.id);
        std::string text = formatParam(value);
        if (const double* real = std::get_if<double>(&value))
            text = pythonReal(*real);
        else if (const bool* flag = std::get_if<bool>(&value))
            text = pythonFlag(*flag);
        else if (const auto* list = std::get_if<std::vector<std::int64_t>>(&value))
            text = pythonList(*list);
        replaceAll(code, "{" + param.id + "}", text);
    }
    return code;
}

} // namespace nodegrad
