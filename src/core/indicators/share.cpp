// SPDX-License-Identifier: Apache-2.0
#include "core/indicators/share.h"

namespace junheng {
namespace {

/// The least total that reaches the limit.
Int128 needed_total(const Share& share, const ValueScale& scale, const Decimal& limit) {
    const Int128 numerator = Int128{limit.mantissa} * scale.smallest_per_unit * share.denominator;
    const Int128 denominator = Int128{scale.pupils_per} * share.weight * power_of_ten(limit.scale);
    return ceil_divide(numerator, denominator);
}

}  // namespace

double value_of(const Share& share, const ValueScale& scale) {
    const double numerator = static_cast<double>(share.total) * static_cast<double>(share.weight) *
                             static_cast<double>(scale.pupils_per);
    return numerator /
           (static_cast<double>(share.denominator) * static_cast<double>(scale.smallest_per_unit));
}

bool reaches(const Share& share, const ValueScale& scale, const Decimal& limit) {
    return Int128{share.total} >= needed_total(share, scale, limit);
}

std::int64_t shortfall(const Share& share, const ValueScale& scale, const Decimal& limit) {
    const Int128 missing = needed_total(share, scale, limit) - share.total;
    return missing > 0 ? static_cast<std::int64_t>(missing) : 0;
}

Decimal limit_before_rounding(const Decimal& limit) {
    constexpr int kThousandths = 3;
    constexpr int kHundredths = 2;
    const Int128 scaled = limit.scale > kHundredths
                              ? ceil_divide(limit.mantissa, power_of_ten(limit.scale - kHundredths))
                              : Int128{limit.mantissa} * power_of_ten(kHundredths - limit.scale);
    return {static_cast<std::int64_t>(scaled * 10 - 5), kThousandths};
}

Decimal first_rounded_above(const Decimal& limit) {
    constexpr int kThousandths = 3;
    const std::int64_t unit = power_of_ten(limit.scale);
    const std::int64_t hundredths = limit.mantissa * 100 / unit;
    return {hundredths * 10 + 5, kThousandths};
}

Decimal product(const Decimal& a, const Decimal& b) {
    return {a.mantissa * b.mantissa, a.scale + b.scale};
}

}  // namespace junheng
