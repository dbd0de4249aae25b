// SPDX-License-Identifier: Apache-2.0
/// Codes of schools: form, place, kind, and whether the registry knows them.
#include <algorithm>
#include <regex>

#include "core/domain/words.h"
#include "io/exchange/likeness.h"
#include "io/exchange/registry_check_parts.h"

namespace junheng {
namespace {

constexpr std::string_view kNationalForm = "[0-9]{10}";
constexpr std::string_view kAnyPlace = "000000";
constexpr std::size_t kCategoryDigits = 2;
constexpr std::size_t kProvinceDigits = 2;

class CodeCheck {
public:
    explicit CodeCheck(const CheckRun& run) : run_(run) {
        for (const School& school : run.snapshot.schools) known_.insert(school.code);
        registry_ = known_;
        registry_.insert(run.options.known_schools.begin(), run.options.known_schools.end());
        if (run.options.school_code)
            choose_form(*run.options.school_code);
    }

    void schools() {
        const auto& rows = run_.snapshot.schools;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            form(i, rows[i]);
            kind(i, rows[i]);
            for (const auto& [field, member] :
                 {std::pair{"central_school", &School::central_school},
                  std::pair{"campus_of", &School::campus_of},
                  std::pair{"merged_into", &School::merged_into}})
                relation(i, rows[i], field, member);
        }
        names();
    }

    /// Every other table that speaks of schools.
    template <class Record>
    void rows_of_schools(TableId table, const Rows<Record>& rows) {
        for (std::size_t i = 0; i < rows.size(); ++i)
            if (!registry_.empty() && !known_.contains(rows[i].code))
                unknown(table, i, "code", rows[i].code);
    }

    void teachers() {
        rows_of_schools(TableId::teachers, run_.snapshot.teachers);
        for (std::size_t i = 0; i < run_.snapshot.teachers.size(); ++i) {
            const std::string& at = run_.snapshot.teachers[i].works_at;
            if (!at.empty() && !registry_.empty() && !registry_.contains(at))
                unknown(TableId::teachers, i, "works_at", at);
        }
    }

private:
    /// A registry without a single national code is a foreign one, whose form nobody told.
    void choose_form(const std::string& given) {
        const std::regex national{std::string(kNationalForm)};
        const auto fits = [&](const std::string& code) { return std::regex_match(code, national); };
        national_ = given.empty() && std::ranges::any_of(registry_, fits);
        if (national_)
            form_ = national;
        else if (!given.empty())
            form_ = std::regex(given);
    }

    void form(std::size_t row, const School& school) {
        if (!form_)
            return;
        if (!std::regex_match(school.code, *form_))
            return run_.report(
                TableId::schools,
                row,
                "code",
                "check.school_code_form",
                Severity::error,
                {{"nearest", nearest_code(school.code, run_.options.known_schools)}}
            );
        if (!national_)
            return;
        const std::string place = run_.snapshot.county_code.substr(0, kProvinceDigits);
        if (run_.snapshot.county_code != kAnyPlace && !place.empty() &&
            school.code.substr(kCategoryDigits, kProvinceDigits) != place)
            run_.report(
                TableId::schools,
                row,
                "code",
                "check.school_code_province",
                Severity::error,
                {{"province", place}}
            );
    }

    void kind(std::size_t row, const School& school) {
        const CheckRules& rules = run_.options.rules;
        if (school.area_class && !rules.area_classes.empty() &&
            !rules.area_classes.contains(*school.area_class))
            run_.report(
                TableId::schools, row, "area_class", "check.area_class_unknown", Severity::error
            );
        if (!school.kind || rules.kinds.empty())
            return;
        const auto rule = rules.kinds.find(*school.kind);
        if (rule == rules.kinds.end())
            return run_.report(
                TableId::schools, row, "kind", "check.kind_unknown", Severity::error
            );
        const auto& category = rule->second.category;
        const std::string digits = school.code.substr(0, kCategoryDigits);
        if (national_ && !category.empty() && std::ranges::find(category, digits) == category.end())
            run_.report(
                TableId::schools,
                row,
                "kind",
                "check.school_code_kind",
                Severity::warning,
                {{"digits", digits}, {"category", category.front()}}
            );
    }

