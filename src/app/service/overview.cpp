// SPDX-License-Identifier: Apache-2.0
#include "app/service/overview.h"

#include <algorithm>

namespace junheng {
namespace {

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

void add_schools(const VerdictTally& tally, std::vector<Blocking>& blocking) {
    for (const auto& [schools, compliance] :
         {std::pair(tally.failing, Compliance::short_of), {tally.unknown, Compliance::unknown}})
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

Overview overview_of(const Judgement& judgement) {
    const Assessment& assessment = judgement.assessment;
    const StandardSet& standards = judgement.standards;
    Overview overview{.summary = summarize(assessment, standards), .blocking = {}};
    add_schools(overview.summary.schools, overview.blocking);
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
