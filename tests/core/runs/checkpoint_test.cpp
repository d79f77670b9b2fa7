#include <atomic>
#include <cerrno>
#include <cmath>
#include <fstream>
#include <thread>

#include "core/formats/safetensors.h"
#include "tests/core/runs/some_run.h"
#include "tests/support/failing_file_system.h"

using namespace nodegrad;
using namespace nodegrad::test;

namespace {

std::vector<std::filesystem::path> tensorFiles(const RunInfo& run)
{
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(run.folder / "checkpoints"))
        if (entry.path().extension() == ".safetensors")
            files.push_back(entry.path());
    return files;
}

} // namespace

TEST_CASE("A checkpoint is read back as it was written, and other tools read its tensors")
{
    const TemporaryFolder folder;
    const RunInfo run = someRun(folder.path());
    CHECK(loadCheckpoint(run.folder, "last").error().code == "runs.no_checkpoint");
    CHECK(!hasCheckpoint(run.folder, "last"));
    auto sink = openSink(run, false);
    REQUIRE(sink);
    REQUIRE((*sink)->saveCheckpoint("last", someCheckpoint(120)));
    const auto loaded = loadCheckpoint(run.folder, "last");
    REQUIRE(loaded);
    CHECK(stepOf(*loaded) == 120);
    CHECK(loaded->model.at("fc.weight").shape() == std::vector<std::int64_t>{100, 10});
    CHECK(loaded->state == someCheckpoint(120).state);
    CHECK(hasCheckpoint(run.folder, "last"));
    CHECK(!hasCheckpoint(run.folder, "best"));
    const auto plain = readSafetensors(run.folder / "checkpoints" / "last-120.safetensors");
    REQUIRE(plain);
    CHECK(plain->tensors.contains("fc.weight"));
    CHECK(plain->tensors.contains("optimizer:fc.weight.exp_avg"));
}

TEST_CASE("A new checkpoint replaces the old one, also one of the same step")
{
    const TemporaryFolder folder;
    const RunInfo run = someRun(folder.path());
    auto sink = openSink(run, false);
    REQUIRE(sink);
    for (const std::int64_t step : {10, 20, 20, 20, 30}) {
        REQUIRE((*sink)->saveCheckpoint("last", someCheckpoint(step)));
        CHECK(stepOf(*loadCheckpoint(run.folder, "last")) == step);
        CHECK(tensorFiles(run).size() == 1);
    }
    REQUIRE((*sink)->saveCheckpoint("best", someCheckpoint(30)));
    CHECK(tensorFiles(run).size() == 2);
}

TEST_CASE("Checkpoints tell the list how far a killed run came")
{
    const TemporaryFolder folder;
    const RunInfo run = someRun(folder.path());
    {
        auto sink = openSink(run, false);
        REQUIRE(sink);
        REQUIRE((*sink)->log({true, "loss", 30, 1.0, 0.25}));
        REQUIRE((*sink)->log({true, "accuracy", 30, 1.0, 0.9}));
        REQUIRE((*sink)->log({true, "accuracy", 40, 1.0, 0.8}));
        REQUIRE((*sink)->saveCheckpoint("best", someCheckpoint(30)));
        REQUIRE((*sink)->saveCheckpoint("last", someCheckpoint(40)));
    }
    const auto read = readRun(run.folder);
    REQUIRE(read);
    CHECK(read->epochsDone == 4);
    CHECK(read->bestEpoch == 3);
    CHECK(read->bestValidationLoss == 1.0 / 30);
    CHECK(read->metricName == "accuracy");
    CHECK(read->bestMetric == 0.9);
    CHECK(read->torchVersion == "2.13.0");
    CHECK(read->threads == 3);
}

TEST_CASE("A run that was killed between its best checkpoint and its last one goes on from the last")
{
    const TemporaryFolder folder;
    const RunInfo run = someRun(folder.path());
    {
        auto sink = openSink(run, false);
        REQUIRE(sink);
        REQUIRE((*sink)->setState(RunState::Running, {}, {}));
        REQUIRE((*sink)->saveCheckpoint("last", someCheckpoint(10)));
        REQUIRE((*sink)->saveCheckpoint("best", someCheckpoint(70)));
        CHECK(readRun(run.folder)->epochsDone == 7); // while it trains
    }
    const auto killed = readRun(run.folder);
    REQUIRE(killed);
    CHECK(killed->interrupted);
    CHECK(killed->epochsDone == 1); // of 7: there is something left to do
    CHECK(killed->bestEpoch == 7);
}

