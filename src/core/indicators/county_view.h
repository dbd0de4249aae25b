// SPDX-License-Identifier: Apache-2.0
/// A snapshot seen as the assessment sees it: schools joined with their campuses, what counts and
/// what not, and figures by name. Holds indexes, not copies; the snapshot must outlive it.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "core/domain/snapshot.h"
#include "core/indicators/teacher_totals.h"
#include "core/standards/standard_set.h"

namespace junheng {

inline constexpr std::array kResourceStages{Stage::primary, Stage::junior};
inline constexpr std::size_t kNoRow = static_cast<std::size_t>(-1);

/// One row of the registry with its rows in the tables of figures.
struct Member {
    std::size_t school = 0;
    std::size_t shared = kNoRow;
    std::array<std::size_t, 3> stages{kNoRow, kNoRow, kNoRow};
};

/// A school as it is assessed: itself first, then the campuses (and, under a reading, points) that
/// belong to it.
struct Unit {
    std::vector<Member> members;
    bool counted = true;
    std::string_view excluded_reason;  // kind_outside, point_below_minimum, private_by_reading
};

/// A figure by name, resolved once.
struct FigureRef {
    enum class Kind : std::uint8_t { stage_column, shared_column, room_kind, school_figure };
    Kind kind = Kind::school_figure;
    std::size_t column = 0;  // of stages or shared
    std::string key;         // room kind or figure key
    bool hundredths = false;
    bool optional = false;
    bool subtract = false;
};

class CountyView {
public:
    CountyView(const Snapshot& snapshot, const StandardSet& standards);

    const std::vector<Unit>& units() const { return units_; }
    const Snapshot& snapshot() const { return snapshot_; }
    const StandardSet& standards() const { return standards_; }
    const School& school(const Unit& unit) const {
        return snapshot_.schools[unit.members.front().school];
    }
    /// The unit that a registry row belongs to; kNoRow when there is none.
    std::size_t unit_of(std::string_view code) const;

    /// Whether the unit has the stage at all (a row that is not zero).
    bool has_stage(const Unit& unit, Stage stage) const;
    Maybe<std::int64_t> pupils(const Unit& unit, Stage stage) const;
    /// Pupils of primary and junior together.
    Maybe<std::int64_t> resource_pupils(const Unit& unit) const;
    /// Σ weight x pupils over the stages of the building, in hundredths. Unknown when any stage is.
    Maybe<std::int64_t> weighted_pupils(const Unit& unit) const;
    std::int64_t weight(Stage stage) const { return weights_[static_cast<std::size_t>(stage)]; }

    /// A figure of the unit, summed over its members, in the smallest unit. A member without the
    /// stage adds nothing; a member whose figure is missing makes the sum missing.
    Maybe<std::int64_t> figure(const Unit& unit, const FigureRef& ref, Stage stage) const;

    /// The row of the three counts that decides a cell of `stages` or `shared`; null where the
    /// table's own figure, the statistics, does.
    const SourceCount* deciding_count(TableId table, std::size_t row, std::size_t column) const;

    /// Totals from teachers given one by one; null where they are not.
    const TeacherTotals* teachers(const Member& member, Stage stage) const;

    /// For incremental work: a teacher's row went from `before` to `after`.
    void teacher_changed(const Teacher& before, const Teacher& after);
    /// For incremental work: pupils of the unit changed, so what counts may have.
    void recount(std::size_t unit);

private:
    void join_members();
    void weigh_counts();
    Maybe<std::int64_t> cell(TableId table, std::size_t row, std::size_t column) const;
    void decide_counted(Unit& unit) const;
    /// The code of the school that this one counts with, itself when with none.
    std::string_view head_of(const School& school) const;
    std::string_view root_of(const School& school) const;
    Maybe<std::int64_t> member_figure(const Member& member, const FigureRef& ref, Stage stage)
        const;
    Maybe<std::int64_t> stage_figure(const Member& member, std::size_t column, Stage stage) const;
    Maybe<std::int64_t> room_count(std::string_view code, const std::string& kind) const;

    const Snapshot& snapshot_;
    const StandardSet& standards_;
    TeacherRules teacher_rules_;
    ByCode<StageTotals> teacher_totals_;
    std::vector<Unit> units_;
    ByCode<std::size_t> unit_by_code_;
    std::map<std::tuple<TableId, std::size_t, std::size_t>, std::size_t> deciding_counts_;
    std::array<std::int64_t, 3> weights_{};
    std::int64_t point_minimum_ = 0;
};

/// Resolves "teaching_area_m2", "shared.teaching_area_m2", "rooms.music" or a key of figures.csv.
FigureRef resolve(const Term& term);

/// A parameter in whole units of its kind: 1, or 0.01 with two decimals. A set without it, or with
/// one that does not come out whole, does not load.
std::int64_t parameter_units(
    const StandardSet& standards,
    const std::string& name,
    int decimals = 0
);

}  // namespace junheng
