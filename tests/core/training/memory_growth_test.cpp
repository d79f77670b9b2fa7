// What a long run may not do: take more memory step by step.
#include <malloc.h>

#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>

#include "core/engine/tensor_memory.h"
#include "core/training/session.h"
#include "tests/core/training/plans.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

void takeSteps(TrainingSession& session, int count)
{
    for (int i = 0; i < count; ++i) {
        if (session.position().batch == session.batchesPerEpoch())
            session.nextEpoch();
        REQUIRE(session.step());
    }
}

/// In use by whom ever: malloc's blocks but for those that wait to be used again.
std::int64_t bytesInUse()
{
    return static_cast<std::int64_t>(mallinfo2().uordblks) - waitingTensorBytes();
}

} // namespace

TEST_CASE("10,000 steps later as much memory is in use as before, with batches of two sizes")
{
    const c10::AutoGradMode gradients(true);
    at::set_num_threads(1);
    for (const bool compiled : {true, false}) {
        TrainingPlan plan = mlpPlan(); // 83 samples in batches of 8
        plan.settings.compileStep = compiled;
        const auto session = TrainingSession::create(plan, 1);
        REQUIRE(session);
        takeSteps(**session, 500);
        const std::int64_t before = bytesInUse();
        takeSteps(**session, 10000);
        CAPTURE(compiled);
        CHECK(bytesInUse() - before < 16 * 1024);
    }
}
