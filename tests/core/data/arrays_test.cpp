#include <numeric>

#include "core/formats/npy.h"
#include "tests/core/data/scratch_folder.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

HostTensor ramp(std::vector<std::int64_t> shape)
{
    HostTensor tensor(DType::Float32, std::move(shape));
    auto values = tensor.mutableValues<float>();
    std::iota(values.begin(), values.end(), 0.0f);
    return tensor;
}
HostTensor whole(std::vector<std::int64_t> shape, std::vector<std::int64_t> values)
{
    return HostTensor::ofIntegers(std::move(shape), values);
}

Result<DatasetPtr> loadArrays(const HostTensor& inputs, const HostTensor& targets, const std::string& kind = "auto")
{
    const ScratchFolder folder;
    return load("npy", {{"inputs", folder.write("in.npy", npyBytes(inputs))}, {"targets", folder.write("out.npy", npyBytes(targets))},
                        {"kind", kind}});
}

/// IDX: 0, 0, type 8 (bytes), rank, big-endian sizes, bytes.
std::string idxBytes(const std::vector<unsigned char>& sizes, std::size_t count)
{
    std::string bytes{0, 0, 8, static_cast<char>(sizes.size())};
    for (const unsigned char size : sizes)
        bytes += std::string{0, 0, 0, static_cast<char>(size)};
    for (std::size_t i = 0; i < count; ++i)
        bytes += static_cast<char>(i % 3);
    return bytes;
}

std::string npyHeader(std::string header)
{
    header.resize((header.size() + 10 + 64) / 64 * 64 - 11, ' ');
    header += '\n';
    return std::string("\x93NUMPY\x01\x00", 8) + static_cast<char>(header.size() & 255) + static_cast<char>(header.size() >> 8) + header;
}

} // namespace

TEST_CASE("The rank of an array decides its kind, and a parameter overrides it")
{
    const HostTensor labels = whole({4}, {7, 3, 7, 3});
    const auto vectors = loadArrays(ramp({4, 5}), labels);
    REQUIRE(vectors);
    CHECK((*vectors)->inputSpec == Spec{DType::Float32, {batchDim(), 5}, Kind::Vector, 0});
    CHECK((*vectors)->classNames == std::vector<std::string>{"3", "7"});
    CHECK((*vectors)->targets.integers()[0] == 1);
    CHECK((*vectors)->featureNames == std::vector<std::string>{"x1", "x2", "x3", "x4", "x5"});
    CHECK((*vectors)->tableRows.at(1) == std::vector<std::string>{"5", "6", "7", "8", "9", "3"});
    CHECK((*vectors)->columns.at(1).median == 8.5); // 1, 6, 11, 16
    CHECK((*vectors)->columns.at(1).mean == 8.5);

    CHECK((*loadArrays(ramp({4, 6, 2}), labels))->inputSpec == Spec{DType::Float32, {batchDim(), 6, 2}, Kind::Sequence, 0});
    CHECK((*loadArrays(ramp({4, 6}), labels, "sequence"))->inputSpec == Spec{DType::Float32, {batchDim(), 6, 1}, Kind::Sequence, 0});
    CHECK((*loadArrays(ramp({4, 3, 5, 6}), labels))->inputSpec == Spec{DType::Float32, {batchDim(), 3, 5, 6}, Kind::Image, 0});
    CHECK((*loadArrays(ramp({4, 5, 6}), labels, "image"))->inputSpec == Spec{DType::Float32, {batchDim(), 1, 5, 6}, Kind::Image, 0});
    CHECK((*loadArrays(ramp({4, 5, 6}), labels, "vector"))->inputSpec == Spec{DType::Float32, {batchDim(), 30}, Kind::Vector, 0});
    CHECK((*loadArrays(ramp({4}), labels))->inputs.shape() == std::vector<std::int64_t>{4, 1});
    CHECK(codeOf(loadArrays(ramp({4, 5}), labels, "image")) == "data.wrong_rank");
    CHECK(codeOf(loadArrays(ramp({4, 5, 2, 2}), labels, "sequence")) == "data.wrong_rank");
}

TEST_CASE("Pictures with channels last are turned to channels first, with a note")
{
    const auto data = loadArrays(ramp({2, 5, 6, 3}), whole({2}, {0, 1}));
    REQUIRE(data);
    CHECK((*data)->inputs.shape() == std::vector<std::int64_t>{2, 3, 5, 6});
    // Value at (n, c, y, x) was at ((n * 5 + y) * 6 + x) * 3 + c.
    CHECK((*data)->inputs.number(((1 * 3 + 2) * 5 + 4) * 6 + 3) == ((1 * 5 + 4) * 6 + 3) * 3 + 2);
    CHECK((*data)->notes.size() == 1);
}

TEST_CASE("Bytes keep their full range, also when the data do not reach it")
{
    const std::vector<std::uint8_t> bytes(2 * 4 * 4, 9);
    const auto data = loadArrays(HostTensor::of<std::uint8_t>({2, 4, 4}, bytes), whole({2}, {0, 1}), "image");
    REQUIRE(data);
    CHECK((*data)->valueMaximum == 255);
    CHECK((*data)->inputs.floats()[3] == 9);
}

