#include "core/shapes/host_tensor.h"

#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

HostTensor counted()
{
    const std::vector<float> values = {0, 1, 2, 3, 4, 5};
    return HostTensor::ofFloats({3, 2}, values);
}

std::vector<float> list(const HostTensor& tensor)
{
    const auto values = tensor.floats();
    return {values.begin(), values.end()};
}

} // namespace

TEST_CASE("a new tensor holds zeros")
{
    const HostTensor tensor(DType::Int32, {2, 3});
    CHECK(tensor.count() == 6);
    CHECK(tensor.byteSize() == 24);
    CHECK(tensor.rank() == 2);
    CHECK(tensor.dim(1) == 3);
    for (std::int64_t i = 0; i < 6; ++i)
        CHECK(tensor.number(i) == 0.0);
}

TEST_CASE("no tensor and a tensor of nothing are empty")
{
    CHECK(HostTensor().isEmpty());
    CHECK(HostTensor().count() == 0);
    CHECK(HostTensor().values<float>().empty());
    HostTensor none(DType::Float32, {0, 4});
    CHECK(none.isEmpty());
    CHECK(none.count() == 0);
    CHECK(none.mutableValues<float>().empty());
    CHECK(HostTensor(DType::Float32, {}).count() == 1); // one number
}

TEST_CASE("copies share their bytes until one is written")
{
    const HostTensor first = counted();
    HostTensor second = first;
    CHECK(second.bytes() == first.bytes());
    second.mutableValues<float>()[0] = 9;
    CHECK(second.bytes() != first.bytes());
    CHECK(first.floats()[0] == 0);
    CHECK(second.floats()[0] == 9);
    const std::byte* own = second.bytes();
    second.mutableValues<float>()[1] = 8;
    CHECK(second.bytes() == own);
}

TEST_CASE("rows are copied in the order asked for, also twice")
{
    const std::vector<std::int64_t> indices = {2, 0, 2};
    const HostTensor rows = counted().rows(indices);
    CHECK(rows.shape() == std::vector<std::int64_t>{3, 2});
    CHECK(list(rows) == std::vector<float>{4, 5, 0, 1, 4, 5});
    CHECK(counted().rows({}).shape() == std::vector<std::int64_t>{0, 2});
    const std::vector<std::int64_t> numbers = {7, 8, 9}, one = {1};
    CHECK(HostTensor::ofIntegers({3}, numbers).rows(one).integers()[0] == 8);
}

TEST_CASE("another shape keeps the bytes")
{
    const HostTensor tensor = counted();
    const HostTensor flat = tensor.reshaped({6});
    CHECK(flat.shape() == std::vector<std::int64_t>{6});
    CHECK(flat.bytes() == tensor.bytes());
    CHECK(tensor.shape() == std::vector<std::int64_t>{3, 2});
}

TEST_CASE("every element type is read as numbers")
{
    const std::vector<double> doubles = {0.1};
    const std::vector<std::int64_t> longs = {-5};
    const std::vector<std::int32_t> ints = {-6};
    const std::vector<std::uint8_t> bytes = {200};
    const bool flags[] = {true, false};
    CHECK(HostTensor::of<double>({1}, doubles).number(0) == 0.1);
    CHECK(HostTensor::of<std::int64_t>({1}, longs).number(0) == -5);
    CHECK(HostTensor::of<std::int32_t>({1}, ints).number(0) == -6);
    CHECK(HostTensor::of<std::uint8_t>({1}, bytes).number(0) == 200);
    const HostTensor bools = HostTensor::of<bool>({2}, flags);
    CHECK(bools.dtype() == DType::Bool);
    CHECK(bools.number(0) == 1);
    CHECK(bools.number(1) == 0);
    CHECK(list(HostTensor::of<std::uint8_t>({1}, bytes).asFloat32()) == std::vector<float>{200});
    CHECK(list(HostTensor::of<double>({1}, doubles).asFloat32()) == std::vector<float>{0.1f});
    const HostTensor same = counted();
    CHECK(same.asFloat32().bytes() == same.bytes());
}
