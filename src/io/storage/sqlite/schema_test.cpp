// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <fstream>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "core/base/home.h"
#include "core/domain/table.h"
#include "io/storage/sqlite/connection.h"
#include "io/storage/sqlite/migrate.h"
#include "io/storage/store_fixture.h"

namespace junheng::sqlite {
namespace {

std::string_view column_type(FieldType type) {
    switch (type) {
        case FieldType::integer:
        case FieldType::count:
        case FieldType::hundredths:
        case FieldType::year:
            return "INTEGER";
        case FieldType::coordinate:
            return "REAL";
        case FieldType::text:
        case FieldType::code:
        case FieldType::decimal:
        case FieldType::date:
        case FieldType::word:
        case FieldType::flags:
        case FieldType::geometry:
            break;
    }
    return "TEXT";
}

// Name, type and place in the key of each column.
std::string expected_columns(const TableSpec& spec) {
    std::string text = "county TEXT 1\nschool_year INTEGER 2\n";
    for (std::size_t i = 0; i < spec.fields.size(); ++i)
        text += fmt::format(
            "{} {} {}\n",
            spec.fields[i].name,
            column_type(spec.fields[i].type),
            i < spec.key_fields ? i + 3 : 0
        );
    return text + "absent TEXT 0\n";
}

std::string found_columns(Connection& connection, std::string_view table) {
    std::string text;
    Statement& query =
        connection.query("SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid")
            .with(table);
    query.each([&] {
        text += fmt::format("{} {} {}\n", query.text(0), query.text(1), query.integer(2));
    });
    return text;
}

class SchemaTest : public StoreTest {
protected:
    SchemaTest() : raw(file, OpenMode::existing) {}

    std::string refusal(const std::string& sql) {
        const auto done = guarded([&] { raw.execute(sql); });
        return done ? "" : done.error().args.front().second;
    }

    Connection raw;
};

TEST_F(SchemaTest, RecordTablesAgreeWithTheSpecs) {
    for (const TableId table : all_tables())
        EXPECT_EQ(found_columns(raw, table_spec(table).name), expected_columns(table_spec(table)))
            << "a new field needs a migration: ALTER TABLE \"" << table_spec(table).name
            << "\" ADD COLUMN ...";
}

TEST_F(SchemaTest, SettingsHold) {
    EXPECT_EQ(raw.pragma("foreign_keys"), 1);
    EXPECT_EQ(raw.pragma("secure_delete"), 1);
    EXPECT_EQ(raw.pragma("synchronous"), 2);  // FULL
    EXPECT_EQ(raw.pragma("temp_store"), 2);   // MEMORY
    Statement mode(raw.handle(), "PRAGMA journal_mode");
    mode.first([&] { EXPECT_EQ(mode.text(0), "wal"); });
}

TEST_F(SchemaTest, TheLogOnlyGrows) {
    Snapshot county;
    county.schools.write().push_back(school("2137000001", "一小"));
    must_commit(commit_of(diff(Snapshot{}, county)));
    ASSERT_TRUE(store->freeze(kCounty, kYear, clerk()));
    const auto pupils = source_of({pupil(1, "2137000001")});
    must_commit(Commit{.author = clerk()}, &pupils);
    for (const char* sql : {
             "UPDATE change SET after = NULL",
             "DELETE FROM change",
             "UPDATE change_set SET who = 'x'",
             "DELETE FROM change_set",
             "UPDATE change_tally SET added = 0",
             "DELETE FROM change_tally",
             "UPDATE reported SET digest = ''",
             "DELETE FROM reported_table",
             "UPDATE enrolment SET grade = 2",
             "UPDATE enrolment SET from_set = 1",
         })
        EXPECT_EQ(refusal(sql), "append only") << sql;
    EXPECT_EQ(
        refusal("INSERT INTO schools (county, school_year, code) VALUES ('999999', 2025, 'x')"),
        "FOREIGN KEY constraint failed"
    );
}

TEST_F(SchemaTest, MigratingAgainChangesNothing) {
    const auto before = raw.pragma("schema_version");
    migrate(raw);
    EXPECT_EQ(raw.pragma("schema_version"), before);
    EXPECT_EQ(found_version(raw), known_version());
}

/// A home of its own with the program's migrations and whatever a test puts beside them.
class MigrationsTest : public SchemaTest {
protected:
    MigrationsTest() : migrations(folder / "home" / "db" / "migrations" / "sqlite") {
        std::filesystem::create_directories(migrations);
        std::filesystem::create_directories(folder / "home" / "data" / "standards");
        std::filesystem::copy(*find_home() / "db" / "migrations" / "sqlite", migrations);
        if (const char* set = std::getenv("JUNHENG_HOME"))
            home_before = set;
        setenv("JUNHENG_HOME", (folder / "home").c_str(), 1);
    }
    ~MigrationsTest() override {
        if (home_before)
            setenv("JUNHENG_HOME", home_before->c_str(), 1);
        else
            unsetenv("JUNHENG_HOME");
    }

