// SPDX-License-Identifier: Apache-2.0
#include "app/service/reach.h"

#include <algorithm>
#include <charconv>

#include "core/base/overloaded.h"

namespace junheng {
namespace {

bool is_in(const School& school, const AccessScope& scope, std::string_view code) {
    if (scope.kind == "township")
        return school.township == code;
    if (scope.kind == "central_school")
        return school.code == code || school.central_school == code;
    return school.code == code || school.campus_of == code;
}

std::optional<ReachedClass> parse_class(const std::string& code) {
    const auto first = code.find('/');
    const auto second = code.find('/', first + 1);
    if (first == std::string::npos || second == std::string::npos)
        return std::nullopt;
    ReachedClass one{code.substr(0, first), 0, code.substr(second + 1)};
    std::from_chars(code.data() + first + 1, code.data() + second, one.grade);
    return one;
}

bool keyed_by_school(TableId table) {
    switch (table) {
        case TableId::schools:
        case TableId::stages:
        case TableId::shared:
        case TableId::classes:
        case TableId::grades:
        case TableId::rooms:
        case TableId::figures:
        case TableId::counts:
        case TableId::admission:
            return true;
        case TableId::county:
        case TableId::townships:
        case TableId::villages:
        case TableId::features:
        case TableId::teachers:
        case TableId::evidence:
        case TableId::units:
        case TableId::unit_pupils:
        case TableId::districts:
            return false;
    }
    return false;
}

std::string text_at(const Row& row, std::size_t field) {
    const auto* text = field < row.size() ? std::get_if<std::string>(&row[field]) : nullptr;
    return text == nullptr ? std::string() : *text;
}

constexpr std::size_t kTeacherSchool = 1;

std::string school_of_row(TableId table, const Row& row) {
    if (table == TableId::teachers)
        return text_at(row, kTeacherSchool);
    return keyed_by_school(table) ? text_at(row, 0) : std::string();
}

template <class Codes>
void keep_codes(Codes& codes, const Reach& reach) {
    std::erase_if(codes, [&](const auto& code) { return !reach.covers(code); });
}

void keep_judged(std::vector<JudgedResult>& results, const Reach& reach) {
    for (JudgedResult& result : results) keep_codes(result.schools_short, reach);
}

}  // namespace

Reach reach_of(const AccessScope& scope, const Snapshot& snapshot) {
    Reach reach;
    reach.key = scope.kind + ":" + scope.code;
    reach.whole = scope.kind == "county";
    if (reach.whole)
        return reach;
    std::string code = scope.code;
    if (scope.kind == "child") {
        std::from_chars(code.data(), code.data() + code.size(), reach.one_child);
        return reach;
    }
    if (scope.kind == "class") {
        reach.one_class = parse_class(scope.code).value_or(ReachedClass{});
        code = reach.one_class->school;
    }
    // An empty code would fit every school that is no campus.
    if (code.empty())
        return reach;
    for (const School& school : snapshot.schools)
        if (is_in(school, scope, code))
            reach.schools.insert(school.code);
    return reach;
}

Assessment within(const Assessment& assessment, const Reach& reach) {
    Assessment part = assessment;
    if (reach.whole)
        return part;
    std::erase_if(part.schools, [&](const SchoolStage& row) { return !reach.covers(row.code); });
    for (ResourceRow& row : part.resource)
        if (row.level_up)
            std::erase_if(row.level_up->schools, [&](const auto& school) {
                return !reach.covers(school.first);
            });
    keep_judged(part.guarantee, reach);
    keep_judged(part.quality, reach);
    keep_judged(part.vetoes, reach);
    keep_codes(part.recognition.schools_short, reach);
    return part;
}

Judgement within(const Judgement& judgement, const Reach& reach) {
    Judgement part = judgement;
    part.assessment = within(judgement.assessment, reach);
    keep_within(part.readings, reach);
    return part;
}

void keep_within(Explanation& explanation, const Reach& reach) {
    std::erase_if(explanation.contributions, [&](const Contribution& part) {
        return !reach.covers(part.code);
    });
    std::erase_if(explanation.inputs, [&](const ExplainedInput& input) {
        return !input.school.empty() && !reach.covers(input.school);
    });
    std::erase_if(explanation.schools, [&](const ExplainedSchool& school) {
        return !reach.covers(school.code);
    });
}

void keep_within(std::vector<ReadingEffect>& effects, const Reach& reach) {
    constexpr std::string_view kSchool = "school:";
    for (ReadingEffect& effect : effects)
        std::erase_if(effect.changes, [&](const ReadingChange& change) {
            const std::string_view what = change.what;
            return what.starts_with(kSchool) &&
                   !reach.covers(
                       std::string(what.substr(kSchool.size(), what.find('/') - kSchool.size()))
                   );
        });
    std::erase_if(effects, [](const ReadingEffect& effect) { return effect.changes.empty(); });
}

Snapshot within(const Snapshot& snapshot, const Reach& reach) {
    Snapshot part = snapshot;
    if (reach.whole)
        return part;
    const auto keep = [&](auto& rows) {
        std::erase_if(rows.write(), [&](const auto& row) { return !reach.covers(row.code); });
    };
    keep(part.schools);
    keep(part.stages);
    keep(part.shared);
    keep(part.classes);
    keep(part.grades);
    keep(part.rooms);
    keep(part.teachers);
    keep(part.figures);
    keep(part.counts);
    keep(part.admission);
    part.county = {};
    part.evidence = {};
    return part;
}

std::string school_of_key(TableId table, const Row& key, const Snapshot& snapshot) {
    if (table != TableId::teachers)
        return school_of_row(table, key);
    const auto row = find_row(snapshot, table, key);
    return row ? school_of_row(table, row_at(snapshot, table, *row)) : std::string();
}

std::string school_touched(const Change& change, const Snapshot& snapshot) {
    return std::visit(
        overloaded{
            [&](const CellSet& cell) { return school_of_key(cell.table, cell.key, snapshot); },
            [](const auto& whole) { return school_of_row(whole.table, whole.row); }},
        change
    );
}

Result<void> require_school(const Reach& reach, std::string_view school) {
    if (reach.covers(school))
        return {};
    return failure(ErrorKind::usage, "school.unknown", {{"school", std::string(school)}});
}

}  // namespace junheng
