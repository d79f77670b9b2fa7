#include "core/exporters/verification.h"

#include <algorithm>

#include "core/base/atomic_file.h"
#include "core/exporters/python_engine.h"
#include "tests/core/base/temporary_folder.h"
#include "tests/core/exporters/designs.h"

using namespace nodegrad;
using namespace nodegrad::test;

namespace {

const VerificationRow* rowOf(const VerificationReport& report, const std::string& what)
{
    const auto found = std::ranges::find(report.rows, what, &VerificationRow::what);
    return found == report.rows.end() ? nullptr : &*found;
}

VerificationJob jobFor(const ExportRequest& request)
{
    auto job = prepareVerification(request, chosenOptions(request, networkOptions()), Task());
    REQUIRE(job);
    return *job;
}

/// The answers of an engine that agrees with us, but for `error` added to one value.
EngineAnswer answerWith(const VerificationJob& job, float error)
{
    EngineAnswer answer;
    answer.engine = "another engine";
    answer.outputs = job.expected;
    answer.outputs[1][0].mutableValues<float>()[0] += error;
    return answer;
}

ExportRequest classifier()
{
    ExportRequest request = requestFor("input(4) > dense(3) > output(cross_entropy)");
    request.classNames = {"a", "b", "c"};
    return request;
}

} // namespace

TEST_CASE("Equal answers pass, with a row for each thing that was looked at")
{
    const ExportRequest request = classifier();
    const VerificationJob job = jobFor(request);
    CHECK(job.samples == 9);
    REQUIRE(job.batches.size() == 2);
    CHECK(job.batches[0].inputs.size() == 9);
    CHECK(job.batches[1].inputs.size() == 2); // 7 and 2
    const auto report = compareAnswers(request, job, answerWith(job, 0));
    REQUIRE(report);
    CHECK(report->passed);
    CHECK(report->largestDifference == 0);
    CHECK(report->differences.size() == 27);
    CHECK(rowOf(*report, "Input and output shapes match")->result == "N × 4, N × 3");
    CHECK(rowOf(*report, "Same predicted class")->result == "9 of 9");
    CHECK(rowOf(*report, "Batch size 1")->passed);
    CHECK(rowOf(*report, "Batch size 7")->passed);
    CHECK(report->sentence() == "another engine gives the same answers: largest difference 0 over 9 samples.");
}

TEST_CASE("A difference above the limit fails and is named")
{
    const ExportRequest request = classifier();
    const VerificationJob job = jobFor(request);
    const auto close = compareAnswers(request, job, answerWith(job, 5e-6F));
    REQUIRE(close);
    CHECK(close->passed);
    const auto report = compareAnswers(request, job, answerWith(job, 1e-3F));
    REQUIRE(report);
    CHECK_FALSE(report->passed);
    CHECK(report->largestDifference == Approx(1e-3).epsilon(0.01));
    CHECK(rowOf(*report, "Batch size 1")->passed);
    CHECK_FALSE(rowOf(*report, "Batch size 7")->passed);
    CHECK(report->sentence().find("does not give the same answers") != std::string::npos);
    EngineAnswer notANumber = answerWith(job, std::numeric_limits<float>::quiet_NaN());
    CHECK_FALSE(compareAnswers(request, job, notANumber)->passed);
}

TEST_CASE("Another shape, other labels and other names of weights fail")
{
    const ExportRequest request = classifier();
    VerificationJob job = jobFor(request);
    EngineAnswer answer = answerWith(job, 0);
    answer.outputs[0][0] = answer.outputs[0][0].reshaped({3, 1});
    CHECK_FALSE(rowOf(*compareAnswers(request, job, answer), "Input and output shapes match")->passed);

    answer = answerWith(job, 0);
    job.storesClassNames = true;
    job.keys = {"dense1.bias", "dense1.weight"};
    answer.facts = {{"class_names", {"a", "b"}}, {"keys", {"dense1.weight"}}};
    auto report = compareAnswers(request, job, answer);
    CHECK_FALSE(rowOf(*report, "Labels stored in the file")->passed);
    CHECK_FALSE(rowOf(*report, "Names of the weights match")->passed);
    answer.facts = {{"class_names", {"a", "b", "c"}}, {"keys", {"dense1.weight", "dense1.bias"}}};
    report = compareAnswers(request, job, answer);
    CHECK(report->passed);
    CHECK(rowOf(*report, "Labels stored in the file")->result == "3 classes");

    answer.outputs.pop_back();
    CHECK(compareAnswers(request, job, answer).error().code == "verify.failed");
}

