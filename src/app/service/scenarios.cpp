// SPDX-License-Identifier: Apache-2.0
#include "app/service/scenarios.h"

#include <algorithm>
#include <iterator>
#include <sstream>

#include "app/service/keeping.h"
#include "core/indicators/assess.h"

namespace junheng {
namespace {

tl::unexpected<Error> bad_set(const std::string& text) {
    return failure(ErrorKind::usage, "scenario.bad_set", {{"value", text}});
}

/// table:key:column=value, as a wish.
Result<WishedChange> wish_of(const std::string& text) {
    const auto first = text.find(':');
    const auto equals = text.find('=');
    const auto last = text.rfind(':', equals);
    if (first == std::string::npos || equals == std::string::npos || last == first)
        return bad_set(text);
    WishedChange wish{.table = text.substr(0, first)};
    std::istringstream parts(text.substr(first + 1, last - first - 1));
    for (std::string part; std::getline(parts, part, '/');) wish.key.push_back(part);
    // Parts at the end of a key may be left out: a stage, a period.
    if (const auto table = table_by_name(wish.table))
        wish.key.resize(std::max(wish.key.size(), table_spec(*table).key_fields));
    wish.field = text.substr(last + 1, equals - last - 1);
    wish.after = text.substr(equals + 1);
    return wish;
}

Result<Scenario> existing_or_new(County& county, const ScenarioRequest& request) {
    auto found = county.store->load_scenario(county.code(), request.name);
    if (found || found.error().code != "store.scenario_unknown")
        return found;
    const auto year = held_year(county, request.year);
    if (!year)
        return tl::unexpected(year.error());
    return Scenario{.name = request.name, .year = *year, .author = {}, .changes = {}};
}

Result<void> add_figures(const Context& context, County& county, const ScenarioRequest& request) {
    auto scenario = existing_or_new(county, request);
    if (!scenario)
        return tl::unexpected(scenario.error());
    auto base = county.store->load(county.code(), scenario->year);
    if (!base)
        return tl::unexpected(base.error());
    const auto snapshot = junheng::apply(scenario->changes, *base);
    if (!snapshot)
        return tl::unexpected(snapshot.error());
    const auto standards = standards_for(context, county, scenario->year, {});
    if (!standards)
        return tl::unexpected(standards.error());
    std::vector<WishedChange> wishes;
    for (const std::string& set : request.sets) {
        auto wish = wish_of(set);
        if (!wish)
            return tl::unexpected(wish.error());
        wishes.push_back(*std::move(wish));
    }
    const auto changes = wished_changes(*snapshot, *standards, wishes);
    if (!changes)
        return tl::unexpected(changes.error());
    std::ranges::copy(*changes, std::back_inserter(scenario->changes));
    scenario->author = author_of(context, {});
    return county.store->save_scenario(county.code(), *scenario);
}

}  // namespace

Result<std::vector<std::string>> change_scenario(
    const Context& context,
    County& county,
    const ScenarioRequest& request
) {
    if (request.remove) {
        if (auto done = county.store->remove_scenario(county.code(), request.name); !done)
            return tl::unexpected(done.error());
    } else if (!request.sets.empty()) {
        if (auto done = add_figures(context, county, request); !done)
            return tl::unexpected(done.error());
    }
    return county.store->scenarios(county.code());
}

Result<Scenario> save_scenario(
    const Context& context,
    County& county,
    const std::string& name,
    std::optional<int> year,
    const std::string& why,
    std::span<const WishedChange> changes
) {
    const auto held = held_year(county, year);
    if (!held)
        return tl::unexpected(held.error());
    const auto base = county.store->load(county.code(), *held);
    if (!base)
        return tl::unexpected(base.error());
    const auto standards = standards_for(context, county, *held, {});
    if (!standards)
        return tl::unexpected(standards.error());
    auto made = wished_changes(*base, *standards, changes);
    if (!made)
        return tl::unexpected(made.error());
    Scenario scenario{
        .name = name,
        .year = *held,
        .author = author_of(context, why),
        .changes = *std::move(made)};
    if (auto saved = county.store->save_scenario(county.code(), scenario); !saved)
        return tl::unexpected(saved.error());
    return scenario;
}

Result<Scenario> load_scenario(County& county, const std::string& name) {
    return county.store->load_scenario(county.code(), name);
}

Result<std::vector<Scenario>> all_scenarios(County& county) {
    const auto names = county.store->scenarios(county.code());
    if (!names)
        return tl::unexpected(names.error());
    std::vector<Scenario> scenarios;
    for (const std::string& name : *names) {
        auto scenario = load_scenario(county, name);
        if (!scenario)
            return tl::unexpected(scenario.error());
        scenarios.push_back(*std::move(scenario));
    }
    return scenarios;
}

Result<void> remove_scenario(County& county, const std::string& name) {
    return county.store->remove_scenario(county.code(), name);
}

Result<Judgement> what_if(const Judgement& base, std::span<const WishedChange> changes) {
    const auto made = wished_changes(base.snapshot, base.standards, changes);
    if (!made)
        return tl::unexpected(made.error());
    auto after = junheng::apply(*made, base.snapshot);
    if (!after)
        return tl::unexpected(after.error());
    Judgement judgement{*std::move(after), base.standards, {}, {}};
    judgement.assessment = assess(judgement.snapshot, judgement.standards);
    return judgement;
}

}  // namespace junheng
