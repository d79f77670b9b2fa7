#!/usr/bin/env python3
"""Expected values of tests/core/base/random_test.cpp, computed apart from the program (integers of any size, no library).

Algorithm: draw i (from 1) = mix(key + i * GAMMA) mod 2^64, SplitMix64 of Steele, Lea and Flood (OOPSLA 2014).
Run: python3 tests/golden/random_golden.py
"""
import math

MASK = (1 << 64) - 1
GAMMA = 0x9E3779B97F4A7C15


def mix(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def stream_key(seed, text):
    h = 0xCBF29CE484222325
    for byte in text.encode():
        h = ((h ^ byte) * 0x100000001B3) & MASK
    return mix(h ^ mix((seed + GAMMA) & MASK))


class Stream:
    def __init__(self, key):
        self.key, self.counter = key, 0

    def bits(self):
        self.counter += 1
        return mix((self.key + self.counter * GAMMA) & MASK)

    def uniform(self):
        return (self.bits() >> 11) / 2**53

    def normal(self):
        u1, u2 = self.uniform(), self.uniform()
        return math.sqrt(-2 * math.log(1 - u1)) * math.cos(2 * math.pi * u2)

    def below(self, bound):
        uneven = 2**64 % bound
        while True:
            draw = self.bits()
            if draw >= uneven:
                return draw % bound


def permutation(count, stream):
    order = list(range(count))
    for i in range(count, 1, -1):
        j = stream.below(i)
        order[i - 1], order[j] = order[j], order[i - 1]
    return order


s = Stream(1234567)
print("bits(1234567)      ", [s.bits() for _ in range(5)])
print("streamKey          ", [hex(stream_key(*a)) for a in ((0, ""), (0, "conv1.weight"), (7, "conv1.weight"), (7, "größe"))])
s = Stream(42)
print("uniform(42)        ", [u.hex() for u in (s.uniform() for _ in range(4))])
s = Stream(42)
print("normal(42)         ", [repr(s.normal()) for _ in range(4)])
s = Stream(9)
print("below(10), key 9   ", [s.below(10) for _ in range(12)])
s = Stream(9)
big = (1 << 63) + 1
print("below(2^63+1) key 9", [s.below(big) for _ in range(4)], "counter", s.counter)
print("permutation(10, 0) ", permutation(10, Stream(0)))
print("permutation(10, 5) ", permutation(10, Stream(5)))
p = permutation(1000, Stream(2024))
print("permutation(1000, 2024) first", p[:6], "weighted sum", sum(i * v for i, v in enumerate(p)))
