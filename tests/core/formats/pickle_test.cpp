#include "core/formats/pickle.h"

#include "core/formats/torch_weights.h"
#include "tests/core/base/temporary_folder.h"
#include "tests/support/catch.h"

using namespace nodegrad;
using namespace nodegrad::test;
using namespace std::string_literals;

namespace {

std::string codeOf(const std::string& bytes)
{
    const auto pickle = parsePickle(bytes, "w.pt");
    return pickle ? "" : pickle.error().code;
}

/// A state dict with a matrix, a number and a name for the matrix again.
NamedTensors someWeights()
{
    const std::vector<float> matrix{1, 2, 3, 4, 5, 6};
    const std::int64_t count = 7;
    return {{"fc.weight", HostTensor::ofFloats({2, 3}, matrix)}, {"bn.num_batches_tracked", HostTensor::ofIntegers({}, std::span(&count, 1))}};
}

} // namespace

TEST_CASE("Texts, numbers, lists and dictionaries are built as Python would")
{
    // pickle.dumps({"a": [1, -2, 3.5, True, None], "b": (1000, 2**40)}, 2), without the memo
    const std::string bytes = "\x80\x02}(X\x01\0\0\0a](K\x01J\xfe\xff\xff\xffG\x40\x0c\0\0\0\0\0\0\x88NeX\x01\0\0\0bM\xe8\x03\x8a\x06\0\0\0\0\0\x01\x86u."s;
    const auto pickle = parsePickle(bytes, "w.pt");
    REQUIRE(pickle);
    const PickleValue& root = (*pickle)[pickle->root];
    REQUIRE(root.entries.size() == 2);
    CHECK((*pickle)[root.entries[0].first].text == "a");
    const PickleValue& list = (*pickle)[root.entries[0].second];
    REQUIRE(list.items.size() == 5);
    CHECK((*pickle)[list.items[1]].integer == -2);
    CHECK((*pickle)[list.items[2]].real == 3.5);
    CHECK((*pickle)[list.items[3]].kind == PickleValue::Kind::Bool);
    CHECK((*pickle)[list.items[4]].kind == PickleValue::Kind::None);
    const PickleValue& tuple = (*pickle)[root.entries[1].second];
    CHECK((*pickle)[tuple.items[0]].integer == 1000);
    CHECK((*pickle)[tuple.items[1]].integer == std::int64_t(1) << 40);
}

TEST_CASE("What a pickle wants to run is refused by its name")
{
    const auto refused = parsePickle("\x80\x02" "cposix\nsystem\nX\x02\0\0\0id\x85R."s, "w.pt");
    REQUIRE(!refused);
    CHECK(refused.error().code == "pickle.refused_global");
    CHECK(message(refused.error()).find("'posix.system'") != std::string::npos);
    for (const char* name : {"builtins\neval", "torch\nload", "torch._utils\n_rebuild_tensor", "collections\ndefaultdict", "torch\nFloatTensor", "numpy.core.multiarray\n_reconstruct"})
        CHECK(codeOf("\x80\x02" "c"s + name + "\n.") == "pickle.refused_global");
}

TEST_CASE("Instructions outside of what a state dict needs are refused")
{
    for (const std::string op : {"i", "o", "\x81", "\x92", "\x93", "P1\n", "I1\n", "\x82\x01", "d", "2", "0", "1"})
        CHECK(codeOf("\x80\x02" + op) == "pickle.refused_opcode");
}

TEST_CASE("A pickle that does what it cannot is damaged, whatever it tries")
{
    for (const std::string& bytes : {""s, "\x80\x02"s, "\x80\x01."s, "\x80\x02."s, "\x80\x02NN."s, "\x80\x02t."s, "\x80\x02u."s, "\x80\x02(."s, "\x80\x02Na."s, "\x80\x02NNs."s,
                                    "\x80\x02h\x05."s, "\x80\x02q\x05."s, "\x80\x02NR."s, "\x80\x02)NR."s, "\x80\x02NNb."s, "\x80\x02NQ."s, "\x80\x02X\xff\xff\xff\x7f" "a."s,
                                    "\x80\x02J\x01."s, "\x80\x02\x8a\x09" "123456789."s, "\x80\x02" "cno newline"s, "\x80\x02\x86."s, "\x80\x02}(NNNu."s}) {
        CAPTURE(bytes);
        CHECK(codeOf(bytes) == "pickle.damaged");
    }
}

TEST_CASE("A list that holds itself does no harm")
{
    CHECK(codeOf("\x80\x02]q\0h\0a."s) == "");
    // A dictionary in itself: {"a": itself}, as a state dict.
    CHECK(codeOf("\x80\x02}q\0X\x01\0\0\0ah\0s."s) == "");
}

TEST_CASE("Weights are read back as they were written, tied ones under both names")
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "w.pth";
    REQUIRE(writeTorchWeights(path, someWeights(), {{"out.weight", "fc.weight"}}));
    const auto read = readTorchWeights(path);
    REQUIRE(read);
    REQUIRE(read->size() == 3);
    CHECK((*read)[0].first == "fc.weight");
    CHECK((*read)[0].second.shape() == std::vector<std::int64_t>{2, 3});
    CHECK((*read)[0].second.floats()[5] == 6);
    CHECK((*read)[1].second.integers()[0] == 7);
    CHECK((*read)[2].first == "out.weight");
    CHECK((*read)[2].second.floats()[5] == 6);
    CHECK(*torchWeightsBytes(someWeights()) == *torchWeightsBytes(someWeights()));
}

TEST_CASE("A file that is cut off or changed anywhere is refused or gives other numbers, and never more than that")
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "w.pth";
    const std::string bytes = *torchWeightsBytes(someWeights());
    for (std::size_t length = 0; length < bytes.size(); length += 7) {
        REQUIRE(writeFileAtomically(path, bytes.substr(0, length)));
        CHECK(!readTorchWeights(path));
    }
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::string changed = bytes;
        changed[i] = static_cast<char>(changed[i] ^ 0x41);
        REQUIRE(writeFileAtomically(path, changed));
        if (const auto read = readTorchWeights(path); !read)
            CHECK(!message(read.error()).empty());
    }
    REQUIRE(writeFileAtomically(path, "no archive"));
    CHECK(readTorchWeights(path).error().code == "torch.not_an_archive");
    CHECK(readTorchWeights(folder.path() / "none.pth").error().code == "file.missing");
}
