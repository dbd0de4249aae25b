// SPDX-License-Identifier: Apache-2.0
#include "app/service/scenarios.h"

#include <sstream>

namespace junheng {
namespace {

tl::unexpected<Error> bad_set(const std::string& text) {
    return failure(ErrorKind::usage, "scenario.bad_set", {{"value", text}});
}

Result<Row> key_from(const TableSpec& spec, const std::string& text) {
    Row key;
    std::istringstream parts(text);
    std::string part;
    while (key.size() < spec.key_fields && std::getline(parts, part, '/')) {
        const auto value = parse_field(spec.fields[key.size()], part);
        if (const auto* fault = std::get_if<FieldFault>(&value))
            return failure(ErrorKind::usage, std::string(fault->code), {{"value", part}});
        key.push_back(std::get<Value>(value));
    }
    key.resize(spec.key_fields, Missing::not_reported);
    return key;
}

Result<Change> parse_set(const Snapshot& snapshot, const std::string& text) {
    const auto first = text.find(':');
    const auto equals = text.find('=');
    const auto last = text.rfind(':', equals);
    if (first == std::string::npos || equals == std::string::npos || last == first)
        return bad_set(text);
    const auto table = table_by_name(text.substr(0, first));
    if (!table)
        return bad_set(text);
    const TableSpec& spec = table_spec(*table);
    const auto field = field_by_name(spec, text.substr(last + 1, equals - last - 1));
    if (!field || *field < spec.key_fields)
        return bad_set(text);
    auto key = key_from(spec, text.substr(first + 1, last - first - 1));
    if (!key)
        return tl::unexpected(key.error());
    const auto value = parse_field(spec.fields[*field], text.substr(equals + 1));
    if (const auto* fault = std::get_if<FieldFault>(&value))
        return failure(ErrorKind::usage, std::string(fault->code), {{"value", text}});
    const auto row = find_row(snapshot, *table, *key);
    if (!row)
        return failure(ErrorKind::usage, "figure.unknown", {{"value", text}});
    const Value before = cell_at(snapshot, *table, *row, *field);
    return CellSet{*table, *std::move(key), *field, before, std::get<Value>(value)};
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

Result<void> add_figures(County& county, const ScenarioRequest& request) {
    auto scenario = existing_or_new(county, request);
    if (!scenario)
        return tl::unexpected(scenario.error());
    auto base = county.store->load(county.code(), scenario->year);
    if (!base)
        return tl::unexpected(base.error());
    auto snapshot = junheng::apply(scenario->changes, *base);
    if (!snapshot)
        return tl::unexpected(snapshot.error());
    for (const std::string& set : request.sets) {
        auto change = parse_set(*snapshot, set);
        if (!change)
            return tl::unexpected(change.error());
        if (auto done = apply_to(*snapshot, *change); !done)
            return done;
        scenario->changes.push_back(*std::move(change));
    }
    return county.store->save_scenario(county.code(), *scenario);
}

}  // namespace

Result<std::vector<std::string>> change_scenario(County& county, const ScenarioRequest& request) {
    if (request.remove) {
        if (auto done = county.store->remove_scenario(county.code(), request.name); !done)
            return tl::unexpected(done.error());
    } else if (!request.sets.empty()) {
        if (auto done = add_figures(county, request); !done)
            return tl::unexpected(done.error());
    }
    return county.store->scenarios(county.code());
}

}  // namespace junheng