TEST_CASE("Tokens stay whole numbers and carry the vocabulary")
{
    const auto data = loadArrays(whole({3, 2}, {0, 5, 2, 1, 4, 4}), whole({3}, {0, 1, 0}), "tokens");
    REQUIRE(data);
    CHECK((*data)->inputSpec == Spec{DType::Int64, {batchDim(), 2}, Kind::Tokens, 6});
    CHECK((*data)->inputs.integers()[1] == 5);
    CHECK(codeOf(loadArrays(whole({3, 2}, {0, 5, -2, 1, 4, 4}), whole({3}, {0, 1, 0}), "tokens")) == "data.not_tokens");
    CHECK(codeOf(loadArrays(ramp({3, 2}), whole({3}, {0, 1, 0}), "tokens")) == "data.not_tokens");
}

TEST_CASE("Real targets and rows of targets are quantities")
{
    const auto one = loadArrays(ramp({3, 2}), ramp({3}));
    REQUIRE(one);
    CHECK((*one)->targetSpec == Spec{DType::Float32, {batchDim(), 1}, Kind::Vector, 0});
    const auto many = loadArrays(ramp({3, 2}), whole({3, 2}, {1, 2, 3, 4, 5, 6}));
    REQUIRE(many);
    CHECK((*many)->targets.shape() == std::vector<std::int64_t>{3, 2});
    CHECK((*many)->columns.size() == 4);
    CHECK((*loadArrays(ramp({2, 2}), whole({2, 1}, {8, 9})))->isClassification());
}

TEST_CASE("Arrays that do not fit together or hold no numbers are refused")
{
    const HostTensor labels = whole({3}, {0, 1, 0});
    CHECK(codeOf(loadArrays(ramp({4, 2}), labels)) == "data.count_mismatch");
    CHECK(codeOf(loadArrays(ramp({3, 2}), ramp({3, 2, 2}))) == "data.wrong_target_shape");
    CHECK(codeOf(loadArrays(ramp({0, 2}), labels)) == "data.empty_array");
    CHECK(codeOf(loadArrays(ramp({3, 2}), whole({3}, {5, 5, 5}))) == "data.one_class");
    HostTensor holed = ramp({3, 2});
    holed.mutableValues<float>()[3] = std::nanf("");
    const auto data = loadArrays(holed, labels);
    REQUIRE(codeOf(data) == "data.not_finite");
    CHECK(data.error().arguments.at("sample") == "1");
    CHECK(data.error().arguments.at("value") == "NaN");
}

TEST_CASE("Damaged and unsafe NPY files are refused")
{
    const ScratchFolder folder;
    const std::string good = npyBytes(ramp({3, 2}));
    const std::string labels = folder.write("labels.npy", npyBytes(whole({3}, {0, 1, 0})));
    const auto loaded = [&](const std::string& bytes) {
        return codeOf(load("npy", {{"inputs", folder.write("in.npy", bytes)}, {"targets", labels}}));
    };
    CHECK(loaded(good) == "no error");
    CHECK(loaded(good.substr(0, good.size() - 4)) == "npy.truncated");
    CHECK(loaded("") == "npy.truncated");
    CHECK(loaded(npyHeader("{'descr': '|O', 'fortran_order': False, 'shape': (3, 2), }") + std::string(48, '\0')) == "npy.object_array");
    CHECK(loaded(npyHeader("{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296, 4294967296), }") + "abcd") ==
          "npy.absurd_shape");
}

TEST_CASE("The targets beside an array are found by their name")
{
    const ScratchFolder folder;
    const std::string inputs = folder.write("x_train.npy", npyBytes(ramp({3, 2})));
    CHECK(codeOf(load("npy", {{"inputs", inputs}})) == "data.no_targets_file");
    folder.write("y_train.npy", npyBytes(whole({3}, {0, 1, 0})));
    CHECK(load("npy", {{"inputs", inputs}}).has_value());
}

TEST_CASE("IDX pictures find their labels by name, from either file")
{
    const ScratchFolder folder;
    const std::string images = folder.write("train-images-idx3-ubyte", idxBytes({6, 4, 5}, 6 * 20));
    const auto alone = load("idx", {{"images", images}});
    REQUIRE(codeOf(alone) == "data.no_labels");
    CHECK(message(alone.error()).find("train-labels-idx1-ubyte") != std::string::npos);
    const std::string labels = folder.write("train-labels-idx1-ubyte", idxBytes({6}, 6));
    for (const std::string& given : {images, labels}) {
        const auto data = load("idx", {{"images", given}});
        REQUIRE(data);
        CHECK((*data)->inputs.shape() == std::vector<std::int64_t>{6, 1, 4, 5});
        CHECK((*data)->inputs.floats()[4] == 1);
        CHECK((*data)->classNames == std::vector<std::string>{"0", "1", "2"});
        CHECK((*data)->valueMaximum == 255);
        CHECK((*data)->columns.at(0).type == ColumnType::Image);
    }
}

TEST_CASE("Damaged IDX files are refused")
{
    const ScratchFolder folder;
    const std::string labels = folder.write("labels", idxBytes({6}, 6));
    const auto loaded = [&](const std::string& bytes) {
        return codeOf(load("idx", {{"images", folder.write("images", bytes)}, {"labels", labels}}));
    };
    CHECK(loaded(idxBytes({6, 4, 5}, 119)) == "idx.truncated");
    CHECK(loaded("no idx at all") == "idx.wrong_magic");
    CHECK(loaded(idxBytes({5, 4, 5}, 100)) == "data.count_mismatch");
    CHECK(codeOf(load("idx", {{"images", std::string("/no/such/images")}, {"labels", labels}})) == "file.missing");
}
