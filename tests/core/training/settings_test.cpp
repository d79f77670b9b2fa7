#include "core/training/settings.h"

#include "core/training/events.h"
#include "core/training/plan.h"
#include "tests/support/catch.h"

using namespace nodegrad;

TEST_CASE("Every training choice is documented and its defaults are allowed")
{
    const auto check = [](const auto& choices) {
        for (const TrainingChoice& choice : choices) {
            CAPTURE(choice.id);
            CHECK_FALSE(choice.title.empty());
            CHECK(choice.summary.ends_with('.'));
            for (const Param& param : choice.params) {
                CAPTURE(param.id);
                CHECK(param.doc.ends_with('.'));
                CHECK(checkParam(param, param.defaultValue));
            }
        }
    };
    check(optimizerTypes());
    check(scheduleTypes());
    check(metricTypes());
    for (const Param& param : loopParams()) {
        CAPTURE(param.id);
        CHECK(param.doc.ends_with('.'));
        CHECK(loopValue(TrainingSettings(), param.id) == param.defaultValue);
    }
}

TEST_CASE("Defaults of the optimizers are PyTorch's")
{
    const auto values = [](const char* id) {
        TrainingSettings settings;
        settings.optimizer = id;
        return optimizerValues(settings);
    };
    CHECK(values("adam").real("learning_rate") == 1e-3);
    CHECK(values("adam").real("beta1") == 0.9);
    CHECK(values("adam").real("beta2") == 0.999);
    CHECK(values("adam").real("eps") == 1e-8);
    CHECK(values("adam").real("weight_decay") == 0);
    CHECK(values("adamw").real("weight_decay") == 1e-2);
    CHECK(values("sgd").real("momentum") == 0);
    CHECK_FALSE(values("sgd").flag("nesterov"));
}

TEST_CASE("Settings survive JSON")
{
    TrainingSettings settings;
    settings.optimizer = "sgd";
    settings.optimizerParams = {{"learning_rate", 0.05}, {"momentum", 0.9}};
    settings.schedule = "step";
    settings.scheduleParams = {{"gamma", 0.5}};
    settings.epochs = 7;
    settings.batchSize = 3;
    settings.seed = 9007199254740991ULL;
    settings.threads = 2;
    settings.device = "cuda:0";
    settings.shuffle = false;
    settings.earlyStopping = true;
    settings.patience = 4;
    settings.gradientClipVal = 0.1 + 0.2;
    settings.warmupStartFactor = 1.0 / 7;
    settings.monitor = "f_score";
    settings.metrics = "f_score, accuracy";
    settings.overfitBatches = 2;
    const auto back = trainingSettingsFromJson(nlohmann::json::parse(toJson(settings).dump()));
    REQUIRE(back);
    CHECK(*back == settings);
}

TEST_CASE("Missing fields keep their defaults, fields of a wrong type are named")
{
    CHECK(trainingSettingsFromJson(nlohmann::json::object()).value() == TrainingSettings());
    const char* bad[][2] = {{R"({"epochs": "many"})", "epochs"},      {R"({"epochs": -1})", "epochs"},
                            {R"({"optimizer": 3})", "optimizer"},    {R"({"optimizer_params": [1]})", "optimizer_params"},
                            {R"({"shuffle": 1})", "shuffle"},        {R"([1])", "training"},
                            {R"({"batch_size": 1e300})", "batch_size"}};
    for (const auto& [text, field] : bad) {
        CAPTURE(text);
        const auto settings = trainingSettingsFromJson(nlohmann::json::parse(text));
        REQUIRE_FALSE(settings);
        CHECK(settings.error().code == "training.bad_settings");
        CHECK(settings.error().arguments.at("setting") == field);
    }
}

