#include "core/shapes/spec.h"

#include <limits>
#include <set>

#include "tests/support/catch.h"

using namespace nodegrad;

TEST_CASE("shapes are written with multiplication signs")
{
    CHECK(shapeText({batchDim(), 16, 8, 8}) == "N \u00d7 16 \u00d7 8 \u00d7 8");
    CHECK(shapeText({batchDim()}) == "N");
    CHECK(shapeText({}) == "");
}

TEST_CASE("a spec is written with its meaning first")
{
    CHECK(specText({DType::Float32, {batchDim(), 16, 8, 8}, Kind::Image, 0}) == "feature map, N \u00d7 16 \u00d7 8 \u00d7 8");
    CHECK(specText({DType::Float32, {}, Kind::Scalar, 0}) == "number");
}

TEST_CASE("element counts multiply all dims and stop at the limit")
{
    CHECK(elementCount({batchDim(), 16, 8, 8}) == batchDim() * Dim(1024));
    CHECK(sampleSize({batchDim(), 16, 8, 8}) == Dim(1024));
    CHECK(elementCount({}) == Dim(1));
    CHECK(sampleSize({}) == Dim(1));
    CHECK(sampleSize({batchDim()}) == Dim(1));
    const Dim big(std::int64_t(1) << 40);
    CHECK(elementCount({big, big, big}) == Dim(std::numeric_limits<std::int64_t>::max() / 2));
}

TEST_CASE("a batch size makes a shape plain, unless another symbol stays")
{
    CHECK(evaluated({batchDim(), 3, batchDim() * Dim(2)}, 32) == std::vector<std::int64_t>{32, 3, 64});
    CHECK_FALSE(evaluated({batchDim(), Dim::symbol("T")}, 32).has_value());
    CHECK(evaluated({}, 32) == std::vector<std::int64_t>{});
}

TEST_CASE("element types have sizes and names that come back")
{
    CHECK(byteCount(DType::Float32) == 4);
    CHECK(byteCount(DType::Float64) == 8);
    CHECK(byteCount(DType::Int64) == 8);
    CHECK(byteCount(DType::Int32) == 4);
    CHECK(byteCount(DType::UInt8) == 1);
    CHECK(byteCount(DType::Bool) == 1);
    CHECK(dtypeName(DType::Float32) == "float32");
    for (const DType type : {DType::Float32, DType::Float64, DType::Int64, DType::Int32, DType::UInt8, DType::Bool})
        CHECK(dtypeFromName(dtypeName(type)) == type);
    CHECK_FALSE(dtypeFromName("float16").has_value());
}

TEST_CASE("every kind has an id and a name of its own")
{
    std::set<std::string> ids, names;
    for (const Kind kind : {Kind::Image, Kind::Vector, Kind::Sequence, Kind::Tokens, Kind::Scalar, Kind::Label}) {
        ids.insert(kindId(kind));
        names.insert(kindName(kind));
    }
    CHECK(ids == std::set<std::string>{"image", "vector", "sequence", "tokens", "scalar", "label"});
    CHECK(names.size() == 6);
    CHECK_FALSE(names.contains(""));
}
