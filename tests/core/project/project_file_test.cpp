#include <cerrno>
#include <fstream>

#include "core/graph/exposed.h"
#include "core/project/project_parts.h"
#include "tests/core/project/some_project.h"
#include "tests/support/failing_file_system.h"

using namespace nodegrad;
using namespace nodegrad::test;

TEST_CASE("A project is read back as it was written, unknown layers and all")
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "a.nodegrad";
    const Project project = someProject();
    REQUIRE(writeProject(path, project));
    const auto read = readProject(path);
    REQUIRE(read);
    CHECK(*read == project);
    CHECK(read->graph.root().nodes[2]->type == "a_layer_of_tomorrow");
    CHECK(read->graph.root().wires.size() == 3);
}

TEST_CASE("Equal projects give equal bytes, with sorted keys")
{
    const TemporaryFolder folder;
    REQUIRE(writeProject(folder.path() / "a.nodegrad", someProject()));
    REQUIRE(writeProject(folder.path() / "b.nodegrad", *readProject(folder.path() / "a.nodegrad")));
    const std::string text = contents(folder.path() / "a.nodegrad");
    CHECK(text == contents(folder.path() / "b.nodegrad"));
    CHECK(text.find("\"data\"") < text.find("\"graph\""));
    CHECK(text.find("\"graph\"") < text.find("\"nodegrad\""));
    CHECK(text.back() == '\n');
}

TEST_CASE("Fields that a newer program wrote are kept")
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "a.nodegrad";
    nlohmann::json json = toJson(someProject());
    json["notebook"] = {{"pages", {1, 2, 3}}};
    json["graph"]["nodes"][0]["mood"] = "good";
    put(path, json.dump());
    const auto read = readProject(path);
    REQUIRE(read);
    REQUIRE(writeProject(path, *read));
    const auto again = nlohmann::json::parse(contents(path));
    CHECK(again["notebook"]["pages"][2] == 3);
    CHECK(again["graph"]["nodes"][0]["mood"] == "good");
}

TEST_CASE("A project of a newer format is refused, with both numbers")
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "a.nodegrad";
    nlohmann::json json = toJson(someProject());
    json["nodegrad"] = 12;
    put(path, json.dump());
    const auto read = readProject(path);
    REQUIRE(!read);
    CHECK(sentence(read.error()) == "'" + path.string() + "' was written by a newer Nodegrad (format 12; this one knows 4). Update Nodegrad to open it.");
}

TEST_CASE("Knots and bookmarks are written as format 2, a project without them as format 1")
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "a.nodegrad";
    Project project = someProject();
    CHECK(toJson(project)["nodegrad"] == 1);
    const Wire wire = project.graph.root().wires.front();
    Project knotted = project, marked = project;
    knotted.graph = setKnots(project.graph, "", wire, {{1.5, -2}, {3, 4}});
    marked.bookmarks[3] = {{"block"}, {10, 20}, 0.5};
    for (const Project& newer : {knotted, marked}) {
        CHECK(toJson(newer)["nodegrad"] == 2);
        REQUIRE(writeProject(path, newer));
        const auto read = readProject(path);
        REQUIRE(read);
        CHECK(*read == newer);
    }
    CHECK(readProject(path)->bookmarks.at(3).center == Position{10, 20});
}

