// SPDX-License-Identifier: Apache-2.0
#include "planners/forecast/seats.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/domain/grades.h"
#include "core/domain/words.h"

namespace junheng {
namespace {

const Limit* find_rule(const StandardSet& standards, const std::string& id, Stage stage) {
    const auto by_stage = standards.parameters.find(id + "." + std::string(name(stage)));
    const auto found =
        by_stage != standards.parameters.end() ? by_stage : standards.parameters.find(id);
    return found == standards.parameters.end() ? nullptr : &found->second;
}

/// The norm is a limit of the evaluation's own indicator on class size, wherever it is numbered.
const Limit* class_norm(const StandardSet& standards, Stage stage) {
    for (const JudgedIndicator& indicator : standards.guarantee) {
        const auto found = indicator.parameters.find("max_pupils." + std::string(name(stage)));
        if (indicator.form == "class_size" && found != indicator.parameters.end())
            return &found->second;
    }
    return nullptr;
}

std::int64_t whole(double pupils) {
    return std::llround(pupils);
}

std::int64_t divided_up(std::int64_t pupils, std::int64_t by) {
    return by > 0 ? (pupils + by - 1) / by : 0;
}

/// new / seats against a share, in whole numbers. A grade without a seat is full.
int compare(std::int64_t entries, std::int64_t seats, const Decimal& share) {
    const Int128 left = Int128{entries} * power_of_ten(share.scale);
    const Int128 right = Int128{seats} * share.mantissa;
    return left < right ? -1 : left > right ? 1 : 0;
}

SeatColour colour_of(std::int64_t entries, std::int64_t seats, const SeatRules& rules) {
    if (compare(entries, seats, rules.red_above) > 0)
        return SeatColour::red;
    if (compare(entries, seats, rules.orange_from) >= 0)
        return SeatColour::orange;
    return compare(entries, seats, rules.yellow_from) >= 0 ? SeatColour::yellow : SeatColour::none;
}

/// Rows of the entry grade.
struct Entry {
    const ForecastRow* row;
    std::int64_t pupils;
    std::int64_t seats;
};

class Warnings {
public:
    Warnings(
        const Forecast& forecast,
        const ClassCounts& classes,
        const SeatRules& rules,
        Date today
    )
        : history_(forecast.history), rules_(rules), today_(today) {
        for (const ForecastRow& row : forecast.rows) {
            const int ahead = row.year - history_.last_year();
            const std::int64_t held = classes.at(row.school, ahead, 0);
            if (row.grade == history_.first_grade && held > 0)
                entries_.push_back({&row, whole(row.pupils.mid), held * rules.class_norm});
        }
    }

    std::vector<SeatWarning> run() const {
        std::vector<SeatWarning> warnings;
        for (const Entry& entry : entries_)
            if (const SeatColour colour = colour_of(entry.pupils, entry.seats, rules_);
                colour != SeatColour::none)
                warnings.push_back(warning(entry, colour));
        return warnings;
    }

private:
    SeatWarning warning(const Entry& entry, SeatColour colour) const {
        SeatWarning warning{
            .school = history_.schools[entry.row->school].code,
            .year = entry.row->year,
            .entries = entry.row->pupils,
            .seats = entry.seats,
            .seats_short = std::max<std::int64_t>(0, entry.pupils - entry.seats),
            .colour = colour,
            .others = others(entry),
            .notice = today_,
            .lifting = lifting(entry)};
        warning.measures = measures(warning);
        return warning;
    }

    std::vector<SpareSeats> others(const Entry& entry) const {
        std::vector<SpareSeats> found;
        const std::string& area = history_.schools[entry.row->school].area;
        for (const Entry& other : entries_)
            if (other.row->year == entry.row->year && other.row->school != entry.row->school &&
                history_.schools[other.row->school].area == area && other.pupils < other.seats)
                found.push_back(
                    {history_.schools[other.row->school].code, other.seats - other.pupils}
                );
        std::ranges::stable_sort(found, std::greater{}, &SpareSeats::seats);
        return found;
    }

    std::optional<Date> lifting(const Entry& entry) const {
        for (const Entry& later : entries_)
            if (later.row->school == entry.row->school && later.row->year > entry.row->year &&
                colour_of(later.pupils, later.seats, rules_) == SeatColour::none)
                return SchoolYear{later.row->year}.statistics_day();
        return std::nullopt;
    }

