#pragma once
// The border to LibTorch, which throws c10::Error. No other file catches it.

#include <c10/util/Exception.h>

#include "core/base/guarded.h"

namespace nodegrad {

/// Runs `work` (which returns Result<T> or Status). Out of memory, on any device, becomes "memory.exhausted"; any other exception
/// becomes `fallback` with LibTorch's words, without the backtrace, in `detail`.
template <class Work> auto guardedTorch(const Error& fallback, Work&& work) -> decltype(work())
{
    return guarded(fallback, [&]() -> decltype(work()) {
        try {
            return work();
        } catch (const c10::OutOfMemoryError& error) {
            return fail("memory.exhausted", {}, error.what_without_backtrace());
        } catch (const c10::Error& error) {
            const std::string words = error.what_without_backtrace();
            // The allocator of the CPU throws a plain c10::Error.
            if (words.find("can't allocate memory") != std::string::npos || words.find("out of memory") != std::string::npos)
                return fail("memory.exhausted", {}, words);
            Error problem = fallback;
            problem.detail = words;
            return fail(std::move(problem));
        }
    });
}

} // namespace nodegrad