TEST_CASE("A file without the preparation gets prepared samples")
{
    ExportRequest request = requestFor("input > dense(2) > output(mse)", preparedBindings());
    const float raw[] = {3, 2, 3, 6};
    request.samples = {HostTensor::ofFloats({1, 4}, raw)};
    CHECK(jobFor(request).batches[0].inputs[0][0].floats()[0] == 3);
    request.options.set("include_preparation", false);
    const VerificationJob job = jobFor(request);
    const auto given = job.batches[0].inputs[0][0].floats();
    CHECK(std::vector<float>(given.begin(), given.end()) == std::vector<float>{1, 0, 0, 1}); // (3 - 1) * 0.5, ...
}

TEST_CASE("Without samples there is nothing to verify")
{
    ExportRequest request = classifier();
    request.samples.clear();
    CHECK(prepareVerification(request, chosenOptions(request, networkOptions()), Task()).error().code == "verify.no_samples");
}

TEST_CASE("Exported files are run by Python's own tools and give the same answers")
{
    const TemporaryFolder folder;
    ExportRequest request = requestFor("module block { in > dense(5) > batch_norm > relu > out }; input > block(repeat=2) > dense(3) > output(cross_entropy)",
                                       preparedBindings());
    request.classNames = {"a \"b\"", "ü", "c"};
    for (const Exporter& exporter : exporters()) {
        if (exporter.id == "lightning") // needs a run: lightning_test.cpp
            continue;
        const auto path = folder.path() / (exporter.id + exporter.extension);
        REQUIRE(exporter.write(request, path, Task()));
        const auto report = exporter.verify(request, path, Task());
        INFO(exporter.id << ": " << (report ? report->sentence() : sentence(report.error()) + report.error().detail));
        REQUIRE(report);
        CHECK(report->passed);
        CHECK(report->independent);
        CHECK(report->largestDifference <= 1e-5);
        if (exporter.id != "safetensors" && exporter.id != "torch_weights")
            CHECK(rowOf(*report, "Labels stored in the file")->passed);
    }
    // Weights that are not those of the file are found out.
    request.state["dense1.bias"].mutableValues<float>()[0] += 0.5F;
    for (const Exporter& exporter : exporters()) {
        INFO(exporter.id);
        if (exporter.id == "lightning")
            continue;
        const auto report = exporter.verify(request, folder.path() / (exporter.id + exporter.extension), Task());
        REQUIRE(report);
        CHECK_FALSE(report->passed);
    }
}

TEST_CASE("Without Python the own readers check the file and say so, or the cure is named")
{
    const TemporaryFolder folder;
    const ExportRequest request = classifier();
    for (const Exporter& exporter : exporters())
        REQUIRE((exporter.id == "lightning" || exporter.write(request, folder.path() / (exporter.id + exporter.extension), Task())));
    const EnvironmentVariable none("NODEGRAD_PYTHON", "/nonexistent/python");
    CHECK(pythonForVerification() == "");
    for (const char* id : {"torchscript", "safetensors", "torch_weights"}) {
        const Exporter& exporter = *findExporter(id);
        const auto report = exporter.verify(request, folder.path() / (exporter.id + exporter.extension), Task());
        INFO(id << ": " << (report ? "" : sentence(report.error()) + report.error().detail));
        REQUIRE(report);
        CHECK(report->passed);
        CHECK_FALSE(report->independent);
        CHECK(report->engine.find("no Python") != std::string::npos);
    }
    for (const char* id : {"onnx", "pytorch"}) {
        const Exporter& exporter = *findExporter(id);
        CHECK(exporter.verify(request, folder.path() / (exporter.id + exporter.extension), Task()).error().code == "verify.no_python");
    }
}

TEST_CASE("A broken file is reported with the engine's words in the detail")
{
    const TemporaryFolder folder;
    REQUIRE(writeFileAtomically(folder.path() / "broken.onnx", "no model"));
    const auto report = findExporter("onnx")->verify(classifier(), folder.path() / "broken.onnx", Task());
    REQUIRE_FALSE(report);
    CHECK(report.error().code == "verify.failed");
    CHECK(message(report.error()) == "'broken.onnx' could not be run by the other engine.");
    CHECK_FALSE(report.error().detail.empty());
}

TEST_CASE("onnxruntime runs a model whose weights lie in a second file, and notices when that is gone")
{
    const TemporaryFolder folder;
    ExportRequest request = requestFor("input(20) > dense(40) > relu > dense(3) > output(cross_entropy)");
    request.options = {{"one_file", 0.0}};
    const Exporter& onnx = *findExporter("onnx");
    const auto path = folder.path() / "net.onnx";
    REQUIRE(onnx.write(request, path, Task()));
    REQUIRE(std::filesystem::file_size(folder.path() / "net.onnx.data") == 40 * 20 * 4); // the small ones stay
    const auto report = onnx.verify(request, path, Task());
    INFO((report ? report->sentence() : sentence(report.error()) + report.error().detail));
    REQUIRE(report);
    CHECK(report->passed);
    std::filesystem::remove(folder.path() / "net.onnx.data");
    CHECK(!onnx.verify(request, path, Task()));
}
