// SPDX-License-Identifier: Apache-2.0
#include "app/service/judging.h"

#include <algorithm>
#include <charconv>

#include "core/domain/words.h"
#include "core/indicators/assess.h"
#include "core/standards/load.h"

namespace junheng {
namespace {

Result<Snapshot> load_snapshot(County& county, const JudgeOptions& options) {
    std::optional<Scenario> scenario;
    if (!options.scenario.empty()) {
        auto loaded = county.store->load_scenario(county.code(), options.scenario);
        if (!loaded)
            return tl::unexpected(loaded.error());
        scenario = *std::move(loaded);
    }
    const auto asked =
        scenario && !options.year ? std::optional(scenario->year.start) : options.year;
    const auto year = held_year(county, asked);
    if (!year)
        return tl::unexpected(year.error());
    auto snapshot = county.store->load(county.code(), *year);
    if (!snapshot || !scenario)
        return snapshot;
    return junheng::apply(scenario->changes, *snapshot);
}

/// A school may be asked for by its name, where only one has it.
std::string code_of(const Snapshot& snapshot, const std::string& asked) {
    const auto named = [&](const School& school) { return school.name == asked; };
    if (find_school(snapshot, asked) != nullptr ||
        std::ranges::count_if(snapshot.schools, named) != 1)
        return asked;
    return std::ranges::find_if(snapshot.schools, named)->code;
}

Result<Explanation> explain(const Judgement& judgement, const ExplainOptions& options) {
    const Snapshot& snapshot = judgement.snapshot;
    if (options.stage && !options.cv.empty())
        return explain_cv(snapshot, judgement.standards, options.cv, *options.stage);
    if (!options.indicator.empty() &&
        find_indicator(judgement.standards, options.indicator) == nullptr)
        return explain_judged(snapshot, judgement.standards, options.indicator);
    if (options.stage && !options.school.empty())
        return explain_value(
            snapshot,
            judgement.standards,
            options.indicator,
            code_of(snapshot, options.school),
            *options.stage
        );
    return failure(
        ErrorKind::usage, "explain.stage_needed", {{"indicator", options.indicator + options.cv}}
    );
}

std::optional<InputSource> source_in(County& county, SchoolYear year, const CellRef& cell) {
    const auto origin =
        county.store->origin_of(county.code(), {year, cell.table, cell.key, cell.field});
    if (!origin || !*origin)
        return std::nullopt;
    const CellOrigin& found = **origin;
    return InputSource{found.where, found.author.who, found.author.at, found.author.why};
}

}  // namespace

Result<Judgement> judge_county(
    const Context& context,
    County& county,
    const JudgeOptions& options
) {
    auto snapshot = load_snapshot(county, options);
    if (!snapshot)
        return tl::unexpected(snapshot.error());
    auto standards = standards_for(context, county, snapshot->year, options);
    if (!standards)
        return tl::unexpected(standards.error());
    Judgement judgement{*std::move(snapshot), *std::move(standards), {}, options.all_readings, {}};
    judgement.assessment = assess(judgement.snapshot, judgement.standards);
    if (options.all_readings)
        judgement.readings =
            reading_effects(judgement.snapshot, judgement.standards, judgement.assessment);
    return judgement;
}

JudgeOptions named_judgement(const std::string& name) {
    int year = 0;
    const auto [end, fault] = std::from_chars(name.data(), name.data() + name.size(), year);
    if (fault == std::errc{} && end == name.data() + name.size())
        return {.year = year};
    return {.scenario = name};
}

Result<Judgement> judge_named(const Context& context, County& county, const std::string& name) {
    return judge_county(context, county, named_judgement(name));
}

Result<Explained> explain_county(
    const Context& context,
    County& county,
    const ExplainOptions& options
) {
    const auto judgement = judge_county(context, county, options.judge);
    if (!judgement)
        return tl::unexpected(judgement.error());
    return explain_judgement(context, county, *judgement, options);
}

Result<Explained> explain_judgement(
    const Context& context,
    County& county,
    const Judgement& judgement,
    const ExplainOptions& options
) {
    auto explanation = explain(judgement, options);
    if (!explanation)
        return tl::unexpected(explanation.error());
    auto glossary = Glossary::load(context.glossary());
    if (!glossary)
        return tl::unexpected(glossary.error());
    const SchoolYear year = judgement.snapshot.year;
    Explained explained{.explanation = *std::move(explanation), .glossary = *std::move(glossary)};
    explained.formula = formula_text(
        explained.explanation.formula,
        explained.explanation.value,
        context.messages,
        explained.glossary,
        context.language
    );
    explained.source_of = [&county, year](const CellRef& cell) {
        return source_in(county, year, cell);
    };
    return explained;
}

}  // namespace junheng