    /// Seats nearby first, since they cost nothing; then room in the house; then building.
    static std::vector<std::string> measures(const SeatWarning& warning) {
        std::vector<std::string> codes;
        std::int64_t spare = 0;
        for (const SpareSeats& other : warning.others) spare += other.seats;
        if (spare > 0)
            codes.emplace_back("seat_measure.share_out");
        if (warning.seats_short > 0)
            codes.emplace_back("seat_measure.more_classes");
        if (warning.seats_short > spare)
            codes.emplace_back("seat_measure.build");
        if (codes.empty())
            codes.emplace_back("seat_measure.watch");
        return codes;
    }

    const EnrolmentHistory& history_;
    const SeatRules& rules_;
    Date today_;
    std::vector<Entry> entries_;
};

void add_grade(
    const ForecastRow& row,
    std::int64_t held,
    const SeatRules& rules,
    SchoolNeeds& needs
) {
    const std::int64_t pupils = whole(row.pupils.mid);
    needs.classes_held += held;
    needs.classes_needed += divided_up(pupils, rules.class_norm);
    needs.seats_short += std::max<std::int64_t>(0, pupils - held * rules.class_norm);
    for (const std::int64_t size : even_classes(pupils, held)) {
        needs.over_norm += size > rules.class_norm ? 1 : 0;
        needs.large += size >= rules.large_from ? 1 : 0;
        needs.super_large += size >= rules.super_large_from ? 1 : 0;
    }
}

}  // namespace

Result<SeatRules> seat_rules(const StandardSet& standards, Stage stage) {
    std::string missing;
    const auto rule = [&](const std::string& id) {
        const Limit* limit = id == "class_size.max_pupils" ? class_norm(standards, stage)
                                                           : find_rule(standards, id, stage);
        if (limit == nullptr && missing.empty())
            missing = id;
        return limit == nullptr ? Decimal{} : limit->value;
    };
    const auto pupils = [&](const std::string& id) { return in_units(rule(id), 0).value_or(0); };
    const SeatRules rules{
        .class_norm = pupils("class_size.max_pupils"),
        .large_from = pupils("class_size.large_from"),
        .super_large_from = pupils("class_size.super_large_from"),
        .yellow_from = rule("seat_warning.yellow_from"),
        .orange_from = rule("seat_warning.orange_from"),
        .red_above = rule("seat_warning.red_above"),
        .pupils_per_staff = rule("staffing.pupils_per_staff")};
    if (!missing.empty())
        return failure(ErrorKind::data, "forecast.rule_missing", {{"rule", missing}});
    return rules;
}

std::int64_t ClassCounts::at(std::size_t school, int ahead, int grade) const {
    const auto count = [&](int g) {
        return held[school * static_cast<std::size_t>(grades) + static_cast<std::size_t>(g)];
    };
    const int formed = std::max(0, grade - ahead);
    return count(formed) > 0 ? count(formed) : count(grade);
}

ClassCounts class_counts(const Snapshot& last, const EnrolmentHistory& history) {
    std::map<std::pair<std::string_view, std::int64_t>, std::int64_t> known;
    for (const ClassGroup& group : last.classes) ++known[{group.code, group.grade}];
    for (const GradeFigures& grade : last.grades)
        if (grade.classes)
            known.try_emplace({grade.code, grade.grade}, *grade.classes);
    ClassCounts counts{.grades = history.grades, .held = {}};
    for (const HistorySchool& school : history.schools)
        for (int g = 0; g < history.grades; ++g) {
            const auto found = known.find({school.code, history.first_grade + g});
            counts.held.push_back(found == known.end() ? 0 : found->second);
        }
    return counts;
}

std::vector<SeatWarning> seat_warnings(
    const Forecast& forecast,
    const ClassCounts& classes,
    const SeatRules& rules,
    Date today
) {
    return Warnings(forecast, classes, rules, today).run();
}

std::vector<SchoolNeeds> school_needs(
    const Forecast& forecast,
    const ClassCounts& classes,
    const SeatRules& rules
) {
    const EnrolmentHistory& history = forecast.history;
    std::vector<SchoolNeeds> list;
    SchoolNeeds needs;
    for (const ForecastRow& row : forecast.rows) {
        if (row.grade != kAllGrades) {
            const int ahead = row.year - history.last_year();
            add_grade(
                row, classes.at(row.school, ahead, row.grade - history.first_grade), rules, needs
            );
            continue;
        }
        needs.school = history.schools[row.school].code;
        needs.year = row.year;
        needs.pupils = row.pupils;
        needs.seats = needs.classes_held * rules.class_norm;
        const Decimal& per_staff = rules.pupils_per_staff;
        needs.staff_needed = static_cast<std::int64_t>(ceil_divide(
            Int128{whole(row.pupils.mid)} * power_of_ten(per_staff.scale), per_staff.mantissa
        ));
        list.push_back(needs);
        needs = {};
    }
    return list;
}

}  // namespace junheng
