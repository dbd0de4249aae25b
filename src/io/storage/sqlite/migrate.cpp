// SPDX-License-Identifier: Apache-2.0
#include "io/storage/sqlite/migrate.h"

#include <charconv>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "core/base/home.h"

namespace junheng::sqlite {
namespace fs = std::filesystem;
namespace {

// "JHNG", so that a county is told from any other SQLite file.
constexpr std::int64_t kApplicationId = 0x4a484e47;
constexpr const char* kVersionTable =
    "CREATE TABLE IF NOT EXISTS schema_version ("
    "version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL) STRICT;"
    "PRAGMA application_id = 1246252615;";
static_assert(kApplicationId == 1246252615);
constexpr const char* kNoteVersion = "INSERT INTO schema_version (version, name) VALUES (?, ?)";
constexpr const char* kVersion = "SELECT max(version) FROM schema_version";
constexpr const char* kTables = "SELECT count(*) FROM sqlite_schema";

int number_of(const fs::path& file) {
    const std::string name = file.filename().string();
    int version = 0;
    const auto [end, fault] = std::from_chars(name.data(), name.data() + name.size(), version);
    return fault == std::errc{} && file.extension() == ".sql" ? version : 0;
}

void note(std::map<int, fs::path>& files, const fs::path& file) {
    const int version = number_of(file);
    if (version > 0 && !files.emplace(version, file).second)
        give_up(
            ErrorKind::internal,
            "store.migration_twice",
            {{"number", std::to_string(version)}},
            {.file = file.string()}
        );
}

std::map<int, fs::path> files() {
    std::map<int, fs::path> result;
    const fs::path folder = take(find_home()) / "db" / "migrations" / "sqlite";
    std::error_code fault;
    for (fs::directory_iterator file(folder, fault), end; !fault && file != end;
         file.increment(fault))
        note(result, file->path());
    if (fault || result.empty())
        give_up(ErrorKind::internal, "store.migrations_absent", {}, {.file = folder.string()});
    return result;
}

[[noreturn]] void refuse_foreign(Connection& connection) {
    give_up(
        ErrorKind::data,
        "store.not_a_county",
        {},
        {.file = sqlite3_db_filename(connection.handle(), "main")}
    );
}

std::string content(const fs::path& file) {
    std::ifstream in(file);
    std::ostringstream text;
    // An empty file fails too: its version must not be noted.
    if (!in || !(text << in.rdbuf()))
        give_up(ErrorKind::internal, "store.migration_unreadable", {}, {.file = file.string()});
    return text.str();
}

void run_file(Connection& connection, int version, const fs::path& file) {
    Transaction transaction(connection, TransactionKind::write);
    // Another process may have been first.
    if (found_version(connection) >= version)
        return;
    if (version == 1)
        connection.execute(kVersionTable);
    connection.execute(content(file));
    connection.query(kNoteVersion).with(version, file.stem().string()).run();
    transaction.commit();
}

}  // namespace

int known_version() {
    return files().rbegin()->first;
}

int found_version(Connection& connection) {
    if (connection.pragma("application_id") == kApplicationId)
        return static_cast<int>(connection.query(kVersion).first_integer().value_or(0));
    if (connection.query(kTables).first_integer() != 0)
        refuse_foreign(connection);
    return 0;
}

void refuse_empty(Connection& connection) {
    if (found_version(connection) == 0)
        refuse_foreign(connection);
}

void refuse_newer(Connection& connection) {
    const int found = found_version(connection);
    const int known = known_version();
    if (found > known)
        give_up(
            ErrorKind::data,
            "store.newer_schema",
            {{"found", std::to_string(found)}, {"known", std::to_string(known)}},
            {.file = sqlite3_db_filename(connection.handle(), "main")}
        );
}

void migrate(Connection& connection) {
    refuse_newer(connection);
    const int found = found_version(connection);
    for (const auto& [version, file] : files())
        if (version > found)
            run_file(connection, version, file);
}

}  // namespace junheng::sqlite
