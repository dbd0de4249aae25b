// SPDX-License-Identifier: Apache-2.0
#include "core/base/decimal.h"

#include <cmath>

#include <fmt/format.h>

namespace junheng {
namespace {

Decimal without_trailing_zeros(Decimal d) {
    while (d.scale > 0 && d.mantissa % 10 == 0) {
        d.mantissa /= 10;
        --d.scale;
    }
    return d;
}

}  // namespace

double Decimal::value() const {
    return static_cast<double>(mantissa) / static_cast<double>(power_of_ten(scale));
}

std::int64_t power_of_ten(int exponent) {
    std::int64_t result = 1;
    for (; exponent > 0; --exponent) result *= 10;
    return result;
}

std::optional<Decimal> parse_decimal(std::string_view text) {
    const bool negative = !text.empty() && text.front() == '-';
    if (negative || (!text.empty() && text.front() == '+'))
        text.remove_prefix(1);
    Decimal d;
    bool point = false;
    bool digits = false;
    for (const char c : text) {
        if (c == '.' && !point) {
            point = true;
            continue;
        }
        if (c < '0' || c > '9')
            return std::nullopt;
        digits = true;
        if (point && d.scale == kMaxDecimalScale) {
            if (c != '0')
                return std::nullopt;
            continue;
        }
        if (__builtin_mul_overflow(d.mantissa, 10, &d.mantissa) ||
            __builtin_add_overflow(d.mantissa, c - '0', &d.mantissa))
            return std::nullopt;
        d.scale += point ? 1 : 0;
    }
    if (!digits)
        return std::nullopt;
    if (negative)
        d.mantissa = -d.mantissa;
    return without_trailing_zeros(d);
}

std::optional<Decimal> decimal_from_double(double value) {
    constexpr double kLargest = 9e18;
    if (!std::isfinite(value) || std::abs(value) > kLargest)
        return std::nullopt;
    const std::string shortest = fmt::format("{}", value);
    if (shortest.find('e') == std::string::npos)
        return parse_decimal(shortest);
    // What prints with an exponent is too small for nine decimals, or a whole number.
    return parse_decimal(fmt::format("{:.{}f}", value, kMaxDecimalScale));
}

std::string to_text(const Decimal& value) {
    const Decimal d = without_trailing_zeros(value);
    if (d.scale == 0)
        return fmt::format("{}", d.mantissa);
    const std::int64_t unit = power_of_ten(d.scale);
    const auto fraction = d.mantissa % unit;
    return fmt::format(
        "{}{}.{:0{}}",
        d.mantissa < 0 ? "-" : "",
        std::abs(d.mantissa / unit),
        std::abs(fraction),
        d.scale
    );
}

std::optional<std::int64_t> in_units(const Decimal& value, int scale) {
    const Decimal d = without_trailing_zeros(value);
    if (d.scale > scale)
        return std::nullopt;
    return rounded_units(d, scale);
}

std::optional<std::int64_t> rounded_units(const Decimal& value, int scale) {
    std::int64_t result = 0;
    if (value.scale <= scale) {
        if (__builtin_mul_overflow(value.mantissa, power_of_ten(scale - value.scale), &result))
            return std::nullopt;
        return result;
    }
    const std::int64_t divisor = power_of_ten(value.scale - scale);
    const std::int64_t half = value.mantissa < 0 ? -divisor / 2 : divisor / 2;
    return value.mantissa / divisor + (value.mantissa % divisor + half) / divisor;
}

}  // namespace junheng
