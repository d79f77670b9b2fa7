#include "core/lowering/by_severity.h"

#include <algorithm>

namespace nodegrad {

std::vector<const Diagnostic*> bySeverity(const std::vector<Diagnostic>& diagnostics)
{
    std::vector<const Diagnostic*> ordered;
    for (const Diagnostic& diagnostic : diagnostics)
        ordered.push_back(&diagnostic);
    std::ranges::stable_sort(ordered, {}, &Diagnostic::severity);
    return ordered;
}

} // namespace nodegrad
