// SPDX-License-Identifier: Apache-2.0
/// Amounts as whole numbers of the smallest unit, one type a unit, so that square metres never meet
/// pupils.
#pragma once

#include <compare>
#include <cstdint>

namespace junheng {

/// Invariant: `count` is in the smallest unit of Tag.
template <class Tag>
struct Quantity {
    std::int64_t count = 0;

    friend constexpr auto operator<=>(Quantity, Quantity) = default;
    friend constexpr Quantity operator+(Quantity a, Quantity b) { return {a.count + b.count}; }
    friend constexpr Quantity operator-(Quantity a, Quantity b) { return {a.count - b.count}; }
    constexpr Quantity& operator+=(Quantity other) { return count += other.count, *this; }
};

using Pupils = Quantity<struct PupilTag>;
using Teachers = Quantity<struct TeacherTag>;
using Rooms = Quantity<struct RoomTag>;
/// Units: 0.01 m2.
using Area = Quantity<struct AreaTag>;
/// Units: fen (0.01 yuan).
using Money = Quantity<struct MoneyTag>;
/// Units: 0.01 of whatever the figure counts (books, computers, points of a rate).
using Amount = Quantity<struct AmountTag>;

}  // namespace junheng
