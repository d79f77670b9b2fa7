// peer_cpp_project FOLDER: exports two designs as C++ projects, FOLDER/image and FOLDER/two.

#include <cstdio>

#include "core/exporters/exporter.h"
#include "core/layers/graph_text.h"
#include "core/lowering/lower.h"

using namespace nodegrad;

namespace {

constexpr const char* kImage = "module block { in > conv2d(6, padding=same) > batch_norm > relu > out }; input(3,8,8) > block(repeat=2) > max_pool2d(2) > flatten > "
                               "dense(4) > output(cross_entropy)";
constexpr const char* kTwo = "a = input(5); b = input(7,3); c = b > lstm(4, output=last); d = concatenate(a, c); d > dense(2) > output(mse); d > dense(1) > "
                             "output(binary_cross_entropy_with_logits)";

Status exportTo(const std::filesystem::path& folder, const char* text)
{
    const auto graph = parseGraphText(text);
    if (!graph)
        return fail(graph.error());
    const Lowered lowered = lower(*graph, {});
    if (!lowered.ok())
        return fail(lowered.diagnostics.front().error);
    ExportRequest request;
    request.graph = *graph;
    request.program = std::make_shared<const Program>(lowered.program);
    request.name = folder.filename().string();
    for (const Parameter& parameter : request.program->parameters)
        request.state[parameter.path] = initialValues(parameter, 1);
    for (const Buffer& buffer : request.program->buffers)
        request.state[buffer.path] = buffer.initial;
    return findExporter("cpp_project")->write(request, folder, Task());
}

} // namespace

int main(int count, char** arguments)
{
    if (count != 2)
        return 2;
    const std::filesystem::path folder = arguments[1];
    for (const auto& [name, text] : {std::pair{"image", kImage}, {"two", kTwo}})
        if (const Status written = exportTo(folder / name, text); !written) {
            std::fprintf(stderr, "%s: %s %s\n", name, sentence(written.error()).c_str(), written.error().detail.c_str());
            return 1;
        }
    return 0;
}
