#include "core/formats/safetensors.h"

#include <vector>

#include "tests/core/base/temporary_folder.h"
#include "tests/support/catch.h"

using namespace nodegrad;
using nodegrad::test::TemporaryFolder;

namespace {

std::string withLength(const std::string& header, const std::string& data)
{
    std::string bytes;
    for (int i = 0; i < 8; ++i)
        bytes += static_cast<char>((header.size() >> (8 * i)) & 0xFF);
    return bytes + header + data;
}

std::string codeOf(const std::string& bytes)
{
    const auto file = parseSafetensors(bytes, "w.safetensors");
    return file ? "none" : file.error().code;
}

} // namespace

TEST_CASE("A safetensors file keeps every type, shape, fact and value")
{
    TemporaryFolder folder;
    const auto path = folder.path() / "w.safetensors";
    TensorFile file;
    file.tensors["f32"] =
        HostTensor::ofFloats({2, 3}, std::vector<float>{1, -2, 3.5f, 0, 1e-30f, 6});
    file.tensors["f64"] = HostTensor::of<double>({2}, std::vector<double>{0.1, -1e300});
    file.tensors["i64"] = HostTensor::ofIntegers({}, std::vector<std::int64_t>{-5000000000});
    file.tensors["i32"] = HostTensor::of<std::int32_t>({1}, std::vector<std::int32_t>{-7});
    file.tensors["u8 \"name\""] =
        HostTensor::of<std::uint8_t>({3}, std::vector<std::uint8_t>{0, 128, 255});
    file.tensors["empty"] = HostTensor(DType::Float32, {0, 4});
    HostTensor flags(DType::Bool, {2});
    flags.mutableValues<bool>()[1] = true;
    file.tensors["flags"] = flags;
    file.metadata = {{"format", "pt"}, {"note", "äöü"}};
    REQUIRE(writeSafetensors(path, file));

    const auto read = readSafetensors(path);
    REQUIRE(read);
    CHECK(read->metadata == file.metadata);
    REQUIRE(read->tensors.size() == 7);
    for (const auto& [name, tensor] : file.tensors) {
        INFO(name);
        const HostTensor& other = read->tensors.at(name);
        CHECK(other.dtype() == tensor.dtype());
        CHECK(other.shape() == tensor.shape());
        REQUIRE(other.byteSize() == tensor.byteSize());
        CHECK((tensor.byteSize() == 0 ||
               std::memcmp(other.bytes(), tensor.bytes(), tensor.byteSize()) == 0));
    }
}

TEST_CASE("The bytes are those of the format: length, padded JSON, wide types first, then by name")
{
    TensorFile file;
    file.tensors["b"] = HostTensor::ofFloats({1}, std::vector<float>{1});
    file.tensors["a"] = HostTensor::ofFloats({1}, std::vector<float>{2});
    file.tensors["z"] = HostTensor::ofIntegers({1}, std::vector<std::int64_t>{3});
    const auto bytes = safetensorsBytes(file);
    REQUIRE(bytes);
    std::string header =
        R"({"a":{"data_offsets":[8,12],"dtype":"F32","shape":[1]},"b":{"data_offsets":[12,16],"dtype":"F32","shape":[1]},)"
        R"("z":{"data_offsets":[0,8],"dtype":"I64","shape":[1]}})";
    header.resize((header.size() + 7) / 8 * 8, ' ');
    using namespace std::string_literals;
    CHECK(*bytes == withLength(header, "\3\0\0\0\0\0\0\0"s + "\0\0\0\x40"s + "\0\0\x80\x3f"s));
}

TEST_CASE("Halves and bfloat16 are read as floats, small whole numbers as 32 bits")
{
    using namespace std::string_literals;
    const auto file = parseSafetensors(
        withLength(
            R"({"h":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},"b":{"dtype":"BF16","shape":[1],"data_offsets":[4,6]},)"
            R"("i":{"dtype":"I8","shape":[2],"data_offsets":[6,8]}})",
            "\x00\x3C\x00\xC0\x80\x3F\xFF\x02"s),
        "w");
    REQUIRE(file);
    const auto halves = file->tensors.at("h").floats();
    CHECK(std::vector<float>(halves.begin(), halves.end()) == std::vector<float>{1, -2});
    CHECK(file->tensors.at("b").floats()[0] == 1.f);
    CHECK(file->tensors.at("i").dtype() == DType::Int32);
    CHECK(file->tensors.at("i").number(0) == -1);
}

TEST_CASE("A file that lies about its tensors is refused by name")
{
    const std::string four(4, '\0'), eight(8, '\0');
    CHECK(codeOf("") == "safetensors.truncated");
    CHECK(codeOf(std::string("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 8)) ==
          "safetensors.header_too_large");
    CHECK(codeOf(withLength("{}", "")) == "none");
    CHECK(codeOf(withLength("[]", "")) == "safetensors.bad_header");
    CHECK(codeOf(withLength("{", "")) == "safetensors.bad_header");
    CHECK(codeOf(withLength(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})", four)) ==
          "none");
    CHECK(codeOf(withLength(R"({"a":{"dtype":"F32","shape":[1],"offsets":[0,4]}})", four)) ==
          "safetensors.bad_header");
    CHECK(codeOf(withLength(R"({"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}})", four)) ==
          "safetensors.bad_header");
    CHECK(codeOf(withLength(R"({"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}})", four)) ==
          "safetensors.bad_header");
    CHECK(codeOf(withLength(R"({"a":{"dtype":"C64","shape":[1],"data_offsets":[0,8]}})", eight)) ==
          "safetensors.unknown_dtype");
    CHECK(codeOf(withLength(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}})", four)) ==
          "safetensors.bad_offsets");
    CHECK(codeOf(withLength(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})", eight)) ==
          "safetensors.bad_offsets"); // trailing bytes
    CHECK(codeOf(withLength(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})", eight)) ==
          "safetensors.bad_offsets"); // a hole
    CHECK(
        codeOf(withLength(
            R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}})",
            eight)) == "safetensors.bad_offsets");
    CHECK(codeOf(withLength(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", four)) ==
          "safetensors.truncated");
    CHECK(codeOf(withLength(
              R"({"a":{"dtype":"F64","shape":[4611686018427387904,4,0],"data_offsets":[0,0]}})",
              "")) == "safetensors.bad_offsets");
    CHECK(
        codeOf(withLength(
            R"({"a":{"dtype":"U8","shape":[18446744073709551615],"data_offsets":[0,18446744073709551615]}})",
            "")) == "safetensors.bad_offsets");
    CHECK(codeOf(withLength(R"({"__metadata__":{"epoch":3}})", "")) == "safetensors.bad_header");
    CHECK(codeOf(withLength("{\"a\":" + std::string(100000, '['), "")) == "safetensors.bad_header");
}

TEST_CASE("Names that a safetensors file cannot hold are refused when saving")
{
    TensorFile file;
    file.tensors["__metadata__"] = HostTensor(DType::Float32, {1});
    CHECK(safetensorsBytes(file).error().code == "safetensors.bad_name");
    file.tensors.clear();
    file.tensors["\xFF"] = HostTensor(DType::Float32, {1});
    CHECK(safetensorsBytes(file).error().code == "safetensors.bad_name");
}

TEST_CASE("A missing file is named")
{
    const auto file = readSafetensors("/nowhere/w.safetensors");
    REQUIRE_FALSE(file);
    CHECK(file.error().code == "file.missing");
}
