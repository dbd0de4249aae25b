// SPDX-License-Identifier: Apache-2.0
/// Which teachers count for L1-L3, and where, when they are given one by one.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/domain/snapshot.h"
#include "core/standards/standard_set.h"

namespace junheng {

/// Head counts of one school and stage. `listed` is every row, `full_time` those whose contract
/// counts.
struct TeacherTotals {
    std::int64_t listed = 0;
    std::int64_t full_time = 0;
    std::int64_t above_degree = 0;
    std::int64_t backbone = 0;
    std::int64_t pe_art = 0;
    std::int64_t certified = 0;  // certificate of the stage taught or a higher one
    std::int64_t certificate_unknown = 0;

    TeacherTotals& operator+=(const TeacherTotals& other);
    TeacherTotals& operator-=(const TeacherTotals& other);
};

/// The rules of a standard set as far as they concern teachers, ready to be asked teacher by
/// teacher. Source: readings contract_teachers, exchange_teachers, expired_backbone,
/// primary_degree; lists above_degree.*, backbone_honours, pe_art_subjects, counted_contracts.
class TeacherRules {
public:
    TeacherRules(const StandardSet& standards, SchoolYear year);

    TeacherTotals contribution(const Teacher& teacher) const;
    /// The school where the teacher counts.
    std::string_view school_of(const Teacher& teacher) const;

private:
    bool full_time(const Teacher& teacher) const;
    bool above_degree(const Teacher& teacher) const;
    bool backbone(const Teacher& teacher) const;

    std::array<std::vector<std::string>, 2> above_degree_;
    std::vector<std::string> honours_;
    std::vector<std::string> subjects_;
    std::vector<std::string> contracts_;
    std::vector<std::string> contracts_above_degree_;
    bool expired_counts_;
    bool school_of_work_;
    std::string day_;
    int year_;
};

using StageTotals = std::array<TeacherTotals, 3>;

/// Lets a map with owned keys be asked with a view.
struct CodeHash : std::hash<std::string_view> {
    using is_transparent = void;
};
template <class T>
using ByCode = std::unordered_map<std::string, T, CodeHash, std::equal_to<>>;

/// By school code. Shape: a stage whose `listed` is 0 is not given one by one.
ByCode<StageTotals> teacher_totals(const Snapshot& snapshot, const TeacherRules& rules);

/// The snapshot with the totals of `stages` set from the teachers wherever these are given one by
/// one, as every stored county has them.
Snapshot with_teacher_totals(const Snapshot& snapshot, const StandardSet& standards);

/// Whether this column of a row of `stages` is set from teachers there, so that setting it
/// otherwise would do nothing. Shape: key holds the key fields only.
bool follows_from_teachers(
    const Snapshot& snapshot,
    const StandardSet& standards,
    const Row& key,
    std::string_view column
);

}  // namespace junheng
