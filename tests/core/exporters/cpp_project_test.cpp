#include "core/base/atomic_file.h"
#include "tests/core/base/temporary_folder.h"
#include "tests/core/exporters/designs.h"

using namespace nodegrad;
using namespace nodegrad::test;
namespace fs = std::filesystem;

TEST_CASE("A C++ project holds the network, a program, samples and their answers")
{
    const TemporaryFolder folder;
    const ExportRequest request = requestFor("input(4) > dense(3) > relu > dense(2) > output(cross_entropy)");
    const fs::path project = folder.path() / "net";
    REQUIRE(findExporter("cpp_project")->write(request, project, Task()));
    for (const char* name : {"model.pt", "main.cpp", "CMakeLists.txt", "README.md"})
        CHECK(fs::file_size(project / name) > 100);
    CHECK(fs::file_size(project / "test/input_0.bin") == 7 * 4 * 4);
    CHECK(fs::file_size(project / "test/output_0.bin") == 7 * 2 * 4);
    const auto program = readFile(project / "main.cpp");
    REQUIRE(program);
    CHECK(program->find("{\"test/input_0.bin\", {7, 4}, torch::kFloat32}") != std::string::npos);
    CHECK(program->find("{\"test/output_0.bin\", {7, 2}, torch::kFloat32}") != std::string::npos);
}

TEST_CASE("A C++ project needs no samples: random ones serve, the same each time")
{
    const TemporaryFolder folder;
    ExportRequest request = requestFor("input(5, kind=tokens, vocabulary=9) > embedding(3) > flatten > dense(2) > output(mse)");
    request.samples.clear();
    for (const char* name : {"a", "b"})
        REQUIRE(findExporter("cpp_project")->write(request, folder.path() / name, Task()));
    const auto first = readFile(folder.path() / "a/test/input_0.bin");
    REQUIRE(first);
    CHECK(first->size() == 7 * 5 * 8);
    CHECK(*first == *readFile(folder.path() / "b/test/input_0.bin"));
}

TEST_CASE("A C++ project leaves what else is in its folder alone, and does not replace a file")
{
    const TemporaryFolder folder;
    const ExportRequest request = requestFor("input(4) > dense(2) > output(mse)");
    const fs::path project = folder.path() / "net";
    fs::create_directories(project);
    REQUIRE(writeFileAtomically(project / "mine.txt", "mine"));
    REQUIRE(findExporter("cpp_project")->write(request, project, Task()));
    CHECK(*readFile(project / "mine.txt") == "mine");
    CHECK(findExporter("cpp_project")->write(request, project / "mine.txt", Task()).error().code == "export.not_a_folder");
}
