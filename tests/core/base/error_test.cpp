#include "core/base/error.h"

#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>
#include <stdexcept>

#include "core/base/atomic_file.h"
#include "core/base/cancellation.h"
#include "core/base/guarded.h"
#include "core/base/text.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

std::string withoutComments(const std::string& source)
{
    std::string out;
    for (const std::string_view line : split(source, '\n'))
        out += std::string(line.substr(0, line.find("//"))) + '\n';
    return out;
}

/// Every code that is written out in the sources, with the file that names it.
std::map<std::string, std::string> codesInSources()
{
    static const std::regex call("\\b(?:fail|makeError)\\(\\s*\"([a-z0-9_.]+)\"");
    std::map<std::string, std::string> codes;
    for (const char* top : {"core", "ui", "app"}) {
        const auto folder = std::filesystem::path(NODEGRAD_SOURCE_DIR) / top;
        if (!std::filesystem::exists(folder))
            continue;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
            if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h")
                continue;
            const std::string text = withoutComments(readFile(entry.path()).value());
            for (std::sregex_iterator match(text.begin(), text.end(), call), end; match != end; ++match)
                codes.emplace((*match)[1].str(), entry.path().string());
        }
    }
    return codes;
}

} // namespace

TEST_CASE("every error code in the sources has its words")
{
    std::set<std::string> known;
    for (const ErrorText& text : errorTexts())
        known.insert(std::string(text.code));
    const auto codes = codesInSources();
    REQUIRE(codes.contains("file.write_failed"));
    for (const auto& [code, file] : codes) {
        INFO(code << " in " << file);
        CHECK(known.contains(code));
    }
}

TEST_CASE("error texts are sentences with a code of their own")
{
    static const std::regex codeForm("[a-z0-9_]+(\\.[a-z0-9_]+)?");
    std::set<std::string> seen;
    for (const ErrorText& text : errorTexts()) {
        const std::string code(text.code), sentenceText(text.message), cure(text.hint);
        INFO(code);
        CHECK(seen.insert(code).second);
        CHECK(std::regex_match(code, codeForm));
        REQUIRE_FALSE(sentenceText.empty());
        CHECK((sentenceText.back() == '.' || sentenceText.back() == '}' || sentenceText.back() == '?'));
        // A cure is a sentence, a question, or ends in an example or a command after a colon.
        CHECK((cure.empty() || cure.back() == '.' || cure.back() == '?' || cure.back() == '}' || cure.find(": ") != std::string_view::npos));
        for (const std::string& words : {sentenceText, cure}) {
            CHECK(std::count(words.begin(), words.end(), '{') == std::count(words.begin(), words.end(), '}'));
            CHECK(words.find('!') == std::string::npos);
        }
    }
}

TEST_CASE("arguments stand in the sentence and the cure follows")
{
    const Error error = makeError("file.write_failed", {{"path", "a.nodegrad"}, {"reason", "No space left on device"}});
    CHECK(message(error) == "'a.nodegrad' cannot be written: No space left on device.");
    CHECK(hint(error) == "Choose the name of a file, in a folder that exists, may be written to and has room; an old file is untouched.");
    CHECK(sentence(error) == message(error) + " " + hint(error));
    CHECK(sentence(makeError("cancelled")) == "Cancelled.");
}

TEST_CASE("numbers in errors are written as people write them")
{
    const Error error = makeError("x", {{"a", 7}, {"b", 0.1}, {"c", std::uint64_t(18446744073709551615ULL)}, {"d", 1e-9f}});
    CHECK(error.arguments.at("a") == "7");
    CHECK(error.arguments.at("b") == "0.1");
    CHECK(error.arguments.at("c") == "18446744073709551615");
    CHECK(error.arguments.at("d") == "1e-09");
}

TEST_CASE("text that looks like a placeholder inside an argument stays as it is")
{
    const Error error = makeError("file.missing", {{"path", "{path}.csv"}});
    CHECK(message(error) == "There is no file '{path}.csv'.");
}

TEST_CASE("exceptions become errors at the border")
{
    const Error fallback = makeError("file.unreadable", {{"path", "a"}, {"reason", "it is damaged"}});
    const Status thrown = guarded(fallback, []() -> Status { throw std::runtime_error("inner words"); });
    REQUIRE_FALSE(thrown.has_value());
    CHECK(thrown.error().code == "file.unreadable");
    CHECK(thrown.error().detail == "inner words");
    CHECK(message(thrown.error()).find("inner words") == std::string::npos);
    const Status full = guarded(fallback, []() -> Status { throw std::bad_alloc(); });
    CHECK(full.error().code == "memory.exhausted");
    CHECK(guarded(fallback, []() -> Result<int> { return 3; }).value() == 3);
}

TEST_CASE("a cancelled task says so at its next step")
{
    double share = -1;
    std::string what;
    Task task([&](double s, const std::string& w) { share = s; what = w; });
    CHECK(task.step(0.25, "reading").has_value());
    CHECK(share == 0.25);
    CHECK(what == "reading");
    task.cancel();
    CHECK(task.isCancelled());
    CHECK(task.step(0.5).error().code == "cancelled");
}