    void relation(
        std::size_t row,
        const School& school,
        std::string_view field,
        std::string School::*member
    ) {
        const std::string& code = school.*member;
        if (code.empty())
            return;
        if (code == school.code)
            run_.report(TableId::schools, row, field, "check.school_of_itself", Severity::error);
        else if (!registry_.contains(code))
            unknown(TableId::schools, row, field, code);
        else if (leads_back(school, member))
            run_.report(TableId::schools, row, field, "check.school_ring", Severity::error);
    }

    bool leads_back(const School& school, std::string School::*member) const {
        const School* at = find_school(run_.snapshot, school.*member);
        for (std::size_t steps = run_.snapshot.schools.size(); at != nullptr && steps > 0;
             --steps) {
            if (at->code == school.code)
                return true;
            at = find_school(run_.snapshot, at->*member);
        }
        return false;
    }

    void unknown(TableId table, std::size_t row, std::string_view field, const std::string& code) {
        if (registry_.contains(code))
            return run_.report(table, row, field, "check.school_not_this_year", Severity::error);
        const std::string nearest = meant(code);
        const School* school = find_school(run_.snapshot, nearest);
        run_.report(
            table,
            row,
            field,
            nearest.empty() ? "check.unknown_school" : "check.unknown_school_near",
            Severity::error,
            {{"nearest", nearest},
             {"nearest_name", school == nullptr ? std::string() : school->name}}
        );
    }

    /// The school that bears the name told beside the code; else, of the near codes, that of the
    /// most alike name.
    std::string meant(const std::string& code) const {
        const auto told = run_.options.told_names.find(code);
        if (told == run_.options.told_names.end())
            return nearest_code(code, registry_);
        std::string best;
        double most = 0;
        for (const School& school : run_.snapshot.schools) {
            if (school.name == told->second)
                return school.code;
            if (const double found = likeness(school.name, told->second);
                found > most && !nearest_code(code, {school.code}).empty()) {
                best = school.code;
                most = found;
            }
        }
        return best.empty() ? nearest_code(code, registry_) : best;
    }

    /// One school under two codes is a frequent error of lists put together by hand.
    void names() {
        std::map<std::pair<std::string, std::string>, std::size_t> seen;
        const auto& rows = run_.snapshot.schools;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (rows[i].name.empty() || !rows[i].merged_into.empty() || !rows[i].campus_of.empty())
                continue;
            const auto [first, fresh] = seen.try_emplace({rows[i].name, rows[i].township}, i);
            if (!fresh)
                run_.report(
                    TableId::schools,
                    i,
                    "name",
                    "check.same_name",
                    Severity::warning,
                    {{"other", rows[first->second].code}}
                );
        }
    }

    const CheckRun& run_;
    bool national_ = false;
    std::optional<std::regex> form_;
    std::set<std::string> known_;     // this year's
    std::set<std::string> registry_;  // of any year
};

}  // namespace

void check_codes(const CheckRun& run) {
    CodeCheck check(run);
    check.schools();
    check.rows_of_schools(TableId::stages, run.snapshot.stages);
    check.rows_of_schools(TableId::shared, run.snapshot.shared);
    check.rows_of_schools(TableId::classes, run.snapshot.classes);
    check.rows_of_schools(TableId::grades, run.snapshot.grades);
    check.rows_of_schools(TableId::rooms, run.snapshot.rooms);
    check.teachers();
    check.rows_of_schools(TableId::figures, run.snapshot.figures);
    check.rows_of_schools(TableId::counts, run.snapshot.counts);
    check.rows_of_schools(TableId::districts, run.snapshot.districts);
    check.rows_of_schools(TableId::admission, run.snapshot.admission);
}

}  // namespace junheng