    std::filesystem::path migrations;
    std::optional<std::string> home_before;
};

TEST_F(MigrationsTest, AFileThatCannotBeReadIsNotNoted) {
    const auto next = migrations / "9000-next.sql";
    const auto refused = [&] { return error_code(open_store(file.string())); };
    const int before = found_version(raw);
    std::filesystem::create_symlink("nowhere", next);
    EXPECT_EQ(refused(), "store.migration_unreadable");
    std::filesystem::remove(next);
    std::filesystem::create_directory(next);
    EXPECT_EQ(refused(), "store.migration_unreadable");
    std::filesystem::remove(next);
    std::ofstream(next).flush();
    EXPECT_EQ(refused(), "store.migration_unreadable");
    EXPECT_EQ(found_version(raw), before);
    std::ofstream(next) << "CREATE TABLE next (a) STRICT;";
    EXPECT_EQ(refused(), "store.internal");  // STRICT wants a type: nor is what fails
    EXPECT_EQ(found_version(raw), before);
    std::ofstream(next) << "CREATE TABLE next (a TEXT) STRICT;";
    EXPECT_EQ(refused(), "");
    EXPECT_EQ(found_version(raw), 9000);
}

TEST_F(MigrationsTest, TwoFilesOfOneNumberAreRefused) {
    std::ofstream(migrations / "1-again.sql") << "SELECT 1;";
    const auto opened = open_store(file.string());
    ASSERT_EQ(error_code(opened), "store.migration_twice");
    EXPECT_EQ(opened.error().args.front().second, "1");
}

TEST_F(SchemaTest, ANewerSchemaIsRefusedAndLeftAlone) {
    raw.execute("INSERT INTO schema_version (version, name) VALUES (9999, 'from the future')");
    const auto opened = open_store(file.string());
    ASSERT_EQ(error_code(opened), "store.newer_schema");
    EXPECT_EQ(opened.error().kind, ErrorKind::data);
    EXPECT_EQ(opened.error().args.front().second, "9999");
    EXPECT_EQ(
        error_code(restore_store(file, (folder / "other.db").string())), "store.newer_schema"
    );
    EXPECT_FALSE(std::filesystem::exists(folder / "other.db"));
}

TEST_F(SchemaTest, AlteredFrozenRowsAreNoticed) {
    Snapshot county;
    county.schools.write().push_back(school("2137000001", "一小"));
    must_commit(commit_of(diff(Snapshot{}, county)));
    const auto frozen = store->freeze(kCounty, kYear, clerk());
    ASSERT_TRUE(frozen);
    raw.execute("DROP TRIGGER reported_table_stays");
    raw.execute("UPDATE reported_table SET content = '[]' WHERE table_name = 'schools'");
    EXPECT_EQ(error_code(store->load_reported(kCounty, frozen->id)), "store.damaged");
}

TEST_F(SchemaTest, ASwappedSealIsNoticed) {
    const auto pupils = source_of({pupil(1, "2137000001"), pupil(2, "2137000001")});
    must_commit(Commit{.author = clerk()}, &pupils);
    raw.execute("DROP TRIGGER enrolment_stays");
    const auto read = [&] {
        return error_code(
            store->read_pupils({kCounty, kYear}, {"officer", "", ""}, [](const PupilRow&) {})
        );
    };
    EXPECT_EQ(read(), "");
    raw.execute("UPDATE enrolment SET grade = 8 WHERE id = 1");
    EXPECT_EQ(read(), "store.damaged");
    EXPECT_EQ(store->accesses(kCounty)->size(), 2U);  // the attempt counts
}

TEST_F(SchemaTest, ALockIsReported) {
    sqlite3_busy_timeout(raw.handle(), 0);
    const Transaction other(raw, TransactionKind::write);
    Connection impatient(file, OpenMode::existing);
    sqlite3_busy_timeout(impatient.handle(), 1);
    const auto done = guarded([&] { Transaction(impatient, TransactionKind::write).commit(); });
    EXPECT_EQ(error_code(done), "store.locked");
}

}  // namespace
}  // namespace junheng::sqlite
