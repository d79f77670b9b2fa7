// What people do to a run, as its folder keeps it.

#include "core/formats/event_file.h"
#include "tests/core/runs/some_run.h"

using namespace nodegrad;
using namespace nodegrad::test;

TEST_CASE("Acts survive JSON; what is no act is left out")
{
    for (const ActKind kind : {ActKind::LearningRate, ActKind::Validate, ActKind::FinishEpoch, ActKind::SaveCheckpoint, ActKind::TotalEpochs}) {
        const RunAct act{kind, kind == ActKind::LearningRate ? 1e-3 : kind == ActKind::TotalEpochs ? 12.0 : 0.0, 2, 345};
        CAPTURE(actId(kind));
        CHECK(actFromJson(nlohmann::json::parse(toJson(act).dump())) == act);
        CHECK_FALSE(actText(act).empty());
    }
    const auto read = actsFromJson(nlohmann::json::parse(R"([{"act": "dance"}, 3, {"act": "learning_rate", "value": -1}, {"act": "total_epochs", "value": 1.5},
                                                             {"act": "validate", "step": -4, "epoch": "x"}])"));
    CHECK(read == std::vector<RunAct>{{ActKind::Validate}});
    CHECK(actsFromJson("acts").empty());
}

TEST_CASE("Acts lie in run.json and, as texts, in the TensorBoard log")
{
    const TemporaryFolder folder;
    const RunInfo run = someRun(folder.path());
    const std::vector<RunAct> acts = {{ActKind::LearningRate, 0.01, 1, 20}, {ActKind::TotalEpochs, 30, 1, 25}};
    {
        auto sink = openSink(run, false).value();
        REQUIRE(sink->noteAct(acts[0], {acts[0]}));
        REQUIRE(sink->saveCheckpoint("last", someCheckpoint(22)));
        REQUIRE(sink->noteAct(acts[1], acts));
    } // killed here
    const RunInfo read = readRun(run.folder).value();
    CHECK(read.acts == acts);
    CHECK(read.project.training.epochs == 7); // as it was planned: the resume does the act again
    CHECK(read.epochs() == 30);
    {
        auto sink = openSink(read, true).value(); // cuts the second text off
        REQUIRE(sink->noteAct(acts[1], acts));
    }
    const auto scan = scanEventFile(eventFiles(run.folder / "train").at(0)).value();
    REQUIRE(scan.texts.size() == 2);
    CHECK(scan.texts[0].tag == "acts");
    CHECK(scan.texts[0].text == "learning rate set to 0.01");
    CHECK(scan.texts[1].step == 25);
    CHECK(scan.texts[1].text == "30 epochs in all");
    CHECK(readRun(run.folder)->acts == acts);
}

TEST_CASE("Acts are asked of a run that trains, once, in their order")
{
    const TemporaryFolder folder;
    const RunInfo run = someRun(folder.path());
    CHECK(requestAct(run, {ActKind::Validate}).error().code == "runs.not_running");
    auto sink = openSink(run, false).value();
    CHECK(requestAct(run, {ActKind::LearningRate, 0}).error().code == "training.bad_act");
    const std::vector<RunAct> asked = {{ActKind::LearningRate, 0.5}, {ActKind::Validate}, {ActKind::TotalEpochs, 9}};
    for (const RunAct& act : asked)
        REQUIRE(requestAct(run, act));
    CHECK(sink->takeRequests() == asked);
    CHECK(sink->takeRequests().empty());
    REQUIRE(requestAct(run, {ActKind::Validate}));
    sink.reset();
    sink = openSink(run, true).value(); // what was asked of the old writer is gone
    CHECK(sink->takeRequests().empty());
}
