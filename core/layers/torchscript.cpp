#include "core/layers/families.h"
#include "core/ops/script_ports.h"
#include "core/ops/writers.h"

namespace nodegrad {

namespace {

std::vector<Port> portsFor(const std::string& text)
{
    std::vector<Port> ports;
    const auto declared = scriptPortsFrom(text);
    for (std::size_t i = 0; declared && i < declared->size(); ++i)
        ports.push_back({(*declared)[i].name, (*declared)[i].name});
    return ports;
}

Ports blockPorts(const ParamValues& p)
{
    return {portsFor(p.text("takes")), portsFor(p.text("gives"))};
}

/// The file itself is the layer's only state, so that it goes wherever weights go.
Values buildBlock(Builder& b, const ParamValues& p, const Values& in)
{
    b.need(p.integer("size") > 0 && !p.text("archive").empty(), makeError("layer.no_archive", {{"node", b.nodeName()}}));
    Values values{b.buffer("archive", HostTensor(DType::UInt8, {p.integer("size")}))};
    values.insert(values.end(), in.begin(), in.end());
    return b.call("torchscript", values, {{"archive", p.text("archive")}, {"takes", p.text("takes")}, {"gives", p.text("gives")}});
}

constexpr const char* kPythonBlock = R"python(class TorchScriptBlock(nn.Module):
    """Runs the TorchScript file that its state holds. Its weights do not train."""

    def __init__(self, size):
        super().__init__()
        self.register_buffer("archive", torch.zeros(size, dtype=torch.uint8))
        self.loaded = []  # not a submodule: its weights are in the file

    def forward(self, *inputs):
        if not self.loaded:
            file = io.BytesIO(self.archive.cpu().numpy().tobytes())
            self.loaded.append(torch.jit.load(file, map_location=inputs[0].device).eval())
        return self.loaded[0](*inputs)
)python";

PythonUse pythonBlock(const ParamValues& p, const Specs& in)
{
    std::string values;
    for (std::size_t i = 0; i < in.size(); ++i)
        values += (i == 0 ? "{" : ", {") + std::to_string(i) + "}";
    return {"TorchScriptBlock(" + std::to_string(p.integer("size")) + ")", "{self}(" + values + ")", {kPythonBlock}};
}

/// "1×8×8 → 10": the sizes of a sample, and names where there are several.
std::string sizesOf(const std::string& text)
{
    const auto ports = scriptPortsFrom(text);
    std::string words;
    for (std::size_t i = 0; ports && i < ports->size(); ++i) {
        const ScriptPort& port = (*ports)[i];
        words += (i == 0 ? "" : ", ") + (ports->size() == 1 ? "" : port.name + " ") + (port.sample.empty() ? "1" : timesText(port.sample));
    }
    return words;
}

Param fixed(Param param)
{
    param.isFixed = true;
    return param;
}

} // namespace

std::vector<LayerType> torchScriptLayers()
{
    return {
        {.id = "torchscript", .title = "TorchScript", .summary = "Runs a network of PyTorch as it is, in a process of its own.",
         .explanation = "A TorchScript file is a program, y = f(x). Where the import finds an operator without a layer, or a program that draws random numbers or changes "
                        "parts of an array, the whole file becomes this one layer. It runs in a process that can write no file and reach no network. Its own weights "
                        "stay as they are; gradients pass through it, so layers before and behind it train. ONNX and TorchScript files cannot hold it; projects, "
                        "checkpoints and PyTorch code can.",
         .aliases = {"torch script", "jit", "foreign network"}, .category = Category::Composite,
         .params = {fixed(textParam("takes", "Takes", "Names and sizes of what one sample is made of.", "")),
                    fixed(textParam("gives", "Gives", "Names and sizes of what comes out for one sample.", "")),
                    fixed(textParam("archive", "SHA-256", "Tells whether the file is still the one that was imported.", "")),
                    fixed(integerParam("size", "Size", "Bytes of the file.", 0, 0, 1e12))},
         .ports = blockPorts, .build = buildBlock, .python = pythonBlock,
         .summarize = [](const ParamValues& p) { return p.integer("size") == 0 ? std::string() : sizesOf(p.text("takes")) + " → " + sizesOf(p.text("gives")); },
         .formula = "y = f(x)", .isImported = true},
    };
}

} // namespace nodegrad
