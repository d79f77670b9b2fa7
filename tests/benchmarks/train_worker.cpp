// One side of the training benchmark: our trainer, told what to do line by line (see run.py).
// train_worker TEXT FOLDER BATCH THREADS COMPILE SHUFFLE DEVICE PRECISION OPTIMIZER: the network as graph_text; FOLDER has inputs.npy, targets.npy and start.safetensors.
// train_worker TEXT --keys: the keys and shapes of the state as JSON.
// Input lines: "losses N" prints the losses of N steps as JSON; "time N" prints the seconds of N steps; "products 0" prints the products of a step
// in GFLOP; "best 0" the GFLOP a second of the fastest large product here; "memory N" the bytes that N steps leave taken; an empty line ends it.
// Without start.safetensors the weights are drawn.

#include <malloc.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <numeric>
#include <sstream>

#include <nlohmann/json.hpp>

#include <ATen/ATen.h>

#include "core/formats/npy.h"
#include "core/formats/safetensors.h"
#include "core/layers/graph_text.h"
#include "core/lowering/lower.h"
#include "core/training/session.h"

using namespace nodegrad;

namespace {

[[noreturn]] void giveUp(const Error& error)
{
    std::fprintf(stderr, "%s %s\n", message(error).c_str(), error.detail.c_str());
    std::exit(1);
}

template <class T> T valueOf(Result<T> result)
{
    if (!result)
        giveUp(result.error());
    return std::move(*result);
}

std::shared_ptr<const Program> programOf(const std::string& text)
{
    Lowered lowered = lower(valueOf(parseGraphText(text)), {});
    for (const Diagnostic& diagnostic : lowered.diagnostics)
        if (diagnostic.severity == Severity::Error)
            giveUp(diagnostic.error);
    return std::make_shared<const Program>(std::move(lowered.program));
}

DatasetPtr dataOf(const std::string& folder, const Program& program)
{
    auto data = std::make_shared<Dataset>();
    data->inputs = valueOf(readNpy(folder + "/inputs.npy"));
    data->targets = valueOf(readNpy(folder + "/targets.npy"));
    data->inputSpec = program.inputs[0].spec;
    data->targetSpec = program.outputs[0].targetSpec;
    data->fingerprint = "benchmark";
    return data;
}

/// Parameters and buffers in the order of the layers, as PyTorch lists them: weights of a node, then its buffers.
int printKeys(const Program& program)
{
    nlohmann::json keys = nlohmann::json::array();
    std::size_t next = 0;
    const auto addBuffersOf = [&](const std::string& origin) {
        for (const Buffer& buffer : program.buffers)
            if (buffer.origin == origin)
                keys.push_back({buffer.path, buffer.initial.shape()});
    };
    for (const Parameter& parameter : program.parameters) {
        keys.push_back({parameter.path, parameter.shape});
        if (++next == program.parameters.size() || program.parameters[next].origin != parameter.origin)
            addBuffersOf(parameter.origin);
    }
    std::printf("%s\n", keys.dump().c_str());
    return 0;
}

/// Multiplications and additions of all products of one step: once forward, once for each factor that gets a gradient.
double gflopOfStep(const Program& program, std::int64_t batch)
{
    std::vector<bool> isTrained(program.values.size(), false);
    for (const Parameter& parameter : program.parameters)
        isTrained[static_cast<std::size_t>(parameter.value)] = parameter.trainable;
    double macs = 0;
    for (const OpCall& call : program.ops) {
        const auto specsOf = [&](const std::vector<ValueId>& values) {
            Specs specs;
            for (const ValueId value : values)
                specs.push_back(value == kNoValue ? absentSpec() : program.values[static_cast<std::size_t>(value)]);
            return specs;
        };
        const auto trained = [&](ValueId value) { return value != kNoValue && isTrained[static_cast<std::size_t>(value)]; };
        const auto forward = static_cast<double>(call.type->cost(call.attributes, specsOf(call.inputs), specsOf(call.outputs)).macs.evaluate({{"N", batch}}).value_or(0));
        const bool hasTrainedInput = trained(call.inputs.front()), hasTrainedWeight = std::any_of(call.inputs.begin() + 1, call.inputs.end(), trained);
        macs += forward * (1 + hasTrainedInput + hasTrainedWeight);
        for (const ValueId value : call.outputs)
            isTrained[static_cast<std::size_t>(value)] = hasTrainedInput || hasTrainedWeight;
    }
    return 2 * macs / 1e9;
}

/// Of two products that are large enough for LibTorch to be at its best, in float32.
double fastestProduct()
{
    double best = 0;
    for (const auto& [m, k, n] : {std::array<std::int64_t, 3>{2048, 1024, 256}, {1024, 1024, 1024}}) {
        const at::Tensor a = at::randn({m, k}), b = at::randn({k, n});
        at::Tensor c = at::empty({m, n});
        for (int i = 0; i < 6; ++i) {
            const auto start = std::chrono::steady_clock::now();
            at::mm_out(c, a, b);
            const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
            best = std::max(best, 2e-9 * static_cast<double>(m * k * n) / seconds);
        }
    }
    return best;
}

std::int64_t takenBytes()
{
    const struct mallinfo2 heap = mallinfo2();
    return static_cast<std::int64_t>(heap.uordblks + heap.hblkhd);
}

StepFigures step(TrainingSession& session)
{
    if (session.position().batch == session.batchesPerEpoch())
        session.nextEpoch();
    return valueOf(session.step());
}

} // namespace

