#pragma once
// Marks for plain loops that the compiler makes vectors of.

// A function that is compiled for each width of vectors; the one that fits the machine runs. What it calls must be inlined.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define NODEGRAD_WIDE __attribute__((target_clones("arch=x86-64-v4", "avx2", "default")))
#else
#define NODEGRAD_WIDE
#endif

#define NODEGRAD_INLINE inline __attribute__((always_inline))

// Before a loop: its steps do not write what others of them read.
#if defined(__clang__)
#define NODEGRAD_INDEPENDENT _Pragma("clang loop vectorize(assume_safety)")
#else
#define NODEGRAD_INDEPENDENT _Pragma("GCC ivdep")
#endif
