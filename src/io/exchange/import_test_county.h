// SPDX-License-Identifier: Apache-2.0
/// Counties and folders for the tests of import and export.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <rapidcheck.h>
#include <unistd.h>

#include "core/domain/change.h"
#include "io/exchange/import.h"

namespace junheng::test {

/// A folder of its own that goes with the object.
class Folder {
public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "junheng-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() {
        std::error_code fault;
        std::filesystem::remove_all(path_, fault);
    }
    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path write(const std::string& name, const std::string& content) const {
        std::ofstream(path_ / name, std::ios::binary) << content;
        return path_ / name;
    }

private:
    std::filesystem::path path_;
};

inline ImportCounty county_of(const Snapshot& snapshot) {
    ImportCounty county;
    county.snapshot = [&snapshot](SchoolYear year) -> Result<Snapshot> {
        if (year == snapshot.year)
            return snapshot;
        Snapshot empty;
        empty.county_code = snapshot.county_code;
        empty.year = year;
        return empty;
    };
    for (const School& school : snapshot.schools) county.known_schools.insert(school.code);
    return county;
}

inline Result<ImportResult> import_into(
    const Snapshot& snapshot,
    const std::vector<std::filesystem::path>& paths,
    ImportOptions options = {}
) {
    static const HeadBook book = head_book(*Glossary::load("data/glossary.toml"));
    if (!options.year && options.default_year == SchoolYear{2025})
        options.default_year = snapshot.year.start == 0 ? SchoolYear{2025} : snapshot.year;
    return read_import(paths, options, county_of(snapshot), book);
}

inline Snapshot after(const Snapshot& before, const ImportResult& read) {
    Changes changes;
    for (const SourcedChange& change : read.changes) changes.push_back(change.change);
    auto result = junheng::apply(changes, before);
    return result ? *result : Snapshot{};
}

inline std::string listed(const Issues& issues) {
    std::string text;
    for (const Issue& issue : issues)
        text += fmt::format(
            "{} {}:{}:{}:{} '{}'\n",
            issue.code,
            issue.where.file,
            issue.where.sheet,
            issue.where.row,
            issue.where.column,
            issue.value
        );
    return text;
}

/// Where two counties differ, for the reader of a failed test.
inline std::string listed(const Snapshot& a, const Snapshot& b) {
    std::string text;
    for (const Change& change : diff(a, b)) {
        text += std::string(table_spec(table_of(change)).name) + " " + key_of(change);
        if (const auto* cell = std::get_if<CellSet>(&change)) {
            const FieldSpec& field = table_spec(cell->table).fields[cell->field];
            text += fmt::format(
                " {}: '{}' '{}'",
                field.name,
                to_text(field, cell->before),
                to_text(field, cell->after)
            );
        }
        text += "\n";
    }
    return text;
}

inline rc::Gen<Value> any_text() {
    return rc::gen::map(
        rc::gen::container<std::string>(rc::gen::elementOf(std::string("abz09\",; .()'="))),
        [](std::string text) {
            // Blanks at the ends are not part of a value in any spreadsheet.
            while (!text.empty() &&
                   (text.front() == ' ' || text.front() == '\n' || text.front() == '\''))
                text.erase(0, 1);
            while (!text.empty() && (text.back() == ' ' || text.back() == '\n')) text.pop_back();
            return text.empty() ? Value(Missing::not_reported) : Value("校" + text);
        }
    );
}

inline rc::Gen<Value> or_missing(rc::Gen<Value> given) {
    return rc::gen::weightedOneOf<Value>(
        {{6, std::move(given)},
         {1, rc::gen::just(Value(Missing::not_reported))},
         {1, rc::gen::just(Value(Missing::not_applicable))}}
    );
}

inline rc::Gen<Value> whole(std::int64_t least, std::int64_t past) {
    return rc::gen::map(rc::gen::inRange<std::int64_t>(least, past), [](std::int64_t n) {
        return Value(n);
    });
}

inline rc::Gen<Value> any_value(const FieldSpec& field) {
    const auto text = [](std::string t) { return Value(std::move(t)); };
    switch (field.type) {
        case FieldType::code:
            return rc::gen::map(rc::gen::inRange(2'101'000'000, 2'101'000'009), [](int n) {
                return Value(std::to_string(n));
            });
        case FieldType::integer:
            return or_missing(whole(-9, 999));
        case FieldType::count:
            return or_missing(whole(0, 1'000'000));
        case FieldType::hundredths:
            return or_missing(whole(0, 1'000'000'000'000));
        case FieldType::year:
            return or_missing(whole(1'900, 2'100));
        case FieldType::coordinate:
            return or_missing(rc::gen::map(whole(-1'799'999, 1'799'999), [](const Value& v) {
                return Value(static_cast<double>(std::get<std::int64_t>(v)) / 10'000.0);
            }));
        case FieldType::date:
            return rc::gen::elementOf(std::vector<Value>{
                Missing::not_reported, text("2020-02-29"), text("2031-12-31")});
        case FieldType::decimal:
            return rc::gen::elementOf(std::vector<Value>{
                Missing::not_reported,
                text("yes"),
                text("no"),
                text("-12.5"),
                text("0.95"),
                text("70000")});
        case FieldType::word: {
            std::vector<Value> words{Missing::not_reported};
            for (const std::string_view word : field.words) words.emplace_back(std::string(word));
            return rc::gen::elementOf(words);
        }
        case FieldType::flags:
            return rc::gen::elementOf(std::vector<Value>{
                Missing::not_reported, text("dense_centre"), text("dense_centre boarding")});
        case FieldType::geometry:
            return rc::gen::elementOf(std::vector<Value>{
                Missing::not_reported, text("POLYGON ((1 2, 3 4, 5 6, 1 2))")});
        case FieldType::text:
            break;
    }
    return any_text();
}

/// Fields that hold no reason for their absence (texts, keys) come back as not reported.
inline Row normal_row(TableId table, Row row) {
    Snapshot one;
    return set_rows(one, table, {std::move(row)}) ? row_at(one, table, 0) : Row{};
}

inline Row any_row(TableId table) {
    const TableSpec& spec = table_spec(table);
    Row row;
    for (std::size_t i = 0; i < spec.fields.size(); ++i) {
        Value value = *any_value(spec.fields[i]);
        if (i < spec.key_fields && !key_may_be_empty(table, i))
            while (std::holds_alternative<Missing>(value)) value = *any_value(spec.fields[i]);
        row.push_back(std::move(value));
    }
    return normal_row(table, std::move(row));
}

inline rc::Gen<Snapshot> any_snapshot() {
    return rc::gen::exec([] {
        Snapshot snapshot;
        snapshot.county_code = "000000";
        snapshot.year = SchoolYear{*rc::gen::inRange(2015, 2030)};
        for (const TableId table : all_tables()) {
            std::vector<Row> rows;
            const int count = *rc::gen::inRange(0, 5);
            for (int i = 0; i < count; ++i) rows.push_back(any_row(table));
            std::vector<Row> unique;
            for (Row& row : rows)
                if (std::ranges::none_of(unique, [&](const Row& r) {
                        return key_text(table_spec(table), r) == key_text(table_spec(table), row);
                    }))
                    unique.push_back(std::move(row));
            (void)set_rows(snapshot, table, std::move(unique));
        }
        return snapshot;
    });
}

}  // namespace junheng::test
