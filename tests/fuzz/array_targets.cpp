#include "core/formats/idx.h"
#include "core/formats/npy.h"
#include "core/formats/safetensors.h"
#include "tests/fuzz/targets.h"

namespace nodegrad::test {

namespace {

bool isSame(const HostTensor& a, const HostTensor& b)
{
    return a.dtype() == b.dtype() && a.shape() == b.shape() && std::string_view(reinterpret_cast<const char*>(a.bytes()), a.byteSize()) ==
                                                                   std::string_view(reinterpret_cast<const char*>(b.bytes()), b.byteSize());
}

void fuzzNpy(std::string_view bytes)
{
    const auto read = parseNpy(bytes, "x.npy");
    if (!read)
        return demandSentence(read.error());
    const auto again = parseNpy(npyBytes(*read), "again.npy");
    demand(again && isSame(*read, *again), "an array that was read is written and read again");
}

void fuzzIdx(std::string_view bytes)
{
    const auto read = parseIdx(bytes, "x.idx");
    if (!read)
        return demandSentence(read.error());
    demand(read->byteSize() <= 8 * bytes.size(), "an array is at most eight times as large as its file");
}

void fuzzSafetensors(std::string_view bytes)
{
    const auto read = parseSafetensors(bytes, "x.safetensors");
    if (!read)
        return demandSentence(read.error());
    const auto written = safetensorsBytes(*read);
    if (!written)
        return demandSentence(written.error());
    const auto again = parseSafetensors(*written, "again.safetensors");
    demand(again && again->metadata == read->metadata && again->tensors.size() == read->tensors.size(), "a file that was read is written and read again");
    for (const auto& [name, tensor] : read->tensors)
        demand(again->tensors.contains(name) && isSame(tensor, again->tensors.at(name)), "'" + name + "' comes back");
}

} // namespace

std::vector<FuzzTarget> arrayTargets()
{
    return {{"npy", fuzzNpy}, {"idx", fuzzIdx}, {"safetensors", fuzzSafetensors}};
}

} // namespace nodegrad::test
