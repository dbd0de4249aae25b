// SPDX-License-Identifier: Apache-2.0
#include "core/indicators/judged.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/indicators/judged_forms.h"
#include "core/indicators/judged_numbers.h"
#include "core/indicators/judged_schools.h"
#include "core/standards/judged_form.h"

namespace junheng {
namespace {

/// By the county's own figures. `documents` has no judge: its papers decide alone.
constexpr std::array<std::pair<std::string_view, JudgeForm>, 9> kJudges{{
    {"all_flags", judge_flags},
    {"amount_at_least", judge_amount},
    {"not_below", judge_not_below},
    {"ratio_at_least", judge_ratio},
    {"two_ratios", judge_two_ratios},
    {"retention", judge_retention},
    {"monitoring", judge_monitoring},
    {"recognition", judge_recognition},
    {"veto", judge_veto},
}};

/// Only a review decides: one that waits for it (present) is neither met nor short, whatever stands
/// beside it, and one that was sent back cannot be met.
Compliance found_in(const Evidence& paper) {
    const bool reviewed = paper.state == "accepted" || paper.state == "returned";
    if (reviewed && paper.judged == "short")
        return Compliance::short_of;
    return paper.state == "accepted" && paper.judged == "met" ? Compliance::met
                                                              : Compliance::unknown;
}

/// The papers that an indicator needs, and what their reviewers found.
Compliance look_at_papers(
    const CountyView& view,
    const JudgedIndicator& indicator,
    EvidenceState& evidence
) {
    evidence.needed = static_cast<std::int64_t>(indicator.evidence.size());
    std::int64_t accepted = 0;
    Compliance found = Compliance::met;
    for (const std::string& slot : indicator.evidence) {
        const auto& papers = view.snapshot().evidence;
        const auto paper = std::ranges::find_if(papers, [&](const Evidence& e) {
            return e.item == indicator.id && e.slot == slot;
        });
        const bool given =
            paper != papers.end() && (paper->state == "present" || paper->state == "accepted");
        evidence.present += given ? 1 : 0;
        accepted += given && paper->state == "accepted" ? 1 : 0;
        found = both(found, paper == papers.end() ? Compliance::unknown : found_in(*paper));
    }
    if (evidence.needed == 0)
        evidence.state = "none";
    else if (accepted == evidence.needed)
        evidence.state = "accepted";
    else if (evidence.present == evidence.needed)
        evidence.state = "complete";
    else
        evidence.state = evidence.present == 0 ? "missing" : "partial";
    return found;
}

void judge_by_papers(Compliance papers, JudgedResult& result) {
    result.compliance = papers;
    result.value = result.limit = Missing::not_applicable;
}

/// Only what is measured can be near its limit: not flags, vetoes or counts of schools.
void mark_near(const JudgedIndicator& indicator, JudgedResult& result) {
    const JudgedForm* form = find_judged_form(indicator.form);
    if (form == nullptr || !form->measured)
        return;
    const double half_unit = std::pow(0.1, indicator.decimals) / 2;
    result.near =
        result.value && result.limit && std::abs(*result.value - *result.limit) <= half_unit;
}

}  // namespace

std::vector<SchoolFinding> look_at_schools(
    const CountyView& view,
    const JudgedIndicator& indicator
) {
    std::vector<SchoolFinding> findings;
    if (const SchoolForm* form = school_form(indicator))
        for (const Unit& unit : view.units())
            findings.push_back(look_at_school(*form, view, indicator, unit));
    return findings;
}

JudgedResult judge(const CountyView& view, const JudgedIndicator& indicator, Findings findings) {
    JudgedResult result{.id = indicator.id, .unit = indicator.unit};
    result.confidence = indicator.source.confidence;
    const Compliance papers = look_at_papers(view, indicator, result.evidence);
    const auto judge_form = std::ranges::find(
        kJudges, std::string_view(indicator.form), &std::pair<std::string_view, JudgeForm>::first
    );
    if (const SchoolForm* form = school_form(indicator))
        judge_schools(*form, view, indicator, findings, result);
    else if (judge_form != kJudges.end())
        judge_form->second(view, indicator, result);
    else
        judge_by_papers(papers, result);
    if (result.evidence.needed > 0 && result.compliance != Compliance::not_applicable)
        result.compliance = both(result.compliance, papers);
    if (result.compliance != Compliance::unknown)
        result.reason.clear();
    else if (papers == Compliance::unknown)
        result.reason = "evidence_incomplete";
    if (result.period.empty() && indicator.clock == "school_year_start")
        result.period = to_text(view.snapshot().year.statistics_day());
    mark_near(indicator, result);
    return result;
}

JudgedResult judge(const CountyView& view, const JudgedIndicator& indicator) {
    return judge(view, indicator, look_at_schools(view, indicator));
}

std::vector<JudgedResult> judge_all(
    const CountyView& view,
    const std::vector<JudgedIndicator>& indicators
) {
    std::vector<JudgedResult> results;
    results.reserve(indicators.size());
    for (const JudgedIndicator& indicator : indicators) results.push_back(judge(view, indicator));
    return results;
}

bool reads_pupils(const JudgedIndicator& indicator) {
    const JudgedForm* form = find_judged_form(indicator.form);
    return form != nullptr && form->reads_pupils;
}

bool reads_teachers(const JudgedIndicator& indicator) {
    return std::ranges::any_of(indicator.inputs, [](const auto& input) {
        return input.second.starts_with("teachers.");
    });
}

}  // namespace junheng
