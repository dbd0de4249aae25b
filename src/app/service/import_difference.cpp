// SPDX-License-Identifier: Apache-2.0
#include "app/service/import_difference.h"

#include <algorithm>
#include <array>
#include <map>
#include <ranges>
#include <set>

#include <fmt/format.h>

#include "app/service/change_json.h"
#include "app/service/reach.h"
#include "io/exchange/mapping.h"

namespace junheng {
namespace {

constexpr std::size_t kListedOfTable = 20;
constexpr std::size_t kListedInAll = 4000;

using Years = std::map<SchoolYear, Snapshot>;

std::string school_name(const std::string& code, const Years& years) {
    for (const Snapshot& snapshot : years | std::views::values | std::views::reverse)
        if (const School* school = find_school(snapshot, code))
            return school->name;
    return {};
}

bool names_a_person(const Change& change) {
    return table_of(change) == TableId::teachers;
}

class Difference {
public:
    explicit Difference(const ImportResult& result) : result_(result) {}

    ImportDifference take() {
        for (const SourcedChange& change : result_.changes) count(change);
        for (const auto& [row, from_files] : changed_) follow_ += from_files ? 0 : 1;
        list<RowRemoved>();
        list<CellSet>();
        list<RowAdded>();
        ImportDifference all{.schools = {}, .follow = follow_};
        for (auto& [code, tables] : schools_) {
            SchoolDifference school{code, name_of(code), {}};
            for (auto& [id, table] : tables) school.tables.push_back(std::move(table));
            all.schools.push_back(std::move(school));
        }
        return all;
    }

private:
    static std::string row_of(const SourcedChange& change) {
        return fmt::format(
            "{} {} {}",
            change.year.start,
            table_spec(table_of(change.change)).name,
            key_of(change.change)
        );
    }

    TableDifference& table_of_school(const SourcedChange& change) {
        const TableId id = table_of(change.change);
        TableDifference& table =
            schools_[school_touched(change.change, result_.after.at(change.year))][id];
        table.table = id;
        return table;
    }

    void count(const SourcedChange& change) {
        Tally& rows = table_of_school(change).rows;
        if (std::holds_alternative<RowAdded>(change.change)) {
            ++rows.added;
            added_.insert(row_of(change));
        } else if (std::holds_alternative<RowRemoved>(change.change)) {
            ++rows.gone;
        } else if (const std::string row = row_of(change); !added_.contains(row)) {
            const auto [known, fresh] = changed_.try_emplace(row, false);
            rows.changed += fresh ? 1 : 0;
            known->second = known->second || change.row > 0;
        }
    }

    template <class Kind>
    void list() {
        for (const SourcedChange& change : result_.changes) {
            constexpr bool kCells = std::is_same_v<Kind, CellSet>;
            if (!std::holds_alternative<Kind>(change.change) ||
                (kCells ? added_.contains(row_of(change)) : names_a_person(change.change)))
                continue;
            TableDifference& table = table_of_school(change);
            ++table.changes;
            if (table.listed.size() < kListedOfTable && listed_ < kListedInAll) {
                table.listed.push_back({change.year, change.change, where(change)});
                ++listed_;
            }
        }
    }

    Where where(const SourcedChange& change) const {
        if (change.sheet < 0 || change.row <= 0)
            return {};
        const SourceSheet& sheet = result_.sheets[static_cast<std::size_t>(change.sheet)];
        return {sheet.file, sheet.sheet, change.row};
    }

    std::string name_of(const std::string& code) const {
        const std::string name = school_name(code, result_.after);
        return name.empty() ? school_name(code, result_.before) : name;
    }

    const ImportResult& result_;
    std::map<std::string, std::map<TableId, TableDifference>> schools_;
    std::set<std::string> added_;
    std::map<std::string, bool> changed_;  // by row: whether the files themselves change it
    std::int64_t follow_ = 0;
    std::size_t listed_ = 0;
};

void write_tally(JsonWriter& json, const Tally& rows) {
    json.field("added", rows.added).field("changed", rows.changed).field("gone", rows.gone);
}

void write_listed(JsonWriter& json, const ListedChange& listed) {
    json.begin_object().field("year", listed.year.start);
    write_change(
        json, listed.change, names_a_person(listed.change) ? RowKey::hidden : RowKey::shown
    );
    for (const auto& [name, text] : std::array<std::pair<std::string_view, std::string_view>, 2>{
             {{"file", listed.where.file}, {"sheet", listed.where.sheet}}}) {
        json.key(name);
        text.empty() ? json.null() : json.value(text);
    }
    json.key("row");
    listed.where.row > 0 ? json.value(listed.where.row) : json.null();
    json.end_object();
}

void write_table(JsonWriter& json, const TableDifference& table) {
    json.begin_object().field("table", table_name(table.table));
    write_tally(json, table.rows);
    json.field("changes", table.changes).key("listed").begin_array();
    for (const ListedChange& listed : table.listed) write_listed(json, listed);
    json.end_array().end_object();
}

}  // namespace

ImportDifference difference_of(const ImportResult& result) {
    return Difference(result).take();
}

void add_children(
    ImportDifference& difference,
    const std::vector<PupilTally>& pupils,
    const Snapshot& snapshot
) {
    for (const PupilTally& tally : pupils) {
        auto& schools = difference.schools;
        auto place = std::ranges::lower_bound(schools, tally.school, {}, &SchoolDifference::code);
        if (place == schools.end() || place->code != tally.school) {
            const School* school = find_school(snapshot, tally.school);
            place = schools.insert(
                place, {tally.school, school == nullptr ? std::string() : school->name, {}}
            );
        }
        place->tables.push_back({.table = {}, .rows = tally.pupils, .changes = 0, .listed = {}});
    }
}

void write_difference(JsonWriter& json, const ImportDifference& difference) {
    json.key("difference").begin_object().field("follow", difference.follow);
    json.key("schools").begin_array();
    for (const SchoolDifference& school : difference.schools) {
        json.begin_object().field("code", school.code).field("name", school.name);
        json.key("tables").begin_array();
        for (const TableDifference& table : school.tables) write_table(json, table);
        json.end_array().end_object();
    }
    json.end_array().end_object();
}

}  // namespace junheng
