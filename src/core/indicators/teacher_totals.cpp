// SPDX-License-Identifier: Apache-2.0
#include "core/indicators/teacher_totals.h"

#include <algorithm>

#include "core/domain/words.h"

namespace junheng {
namespace {

std::vector<std::string> list(const StandardSet& standards, const std::string& name) {
    const auto found = standards.lists.find(name);
    return found == standards.lists.end() ? std::vector<std::string>{} : found->second;
}

bool contains(const std::vector<std::string>& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

bool holds_certificate_for(const Teacher& teacher) {
    const auto certificate = stage_by_name(teacher.certificate);
    return certificate && *certificate >= teacher.stage;
}

}  // namespace

TeacherTotals& TeacherTotals::operator+=(const TeacherTotals& other) {
    listed += other.listed;
    full_time += other.full_time;
    above_degree += other.above_degree;
    backbone += other.backbone;
    pe_art += other.pe_art;
    certified += other.certified;
    certificate_unknown += other.certificate_unknown;
    return *this;
}

TeacherTotals& TeacherTotals::operator-=(const TeacherTotals& other) {
    listed -= other.listed;
    full_time -= other.full_time;
    above_degree -= other.above_degree;
    backbone -= other.backbone;
    pe_art -= other.pe_art;
    certified -= other.certified;
    certificate_unknown -= other.certificate_unknown;
    return *this;
}

TeacherRules::TeacherRules(const StandardSet& standards, SchoolYear year)
    : above_degree_{list(standards, "above_degree.primary"), list(standards, "above_degree.junior")},
      honours_(list(standards, "backbone_honours")),
      subjects_(list(standards, "pe_art_subjects")),
      contracts_(list(standards, "counted_contracts")),
      contracts_above_degree_(contracts_),
      expired_counts_(choice(standards, "expired_backbone") == "counted"),
      school_of_work_(choice(standards, "exchange_teachers") == "school_of_work"),
      day_(to_text(year.statistics_day())),
      year_(year.start) {
    if (choice(standards, "primary_degree") == "bachelor")
        above_degree_[0] = above_degree_[1];
    if (choice(standards, "contract_teachers") == "not_counted")
        for (const std::string& contract : list(standards, "contract_teacher_contracts"))
            std::erase(contracts_above_degree_, contract);
}

TeacherTotals TeacherRules::contribution(const Teacher& teacher) const {
    TeacherTotals one{.listed = 1};
    if (!full_time(teacher))
        return one;
    one.full_time = 1;
    one.above_degree = above_degree(teacher) ? 1 : 0;
    one.backbone = backbone(teacher) ? 1 : 0;
    one.pe_art = contains(subjects_, teacher.subject) ? 1 : 0;
    one.certified = holds_certificate_for(teacher) ? 1 : 0;
    one.certificate_unknown = teacher.certificate.empty() ? 1 : 0;
    return one;
}

std::string_view TeacherRules::school_of(const Teacher& teacher) const {
    const bool moved = school_of_work_ && !teacher.works_at.empty() && teacher.works_since &&
                       *teacher.works_since < year_;
    return moved ? teacher.works_at : teacher.code;
}

bool TeacherRules::full_time(const Teacher& teacher) const {
    return teacher.contract.empty() || contains(contracts_, teacher.contract);
}

bool TeacherRules::above_degree(const Teacher& teacher) const {
    if (teacher.stage == Stage::senior || teacher.degree.empty())
        return false;
    const auto& first_digits = above_degree_[static_cast<std::size_t>(teacher.stage)];
    const bool high = contains(first_digits, std::string_view(teacher.degree).substr(0, 1));
    return high &&
           (teacher.contract.empty() || contains(contracts_above_degree_, teacher.contract));
}

bool TeacherRules::backbone(const Teacher& teacher) const {
    const bool in_term = teacher.honour_until.empty() || teacher.honour_until >= day_;
    return contains(honours_, teacher.honour) && (in_term || expired_counts_);
}

ByCode<StageTotals> teacher_totals(const Snapshot& snapshot, const TeacherRules& rules) {
    ByCode<StageTotals> totals;
    for (const Teacher& teacher : snapshot.teachers) {
        auto school = totals.find(rules.school_of(teacher));
        if (school == totals.end())
            school = totals.try_emplace(std::string(rules.school_of(teacher))).first;
        school->second[static_cast<std::size_t>(teacher.stage)] += rules.contribution(teacher);
    }
    return totals;
}

namespace {

/// A column of `stages` and the head count that it takes.
struct CountedColumn {
    std::string_view name;
    Maybe<Teachers> StageFigures::*figure;
    std::int64_t TeacherTotals::*total;
};
constexpr std::array<CountedColumn, 3> kCountedColumns{{
    {"above_degree_teachers", &StageFigures::above_degree_teachers, &TeacherTotals::above_degree},
    {"backbone_teachers", &StageFigures::backbone_teachers, &TeacherTotals::backbone},
    {"pe_art_teachers", &StageFigures::pe_art_teachers, &TeacherTotals::pe_art},
}};

}  // namespace

Snapshot with_teacher_totals(const Snapshot& snapshot, const StandardSet& standards) {
    const auto totals = teacher_totals(snapshot, TeacherRules(standards, snapshot.year));
    if (totals.empty())
        return snapshot;
    Snapshot result = snapshot;
    for (StageFigures& figures : result.stages.write()) {
        const auto school = totals.find(figures.code);
        if (school == totals.end() || figures.stage == Stage::senior)
            continue;
        const TeacherTotals& stage = school->second[static_cast<std::size_t>(figures.stage)];
        if (stage.listed == 0)
            continue;
        for (const CountedColumn& column : kCountedColumns)
            figures.*column.figure = Teachers{stage.*column.total};
    }
    return result;
}

bool follows_from_teachers(
    const Snapshot& snapshot,
    const StandardSet& standards,
    const Row& key,
    std::string_view column
) {
    const std::string* code = std::get_if<std::string>(&key[0]);
    const std::string* word = std::get_if<std::string>(&key[1]);
    const auto stage = word == nullptr ? std::nullopt : stage_by_name(*word);
    if (code == nullptr || !stage || *stage == Stage::senior ||
        std::ranges::find(kCountedColumns, column, &CountedColumn::name) == kCountedColumns.end())
        return false;
    const TeacherRules rules(standards, snapshot.year);
    return std::ranges::any_of(snapshot.teachers, [&](const Teacher& teacher) {
        return teacher.stage == *stage && rules.school_of(teacher) == *code;
    });
}

}  // namespace junheng
