// SPDX-License-Identifier: Apache-2.0
/// Chance that is the same on every machine: whole-number arithmetic only, no std:: distributions,
/// no libm.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace junheng::demo {

/// One step of splitmix64. Source: Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators", 2014.
constexpr std::uint64_t mixed(std::uint64_t x) {
    x += 0x9E3779B97F4A7C15ULL;
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31U);
}

/// A number that depends on all of its parts, for whatever must be found again without a walk
/// through a sequence.
template <class... Parts>
constexpr std::uint64_t hash_of(std::uint64_t first, Parts... rest) {
    std::uint64_t state = mixed(first);
    ((state = mixed(state ^ static_cast<std::uint64_t>(rest))), ...);
    return state;
}

/// Shape: 0 … n-1, for n below 2^32.
constexpr std::int64_t pick(std::uint64_t hash, std::int64_t n) {
    return static_cast<std::int64_t>(((hash >> 32U) * static_cast<std::uint64_t>(n)) >> 32U);
}

class Random {
public:
    explicit constexpr Random(std::uint64_t seed) : state_(seed) {}

    constexpr std::uint64_t next() { return mixed(state_ += 0x9E3779B97F4A7C15ULL); }
    constexpr std::int64_t below(std::int64_t n) { return pick(next(), n); }
    /// Both ends included.
    constexpr std::int64_t between(std::int64_t low, std::int64_t high) {
        return low + below(high - low + 1);
    }
    constexpr bool chance(int permille) { return below(1000) < permille; }
    /// Shape: 0 <= x < 1.
    constexpr double unit() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }

private:
    std::uint64_t state_;
};

template <class T>
void shuffle(std::vector<T>& items, Random& random) {
    using std::swap;
    for (std::size_t i = items.size(); i > 1; --i)
        swap(
            items[i - 1],
            items[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(i)))]
        );
}

}  // namespace junheng::demo
