#include "core/formats/npy.h"

#include <vector>

#include "tests/core/base/temporary_folder.h"
#include "tests/support/catch.h"

using namespace nodegrad;
using namespace std::string_literals;

namespace {

std::string npy(const std::string& header, const std::string& data, int version = 1)
{
    std::string bytes = "\x93NUMPY"s + static_cast<char>(version) + '\0';
    for (int i = 0; i < (version == 1 ? 2 : 4); ++i)
        bytes += static_cast<char>((header.size() >> (8 * i)) & 0xFF);
    return bytes + header + data;
}

std::string codeOf(const std::string& bytes)
{
    const auto array = parseNpy(bytes, "x.npy");
    return array ? "none" : array.error().code;
}

} // namespace

TEST_CASE("The header is as NumPy writes it and the data begins at byte 64 or a multiple")
{
    const auto bytes = npyBytes(HostTensor::ofFloats({2}, std::vector<float>{1, 2}));
    // numpy.save of numpy.float32([1, 2]), but for the blanks that NumPy adds
    CHECK(bytes.substr(0, 10) == "\x93NUMPY\1\0\x76\0"s);
    CHECK(bytes.substr(10, 59) == "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }  ");
    CHECK(bytes[127] == '\n');
    CHECK(bytes.substr(128) == "\0\0\x80\x3f\0\0\0\x40"s);
}

TEST_CASE("What is written is read back: types, shapes, an empty array, a single number")
{
    nodegrad::test::TemporaryFolder folder;
    HostTensor flags(DType::Bool, {2});
    flags.mutableValues<bool>()[0] = true;
    for (const HostTensor& array :
         {HostTensor::ofFloats({1, 2, 1}, std::vector<float>{1, -2}),
          HostTensor::of<double>({}, std::vector<double>{0.1}),
          HostTensor::ofIntegers({2}, std::vector<std::int64_t>{-1, 1LL << 40}),
          HostTensor::of<std::int32_t>({1}, std::vector<std::int32_t>{-9}),
          HostTensor::of<std::uint8_t>({2}, std::vector<std::uint8_t>{0, 255}), flags,
          HostTensor(DType::Float32, {0, 3})}) {
        const auto path = folder.path() / "x.npy";
        REQUIRE(writeNpy(path, array));
        const auto read = readNpy(path);
        REQUIRE(read);
        CHECK(read->dtype() == array.dtype());
        CHECK(read->shape() == array.shape());
        REQUIRE(read->byteSize() == array.byteSize());
        CHECK((array.byteSize() == 0 ||
               std::memcmp(read->bytes(), array.bytes(), array.byteSize()) == 0));
    }
}

TEST_CASE("Fortran order is turned into rows")
{
    // numpy.asfortranarray([[1, 2, 3], [4, 5, 6]]) lies in memory as 1 4 2 5 3 6.
    const auto array = parseNpy(
        npy("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3), }\n", "\1\4\2\5\3\6"), "x");
    REQUIRE(array);
    CHECK(array->shape() == std::vector<std::int64_t>{2, 3});
    const auto values = array->values<std::uint8_t>();
    CHECK(std::vector<std::uint8_t>(values.begin(), values.end()) ==
          std::vector<std::uint8_t>{1, 2, 3, 4, 5, 6});
}

TEST_CASE("Versions 2 and 3, halves and small whole numbers are read")
{
    CHECK(parseNpy(
              npy("{'descr': '<i2', 'fortran_order': False, 'shape': (2,), }", "\xFF\xFF\1\0"s, 2),
              "x")
              ->number(0) == -1);
    const auto half = parseNpy(
        npy("{'descr': '<f2', 'fortran_order': False, 'shape': (), }", "\x00\x3C"s, 3), "x");
    REQUIRE(half);
    CHECK(half->dtype() == DType::Float32);
    CHECK(half->number(0) == 1);
    CHECK(parseNpy(
              npy("{'descr': '<u4', 'fortran_order': False, 'shape': (1,), }", "\xFF\xFF\xFF\xFF"),
              "x")
              ->number(0) == 4294967295.0);
}

TEST_CASE("Each reason why an NPY file cannot be read has its own name")
{
    const auto with = [](const std::string& descr, const std::string& shape) {
        return npy("{'descr': " + descr + ", 'fortran_order': False, 'shape': " + shape + ", }",
                   std::string(8, '\0'));
    };
    CHECK(codeOf(with("'<f4'", "(2,)")) == "none");
    CHECK(codeOf("PK\3\4 an npz") == "npy.wrong_magic");
    CHECK(codeOf("") == "npy.truncated");
    CHECK(codeOf(with("'|O'", "(2,)")) == "npy.object_array");
    CHECK(codeOf(with("'>f4'", "(2,)")) == "npy.big_endian");
    CHECK(codeOf(with("'|u1'", "(2,)")) == "none");
    CHECK(codeOf(with("'>u1'", "(2,)")) == "none"); // one byte has no order
    CHECK(codeOf(with("'<c8'", "(1,)")) == "npy.unsupported_dtype");
    CHECK(codeOf(with("'<U3'", "(1,)")) == "npy.unsupported_dtype");
    CHECK(codeOf(with("[('a', '<f4'), ('b', '<i4')]", "(1,)")) == "npy.unsupported_dtype");
    CHECK(codeOf(with("'<f4'", "(3,)")) == "npy.truncated");
    CHECK(codeOf(with("'<f4'", "(1099511627776, 1099511627776)")) == "npy.absurd_shape");
    CHECK(codeOf(with("'<f4'", "(99999999999999999999999,)")) == "npy.absurd_shape");
    CHECK(codeOf(with("'<f4'", "(-1,)")) == "npy.absurd_shape");
    CHECK(codeOf(with("'<f4'", "(1000000000000,)")) == "npy.truncated");
    CHECK(codeOf(with("'<f4'", "2")) == "npy.bad_header");
    CHECK(codeOf(npy("{'descr': '<f4', 'shape': (2,), }", std::string(8, '\0'))) ==
          "npy.bad_header");
    CHECK(codeOf(npy("__import__('os').system('true')", "")) == "npy.bad_header");
    CHECK(codeOf(npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }",
                     std::string(8, '\0'), 9)) == "npy.bad_header");
}