TEST_CASE("Portals and frames with a colour or lock are written as format 3, inside modules too")
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "a.nodegrad";
    const Project project = someProject();
    const Wire wire = project.graph.root().wires.front();
    const auto withFrame = [&](const Frame& frame) {
        Project framed = project;
        Level level = framed.graph.root();
        level.frames.push_back(frame);
        framed.graph = framed.graph.withLevel("", std::move(level));
        return framed;
    };
    Project hub = project, inside = project;
    hub.graph = setPortal(project.graph, "", wire.from, "hub");
    const auto made = makeModule(project.graph, "", {project.graph.root().wires.front().to.node}, "Block");
    REQUIRE(made);
    inside.graph = setPortal(made->graph, made->definition, {made->graph.level(made->definition)->nodes.front()->id, "out"}, "inner");
    CHECK(toJson(withFrame({900, "Plain", {0, 0}, 100, 100}))["nodegrad"] == 1);
    for (const Project& newer : {hub, inside, withFrame({900, "Blue", {0, 0}, 100, 100, false, "blue"}), withFrame({900, "Fixed", {0, 0}, 100, 100, true, "", true})}) {
        CHECK(toJson(newer)["nodegrad"] == 3);
        REQUIRE(writeProject(path, newer));
        const auto read = readProject(path);
        REQUIRE(read);
        CHECK(*read == newer);
    }
}

TEST_CASE("Exposed parameters, hidden ports and unfolded modules are written as format 4")
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "a.nodegrad";
    const Project project = someProject();
    const NodeId dense = project.graph.root().findByName("dense1")->id;
    const auto made = makeModule(project.graph, "", {dense}, "Block");
    REQUIRE(made);
    Project plain = project, exposing = project, unfolded = project, hiding = project;
    plain.graph = made->graph;
    CHECK(toJson(plain)["nodegrad"] == 1);
    exposing.graph = changeNode(exposeParam(made->graph, made->definition, dense, "units", "Width").value(), "", made->instance,
                                [](Node& node) { node.params.set("units", std::int64_t(99)); }).value();
    unfolded.graph = changeNode(made->graph, "", made->instance, [](Node& node) { node.unfolded = true; }).value();
    hiding.graph = changeNode(made->graph, made->definition, dense, [](Node& node) { node.hidesFreePorts = true; }).value();
    for (const Project& newer : {exposing, unfolded, hiding}) {
        CHECK(toJson(newer)["nodegrad"] == 4);
        REQUIRE(writeProject(path, newer));
        const auto read = readProject(path);
        REQUIRE(read);
        CHECK(*read == newer);
    }
}

TEST_CASE("A project that is cut off anywhere is refused with its name, and never half read")
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "a.nodegrad";
    REQUIRE(writeProject(path, someProject()));
    const std::string text = contents(path);
    for (std::size_t length = 0; length + 2 < text.size(); ++length) {
        put(path, text.substr(0, length));
        const auto read = readProject(path);
        CAPTURE(length);
        REQUIRE(!read);
        REQUIRE(read.error().code == "project.not_json");
        REQUIRE(message(read.error()).find("a.nodegrad") != std::string::npos);
    }
}

TEST_CASE("A file nested a million levels deep is refused")
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "a.nodegrad";
    const std::string open = GENERATE("[", "{\"a\":", "{\"nodegrad\":1,\"graph\":[[");
    std::string text;
    for (int i = 0; i < 1'000'000; ++i)
        text += open;
    put(path, text);
    const auto read = readProject(path);
    REQUIRE(!read);
    CHECK(message(read.error()) == "'" + path.string() + "' is not a Nodegrad project: its brackets are nested too deep.");
}

TEST_CASE("Brackets inside of a text are no nesting")
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "a.nodegrad";
    Project project = someProject();
    project.lesson = "\\\"" + std::string(2000, '[');
    REQUIRE(writeProject(path, project));
    CHECK(readProject(path)->lesson == project.lesson);
}

TEST_CASE("Files that are no project are refused")
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "a.nodegrad";
    CHECK(readProject(path).error().code == "file.missing");
    for (const std::string text : {"null", "42", "[]", "{}", "{\"nodegrad\": \"1\"}", "{\"nodegrad\": 1}", "\x89PNG\r\n", "{\"nodegrad\":1,\"graph\":7,\"data\":{},\"training\":{}}"}) {
        put(path, text);
        CAPTURE(text);
        const auto read = readProject(path);
        REQUIRE(!read);
        CHECK(!message(read.error()).empty());
    }
    CHECK(readProject(folder.path()).error().code == "file.unreadable");
}

