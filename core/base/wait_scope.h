#pragma once
// Cancel for what waits deep down, where no Task comes.

#include <functional>

namespace nodegrad {

/// While it lives, long waits of its thread that know of no Task ask `isUnwanted`: a program that computes within a kernel.
class WaitScope {
public:
    explicit WaitScope(std::function<bool()> isUnwanted);
    ~WaitScope();
    WaitScope(const WaitScope&) = delete;
    WaitScope& operator=(const WaitScope&) = delete;
    bool wasLeft() const { return m_wasLeft; } ///< a wait was given up, and so what needed it has failed

private:
    friend bool isWaitUnwanted();
    friend void leaveWait();
    std::function<bool()> m_isUnwanted;
    WaitScope* m_outer;
    bool m_wasLeft = false;
};
/// What the scopes of this thread say; false when there are none.
bool isWaitUnwanted();
/// Tells the scopes of this thread that one gave up.
void leaveWait();

} // namespace nodegrad
