// SPDX-License-Identifier: Apache-2.0
/// What is stored, held against itself, and who has handed in what.
#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "app/service/hand_ins.h"
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

std::vector<SchoolHandIn> schools_of(const Snapshot& snapshot, const HandInRules& rules) {
    auto filled = filled_tables(snapshot, rules);
    std::vector<SchoolHandIn> schools;
    for (const School& school : snapshot.schools) {
        if (!school.merged_into.empty())
            continue;
        const std::set<std::string>& held = filled[school.code];
        SchoolHandIn state{school.code, school.name, {}};
        std::ranges::copy_if(
            rules.tables,
            std::back_inserter(state.missing),
            [&](const std::string& table) { return !held.contains(table); }
        );
        schools.push_back(std::move(state));
    }
    return schools;
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
    const auto rules = load_hand_in_rules(context.hand_in_rules());
    if (!rules)
        return tl::unexpected(rules.error());
    HandInStatus state{.schools = schools_of(*snapshot, *rules), .county = {}};
    add_figures(state.county, *snapshot, *glossary);
    add_evidence(state.county, *snapshot, *standards);
    return state;
}

}  // namespace junheng
