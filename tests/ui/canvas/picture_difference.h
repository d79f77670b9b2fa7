#pragma once
// Compares what is shown with what would be painted anew.

#include <algorithm>
#include <cstdlib>

#include <QImage>

#include "tests/support/catch.h"

namespace nodegrad::test {

/// How many pixels differ by more than the rounding of an edge.
inline int differing(const QImage& a, const QImage& b)
{
    REQUIRE(a.size() == b.size());
    int count = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y), q = b.pixel(x, y);
            count += std::max({std::abs(qRed(p) - qRed(q)), std::abs(qGreen(p) - qGreen(q)), std::abs(qBlue(p) - qBlue(q))}) > 6 ? 1 : 0;
        }
    return count;
}

} // namespace nodegrad::test
