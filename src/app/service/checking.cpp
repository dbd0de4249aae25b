// SPDX-License-Identifier: Apache-2.0
/// What is stored, held against itself, and who has handed in what.
#include <algorithm>

#include <fmt/format.h>

#include "app/service/importing.h"
#include "app/service/judging.h"
#include "io/exchange/issue_terms.h"
#include "io/exchange/registry_check.h"

namespace junheng {
namespace {

/// A finding in the store has no file: the table and the cell's key and column stand in its place.
Issue located(Finding finding) {
    const TableSpec& spec = table_spec(finding.table);
    finding.issue.where.sheet = fmt::format(
        "{} {} {}", spec.name, key_text(spec, finding.key), spec.fields[finding.field].name
    );
    return std::move(finding.issue);
}

std::vector<std::string> missing_tables(const Snapshot& snapshot, const School& school) {
    std::vector<std::string> missing;
    const auto stages = stages_of(snapshot, school.code);
    const SharedFigures* shared = find_shared(snapshot, school.code);
    if (std::ranges::none_of(stages, [](const StageFigures& s) { return s.pupils.has_value(); }))
        missing.emplace_back("stages");
    if (shared == nullptr || !shared->teaching_area)
        missing.emplace_back("shared");
    if (classes_of(snapshot, school.code).empty())
        missing.emplace_back("classes");
    if (rooms_of(snapshot, school.code).empty())
        missing.emplace_back("rooms");
    if (figures_of(snapshot, school.code).empty())
        missing.emplace_back("figures");
    return missing;
}

void add_figures(CountyHandIn& state, const Snapshot& snapshot, const Glossary& glossary) {
    for (const GlossaryRow& key : glossary.rows()) {
        if (key.group != "county")
            continue;
        ++state.figures;
        const bool held = std::ranges::any_of(snapshot.county, [&](const CountyFigure& figure) {
            return figure.key == key.id && figure.value.has_value();
        });
        if (!held)
            state.figures_missing.push_back(key.id);
    }
}

void add_evidence(CountyHandIn& state, const Snapshot& snapshot, const StandardSet& standards) {
    for (const auto* part : {&standards.guarantee, &standards.quality})
        for (const JudgedIndicator& indicator : *part)
            for (const std::string& slot : indicator.evidence) {
                ++state.evidence;
                const bool held =
                    std::ranges::any_of(snapshot.evidence, [&](const Evidence& paper) {
                        return paper.item == indicator.id && paper.slot == slot &&
                               (paper.state == "present" || paper.state == "accepted");
                    });
                if (!held)
                    state.evidence_missing.push_back(indicator.id + "/" + slot);
            }
}

}  // namespace

Result<Issues> check_county(const Context& context, County& county, std::optional<int> year) {
    const auto held = held_year(county, year);
    if (!held)
        return tl::unexpected(held.error());
    const auto snapshot = county.store->load(county.code(), *held);
    const auto previous = county.store->load(county.code(), SchoolYear{held->start - 1});
    if (!snapshot || !previous)
        return tl::unexpected(snapshot ? previous.error() : snapshot.error());
    auto rules = load_check_rules(context.checks());
    if (!rules)
        return tl::unexpected(rules.error());
    const auto glossary = Glossary::load(context.glossary());
    if (!glossary)
        return tl::unexpected(glossary.error());
    learn_from_glossary(*rules, *glossary);
    const auto standards = standards_for(context, county, *held, {});
    if (!standards)
        return tl::unexpected(standards.error());
    learn_from_standards(*rules, *standards);
    const CheckOptions options{
        .rules = *std::move(rules), .previous = previous->schools.empty() ? nullptr : &*previous};
    Issues issues;
    for (Finding& finding : check_snapshot(*snapshot, options))
        issues.push_back(located(std::move(finding)));
    add_terms(issues, *glossary, context.language);
    return issues;
}

Result<HandInStatus> hand_in_status(
    const Context& context,
    County& county,
    std::optional<int> year
) {
    const auto held = held_year(county, year);
    if (!held)
        return tl::unexpected(held.error());
    const auto snapshot = county.store->load(county.code(), *held);
    if (!snapshot)
        return tl::unexpected(snapshot.error());
    const auto glossary = Glossary::load(context.glossary());
    if (!glossary)
        return tl::unexpected(glossary.error());
    const auto standards = standards_for(context, county, *held, {});
    if (!standards)
        return tl::unexpected(standards.error());
    HandInStatus state;
    for (const School& school : snapshot->schools)
        if (school.merged_into.empty())
            state.schools.push_back({school.code, school.name, missing_tables(*snapshot, school)});
    add_figures(state.county, *snapshot, *glossary);
    add_evidence(state.county, *snapshot, *standards);
    return state;
}

}  // namespace junheng
