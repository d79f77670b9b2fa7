#include "tests/fuzz/targets.h"

#include <iterator>

namespace nodegrad::test {

const std::vector<FuzzTarget>& fuzzTargets()
{
    static const std::vector<FuzzTarget> all = [] {
        std::vector<FuzzTarget> targets;
        for (const auto family : {arrayTargets, recordTargets, pickleTargets, graphTextTargets, designTargets})
            for (FuzzTarget& target : family())
                targets.push_back(std::move(target));
        return targets;
    }();
    return all;
}

} // namespace nodegrad::test