TEST_CASE("Damage to a checkpoint is found and named")
{
    const TemporaryFolder folder;
    const RunInfo run = someRun(folder.path());
    auto sink = openSink(run, false);
    REQUIRE(sink);
    REQUIRE((*sink)->saveCheckpoint("last", someCheckpoint(10)));
    const auto tensors = tensorFiles(run).front();
    const auto head = run.folder / "checkpoints" / "last.json";
    SECTION("a tensor file that was cut")
    {
        std::filesystem::resize_file(tensors, std::filesystem::file_size(tensors) - 1);
    }
    SECTION("one changed byte")
    {
        std::fstream file(tensors, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(-10, std::ios::end);
        file.put('x');
    }
    SECTION("a cut head")
    {
        std::filesystem::resize_file(head, std::filesystem::file_size(head) / 2);
    }
    SECTION("a head that names a file elsewhere")
    {
        std::ifstream in(head);
        auto json = nlohmann::json::parse(in);
        json["tensors"] = "../../../secret.safetensors";
        std::ofstream(head) << json.dump();
    }
    const auto loaded = loadCheckpoint(run.folder, "last");
    REQUIRE(!loaded);
    CHECK(loaded.error().code == "runs.checkpoint_damaged");
}

TEST_CASE("Whatever call fails, the old or the new checkpoint is whole and a lost one is reported")
{
    const int error = GENERATE(EIO, ENOSPC);
    const bool isKilled = GENERATE(false, true);
    int failAt = 1;
    int keptOld = 0, gotNew = 0;
    for (bool reachedEnd = false; !reachedEnd; ++failAt) {
        const TemporaryFolder folder;
        const RunInfo run = someRun(folder.path());
        {
            auto sink = openSink(run, false);
            REQUIRE(sink);
            REQUIRE((*sink)->saveCheckpoint("last", someCheckpoint(10)));
        }
        FailingFileSystem system(failAt, error, isKilled);
        Status saved;
        {
            auto sink = openSink(run, true, system);
            REQUIRE(sink);
            saved = (*sink)->saveCheckpoint("last", someCheckpoint(20));
        }
        reachedEnd = !system.hasFailed();
        const auto loaded = loadCheckpoint(run.folder, "last");
        REQUIRE(loaded);
        const std::int64_t step = stepOf(*loaded);
        CAPTURE(failAt, step);
        REQUIRE((step == 10 || step == 20));
        ++(step == 10 ? keptOld : gotNew);
        if (step == 10)
            REQUIRE(!saved);
        CHECK(readRun(run.folder)->epochsDone == step / 10);
        if (!saved) {
            CHECK(saved.error().code == "file.write_failed");
            CHECK(message(saved.error()).find(run.folder.string()) != std::string::npos);
        }
        // The next one succeeds and cleans up what the failure left.
        auto sink = openSink(run, true);
        REQUIRE(sink);
        REQUIRE((*sink)->saveCheckpoint("last", someCheckpoint(30)));
        CHECK(stepOf(*loadCheckpoint(run.folder, "last")) == 30);
        CHECK(tensorFiles(run).size() == 1);
    }
    CHECK(failAt > 10);
    CHECK(keptOld >= 8);
    CHECK(gotNew >= 2);
}

TEST_CASE("Whatever call fails, run.json is the old or the new one")
{
    const int error = GENERATE(EIO, ENOSPC);
    const bool isKilled = GENERATE(false, true);
    for (int failAt = 1;; ++failAt) {
        const TemporaryFolder folder;
        const RunInfo run = someRun(folder.path());
        FailingFileSystem system(failAt, error, isKilled);
        Status set;
        {
            auto sink = openSink(run, false, system);
            REQUIRE(sink);
            set = (*sink)->setState(RunState::Completed, {}, {});
        }
        const auto read = readRun(run.folder);
        REQUIRE(read);
        CAPTURE(failAt);
        if (read->state != RunState::Completed) {
            CHECK(read->state == RunState::Preparing);
            REQUIRE(!set);
        }
        if (!system.hasFailed()) {
            CHECK(failAt > 4);
            break;
        }
    }
}

TEST_CASE("A reader in another thread always sees a whole checkpoint while new ones are written")
{
    const TemporaryFolder folder;
    const RunInfo run = someRun(folder.path());
    auto sink = openSink(run, false);
    REQUIRE(sink);
    REQUIRE((*sink)->saveCheckpoint("last", someCheckpoint(10)));
    std::atomic<bool> isDone = false;
    std::atomic<int> reads = 0, broken = 0;
    std::thread reader([&] {
        while (!isDone) {
            const auto loaded = loadCheckpoint(run.folder, "last");
            ++reads;
            broken += !loaded || stepOf(*loaded) < 0;
        }
    });
    for (std::int64_t step = 20; step <= 400 || reads < 20; step += 10)
        if (!(*sink)->saveCheckpoint("last", someCheckpoint(step)))
            ++broken;
    isDone = true;
    reader.join();
    CHECK(broken == 0);
}

TEST_CASE("Averaged weights lie beside the others in a checkpoint and come back apart from them")
{
    const TemporaryFolder folder;
    const RunInfo run = someRun(folder.path());
    auto sink = openSink(run, false);
    REQUIRE(sink);
    Checkpoint checkpoint = someCheckpoint(10);
    checkpoint.average["fc.weight"] = HostTensor::ofFloats({2}, std::vector<float>{1, 2});
    REQUIRE((*sink)->saveCheckpoint("last", checkpoint));
    const auto loaded = loadCheckpoint(run.folder, "last");
    REQUIRE(loaded);
    CHECK(loaded->average.at("fc.weight").number(1) == 2);
    CHECK(stepOf(*loaded) == 10);
}

TEST_CASE("A checkpoint that is not kept any more is removed whole, others stay")
{
    const TemporaryFolder folder;
    const RunInfo run = someRun(folder.path());
    auto sink = openSink(run, false);
    REQUIRE(sink);
    for (const char* name : {"epoch-1", "epoch-12", "last"})
        REQUIRE((*sink)->saveCheckpoint(name, someCheckpoint(10)));
    REQUIRE((*sink)->removeCheckpoint("epoch-1"));
    REQUIRE((*sink)->removeCheckpoint("epoch-7")); // never was
    CHECK_FALSE(hasCheckpoint(run.folder, "epoch-1"));
    CHECK(hasCheckpoint(run.folder, "epoch-12"));
    REQUIRE((*sink)->saveCheckpoint("epoch-3", someCheckpoint(3)));
    CHECK(keptEpochs(run.folder) == std::vector<std::int64_t>{12, 3});
    REQUIRE((*sink)->removeCheckpoint("epoch-3"));
    CHECK(tensorFiles(run).size() == 2);
}

TEST_CASE("A best checkpoint found within an epoch counts for that epoch, and any first metric is told")
{
    const TemporaryFolder folder;
    const RunInfo run = someRun(folder.path());
    auto sink = openSink(run, false);
    REQUIRE(sink);
    REQUIRE((*sink)->log({true, "loss", 34, 1.0, 0.5}));
    REQUIRE((*sink)->log({true, "f_score", 34, 1.0, 0.7}));
    REQUIRE((*sink)->log({true, "accuracy", 34, 1.0, 0.9}));
    Checkpoint best = someCheckpoint(34);
    best.state["batch"] = 4;
    REQUIRE((*sink)->saveCheckpoint("best", best));
    REQUIRE((*sink)->setState(RunState::Completed, {}, {}));
    const auto read = readRun(run.folder);
    REQUIRE(read);
    CHECK(read->bestEpoch == 4);
    CHECK(read->metricName == "f_score");
    CHECK(read->bestMetric == 0.7);
}

TEST_CASE("Names of checkpoints lead nowhere else")
{
    for (const char* good : {"best", "last", "epoch-1", "epoch-120"})
        CHECK(isCheckpointName(good));
    for (const char* bad : {"", "epoch-", "epoch-1a", "epoch--1", "../last", "epoch-1/../../x", "epoch-9999999999999"})
        CHECK_FALSE(isCheckpointName(bad));
}
