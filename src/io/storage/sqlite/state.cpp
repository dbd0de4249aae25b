// SPDX-License-Identifier: Apache-2.0
#include "io/storage/sqlite/state.h"

#include <set>

#include <fmt/format.h>

#include "core/domain/table.h"
#include "io/storage/digest.h"

namespace junheng::sqlite {
namespace {

constexpr std::string_view kNextYear =
    "SELECT min(school_year) FROM \"{}\" WHERE county = ? AND school_year > ?{}";
constexpr std::string_view kAllRows = "SELECT * FROM \"{}\" ORDER BY {}";
constexpr std::string_view kCounties = "SELECT code, name FROM county_register ORDER BY code";
constexpr std::string_view kChildren =
    "SELECT county, school_year, school, grade, class, fingerprint FROM enrolment WHERE to_set IS "
    "NULL"
    " ORDER BY 1, 2, 3, 4, 5, 6";
constexpr std::string_view kIdentities =
    "SELECT county, teacher, blind_index FROM teacher_identity WHERE to_set IS NULL ORDER BY 1, 2";
constexpr std::string_view kOverlays =
    "SELECT county, name, path, content FROM overlay_file WHERE to_set IS NULL ORDER BY 1, 2, 3";
constexpr std::string_view kPapers =
    "SELECT county, school_year, item, slot, name, sha256 FROM paper_file WHERE to_set IS NULL "
    "ORDER BY 1, 2, 3, 4";
constexpr std::string_view kScenarios = "SELECT * FROM scenario ORDER BY county, name";
constexpr std::string_view kReported = "SELECT school_year, digest FROM reported ORDER BY 1, 2";
constexpr const char* kIntegrity = "PRAGMA integrity_check(1)";
constexpr const char* kReferences = "PRAGMA foreign_key_check";

void collect_years(
    Connection& connection,
    std::string_view county,
    const std::string& sql,
    std::set<SchoolYear>& years
) {
    std::int64_t last = -1;
    while (const auto next = connection.query(sql).with(county, last).first_integer()) {
        last = *next;
        years.insert({static_cast<int>(last)});
    }
}

void add_rows(Connection& connection, std::string_view sql, Digest& digest) {
    Statement query(connection.handle(), sql);
    query.each([&] {
        for (int column = 0; column < query.columns(); ++column) {
            // The length keeps neighbours apart.
            const Bytes value = query.blob(column);
            digest.add(fmt::format("{}:{}:", query.type(column), value.size()));
            digest.add(value);
        }
    });
    digest.add("\n");
}

std::string key_order(const TableSpec& spec) {
    std::string order = "county, school_year";
    for (std::size_t i = 0; i < spec.key_fields; ++i)
        order += fmt::format(", \"{}\"", spec.fields[i].name);
    return order;
}

}  // namespace

std::vector<SchoolYear> years_held(Connection& connection, std::string_view county) {
    std::set<SchoolYear> years;
    for (const TableId table : all_tables())
        collect_years(
            connection,
            county,
            fmt::format(fmt::runtime(kNextYear), table_spec(table).name, ""),
            years
        );
    collect_years(
        connection,
        county,
        fmt::format(fmt::runtime(kNextYear), "enrolment", " AND to_set IS NULL"),
        years
    );
    return {years.begin(), years.end()};
}

void verify(Connection& connection) {
    Statement integrity(connection.handle(), kIntegrity);
    std::string finding;
    integrity.first([&] { finding = integrity.text(0); });
    Statement references(connection.handle(), kReferences);
    references.first([&] { finding = fmt::format("foreign key: {}", references.text(0)); });
    if (finding != "ok")
        give_up(
            ErrorKind::unavailable,
            "store.damaged",
            {{"reason", finding}},
            {.file = sqlite3_db_filename(connection.handle(), "main")}
        );
}

std::string state_hash(Connection& connection) {
    const Transaction transaction(connection, TransactionKind::read);
    Digest digest;
    for (const TableId table : all_tables()) {
        const TableSpec& spec = table_spec(table);
        add_rows(
            connection, fmt::format(fmt::runtime(kAllRows), spec.name, key_order(spec)), digest
        );
    }
    for (const auto sql :
         {kCounties, kChildren, kIdentities, kOverlays, kPapers, kScenarios, kReported})
        add_rows(connection, sql, digest);
    return digest.hex();
}

}  // namespace junheng::sqlite
