// SPDX-License-Identifier: Apache-2.0
#include "core/indicators/summary.h"

#include <algorithm>
#include <map>
#include <span>
#include <string_view>

namespace junheng {
namespace {

void add(Verdict verdict, VerdictTally& tally) {
    ++tally.counted;
    tally.failing += verdict == Verdict::fail ? 1 : 0;
    tally.unknown += verdict == Verdict::unknown ? 1 : 0;
}

Verdict worse(Verdict a, Verdict b) {
    for (const Verdict verdict : {Verdict::fail, Verdict::unknown})
        if (a == verdict || b == verdict)
            return verdict;
    return Verdict::pass;
}

void count_schools(const Assessment& assessment, Summary& summary) {
    std::map<std::string_view, Verdict> schools;
    for (const SchoolStage& row : assessment.schools) {
        if (!row.counted || !row.verdict) {
            ++summary.outside_stages;
            continue;
        }
        add(*row.verdict, summary.stages);
        Verdict& school = schools.try_emplace(row.code, Verdict::pass).first->second;
        school = worse(school, *row.verdict);
    }
    for (const auto& [code, verdict] : schools) add(verdict, summary.schools);
}

CountyGap gap_of(
    const Assessment& assessment,
    const ResourceIndicator& rule,
    std::size_t index,
    bool passing
) {
    CountyGap gap{.indicator = index};
    std::map<std::string_view, std::int64_t> by_school;
    for (const SchoolStage& row : assessment.schools) {
        const auto& missing = row.values[index].shortfall;
        if (!row.counted || !missing || missing->count == 0 ||
            (row.verdict == Verdict::pass) != passing)
            continue;
        gap.amount.hundredths = missing->hundredths;
        std::int64_t& need = by_school[row.code];
        need = rule.split ? std::max(need, missing->count) : need + missing->count;
    }
    for (const auto& [code, need] : by_school) gap.amount.count += need;
    gap.schools = static_cast<std::int64_t>(by_school.size());
    return gap;
}

void sort_items(std::span<const JudgedResult> items, Summary& summary) {
    for (const JudgedResult& item : items) {
        if (item.compliance == Compliance::short_of)
            summary.short_items.push_back(&item);
        if (item.compliance == Compliance::unknown)
            summary.unknown_items.push_back(&item);
    }
}

double over_limit(const ResourceRow* row) {
    return *row->cv - *row->cv_limit;
}

}  // namespace

Summary summarize(const Assessment& assessment, const StandardSet& standards) {
    Summary summary;
    count_schools(assessment, summary);
    for (const ResourceRow& row : assessment.resource)
        if (!standards.resource[row.indicator].overlay && row.cv_compliance == Compliance::short_of)
            summary.unmet_cvs.push_back(&row);
    std::ranges::stable_sort(summary.unmet_cvs, std::ranges::greater{}, over_limit);
    for (std::size_t i = 0; i < standards.resource.size(); ++i)
        for (const bool passing : {false, true}) {
            if (standards.resource[i].overlay)
                continue;
            const CountyGap gap = gap_of(assessment, standards.resource[i], i, passing);
            if (gap.amount.count > 0)
                (passing ? summary.tolerated_gaps : summary.gaps).push_back(gap);
        }
    sort_items(assessment.guarantee, summary);
    sort_items(assessment.quality, summary);
    sort_items({&assessment.recognition, 1}, summary);
    sort_items(assessment.vetoes, summary);
    return summary;
}

std::vector<const SchoolStage*> failing_stages(const Assessment& assessment) {
    std::vector<const SchoolStage*> failing;
    for (const SchoolStage& row : assessment.schools)
        if (row.verdict == Verdict::fail)
            failing.push_back(&row);
    std::ranges::stable_sort(failing, {}, &SchoolStage::met);
    return failing;
}

}  // namespace junheng
