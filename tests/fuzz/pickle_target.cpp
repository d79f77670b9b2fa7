#include "core/formats/pickle.h"
#include "core/formats/torch_weights.h"
#include "tests/fuzz/stored_zip.h"
#include "tests/fuzz/targets.h"

namespace nodegrad::test {

namespace {

/// A file of PyTorch, or the pickle within one: then the archive around it is made here, since its checksums would hide the pickle.
void fuzzPickle(std::string_view bytes)
{
    if (!bytes.starts_with("PK")) {
        if (const auto pickle = parsePickle(bytes, "x.pkl"); !pickle)
            return demandSentence(pickle.error());
        const std::string numbers(96, '\1');
        const std::string archive = storedZip({{"archive/data.pkl", std::string(bytes)}, {"archive/byteorder", "little"},
                                               {"archive/data/0", numbers}, {"archive/data/1", numbers}, {"archive/data/2", numbers}});
        const auto weights = parseTorchWeights(archive, "x.pt");
        return weights ? void() : demandSentence(weights.error());
    }
    const auto weights = parseTorchWeights(bytes, "x.pt");
    if (!weights)
        demandSentence(weights.error());
}

} // namespace

std::vector<FuzzTarget> pickleTargets()
{
    return {{"pickle", fuzzPickle}};
}

} // namespace nodegrad::test
