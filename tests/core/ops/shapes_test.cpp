// Shapes worked out by hand.
#include "core/ops/shape_rules.h"
#include "tests/core/ops/op_cases.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

using List = std::vector<std::int64_t>;

struct ShapeCase {
    std::string op;
    Specs in;
    Attributes attributes;
    std::string expected; ///< specText of the outputs
};

std::string text(const Outcome& outcome)
{
    if (outcome.problem)
        return sentence(outcome.problem->error);
    std::string all;
    for (const Spec& spec : outcome.specs)
        all += (all.empty() ? "" : "; ") + specText(spec);
    return all;
}

} // namespace

TEST_CASE("Shapes and kinds are what one gets by hand")
{
    Specs lstm{sequence(T, 3)};
    for (const Spec& spec : lstmWeights(3, 5, 2, 2))
        lstm.push_back(spec);
    const std::vector<ShapeCase> cases{
        {"linear", {vectorOf(400), weight({120, 400}), weight({120})}, {}, "vector, N × 120"},
        {"linear", {sequence(T, 16), weight({64, 16})}, {}, "sequence, N × T × 64"},
        {"matmul", {heads(2, 7, 4), heads(2, 4, 5)}, {}, "feature map, N × 2 × 7 × 5"},
        {"conv1d", {sequence(4, T), weight({8, 4, 3})}, {}, "sequence, N × 8 × T - 2"},
        {"conv1d", {sequence(4, T), weight({8, 4, 3})}, {{"pad_before", List{1}}, {"pad_after", List{1}}, {"stride", List{2}}},
         "sequence, N × 8 × floor((T - 1) / 2) + 1"},
        {"conv1d", {sequence(4, 10), weight({8, 4, 3})}, {{"dilation", List{4}}}, "sequence, N × 8 × 2"},
        {"conv2d", {image(1, 28, 28), weight({6, 1, 5, 5})}, {{"pad_before", List{2, 2}}, {"pad_after", List{2, 2}}},
         "feature map, N × 6 × 28 × 28"},
        {"conv2d", {image(3, 224, 224), weight({64, 3, 7, 7})}, {{"stride", List{2}}, {"pad_before", List{3}}, {"pad_after", List{3}}},
         "feature map, N × 64 × 112 × 112"},
        {"conv2d", {image(32, 14, 14), weight({32, 1, 4, 4})}, {{"groups", std::int64_t(32)}, {"pad_before", List{1}}, {"pad_after", List{2}}},
         "feature map, N × 32 × 14 × 14"},
        {"max_pool2d", {image(6, 28, 28)}, {}, "feature map, N × 6 × 14 × 14"},
        {"max_pool2d", {image(6, T, 28)}, {}, "feature map, N × 6 × floor(T / 2) × 14"},
        {"average_pool2d", {image(6, 7, 7)}, {{"ceil_mode", true}}, "feature map, N × 6 × 4 × 4"},
        {"global_average_pool", {image(512, 7, 7)}, {}, "vector, N × 512"},
        {"global_average_pool", {sequence(T, 16)}, {}, "vector, N × 16"},
        {"flatten", {image(16, 5, 5)}, {}, "vector, N × 400"},
        {"flatten", {sequence(T, 16)}, {}, "vector, N × T * 16"},
        {"flatten", {image(16, 5, 4)}, {{"start_dim", std::int64_t(2)}}, "sequence, N × 16 × 20"},
        {"reshape", {vectorOf(784)}, {{"shape", List{0, 1, 28, 28}}}, "feature map, N × 1 × 28 × 28"},
        {"reshape", {vectorOf(784)}, {{"shape", List{0, -1, 28}}}, "sequence, N × 28 × 28"},
        {"reshape", {sequence(T, 12)}, {{"shape", List{0, 0, 3, -1}}}, "feature map, N × T × 3 × 4"},
        {"reshape", {sequence(T, 12)}, {{"shape", List{0, -1, 4}}}, "sequence, N × T * 3 × 4"},
        {"reshape", {sequence(T, 12)}, {{"shape", List{0, -1}}}, "vector, N × T * 12"},
        {"permute", {image(3, 4, 5)}, {{"dims", List{0, 3, 1, 2}}}, "feature map, N × 5 × 3 × 4"},
        {"permute", {sequence(T, 12)}, {{"dims", List{0, 2, 1}}}, "sequence, N × 12 × T"},
        {"concatenate", {image(3, 4, 5), image(7, 4, 5)}, {}, "feature map, N × 10 × 4 × 5"},
        {"concatenate", {sequence(T, 4), sequence(3, 4)}, {}, "sequence, N × T + 3 × 4"},
        {"concatenate", {vectorOf(2), vectorOf(3), vectorOf(4)}, {{"dim", std::int64_t(-1)}}, "vector, N × 9"},
        {"chunk", {sequence(T, 12)}, {{"parts", std::int64_t(3)}}, "sequence, N × T × 4; sequence, N × T × 4; sequence, N × T × 4"},
        {"split_rows", {weight({6, 4})}, {{"sizes", List{2, 4}}}, "vector, 2 × 4; vector, 4 × 4"},
        {"slice", {sequence(9, 12)}, {{"start", std::int64_t(8)}}, "sequence, N × 1 × 12"},
        {"slice", {image(9, 3, 3)}, {{"start", std::int64_t(2)}, {"length", std::int64_t(-1)}}, "feature map, N × 7 × 3 × 3"},
        {"select_last", {sequence(T, 12)}, {}, "vector, N × 12"},
        {"mean", {image(3, 4, 5)}, {{"dims", List{2, 3}}}, "vector, N × 3"},
        {"mean", {image(3, 4, 5)}, {{"dims", List{-1}}, {"keepdim", true}}, "feature map, N × 3 × 4 × 1"},
        {"add", {image(3, 4, 5), image(3, 1, 1)}, {}, "feature map, N × 3 × 4 × 5"},
        {"multiply", {sequence(1, 4), sequence(T, 4)}, {}, "sequence, N × T × 4"},
        {"maximum", {volume(2, 3, 4, 5), volume(1, 3, 1, 5)}, {}, "volume, N × 2 × 3 × 4 × 5"},
        {"minimum", {vectorOf(1), vectorOf(7), vectorOf(1)}, {}, "vector, N × 7"},
        {"average", {number(), number()}, {}, "number, N"},
        {"subtract", {sequence(T, 1), sequence(1, 4)}, {}, "sequence, N × T × 4"},
        {"divide", {image(3, 4, 5), image(1, 1, 1)}, {}, "feature map, N × 3 × 4 × 5"},
        {"pow", {weight({1, 1}), vectorOf(4)}, {}, "vector, N × 4"},
        {"where", {image(1, 4, 5), image(3, 4, 5), image(3, 1, 1)}, {}, "feature map, N × 3 × 4 × 5"},
        {"einsum", {vectorOf(4), vectorOf(5)}, {}, "sequence, N × 4 × 5"},
        {"einsum", {sequence(T, 4), sequence(9, 4)}, {{"equation", std::string("bti,bsi->bts")}}, "sequence, N × T × 9"},
        {"einsum", {heads(2, T, 4), heads(2, T, 4), heads(2, T, 5)}, {{"equation", std::string("bhqd,bhkd,bhke->bqhe")}}, "feature map, N × T × 2 × 5"},
        {"einsum", {volume(2, 3, 3, 5)}, {{"equation", std::string("ncddw->nw")}}, "vector, N × 5"},
        {"einsum", {vectorOf(4)}, {{"equation", std::string("ni->n")}}, "number, N"},
        {"bilinear", {sequence(T, 4), sequence(T, 3), weight({5, 4, 3})}, {}, "sequence, N × T × 5"},
        {"cosine_similarity", {sequence(T, 4), sequence(T, 4)}, {}, "vector, N × T"},
        {"cosine_similarity", {vectorOf(4), vectorOf(4)}, {{"keepdim", true}}, "vector, N × 1"},
        {"sum", {volume(2, 3, 4, 5)}, {{"dims", List{2, 3, 4}}}, "vector, N × 2"},
        {"sum", {vectorOf(5)}, {}, "number, N"},
        {"max", {sequence(T, 4)}, {{"dims", List{1}}}, "vector, N × 4"},
        {"min", {image(3, T, 5)}, {{"dims", List{2, -2, 2}}, {"keepdim", true}}, "feature map, N × 3 × 1 × 5"},
        {"product", {image(3, 4, 5)}, {{"dims", List{3, 1}}}, "vector, N × 4"},
        {"norm", {sequence(T, 4)}, {{"dims", List{-1}}, {"keepdim", true}}, "sequence, N × T × 1"},
        {"variance", {volume(2, 3, 4, 5)}, {{"dims", List{1}}}, "feature map, N × 3 × 4 × 5"},
        {"standard_deviation", {sequence(T, 4)}, {}, "vector, N × 4"},
        {"logsumexp", {image(3, 4, 5)}, {{"dims", List{1}}}, "sequence, N × 4 × 5"},
        {"argmax", {vectorOf(10)}, {}, "label, N"},
        {"argmax", {sequence(T, 10)}, {}, "tokens, N × T"},
        {"argmax", {vectorOf(10)}, {{"as_number", true}}, "number, N"},
        {"argmax", {image(3, 4, 5)}, {{"dim", std::int64_t(1)}, {"keepdim", true}, {"as_number", true}}, "feature map, N × 1 × 4 × 5"},
        {"stack", {vectorOf(4), vectorOf(4), vectorOf(4)}, {}, "sequence, N × 3 × 4"},
        {"stack", {image(3, T, 5), image(3, T, 5)}, {{"dim", std::int64_t(-1)}}, "volume, N × 3 × T × 5 × 2"},
        {"stack", {image(3, 4, 5), image(3, 4, 5)}, {{"dim", std::int64_t(2)}}, "volume, N × 3 × 2 × 4 × 5"},
        {"stack", {number(), number()}, {}, "vector, N × 2"},
        {"concatenate", {volume(2, 3, 4, 5), volume(7, 3, 4, 5)}, {}, "volume, N × 9 × 3 × 4 × 5"},
        {"expand_batch", {weight({3, 1, 1}), vectorOf(8)}, {}, "feature map, N × 3 × 1 × 1"},
        {"expand_batch", {weight({5}), tokens(T, 9)}, {}, "vector, N × 5"},
        {"embedding", {tokens(T, 1000), weight({1000, 32})}, {}, "sequence, N × T × 32"},
        {"embedding", {labels(10), weight({10, 8})}, {}, "vector, N × 8"},
        {"lstm", lstm, {{"hidden_size", std::int64_t(5)}, {"layers", std::int64_t(2)}, {"bidirectional", true}},
         "sequence, N × T × 10; sequence, N × 4 × 5; sequence, N × 4 × 5"},
        {"lstm", joined({sequence(T, 3)}, cellWeights(4, 3, 5, 2, 1, 2)),
         {{"hidden_size", std::int64_t(5)}, {"layers", std::int64_t(2)}, {"projection_size", std::int64_t(2)}},
         "sequence, N × T × 2; sequence, N × 2 × 2; sequence, N × 2 × 5"},
        {"gru", joined({sequence(T, 3)}, cellWeights(3, 3, 5, 1, 2)), {{"hidden_size", std::int64_t(5)}, {"bidirectional", true}},
         "sequence, N × T × 10; sequence, N × 2 × 5"},
        {"rnn", joined({sequence(T, 3)}, cellWeights(1, 3, 5, 1, 1)), {{"hidden_size", std::int64_t(5)}}, "sequence, N × T × 5; sequence, N × 1 × 5"},
        {"padding_mask", {tokens(T, 20)}, {}, "vector, N × T"},
        {"padding_mask", {sequence(T, 4)}, {{"gives", std::string("lengths")}}, "number, N"},
        {"masked_mean", {sequence(T, 4), vectorOf(T)}, {}, "vector, N × 4"},
        {"prepend", {sequence(T, 4), weight({2, 4})}, {}, "sequence, N × T + 2 × 4"},
        {"attention", {heads(8, T, 16), heads(2, 7, 16), heads(2, 7, 32)}, {}, "feature map, N × 8 × T × 32"},
        {"split_heads", {sequence(T, 64)}, {{"heads", std::int64_t(8)}}, "feature map, N × 8 × T × 8"},
        {"merge_heads", {heads(8, T, 8)}, {}, "sequence, N × T × 64"},
        {"attention", {heads(8, T, 16), heads(8, 7, 16), heads(8, 7, 32)}, {}, "feature map, N × 8 × T × 32"},
        {"affine", {image(3, 4, 5), weight({3}), weight({1})}, {}, "feature map, N × 3 × 4 × 5"},
        {"affine", {vectorOf(5), weight({5}), weight({5})}, {{"axis", std::int64_t(-1)}}, "vector, N × 5"},
        {"cast", {tokens(T, 9)}, {}, "vector, N × T"},
        {"cast", {vectorOf(T)}, {{"dtype", std::string("int64")}}, "tokens, N × T"},
        {"cast", {image(3, 4, 5)}, {{"dtype", std::string("int64")}}, "feature map, N × 3 × 4 × 5"},
        {"one_hot", {tokens(T, 9)}, {{"classes", std::int64_t(9)}}, "sequence, N × T × 9"},
        {"one_hot", {labels(3)}, {{"classes", std::int64_t(4)}}, "vector, N × 4"},
        {"unflatten", {vectorOf(48)}, {{"sizes", List{3, 4, -1}}}, "feature map, N × 3 × 4 × 4"},
        {"unflatten", {sequence(T, 12)}, {{"dim", std::int64_t(-1)}, {"sizes", List{3, 4}}}, "feature map, N × T × 3 × 4"},
        {"unflatten", {vectorOf(T * Dim(6))}, {{"sizes", List{-1, 3}}}, "sequence, N × T * 2 × 3"},
        {"unflatten", {image(6, T, T)}, {{"sizes", List{2, 3}}}, "volume, N × 2 × 3 × T × T"},
        {"squeeze", {image(1, T, 1)}, {{"dims", List{1, -1}}}, "vector, N × T"},
        {"squeeze", {vectorOf(1)}, {}, "number, N"},
        {"unsqueeze", {sequence(T, 8)}, {}, "feature map, N × 1 × T × 8"},
        {"unsqueeze", {vectorOf(8)}, {{"dim", std::int64_t(-1)}}, "sequence, N × 8 × 1"},
        {"unsqueeze", {number()}, {}, "vector, N × 1"},
        {"chunk", {sequence(T, 6)}, {{"sizes", List{1, 5}}}, "sequence, N × T × 1; sequence, N × T × 5"},
        {"chunk", {tokens(6, 9)}, {}, "tokens, N × 3; tokens, N × 3"},
        // 1, 3, 5, 7 of 9 values; every second of T - 1
        {"slice", {sequence(9, 12)}, {{"start", std::int64_t(1)}, {"length", std::int64_t(-1)}, {"step", std::int64_t(2)}}, "sequence, N × 4 × 12"},
        {"slice", {sequence(T, 12)}, {{"start", std::int64_t(1)}, {"length", std::int64_t(-1)}, {"step", std::int64_t(2)}}, "sequence, N × floor(T / 2) × 12"},
        {"slice", {sequence(T, 12)}, {{"start", std::int64_t(3)}, {"length", std::int64_t(-1)}}, "sequence, N × T - 3 × 12"},
        {"select", {sequence(T, 12)}, {{"index", std::int64_t(-1)}}, "vector, N × 12"},
        {"select", {volume(2, 3, T, 5)}, {{"dim", std::int64_t(1)}, {"index", std::int64_t(1)}}, "feature map, N × 3 × T × 5"},
        {"flip", {tokens(T, 9)}, {}, "tokens, N × T"},
        {"roll", {image(3, 4, T)}, {}, "feature map, N × 3 × 4 × T"},
        {"tile", {sequence(T, 6)}, {{"repeats", std::int64_t(3)}}, "sequence, N × T * 3 × 6"},
        {"pad", {image(3, 4, T)}, {{"before", List{1, 2}}, {"after", List{0, 3}}}, "feature map, N × 3 × 5 × T + 5"},
        {"pad", {volume(2, 3, 4, 5)}, {{"before", List{1}}, {"after", List{1}}}, "volume, N × 2 × 3 × 4 × 7"},
        {"resize", {image(3, 4, T)}, {{"scale", 3.0}}, "feature map, N × 3 × 12 × T * 3"},
        {"resize", {image(3, 5, 7)}, {{"scale", 1.5}, {"mode", std::string("cubic")}}, "feature map, N × 3 × 7 × 10"},
        {"resize", {volume(2, 3, T, 5)}, {{"size", List{4}}, {"mode", std::string("linear")}}, "volume, N × 2 × 4 × 4 × 4"},
        {"resize", {sequence(3, 9)}, {{"scale", 0.5}}, "sequence, N × 3 × 4"},
        {"pixel_shuffle", {image(18, T, 5)}, {{"factor", std::int64_t(3)}}, "feature map, N × 2 × T * 3 × 15"},
        {"pixel_unshuffle", {image(2, 6, 9)}, {{"factor", std::int64_t(3)}}, "feature map, N × 18 × 2 × 3"},
        {"group_norm", {sequence(6, T)}, {{"groups", std::int64_t(3)}}, "sequence, N × 6 × T"},
        {"batch_norm", {volume(3, 4, 5, T), absentSpec(), absentSpec(), weight({3}), weight({3}), counter()}, {}, "volume, N × 3 × 4 × 5 × T"},
        {"instance_norm", {volume(3, 4, 5, T)}, {}, "volume, N × 3 × 4 × 5 × T"},
        {"local_response_norm", {sequence(6, T)}, {}, "sequence, N × 6 × T"},
        {"dropout", {volume(3, 4, 5, T)}, {{"unit", std::string("samples")}}, "volume, N × 3 × 4 × 5 × T"},
        {"cross_entropy", {vectorOf(10), labels(10)}, {}, "number"},
        {"cross_entropy", {sequence(T, 50), tokens(T, 50)}, {}, "number"},
        {"binary_cross_entropy", {vectorOf(1), labels(2)}, {}, "number"},
        {"binary_cross_entropy_with_logits", {vectorOf(4), vectorOf(4)}, {}, "number"},
        {"mse", {vectorOf(1), number()}, {}, "number"},
        {"l1", {image(1, 8, 8), image(1, 8, 8)}, {}, "number"},
        {"huber", {vectorOf(3), vectorOf(3)}, {}, "number"},
    };
    for (const ShapeCase& entry : cases) {
        INFO(entry.op << " -> " << entry.expected);
        CHECK(text(ask(entry.op, entry.in, entry.attributes)) == entry.expected);
    }
}

