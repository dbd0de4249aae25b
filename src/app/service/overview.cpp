// SPDX-License-Identifier: Apache-2.0
#include "app/service/overview.h"

#include <algorithm>
#include <map>
#include <set>

namespace junheng {
namespace {

SchoolTally tally_of(const Assessment& assessment) {
    SchoolTally tally;
    for (const SchoolStage& row : assessment.schools) {
        if (!row.counted || !row.verdict) {
            ++tally.outside;
            continue;
        }
        ++tally.counted;
        tally.pass += *row.verdict == Verdict::pass ? 1 : 0;
        tally.fail += *row.verdict == Verdict::fail ? 1 : 0;
        tally.unknown += *row.verdict == Verdict::unknown ? 1 : 0;
    }
    return tally;
}

SchoolTally distinct_tally_of(const Assessment& assessment) {
    std::map<std::string, Verdict> worst;
    for (const SchoolStage& row : assessment.schools) {
        if (!row.counted || !row.verdict)
            continue;
        const auto [school, first] = worst.emplace(row.code, *row.verdict);
        if (!first && school->second != Verdict::fail && *row.verdict != Verdict::pass)
            school->second = *row.verdict;
    }
    SchoolTally tally{.counted = static_cast<std::int64_t>(worst.size())};
    for (const auto& [code, verdict] : worst) {
        tally.pass += verdict == Verdict::pass ? 1 : 0;
        tally.fail += verdict == Verdict::fail ? 1 : 0;
        tally.unknown += verdict == Verdict::unknown ? 1 : 0;
    }
    return tally;
}

/// The stages of a building share its gap, so the larger one is the building's; what is not shared
/// is missing stage by stage.
IndicatorGap gap_of(const Assessment& assessment, const StandardSet& standards, std::size_t index) {
    IndicatorGap gap{.indicator = &standards.resource[index]};
    std::map<std::string, double> by_school;
    std::set<std::string> short_schools;
    for (const SchoolStage& row : assessment.schools) {
        const IndicatorValue& value = row.values[index];
        if (!row.counted || value.compliance != Compliance::short_of)
            continue;
        short_schools.insert(row.code);
        const double amount = value.shortfall ? value.shortfall->value() : 0;
        double& kept = by_school[row.code];
        kept = gap.indicator->split ? std::max(kept, amount) : kept + amount;
    }
    for (const auto& [code, amount] : by_school) gap.amount += amount;
    gap.short_schools = static_cast<std::int64_t>(short_schools.size());
    return gap;
}

bool blocks(Compliance compliance) {
    return compliance == Compliance::short_of || compliance == Compliance::unknown;
}

void add_resource(const Judgement& judgement, std::vector<Blocking>& blocking) {
    for (const ResourceRow& row : judgement.assessment.resource) {
        const ResourceIndicator& rule = judgement.standards.resource[row.indicator];
        if (rule.overlay || !blocks(row.cv_compliance))
            continue;
        blocking.push_back(
            {"cv",
             rule.id,
             rule.name,
             row.stage,
             row.cv_compliance,
             row.cv,
             row.cv_limit,
             row.short_schools}
        );
    }
}

void add_schools(const SchoolTally& tally, std::vector<Blocking>& blocking) {
    for (const auto& [schools, compliance] :
         {std::pair(tally.fail, Compliance::short_of), {tally.unknown, Compliance::unknown}})
        if (schools > 0)
            blocking.push_back(
                {.kind = "schools", .id = "schools", .compliance = compliance, .schools = schools}
            );
}

void add_judged(
    std::string_view kind,
    const JudgedResult& result,
    const JudgedIndicator& rule,
    std::vector<Blocking>& blocking
) {
    if (!blocks(result.compliance))
        return;
    blocking.push_back(
        {std::string(kind),
         rule.id,
         rule.name,
         std::nullopt,
         result.compliance,
         result.value,
         result.limit,
         static_cast<std::int64_t>(result.schools_short.size())}
    );
}

void add_judged(
    std::string_view kind,
    const std::vector<JudgedResult>& results,
    const std::vector<JudgedIndicator>& rules,
    std::vector<Blocking>& blocking
) {
    for (std::size_t i = 0; i < results.size(); ++i)
        add_judged(kind, results[i], rules[i], blocking);
}

}  // namespace

std::int64_t failing_schools(const Assessment& assessment) {
    return distinct_tally_of(assessment).fail;
}

Overview overview_of(const Judgement& judgement) {
    const Assessment& assessment = judgement.assessment;
    const StandardSet& standards = judgement.standards;
    Overview overview{
        .schools = tally_of(assessment),
        .distinct = distinct_tally_of(assessment),
        .gaps = {},
        .blocking = {}};
    for (std::size_t i = 0; i < standards.resource.size(); ++i)
        if (IndicatorGap gap = gap_of(assessment, standards, i); gap.short_schools > 0)
            overview.gaps.push_back(gap);
    add_schools(overview.distinct, overview.blocking);
    add_resource(judgement, overview.blocking);
    add_judged("guarantee", assessment.guarantee, standards.guarantee, overview.blocking);
    add_judged("quality", assessment.quality, standards.quality, overview.blocking);
    add_judged("recognition", assessment.recognition, standards.recognition, overview.blocking);
    add_judged("veto", assessment.vetoes, standards.vetoes, overview.blocking);
    std::stable_partition(
        overview.blocking.begin(),
        overview.blocking.end(),
        [](const Blocking& one) { return one.compliance == Compliance::short_of; }
    );
    return overview;
}

Result<std::vector<JudgementPtr>> judge_every_year(
    const Context& context,
    County& county,
    JudgementCache& cache,
    std::int64_t revision
) {
    const auto years = county.store->years(county.code());
    if (!years)
        return tl::unexpected(years.error());
    std::vector<JudgementPtr> judged;
    for (const SchoolYear year : *years) {
        auto one = cache.judge(context, county, {.year = year.start}, revision);
        if (!one)
            return tl::unexpected(one.error());
        judged.push_back(*std::move(one));
    }
    return judged;
}

}  // namespace junheng
