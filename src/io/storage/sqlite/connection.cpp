// SPDX-License-Identifier: Apache-2.0
#include "io/storage/sqlite/connection.h"

#include <cerrno>
#include <cstring>

namespace junheng::sqlite {
namespace {

constexpr int kBusyMilliseconds = 5000;
constexpr int kPrimaryCode = 0xff;

// FULL: a commit that was answered survives a power cut. MEMORY: no temporary file ever holds a
// row.
constexpr const char* kSettings =
    "PRAGMA foreign_keys = ON;"
    "PRAGMA temp_store = MEMORY;"
    "PRAGMA secure_delete = ON;"
    "PRAGMA synchronous = FULL;"
    "PRAGMA trusted_schema = OFF;"
    "PRAGMA page_size = 8192;"
    "PRAGMA cache_size = -131072;";

// SQLite says "full" for a full disk only. A quota and a limit on file sizes come as failed writes,
// and by the time one can ask, errno may speak of something else; only a failing device is told
// apart.
bool out_of_space(int code, int system_error) {
    const bool writing =
        code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_TRUNCATE || code == SQLITE_IOERR_SHMSIZE;
    return writing && system_error != EIO;
}

// Before the first connection: the counters of memory in use cost a lock for every allocation.
void start_library() {
    static const int done = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    (void)done;
}

Error error_of(sqlite3* db, int code) {
    using enum ErrorKind;
    const char* name = sqlite3_db_filename(db, "main");
    const Where where{.file = name == nullptr ? "" : name};
    const int system_error = sqlite3_system_errno(db);
    const Args reason{{"reason", sqlite3_errmsg(db)}};
    switch (code & kPrimaryCode) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {unavailable, "store.locked", {}, where};
        case SQLITE_FULL:
            return {unavailable, "store.disk_full", {}, where};
        case SQLITE_NOTADB:
            return {data, "store.not_a_database", {}, where};
        case SQLITE_CORRUPT:
            return {unavailable, "store.damaged", reason, where};
        case SQLITE_READONLY:
            return {unavailable, "store.read_only", {}, where};
        case SQLITE_IOERR:
            if (out_of_space(code, system_error))
                return {unavailable, "store.disk_full", {}, where};
            [[fallthrough]];
        case SQLITE_CANTOPEN:
            return {unavailable, "store.io", {{"reason", std::strerror(system_error)}}, where};
        default:
            return {internal, "store.internal", reason, where};
    }
}

int open_flags(OpenMode mode) {
    const int kind = mode == OpenMode::read_only  ? SQLITE_OPEN_READONLY
                     : mode == OpenMode::existing ? SQLITE_OPEN_READWRITE
                                                  : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    return kind | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
}

}  // namespace

void give_up(sqlite3* db, int code) {
    throw Fault(error_of(db, code));
}

bool file_exists(const std::filesystem::path& file) {
    std::error_code fault;
    const bool found = std::filesystem::exists(file, fault);
    if (fault)
        give_up(
            ErrorKind::unavailable,
            "store.io",
            {{"reason", fault.message()}},
            {.file = file.string()}
        );
    return found;
}

Connection::Connection(const std::filesystem::path& file, OpenMode mode) {
    start_library();
    sqlite3* db = nullptr;
    const int code = sqlite3_open_v2(file.c_str(), &db, open_flags(mode), nullptr);
    db_.reset(db);
    if (code != SQLITE_OK)
        give_up(db, code);
    set_up();
}

void Connection::set_up() {
    sqlite3_busy_timeout(db_.get(), kBusyMilliseconds);
    sqlite3_db_config(db_.get(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    execute(kSettings);
    pragma("schema_version");
}

void Connection::write_ahead() {
    execute("PRAGMA journal_mode = WAL;");
}

Statement& Connection::query(std::string_view sql) {
    auto found = statements_.find(sql);
    if (found == statements_.end())
        found = statements_.emplace(std::string(sql), Statement(db_.get(), sql)).first;
    return found->second;
}

void Connection::execute(const std::string& sql) {
    const int code = sqlite3_exec(db_.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        give_up(db_.get(), code);
}

std::int64_t Connection::pragma(const std::string& name) {
    return Statement(db_.get(), "PRAGMA " + name).first_integer().value_or(0);
}

Transaction::Transaction(Connection& connection, TransactionKind kind) : connection_(connection) {
    connection_.execute(kind == TransactionKind::write ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
    // SQLite may have rolled back by itself, as it does on a full disk.
    if (connection_.in_transaction())
        sqlite3_exec(connection_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
    connection_.execute("COMMIT");
}

}  // namespace junheng::sqlite
