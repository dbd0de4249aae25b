// SPDX-License-Identifier: Apache-2.0
#include "io/storage/sqlite/overlays.h"

#include <algorithm>

#include "io/storage/change_text.h"

namespace junheng::sqlite {
namespace {

constexpr std::string_view kOverlays =
    "SELECT name, path, content FROM overlay_file WHERE county = ? AND to_set IS NULL ORDER BY "
    "name, path";
constexpr std::string_view kOverlay =
    "SELECT path, content FROM overlay_file WHERE county = ? AND name = ? AND to_set IS NULL ORDER "
    "BY path";
constexpr std::string_view kCloseFile =
    "UPDATE overlay_file SET to_set = ? WHERE county = ? AND name = ? AND path = ? AND to_set IS "
    "NULL";
constexpr std::string_view kOpenFile =
    "INSERT INTO overlay_file (county, name, path, content, from_set) VALUES (?, ?, ?, ?, ?)";
constexpr std::string_view kSaveScenario =
    "INSERT OR REPLACE INTO scenario (county, name, school_year, who, at, why, changes) VALUES (?, "
    "?, ?, ?, ?, ?, ?)";
constexpr std::string_view kLoadScenario =
    "SELECT school_year, who, at, why, changes FROM scenario WHERE county = ? AND name = ?";
constexpr std::string_view kScenarios = "SELECT name FROM scenario WHERE county = ? ORDER BY name";
constexpr std::string_view kRemoveScenario = "DELETE FROM scenario WHERE county = ? AND name = ?";

std::vector<OverlayFile> files_of(
    Connection& connection,
    std::string_view county,
    std::string_view name
) {
    std::vector<OverlayFile> files;
    Statement& query = connection.query(kOverlay).with(county, name);
    query.each([&] { files.push_back({std::string(query.text(0)), std::string(query.text(1))}); });
    return files;
}

[[noreturn]] void scenario_unknown(std::string_view name) {
    give_up(ErrorKind::usage, "store.scenario_unknown", {{"name", std::string(name)}});
}

}  // namespace

std::int64_t put_overlay(
    Connection& connection,
    std::string_view county,
    const Overlay& overlay,
    std::int64_t set
) {
    std::int64_t touched = 0;
    const auto old = files_of(connection, county, overlay.name);
    for (const OverlayFile& file : old)
        if (std::ranges::find(overlay.files, file) == overlay.files.end()) {
            connection.query(kCloseFile).with(set, county, overlay.name, file.path).run();
            ++touched;
        }
    for (const OverlayFile& file : overlay.files)
        if (std::ranges::find(old, file) == old.end()) {
            connection.query(kOpenFile).with(county, overlay.name, file.path, file.text, set).run();
            ++touched;
        }
    return touched;
}

std::vector<Overlay> overlays(Connection& connection, std::string_view county) {
    std::vector<Overlay> result;
    Statement& query = connection.query(kOverlays).with(county);
    query.each([&] {
        if (result.empty() || result.back().name != query.text(0))
            result.push_back({std::string(query.text(0)), {}});
        result.back().files.push_back({std::string(query.text(1)), std::string(query.text(2))});
    });
    return result;
}

void save_scenario(Connection& connection, std::string_view county, const Scenario& scenario) {
    const Author& author = scenario.author;
    connection.query(kSaveScenario)
        .with(
            county,
            scenario.name,
            scenario.year.start,
            author.who,
            author.at,
            author.why,
            changes_text(scenario.changes)
        )
        .run();
}

Scenario load_scenario(Connection& connection, std::string_view county, std::string_view name) {
    Scenario scenario{.name = std::string(name)};
    Statement& query = connection.query(kLoadScenario).with(county, name);
    const bool found = query.first([&] {
        scenario.year = {static_cast<int>(query.integer(0))};
        scenario.author = {
            std::string(query.text(1)), std::string(query.text(2)), std::string(query.text(3))};
        scenario.changes = take(parse_changes_text(query.text(4)));
    });
    if (!found)
        scenario_unknown(name);
    return scenario;
}

void remove_scenario(Connection& connection, std::string_view county, std::string_view name) {
    connection.query(kRemoveScenario).with(county, name).run();
    if (connection.touched() == 0)
        scenario_unknown(name);
}

std::vector<std::string> scenarios(Connection& connection, std::string_view county) {
    std::vector<std::string> names;
    Statement& query = connection.query(kScenarios).with(county);
    query.each([&] { names.emplace_back(query.text(0)); });
    return names;
}

}  // namespace junheng::sqlite
