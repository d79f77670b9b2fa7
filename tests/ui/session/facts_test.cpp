// What is known of the nodes of a design, and of which of them that is news.
#include <algorithm>
#include <random>

#include "core/graph/edits.h"
#include "core/ops/node_paths.h"
#include "tests/ui/session/session_fixture.h"
#include "ui/session/facts_index.h"

using namespace nodegrad;
using namespace nodegrad::test;

namespace {

const std::string text = "module block { in > dense(4) > relu > out }; in1 = input(8); fc = in1 > dense(4); one = fc > block; three = one > block(repeat=3); "
                         "wrong = three > conv2d(3); end = three > output(mse)";

Graph parsed(const std::string& words)
{
    auto graph = parseGraphText(words);
    REQUIRE(graph);
    return *graph;
}

std::shared_ptr<const Lowered> lowered(const Graph& graph)
{
    return std::make_shared<const Lowered>(lower(graph, {}));
}

/// What is said of a node, in words.
std::map<std::string, std::string> said(const Lowered& of)
{
    std::map<std::string, std::string> words;
    for (const auto& [path, facts] : of.facts) {
        std::string& known = words[plainPath(path)];
        known += std::to_string(facts.parameters) + facts.macs.text() + facts.activationElements.text();
        for (const Specs& specs : {facts.inputs, facts.outputs})
            for (const Spec& spec : specs)
                known += specText(spec) + std::to_string(spec.classes) + ";";
    }
    for (const Diagnostic& problem : of.diagnostics)
        for (std::string path = plainPath(problem.node); !path.empty(); path.resize(path.rfind('.') == std::string::npos ? 0 : path.rfind('.')))
            words[path] += std::to_string(static_cast<int>(problem.severity)) + problem.port + message(problem.error);
    return words;
}

std::set<std::string> differing(const std::map<std::string, std::string>& a, const std::map<std::string, std::string>& b)
{
    std::set<std::string> names;
    for (const auto* side : {&a, &b})
        for (const auto& [path, words] : *side)
            if (!a.contains(path) || !b.contains(path) || a.at(path) != b.at(path))
                names.insert(path);
    return names;
}

} // namespace

TEST_CASE("Facts are found by the path without indices of repeats; problems also at the modules around them")
{
    const auto result = lowered(parsed("module block { a = in > dense(4); b = a > conv2d(2); b > out }; in1 = input(8); three = in1 > block(repeat=3); end = three > output(mse)"));
    const FactsIndex index(5, *result, FactsIndex(4));
    CHECK(index.number() == 5);
    REQUIRE(index.factsAt("three.a"));
    CHECK(index.factsAt("three.a") == &result->facts.at("three.0.a"));
    REQUIRE(index.factsAt("in1"));
    CHECK(index.factsAt("in1")->outputs.size() == 1);
    CHECK(index.factsAt("nobody") == nullptr);
    CHECK_FALSE(index.problemsAt("three.b").empty());
    CHECK(index.problemsAt("three") == index.problemsAt("three.b"));
    CHECK(index.problemsAt("in1").empty());
}

TEST_CASE("Of random edits the index names exactly the nodes of which something else is known, and only since the one before")
{
    std::mt19937 random(3);
    Graph graph = parsed(text);
    auto before = lowered(graph);
    auto known = std::make_unique<FactsIndex>(1, *before, FactsIndex());
    int some = 0, none = 0;
    for (int i = 0; i < 150; ++i) {
        const auto& modules = graph.modules();
        const std::string definition = random() % 2 == 0 && !modules.empty() ? modules.begin()->first : "";
        Level level = *graph.level(definition);
        const auto kind = random() % 8;
        const auto isWanted = [&](const NodePtr& one) { return kind > 4 || one->type == "dense"; };
        NodePtr& node = *std::find_if(level.nodes.begin() + static_cast<std::ptrdiff_t>(kind > 4 ? random() % level.nodes.size() : 0), level.nodes.end(), isWanted);
        Node other = *node;
        switch (kind) {
        default: other.params.set("units", ParamValue(static_cast<std::int64_t>(1 + random() % 6))); break;
        case 5: other.bypassed = !other.bypassed; break;
        case 6: other.title = "t" + std::to_string(i); break;
        case 7: other.frozen = !other.frozen; break;
        }
        node = std::make_shared<const Node>(other);
        graph = graph.withLevel(definition, level);
        const auto now = lowered(graph);
        auto index = std::make_unique<FactsIndex>(known->number() + 1, *now, *known);
        const std::set<std::string>* changed = index->changedSince(known->number());
        REQUIRE(changed);
        INFO("edit " << i << " of " << other.name);
        CHECK(*changed == differing(said(*before), said(*now)));
        (changed->empty() ? none : some) += 1;
        CHECK(index->changedSince(known->number() + 7) == nullptr);
        CHECK(index->changedSince(index->number()) == nullptr);
        before = now;
        known = std::move(index);
    }
    CHECK(some > 30);
    CHECK(none > 20);
}

TEST_CASE("The session keeps the index while the computation is the same, and numbers the indices of two projects apart")
{
    SessionFixture f;
    Session session;
    session.open(SessionFixture::project(text), {});
    REQUIRE(waitFor([&] { return session.data()->phase == DataState::Phase::Ready && session.isDesignCurrent() && session.design()->data == session.data(); }));
    const auto first = session.design()->index;
    session.apply(SessionFixture::withEpochs(session.project(), 9), QStringLiteral("Epochs"));
    REQUIRE(waitFor([&] { return session.isDesignCurrent(); }));
    CHECK(session.design()->index == first);
    session.open(SessionFixture::project(text), {});
    CHECK(session.design()->index->number() > first->number());
    CHECK(session.design()->index->factsAt("fc") == nullptr);
    REQUIRE(waitFor([&] { return session.isDesignCurrent() && session.design()->index->factsAt("fc"); }));
    CHECK(session.design()->index->number() > first->number() + 1);

    // What is still worked out for the old project does not pass for news of the new one.
    session.apply(SessionFixture::project("in1 = input(8); fc = in1 > dense(5); end = fc > output(mse)"), QStringLiteral("Other"));
    session.open(SessionFixture::project(text), {});
    const std::uint64_t unknown = session.design()->index->number();
    REQUIRE(waitFor([&] { return session.design()->index->number() != unknown; }));
    CHECK(session.design()->index->changedSince(unknown) == nullptr);
}
