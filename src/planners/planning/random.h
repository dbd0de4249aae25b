// SPDX-License-Identifier: Apache-2.0
/// Chance that is the same on every machine.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace junheng::planning {

/// One step of splitmix64. Source: Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators", 2014.
constexpr std::uint64_t mixed(std::uint64_t x) {
    x += 0x9E3779B97F4A7C15ULL;
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31U);
}

class Random {
public:
    /// A stream of its own for each number, for searches that run side by side.
    constexpr explicit Random(std::uint64_t seed, std::uint64_t stream = 0)
        : state_(mixed(seed) ^ mixed(~stream)) {}

    constexpr std::uint64_t next() { return mixed(state_ += 0x9E3779B97F4A7C15ULL); }
    /// Shape: 0 … n-1, for 0 < n < 2^31.
    constexpr int below(int n) { return part(next() >> 32U, n); }
    /// Shape: 0 <= x < 1.
    constexpr double unit() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }
    constexpr double between(double low, double high) { return low + (high - low) * unit(); }

    /// 0 … n-1 from the 32 bits given.
    static constexpr int part(std::uint64_t bits32, int n) {
        return static_cast<int>((bits32 * static_cast<std::uint64_t>(n)) >> 32U);
    }

private:
    std::uint64_t state_;
};

template <class T>
void shuffle(std::vector<T>& items, Random& random) {
    for (std::size_t i = items.size(); i > 1; --i)
        std::swap(items[i - 1], items[static_cast<std::size_t>(random.below(static_cast<int>(i)))]);
}

}  // namespace junheng::planning
