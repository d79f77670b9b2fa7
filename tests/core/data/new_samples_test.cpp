#include "core/data/new_samples.h"
#include "tests/core/data/scratch_folder.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

std::vector<float> floatsOf(const Result<HostTensor>& tensor)
{
    REQUIRE(tensor);
    return {tensor->floats().begin(), tensor->floats().end()};
}

Result<HostTensor> rowsFor(const Dataset& data, const std::string& text)
{
    return tableInputs(data, *parseTable(text, "new.csv"), "new.csv");
}

} // namespace

TEST_CASE("New rows are coded as the data set's were, by column name")
{
    const auto data = loadCsvText("size,color,kind\n1,red,a\n3,blue,b\n8,red,a\n");
    REQUIRE(data);
    // Features: size, color=blue, color=red. The median of size is 3.
    CHECK(floatsOf(rowsFor(**data, "color,size\nblue,5\nred,\ngreen,7\n")) == std::vector<float>{5, 1, 0, 3, 0, 1, 7, 0, 0});
    CHECK(floatsOf(rowsFor(**data, "kind,color,size\na,red,2\n")) == std::vector<float>{2, 0, 1});
    const auto lacking = rowsFor(**data, "size,shape\n5,round\n6,square\n");
    REQUIRE(codeOf(lacking) == "data.no_such_column");
    CHECK(lacking.error().arguments.at("column") == "color");
    CHECK(codeOf(rowsFor(**data, "size,color\nbig,red\nsmall,blue\n")) == "data.cell_not_number");
}

TEST_CASE("New rows without names are read by position, with or without the target")
{
    const auto iris = load("iris", {});
    CHECK(floatsOf(rowsFor(**iris, "5,3,1,0.5\n")) == std::vector<float>{5, 3, 1, 0.5f});
    CHECK(floatsOf(rowsFor(**iris, "5,3,1,0.5,setosa\n4,3,2,1,virginica\n")) == std::vector<float>{5, 3, 1, 0.5f, 4, 3, 2, 1});
    CHECK(codeOf(rowsFor(**iris, "5,3,1\n")) == "data.no_such_column");
    CHECK(codeOf(rowsFor(**load("digits", {}), "5,3,1\n")) == "data.not_a_table");
}

TEST_CASE("A picture is resized and brought to the data set's range of values")
{
    const auto digits = load("digits", {});
    Picture white{16, 16, 3, std::vector<std::uint8_t>(16 * 16 * 3, 255)};
    const auto input = pictureInput(**digits, white);
    REQUIRE(input);
    CHECK(input->shape() == std::vector<std::int64_t>{1, 1, 8, 8});
    CHECK(input->floats()[5] == 16);
    CHECK(codeOf(pictureInput(**load("iris", {}), white)) == "data.not_pictures");
}

TEST_CASE("An array must have the shape of the samples, with or without their number")
{
    const auto digits = load("digits", {});
    CHECK(arrayInputs(**digits, HostTensor(DType::Float64, {1, 8, 8}), "x.npy")->shape() == std::vector<std::int64_t>{1, 1, 8, 8});
    CHECK(arrayInputs(**digits, HostTensor(DType::UInt8, {3, 1, 8, 8}), "x.npy")->dtype() == DType::Float32);
    CHECK(codeOf(arrayInputs(**digits, HostTensor(DType::Float32, {3, 1, 8, 9}), "x.npy")) == "data.wrong_sample_shape");
    CHECK(codeOf(arrayInputs(**digits, HostTensor(DType::Float32, {0, 1, 8, 8}), "x.npy")) == "data.wrong_sample_shape");
    CHECK(codeOf(arrayInputs(**digits, HostTensor::ofFloats({1, 8, 8}, std::vector<float>(64, INFINITY)), "x.npy")) == "data.not_finite");
}
