// SPDX-License-Identifier: Apache-2.0
#include "core/indicators/county_view.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "core/domain/words.h"

namespace junheng {
namespace {

constexpr std::size_t kPupilsColumn = 2;
constexpr std::size_t kAboveDegreeColumn = 3;
constexpr std::size_t kBackboneColumn = 4;
constexpr std::size_t kPeArtColumn = 5;
constexpr std::string_view kStatistics = "statistics";
constexpr std::int64_t kHundredthsOfOne = 100;

Maybe<std::int64_t> whole(const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return *number;
    const auto* reason = std::get_if<Missing>(&value);
    return reason != nullptr ? *reason : Missing::not_reported;
}

/// The cell of `stages` or `shared` that a count speaks of; nothing when there is no such row.
std::optional<std::tuple<TableId, std::size_t, std::size_t>> counted_cell(
    const Snapshot& snapshot,
    const SourceCount& count
) {
    const TableId table = count.stage.empty() ? TableId::shared : TableId::stages;
    const auto column = field_by_name(table_spec(table), count.figure);
    const Row key = count.stage.empty() ? Row{count.code} : Row{count.code, count.stage};
    const auto row = column ? find_row(snapshot, table, key) : std::nullopt;
    return row ? std::optional(std::tuple(table, *row, *column)) : std::nullopt;
}

/// Numbers the rows of a table by the code they carry, in one walk over two sorted tables.
template <class Record, class F>
void for_each_row(
    const Rows<Record>& rows,
    const std::unordered_map<std::string_view, Member*>& by_code,
    F&& f
) {
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (const auto found = by_code.find(rows[i].code); found != by_code.end())
            f(*found->second, i, rows[i]);
}

}  // namespace

std::int64_t parameter_units(const StandardSet& standards, const std::string& name, int decimals) {
    return in_units(standards.parameters.at(name).value, decimals).value();
}

CountyView::CountyView(const Snapshot& snapshot, const StandardSet& standards)
    : snapshot_(snapshot),
      standards_(standards),
      teacher_rules_(standards, snapshot.year),
      teacher_totals_(teacher_totals(snapshot, teacher_rules_)),
      point_minimum_(parameter_units(standards, "point_minimum")) {
    for (const Stage stage : {Stage::primary, Stage::junior, Stage::senior})
        weights_[static_cast<std::size_t>(stage)] =
            parameter_units(standards, "weight_" + std::string(name(stage)), 2);
    weigh_counts();
    join_members();
    for (Unit& unit : units_) decide_counted(unit);
}

void CountyView::weigh_counts() {
    const auto order = standards_.lists.find("count_order");
    if (order == standards_.lists.end())
        return;
    const auto rank = [&](std::string_view origin) {
        return std::ranges::find(order->second, origin) - order->second.begin();
    };
    for (std::size_t i = 0; i < snapshot_.counts.size(); ++i) {
        const SourceCount& count = snapshot_.counts[i];
        const auto place = counted_cell(snapshot_, count);
        if (!place || !count.value || rank(count.origin) == std::ssize(order->second))
            continue;
        const auto& [table, row, column] = *place;
        const bool own = bool(whole(cell_at(snapshot_, table, row, column)));
        if (own && rank(kStatistics) <= rank(count.origin))
            continue;
        const auto [decided, is_new] = deciding_counts_.try_emplace(*place, i);
        if (!is_new && rank(count.origin) < rank(snapshot_.counts[decided->second].origin))
            decided->second = i;
    }
}

const SourceCount* CountyView::deciding_count(TableId table, std::size_t row, std::size_t column)
    const {
    const auto found = deciding_counts_.find({table, row, column});
    return found == deciding_counts_.end() ? nullptr : &snapshot_.counts[found->second];
}

Maybe<std::int64_t> CountyView::cell(TableId table, std::size_t row, std::size_t column) const {
    if (deciding_counts_.empty())
        return whole(cell_at(snapshot_, table, row, column));
    const SourceCount* count = deciding_count(table, row, column);
    if (count == nullptr)
        return whole(cell_at(snapshot_, table, row, column));
    const bool hundredths = table_spec(table).fields[column].type == FieldType::hundredths;
    return hundredths ? count->value->count : count->value->count / kHundredthsOfOne;
}

void CountyView::join_members() {
    std::vector<Member> members(snapshot_.schools.size());
    std::unordered_map<std::string_view, Member*> by_code;
    for (std::size_t i = 0; i < members.size(); ++i) {
        members[i].school = i;
        by_code.emplace(snapshot_.schools[i].code, &members[i]);
    }
    for_each_row(snapshot_.shared, by_code, [](Member& m, std::size_t i, const auto&) {
        m.shared = i;
    });
    for_each_row(snapshot_.stages, by_code, [](Member& m, std::size_t i, const StageFigures& s) {
        m.stages[static_cast<std::size_t>(s.stage)] = i;
    });
    // Heads first, so that members.front() is the school itself whatever the order of codes.
    for (const bool heads : {true, false})
        for (const Member& member : members) {
            const School& school = snapshot_.schools[member.school];
            const std::string_view head = root_of(school);
            if ((head == school.code) != heads)
                continue;
            const auto [place, is_new] =
                unit_by_code_.try_emplace(std::string(head), units_.size());
            if (is_new)
                units_.emplace_back();
            units_[place->second].members.push_back(member);
            unit_by_code_.emplace(school.code, place->second);
        }
}

std::string_view CountyView::head_of(const School& school) const {
    if (!school.campus_of.empty() && choice(standards_, "campuses") != "apart")
        return school.campus_of;
    if (is_teaching_point(school) && !school.central_school.empty() &&
        choice(standards_, "teaching_points") == "merged") {
        std::int64_t pupils = 0;
        for (const StageFigures& figures : stages_of(snapshot_, school.code)) {
            const auto row = static_cast<std::size_t>(&figures - &*snapshot_.stages.begin());
            pupils += cell(TableId::stages, row, kPupilsColumn).value_or(0);
        }
        if (pupils >= point_minimum_)
            return school.central_school;
    }
    return school.code;
}

std::string_view CountyView::root_of(const School& school) const {
    const School* root = &school;
    for (std::size_t steps = 0; steps < snapshot_.schools.size(); ++steps) {
        const std::string_view head = head_of(*root);
        const School* next = head == root->code ? nullptr : find_school(snapshot_, head);
        if (next == nullptr)
            return root->code;
        root = next;
    }
    return school.code;  // a circle of campuses: each stands alone
}

std::size_t CountyView::unit_of(std::string_view code) const {
    const auto found = unit_by_code_.find(code);
    return found == unit_by_code_.end() ? kNoRow : found->second;
}

void CountyView::decide_counted(Unit& unit) const {
    const School& head = school(unit);
    unit.excluded_reason = {};
    const auto excluded = standards_.lists.find("excluded_kinds");
    if (head.kind && excluded != standards_.lists.end() &&
        std::ranges::find(excluded->second, std::to_string(*head.kind)) != excluded->second.end())
        unit.excluded_reason = "kind_outside";
    else if (const auto pupils = resource_pupils(unit);
             is_teaching_point(head) && pupils && *pupils < point_minimum_)
        unit.excluded_reason = "point_below_minimum";
    else if (head.ownership == "private" && choice(standards_, "private_schools") == "not_counted")
        unit.excluded_reason = "private_by_reading";
    unit.counted = unit.excluded_reason.empty();
}

void CountyView::recount(std::size_t unit) {
    decide_counted(units_[unit]);
}

bool CountyView::has_stage(const Unit& unit, Stage stage) const {
    return std::ranges::any_of(unit.members, [&](const Member& member) {
        const std::size_t row = member.stages[static_cast<std::size_t>(stage)];
        return row != kNoRow && cell(TableId::stages, row, kPupilsColumn) != Maybe<std::int64_t>(0);
    });
}

Maybe<std::int64_t> CountyView::pupils(const Unit& unit, Stage stage) const {
    return figure(unit, {FigureRef::Kind::stage_column, kPupilsColumn}, stage);
}

Maybe<std::int64_t> CountyView::resource_pupils(const Unit& unit) const {
    std::int64_t sum = 0;
    for (const Stage stage : kResourceStages) {
        if (!has_stage(unit, stage))
            continue;
        const auto count = pupils(unit, stage);
        if (!count)
            return count.reason();
        sum += *count;
    }
    return sum;
}

Maybe<std::int64_t> CountyView::weighted_pupils(const Unit& unit) const {
    std::int64_t sum = 0;
    for (const Stage stage : {Stage::primary, Stage::junior, Stage::senior}) {
        if (!has_stage(unit, stage))
            continue;
        const auto count = pupils(unit, stage);
        if (!count)
            return count.reason();
        sum += weight(stage) * *count;
    }
    return sum;
}

Maybe<std::int64_t> CountyView::figure(const Unit& unit, const FigureRef& ref, Stage stage) const {
    std::int64_t sum = 0;
    bool any = false;
    for (const Member& member : unit.members) {
        if (ref.kind == FigureRef::Kind::stage_column &&
            member.stages[static_cast<std::size_t>(stage)] == kNoRow)
            continue;
        any = true;
        const auto part = member_figure(member, ref, stage);
        if (!part && !ref.optional)
            return part.reason();
        sum += part.value_or(0);
    }
    return any || ref.optional ? Maybe<std::int64_t>(sum) : Missing::not_reported;
}

Maybe<std::int64_t> CountyView::member_figure(
    const Member& member,
    const FigureRef& ref,
    Stage stage
) const {
    const School& school = snapshot_.schools[member.school];
    switch (ref.kind) {
        case FigureRef::Kind::stage_column:
            return stage_figure(member, ref.column, stage);
        case FigureRef::Kind::shared_column:
            return member.shared == kNoRow ? Missing::not_reported
                                           : cell(TableId::shared, member.shared, ref.column);
        case FigureRef::Kind::room_kind:
            return room_count(school.code, ref.key);
        case FigureRef::Kind::school_figure:
            break;
    }
    const std::string_view key = ref.key;
    Maybe<std::int64_t> found;
    for (const SchoolFigure& figure : figures_of(snapshot_, school.code))
        if (figure.key == key && (figure.stage.empty() || figure.stage == name(stage)) &&
            figure.value)
            found = figure.value->count;
    return found;
}

Maybe<std::int64_t> CountyView::stage_figure(const Member& member, std::size_t column, Stage stage)
    const {
    if (const TeacherTotals* totals = teachers(member, stage)) {
        if (column == kAboveDegreeColumn)
            return totals->above_degree;
        if (column == kBackboneColumn)
            return totals->backbone;
        if (column == kPeArtColumn)
            return totals->pe_art;
    }
    return cell(TableId::stages, member.stages[static_cast<std::size_t>(stage)], column);
}

Maybe<std::int64_t> CountyView::room_count(std::string_view code, const std::string& kind) const {
    const auto rooms = rooms_of(snapshot_, code);
    Maybe<std::int64_t> sum;
    for (const RoomGroup& group : rooms) {
        if (group.kind != kind)
            continue;
        if (!group.count)
            return group.count.reason();
        sum = sum.value_or(0) + group.count->count;
    }
    return sum;
}

const TeacherTotals* CountyView::teachers(const Member& member, Stage stage) const {
    const auto found = teacher_totals_.find(snapshot_.schools[member.school].code);
    if (found == teacher_totals_.end())
        return nullptr;
    const TeacherTotals& totals = found->second[static_cast<std::size_t>(stage)];
    return totals.listed > 0 ? &totals : nullptr;
}

void CountyView::teacher_changed(const Teacher& before, const Teacher& after) {
    const auto totals_of = [&](const Teacher& teacher) -> TeacherTotals& {
        const std::string code(teacher_rules_.school_of(teacher));
        return teacher_totals_[code][static_cast<std::size_t>(teacher.stage)];
    };
    totals_of(before) -= teacher_rules_.contribution(before);
    totals_of(after) += teacher_rules_.contribution(after);
}

FigureRef resolve(const Term& term) {
    FigureRef ref{.key = term.figure, .optional = term.optional, .subtract = term.subtract};
    std::string_view figure = term.figure;
    for (const auto& [table, kind] :
         {std::pair{TableId::stages, FigureRef::Kind::stage_column},
          std::pair{TableId::shared, FigureRef::Kind::shared_column}}) {
        const TableSpec& spec = table_spec(table);
        const std::string prefix = std::string(spec.name) + ".";
        const auto column = figure.starts_with(prefix) ? figure.substr(prefix.size()) : figure;
        if (const auto field = field_by_name(spec, column); field && *field >= spec.key_fields) {
            ref.kind = kind;
            ref.column = *field;
            ref.hundredths = spec.fields[*field].type == FieldType::hundredths;
            return ref;
        }
    }
    constexpr std::string_view kRooms = "rooms.";
    if (figure.starts_with(kRooms)) {
        ref.kind = FigureRef::Kind::room_kind;
        ref.key = figure.substr(kRooms.size());
        return ref;
    }
    constexpr std::string_view kFigures = "figures.";
    ref.key = figure.starts_with(kFigures) ? figure.substr(kFigures.size()) : figure;
    ref.hundredths = true;
    return ref;
}

}  // namespace junheng
