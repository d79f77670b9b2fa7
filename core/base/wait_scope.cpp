#include "core/base/wait_scope.h"

#include <utility>

namespace nodegrad {

namespace {

thread_local WaitScope* innermost = nullptr;

} // namespace

WaitScope::WaitScope(std::function<bool()> isUnwanted) : m_isUnwanted(std::move(isUnwanted)), m_outer(std::exchange(innermost, this)) {}

WaitScope::~WaitScope()
{
    innermost = m_outer;
}

bool isWaitUnwanted()
{
    for (const WaitScope* scope = innermost; scope; scope = scope->m_outer)
        if (scope->m_isUnwanted())
            return true;
    return false;
}

void leaveWait()
{
    for (WaitScope* scope = innermost; scope; scope = scope->m_outer)
        scope->m_wasLeft = true;
}

} // namespace nodegrad
