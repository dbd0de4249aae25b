// SPDX-License-Identifier: Apache-2.0
#include "core/standards/number_kind.h"

#include <algorithm>
#include <array>

namespace junheng {
namespace {

bool is_whole(const Decimal& value) {
    return value.mantissa >= 0 && in_units(value, 0).has_value();
}

/// Of things that do not come in parts, one of them at least.
bool is_count(const Decimal& value) {
    return value.mantissa > 0 && is_whole(value);
}

/// A part of a whole: above none, at most all of it.
bool is_share(const Decimal& value) {
    return value.mantissa > 0 && value.value() <= 1;
}

/// What divides is above none; it is kept in hundredths.
bool is_weight(const Decimal& value) {
    return value.mantissa > 0 && in_units(value, 2).has_value();
}

bool is_positive(const Decimal& value) {
    return value.mantissa > 0;
}

struct NumberKind {
    std::string_view name;
    bool (*fits)(const Decimal&);
};
constexpr std::array kKinds{
    NumberKind{"least_met", is_count},
    NumberKind{"point_minimum", is_count},
    NumberKind{"classes_per_room", is_count},
    NumberKind{"max_pupils", is_count},
    NumberKind{"max_pupils_nine_year", is_count},
    NumberKind{"pupils_counted", is_count},
    NumberKind{"max_class", is_count},
    NumberKind{"until_year", is_count},
    NumberKind{"min_pupils", is_whole},
    NumberKind{"floor_share", is_share},
    NumberKind{"share", is_share},
    NumberKind{"first", is_share},
    NumberKind{"second", is_share},
    NumberKind{"primary", is_share},
    NumberKind{"junior", is_share},
    NumberKind{"weight_primary", is_weight},
    NumberKind{"weight_junior", is_weight},
    NumberKind{"weight_senior", is_weight},
    NumberKind{"threshold", is_positive},
    NumberKind{"cv_limit", is_positive},
};

}  // namespace

bool fits_its_name(std::string_view name, const Decimal& value) {
    const auto kind = std::ranges::find(kKinds, name.substr(0, name.find('.')), &NumberKind::name);
    return kind == kKinds.end() ? value.mantissa >= 0 : kind->fits(value);
}

}  // namespace junheng