TEST_CASE("Settings that cannot be trained with are refused by name")
{
    const auto code = [](auto&& change) {
        TrainingSettings settings;
        change(settings);
        const Status status = checkSettings(settings);
        return status ? std::string("ok") : status.error().code;
    };
    CHECK(code([](auto&) {}) == "ok");
    CHECK(code([](auto& s) { s.optimizer = "newton"; }) == "training.unknown_setting");
    CHECK(code([](auto& s) { s.schedule = "warm"; }) == "training.unknown_setting");
    CHECK(code([](auto& s) { s.optimizerParams.set("momentum", 0.9); }) == "training.unknown_setting"); // Adam has none
    CHECK(code([](auto& s) { s.optimizerParams.set("learning_rate", 0.0); }) == "param.out_of_range");
    CHECK(code([](auto& s) { s.optimizerParams.set("beta1", 1.0); }) == "param.out_of_range");
    CHECK(code([](auto& s) { s.epochs = 0; }) == "param.out_of_range");
    CHECK(code([](auto& s) { s.batchSize = -3; }) == "param.out_of_range");
    CHECK(code([](auto& s) { s.metrics = "accuracy, luck"; }) == "training.unknown_metric");
    CHECK(code([](auto& s) { s.monitor = "luck"; }) == "param.unknown_choice");
    CHECK(code([](auto& s) { s.gradientClipAlgorithm = "half"; }) == "param.unknown_choice");
    CHECK(code([](auto& s) {
              s.optimizer = "sgd";
              s.optimizerParams = {{"nesterov", true}, {"momentum", 0.9}, {"dampening", 0.1}};
          }) == "training.nesterov_with_dampening");
    CHECK(code([](auto& s) {
              s.optimizer = "sgd";
              s.optimizerParams.set("nesterov", true);
          }) == "training.nesterov_without_momentum");
}

TEST_CASE("Metrics follow the data: accuracy for classes, errors for numbers")
{
    Dataset data;
    data.targetSpec.kind = Kind::Label;
    CHECK(metricsFor(data) == std::vector<std::string>{"accuracy"});
    data.targetSpec.kind = Kind::Vector;
    CHECK(metricsFor(data) == std::vector<std::string>{"mae", "rmse", "r2"});
    for (const std::string& id : metricsFor(data))
        CHECK(findChoice(metricTypes(), id));
}

TEST_CASE("Chosen metrics come in their order, the monitored one with them")
{
    Dataset data;
    data.targetSpec.kind = Kind::Label;
    TrainingSettings settings;
    settings.metrics = " mcc ,accuracy,, mcc";
    settings.monitor = "f_score";
    CHECK(metricsOf(settings, data).value() == std::vector<std::string>{"mcc", "accuracy", "f_score"});
    settings.monitor = "loss";
    settings.metrics.clear();
    CHECK(metricsOf(settings, data).value() == metricsFor(data));
    settings.metrics = "r2";
    CHECK(metricsOf(settings, data).error().code == "training.metric_does_not_fit");
}

TEST_CASE("What is better follows the metric, or what was said")
{
    TrainingSettings settings;
    CHECK_FALSE(isHigherBetter(settings));
    settings.monitor = "accuracy";
    CHECK(isHigherBetter(settings));
    settings.monitor = "brier";
    CHECK_FALSE(isHigherBetter(settings));
    settings.monitorMode = "max";
    CHECK(isHigherBetter(settings));
}

TEST_CASE("A trial run has one batch of each part; overfitting validates on what it trains")
{
    TrainingPlan plan;
    plan.split.train = {4, 2, 0, 1, 3};
    plan.split.validation = {5, 6};
    plan.settings.batchSize = 2;
    plan.settings.earlyStopping = true;
    TrainingPlan trial = plan;
    trial.settings.fastDevRun = true;
    trial = effectivePlan(trial);
    CHECK(trial.settings.epochs == 1);
    CHECK(trial.settings.limitTrainBatches == 1);
    CHECK(trial.settings.limitValBatches == 1);
    CHECK_FALSE(trial.settings.earlyStopping);
    plan.settings.overfitBatches = 1;
    plan = effectivePlan(plan);
    CHECK(plan.split.train == std::vector<std::int64_t>{4, 2});
    CHECK(plan.split.validation == plan.split.train);
    CHECK_FALSE(plan.settings.shuffle);
}

TEST_CASE("Every state of a run has its own id")
{
    CHECK(runStateId(RunState::Running) == "running");
    CHECK(runStateId(RunState::Completed) == "completed");
    CHECK(runStateId(RunState::Failed) == "failed");
}
