// SPDX-License-Identifier: Apache-2.0
/// What is sealed of a child, and by which numbers a child is known again.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/domain/pupil.h"

namespace junheng {

/// The inputs of the blind indexes. The identity number comes first, from its own column or out of
/// a G number; then the student number; a child without numbers is known by school, name, sex and
/// birth.
struct PupilKeys {
    std::string main;
    std::string
        other;  // of the student number where the main one is the identity number; may be empty
};

PupilKeys pupil_keys(const PupilRow& pupil);
/// The keys that a number of either kind may be found under.
PupilKeys number_keys(std::string_view number);

/// Everything but school, grade and class.
std::string sealed_text(const PupilRow& pupil);
/// What decides whether a row changed.
std::string fingerprint_text(const PupilRow& pupil, std::string_view sealed_text);
/// Errors: store.text_damaged.
Result<PupilRow> parse_sealed_text(std::string_view text);

}  // namespace junheng