int main(int argc, char** argv)
{
    if (argc == 3 && std::string(argv[2]) == "--keys")
        return printKeys(*programOf(argv[1]));
    if (argc != 10)
        return 2;
    const std::string folder = argv[2];
    TrainingPlan plan;
    plan.program = programOf(argv[1]);
    plan.data = dataOf(folder, *plan.program);
    plan.split.train.resize(static_cast<std::size_t>(plan.data->count()));
    std::iota(plan.split.train.begin(), plan.split.train.end(), std::int64_t(0));
    plan.settings.batchSize = std::stoll(argv[3]);
    plan.settings.threads = std::stoll(argv[4]);
    plan.settings.compileStep = std::string(argv[5]) == "1";
    plan.settings.shuffle = std::string(argv[6]) == "1"; // without, the peers take the same order
    plan.settings.device = argv[7];
    plan.settings.precision = argv[8];
    plan.settings.optimizer = argv[9];
    plan.settings.optimizerParams = plan.settings.optimizer == "sgd" ? ParamValues{{"learning_rate", 0.01}, {"momentum", 0.9}}
                                                                     : ParamValues{{"learning_rate", 0.001}, {"weight_decay", 0.01}};
    plan.settings.metrics = "accuracy";
    if (const std::string start = folder + "/start.safetensors"; std::filesystem::exists(start))
        plan.initialWeights = valueOf(readSafetensors(start)).tensors;
    prepareArithmetic(plan.settings.threads);
    const auto session = valueOf(TrainingSession::create(plan, plan.settings.threads));
    std::printf("ready\n");
    std::fflush(stdout);
    std::string line;
    while (std::getline(std::cin, line) && !line.empty()) {
        std::istringstream words(line);
        std::string what;
        int count = 0;
        words >> what >> count;
        if (what == "products" || what == "best") {
            std::printf("%.9f\n", what == "best" ? fastestProduct() : gflopOfStep(*plan.program, plan.settings.batchSize));
            std::fflush(stdout);
            continue;
        }
        const std::int64_t taken = takenBytes();
        const auto start = std::chrono::steady_clock::now();
        std::ostringstream losses;
        losses.precision(17);
        for (int i = 0; i < count; ++i) {
            const double loss = step(*session).loss;
            if (what == "losses")
                losses << (i ? ", " : "") << loss;
        }
        if (what == "losses")
            std::printf("[%s]\n", losses.str().c_str());
        else if (what == "memory")
            std::printf("%lld\n", static_cast<long long>(takenBytes() - taken));
        else
            std::printf("%.9f\n", std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
        std::fflush(stdout);
    }
    return 0;
}