TEST_CASE("Two nodes with one id are refused")
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "a.nodegrad";
    nlohmann::json json = toJson(someProject());
    json["graph"]["nodes"][1]["id"] = json["graph"]["nodes"][0]["id"];
    put(path, json.dump());
    const auto read = readProject(path);
    REQUIRE(!read);
    CHECK(read.error().code == "graph.duplicate_id");
}

TEST_CASE("Whatever call fails during a save, the old or the new project is whole and a lost one is reported")
{
    const int error = GENERATE(EIO, ENOSPC);
    const bool isKilled = GENERATE(false, true);
    const Project before = someProject("before"), after = someProject("after");
    int failAt = 1;
    int keptOld = 0, gotNew = 0;
    for (bool reachedEnd = false; !reachedEnd; ++failAt) {
        const TemporaryFolder folder;
        const auto path = folder.path() / "a.nodegrad";
        REQUIRE(writeProject(path, before));
        FailingFileSystem system(failAt, error, isKilled);
        const Status written = writeProject(path, after, system);
        reachedEnd = !system.hasFailed();
        const auto read = readProject(path);
        CAPTURE(failAt);
        REQUIRE(read);
        const bool isOld = *read == before;
        ++(isOld ? keptOld : gotNew);
        if (isOld)
            REQUIRE(!written);
        else
            REQUIRE(*read == after);
        if (!written) {
            CHECK(written.error().code == "file.write_failed");
            CHECK(written.error().arguments.at("path").find("a.nodegrad") != std::string::npos);
        }
    }
    CHECK(keptOld >= 5);
    CHECK(gotNew >= 2);
}

TEST_CASE("Data paths are moved with the project: near ones relative, far ones absolute")
{
    const Project project = someProject();
    const auto file = [](const Project& moved) { return moved.data.params.text("file"); };
    CHECK(file(rebased(project, "/home/a/nets", "/home/a/nets")) == "data/table.csv");
    CHECK(file(rebased(project, "/home/a/nets", "/home/a")) == "nets/data/table.csv");
    CHECK(file(rebased(project, "/home/a/nets", "/home/a/nets/new")) == "../data/table.csv");
    CHECK(file(rebased(project, "/home/a/nets", "/mnt/disk/deep/down")) == "/home/a/nets/data/table.csv");
    Project absolute = project;
    absolute.data.params.set("file", std::string("/home/a/table.csv"));
    CHECK(file(rebased(absolute, "/anywhere", "/home/a/nets")) == "../table.csv");
}

TEST_CASE("What an export would destroy is known, also through a link and another way of writing it")
{
    const TemporaryFolder folder;
    const auto at = [&](const char* name) { return folder.path() / name; };
    Project project;
    project.data.source = "npy";
    project.data.params.set("inputs", std::string("x.npy"));
    project.initialWeights = InitialWeights{"net.initial.safetensors", {}, {}};
    for (const char* name : {"net.nodegrad", "x.npy", "net.initial.safetensors", "other.onnx"})
        std::ofstream(at(name)) << name;
    std::filesystem::create_directories(at("net.runs/first"));
    std::filesystem::create_symlink(at("x.npy"), at("link.npy"));
    const auto isPart = [&](const std::filesystem::path& path) { return isPartOfProject(path, project, at("net.nodegrad"), at("net.runs")); };
    for (const char* name : {"net.nodegrad", "x.npy", "link.npy", "net.initial.safetensors", "net.runs", "net.runs/new", "net.runs/first/model.pt", "net.runs/../x.npy"}) {
        CAPTURE(name);
        CHECK(isPart(at(name)));
    }
    for (const char* name : {"other.onnx", "new.onnx", "net.runs2", "net", "x.npy.onnx"}) {
        CAPTURE(name);
        CHECK_FALSE(isPart(at(name)));
    }
    CHECK_FALSE(isPart(folder.path()));
}
