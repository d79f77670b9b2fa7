#pragma once
// The border to code that throws (std, JSON). LibTorch's border is engine/guarded_torch.h. No other file catches.

#include <exception>
#include <new>

#include "core/base/error.h"

namespace nodegrad {

/// Runs `work` (which returns Result<T> or Status); an exception becomes `fallback` with its words in `detail`,
/// std::bad_alloc becomes "memory.exhausted".
template <class Work> auto guarded(const Error& fallback, Work&& work) -> decltype(work())
{
    try {
        return work();
    } catch (const std::bad_alloc& error) {
        return fail("memory.exhausted", {}, error.what());
    } catch (const std::exception& error) {
        Error problem = fallback;
        problem.detail = error.what();
        return tl::unexpected<Error>(std::move(problem));
    }
}

} // namespace nodegrad