TEST_CASE("Layers that work on any shape keep shape, kind and type")
{
    std::vector<std::string> ops{"hardtanh", "clamp", "softmax", "log_softmax", "dropout", "alpha_dropout", "gaussian_noise", "l2_normalize"};
    for (const OpType& type : opTypes())
        if (type.infer == inferSame)
            ops.push_back(type.id);
    CHECK(ops.size() >= 32);
    for (const Spec& x : {Spec{DType::Float64, {N, 3, T}, Kind::Sequence, 0}, vectorOf(4), image(3, 4, T), volume(3, 4, 5, T)}) {
        for (const std::string& op : ops) {
            INFO(op << " of " << specText(x));
            const Outcome outcome = ask(op, {x});
            REQUIRE(outcome.code() == "");
            CHECK(outcome.specs[0] == x);
        }
        for (const std::string op : {"prelu", "channel_scale"}) {
            INFO(op << " of " << specText(x));
            const Spec slopes{x.dtype, {x.shape[1]}, Kind::Scalar, 0};
            const Outcome outcome = ask(op, {x, slopes});
            REQUIRE(outcome.code() == "");
            CHECK(outcome.specs[0] == x);
        }
    }
}

TEST_CASE("Cast gives the type asked for, and whole numbers keep the vocabulary")
{
    const Outcome outcome = ask("cast", {tokens(5, 9)}, {{"dtype", std::string("int32")}});
    REQUIRE(outcome.specs.size() == 1);
    CHECK(outcome.specs[0].dtype == DType::Int32);
    CHECK(outcome.specs[0].classes == 9);
    CHECK(ask("cast", {vectorOf(5)}).specs[0].dtype == DType::Float32);
}

TEST_CASE("The place of the largest value knows how many places there are")
{
    const Outcome classes = ask("argmax", {vectorOf(10)}), steps = ask("argmax", {sequence(T, 7)});
    CHECK(classes.specs[0].dtype == DType::Int64);
    CHECK(classes.specs[0].classes == 10);
    CHECK(steps.specs[0].classes == 7);
    CHECK(ask("argmax", {sequence(T, 7)}, {{"dim", std::int64_t(1)}}).specs[0].classes == 0); // an open length
    CHECK(ask("argmax", {sequence(T, 7)}, {{"as_number", true}}).specs[0].dtype == DType::Float32);
}

TEST_CASE("A loss is a number without dimensions")
{
    CHECK(ask("mse", {vectorOf(3), vectorOf(3)}).specs[0].shape.empty());
    CHECK_FALSE(isAbsent(ask("mse", {vectorOf(3), vectorOf(3)}).specs[0]));
}
