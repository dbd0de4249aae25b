// SPDX-License-Identifier: Apache-2.0
/// Exact decimal numbers for thresholds, limits and what users type, and 128-bit integers to
/// compare them with.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace junheng {

__extension__ using Int128 = __int128;

/// The number mantissa / 10^scale. Invariant: 0 <= scale <= 9.
struct Decimal {
    std::int64_t mantissa = 0;
    int scale = 0;

    double value() const;
    friend bool operator==(const Decimal&, const Decimal&) = default;
};

inline constexpr int kMaxDecimalScale = 9;

/// 10^exponent. Shape: 0 <= exponent <= 18.
std::int64_t power_of_ten(int exponent);

/// Plain decimal notation only ("-12.50", ".5", "3"); no separators, no exponent. Empty on anything
/// else, on more than nine decimals that are not zero, and on overflow. Trailing zeros are dropped.
std::optional<Decimal> parse_decimal(std::string_view text);

/// The shortest decimal printing as this double, 4.2 as 42/10; none over nine decimals or 9e18.
std::optional<Decimal> decimal_from_double(double value);

/// Plain notation without trailing zeros.
std::string to_text(const Decimal& value);

/// Rescales to `scale` digits. Empty when digits would be lost or the result overflows.
std::optional<std::int64_t> in_units(const Decimal& value, int scale);

/// Rounds half away from zero to `scale` digits. Empty on overflow.
std::optional<std::int64_t> rounded_units(const Decimal& value, int scale);

/// ceil(numerator / denominator) for denominator > 0 and any numerator.
constexpr Int128 ceil_divide(Int128 numerator, Int128 denominator) {
    return numerator / denominator + (numerator % denominator > 0 ? 1 : 0);
}

}  // namespace junheng
