#include "core/layers/graph_text.h"
#include "core/lowering/lower.h"
#include "tests/fuzz/targets.h"

namespace nodegrad::test {

namespace {

void fuzzGraphText(std::string_view bytes)
{
    const auto graph = parseGraphText(std::string(bytes));
    if (!graph)
        return demandSentence(graph.error());
    const std::string text = writeGraphText(*graph);
    const auto again = parseGraphText(text);
    demand(again && writeGraphText(*again) == text, "a design that was read is written and read again: " + text);
    for (const Diagnostic& diagnostic : lower(*graph, {}).diagnostics)
        demandSentence(diagnostic.error);
}

} // namespace

std::vector<FuzzTarget> graphTextTargets()
{
    return {{"graph_text", fuzzGraphText}};
}

} // namespace nodegrad::test
