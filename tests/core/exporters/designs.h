#pragma once
// Designs as text, ready to export.

#include <memory>
#include <string>

#include "core/base/random.h"
#include "core/exporters/exporter.h"
#include "core/layers/graph_text.h"
#include "core/lowering/lower.h"
#include "tests/support/catch.h"

namespace nodegrad::test {

/// The design with initial weights of seed 1 and nine samples of random numbers. `bindings`: the data, if any.
inline ExportRequest requestFor(const std::string& text, const Bindings& bindings = {})
{
    const auto graph = parseGraphText(text);
    REQUIRE(graph);
    const Lowered lowered = lower(*graph, bindings);
    INFO((lowered.diagnostics.empty() ? "" : sentence(lowered.diagnostics[0].error)));
    REQUIRE(lowered.ok());
    ExportRequest request;
    request.graph = *graph;
    request.program = std::make_shared<const Program>(lowered.program);
    request.name = "digits net";
    for (const Parameter& parameter : request.program->parameters)
        request.state[parameter.path] = initialValues(parameter, 1);
    for (const Buffer& buffer : request.program->buffers)
        request.state[buffer.path] = buffer.initial;
    RandomStream random(5);
    for (const ProgramInput& input : request.program->inputs) {
        HostTensor samples(input.spec.dtype, *evaluated(input.spec.shape, 9));
        for (std::int64_t i = 0; i < samples.count() && input.spec.dtype == DType::Float32; ++i)
            samples.mutableValues<float>()[static_cast<std::size_t>(i)] = static_cast<float>(random.normal());
        request.samples.push_back(samples);
    }
    return request;
}

/// Bindings of one input of four numbers that is standardized: offset 1, 2, 3, 4, factor 0.5.
inline Bindings preparedBindings()
{
    Bindings bindings;
    bindings.hasData = true;
    bindings.inputs[""].spec = Spec{DType::Float32, {batchDim(), Dim(4)}, Kind::Vector, 0};
    bindings.inputs[""].affine.push_back({{1, 2, 3, 4}, {0.5F, 0.5F, 0.5F, 0.5F}});
    return bindings;
}

/// An environment variable for one test.
class EnvironmentVariable {
public:
    EnvironmentVariable(const char* name, const std::string& value) : m_name(name)
    {
        if (const char* old = std::getenv(name))
            m_old = old;
        ::setenv(name, value.c_str(), 1);
    }
    ~EnvironmentVariable()
    {
        if (m_old.empty())
            ::unsetenv(m_name);
        else
            ::setenv(m_name, m_old.c_str(), 1);
    }
    EnvironmentVariable(const EnvironmentVariable&) = delete;
    EnvironmentVariable& operator=(const EnvironmentVariable&) = delete;

private:
    const char* m_name;
    std::string m_old;
};

} // namespace nodegrad::test
