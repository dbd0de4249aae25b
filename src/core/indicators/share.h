// SPDX-License-Identifier: Apache-2.0
/// A school's resource for one stage as exact numbers, and every decision taken on it.
#pragma once

#include <cstdint>
#include <optional>

#include "core/base/decimal.h"

namespace junheng {

/// The stage has `total * weight * pupils / denominator` of the building's total; a pupil has total
/// * weight / denominator. A stage that shares with none has weight 1 over its pupils. Units: total
/// in the smallest unit; weight and denominator in the same hundredths of a pupil. Source:
/// 申报表填报说明, nine-year schools 1 : 1.1, twelve-year 1 : 1.1 : 1.32.
struct Share {
    std::int64_t total = 0;
    std::int64_t weight = 1;
    std::int64_t denominator = 1;
    std::int64_t pupils = 0;

    double per_pupil() const {
        return static_cast<double>(total) * static_cast<double>(weight) /
               static_cast<double>(denominator);
    }
    double amount() const { return per_pupil() * static_cast<double>(pupils); }
};

/// How an indicator turns a share into its value: value = per_pupil * pupils_per /
/// smallest_per_unit.
struct ValueScale {
    std::int64_t pupils_per = 1;         // 100 for "per hundred pupils"
    std::int64_t smallest_per_unit = 1;  // 100 where totals are kept in hundredths

    double factor() const {
        return static_cast<double>(pupils_per) / static_cast<double>(smallest_per_unit);
    }
};

double value_of(const Share& share, const ValueScale& scale);

/// value >= limit, in integers.
bool reaches(const Share& share, const ValueScale& scale, const Decimal& limit);

/// The least to add to the building's total so that the stage reaches the limit; 0 when it does.
std::int64_t shortfall(const Share& share, const ValueScale& scale, const Decimal& limit);

/// The limit that an unrounded value must reach so that the value rounded to two decimals reaches
/// `limit`.
Decimal limit_before_rounding(const Decimal& limit);

/// The least value that rounds, to two decimals, to more than `limit`.
Decimal first_rounded_above(const Decimal& limit);

Decimal product(const Decimal& a, const Decimal& b);

}  // namespace junheng
