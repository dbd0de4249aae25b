// SPDX-License-Identifier: Apache-2.0
#include "app/server/api/encode.h"
#include "app/server/api/handlers.h"
#include "app/server/respond.h"
#include "app/service/keeping.h"
#include "app/service/overview.h"
#include "app/service/scenarios.h"
#include "core/base/json.h"
#include "core/domain/words.h"
#include "core/indicators/assess.h"
#include "io/exchange/compare_json.h"

namespace junheng {
namespace {

Result<Response> county(const Call& call) {
    const auto years = call.county().store->years(call.county().code());
    if (!years)
        return tl::unexpected(years.error());
    const auto scenarios = call.county().store->scenarios(call.county().code());
    if (!scenarios)
        return tl::unexpected(scenarios.error());
    return json_answer(call, county_json(call.county().record, *years, *scenarios, call.revision));
}

Result<Response> overview(const Call& call) {
    const auto whose = call.session->scope.kind + ":" + call.session->scope.code;
    return kept_answer(call, whose, [&]() -> Result<std::string> {
        const auto judged = judgement(call);
        if (!judged)
            return tl::unexpected(judged.error());
        const auto last = last_change(call.county());
        if (!last)
            return tl::unexpected(last.error());
        const Judgement mine = within(**judged, reach(call, (*judged)->snapshot));
        return overview_json(
            mine, call.county().record, call.text("scenario"), *last, call.context().language
        );
    });
}

Result<Response> trend(const Call& call) {
    return kept_answer(call, {}, [&]() -> Result<std::string> {
        const auto years =
            judge_every_year(call.context(), call.county(), call.office.judgements, call.revision);
        if (!years)
            return tl::unexpected(years.error());
        return trend_json(*years);
    });
}

Result<Response> assessment(const Call& call) {
    const auto whose = call.session->scope.kind + ":" + call.session->scope.code;
    return kept_answer(call, whose, [&]() -> Result<std::string> {
        const auto judged = judgement(call);
        if (!judged)
            return tl::unexpected(judged.error());
        const Judgement& whole = **judged;
        std::vector<ReadingEffect> readings;
        if (call.text("readings") == "true")
            readings = reading_effects(whole.snapshot, whole.standards, whole.assessment);
        const Reach mine = reach(call, whole.snapshot);
        keep_within(readings, mine);
        return assessment_json(
            within(whole.assessment, mine), whole.standards, readings, call.context().language
        );
    });
}

Result<Response> explain(const Call& call) {
    const auto judged = judgement(call);
    if (!judged)
        return tl::unexpected(judged.error());
    const Reach mine = reach(call, (*judged)->snapshot);
    if (const std::string school = call.text("school"); !school.empty())
        if (auto covered = require_school(mine, school); !covered)
            return tl::unexpected(covered.error());
    auto explained = explain_judgement(
        call.context(),
        call.county(),
        **judged,
        {.judge = {},
         .indicator = call.text("indicator"),
         .cv = call.text("cv"),
         .school = call.text("school"),
         .stage = stage_by_name(call.text("stage"))}
    );
    if (!explained)
        return tl::unexpected(explained.error());
    keep_within(explained->explanation, mine);
    return json_answer(
        call,
        explanation_json(
            explained->explanation,
            explained->formula,
            explained->source_of,
            explained->glossary,
            call.context().language
        )
    );
}

Result<Response> compare(const Call& call) {
    const auto side = [&](std::string_view name) {
        return call.office.judgements.judge(
            call.context(), call.county(), named_judgement(call.text(name)), call.revision
        );
    };
    const auto before = side("a");
    if (!before)
        return tl::unexpected(before.error());
    const auto after = side("b");
    if (!after)
        return tl::unexpected(after.error());
    const Judgement& last = **after;
    const Assessment a = within((*before)->assessment, reach(call, (*before)->snapshot));
    const Assessment b = within(last.assessment, reach(call, last.snapshot));
    return json_answer(call, comparison_json({a, b, last.standards}));
}

Result<Response> indicators(const Call& call) {
    return kept_answer(call, {}, [&]() -> Result<std::string> {
        const auto judged = judgement(call);
        if (!judged)
            return tl::unexpected(judged.error());
        return indicators_json(**judged, call.context().language);
    });
}

}  // namespace

void add_county_handlers(Handlers& handlers) {
    handlers["county"] = county;
    handlers["overview"] = overview;
    handlers["trend"] = trend;
    handlers["assessment"] = assessment;
    handlers["explain"] = explain;
    handlers["compare"] = compare;
    handlers["indicators"] = indicators;
}

}  // namespace junheng
