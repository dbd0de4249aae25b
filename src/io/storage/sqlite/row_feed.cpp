// SPDX-License-Identifier: Apache-2.0
#include "io/storage/sqlite/row_feed.h"

namespace junheng::sqlite {
namespace {

constexpr const char* kName = "fed_rows";
constexpr const char* kShape = "CREATE TABLE fed_rows (c1, c2, c3, c4, c5, c6, c7, c8)";
constexpr const char* kPointer = "junheng-fed-rows";

/// What the statement that runs at the moment reads; owned by the connection.
struct Feed {
    std::size_t rows = 0;
    const std::function<void(const FedCell&)>* cell = nullptr;
};

// The structs that SQLite passes around begin with its own part.
struct FedTable : sqlite3_vtab {
    Feed* feed = nullptr;
};
struct FedCursor : sqlite3_vtab_cursor {
    std::size_t row = 0;
};

const Feed& feed_of(sqlite3_vtab_cursor* cursor) {
    return *static_cast<FedTable*>(cursor->pVtab)->feed;
}

int connect(sqlite3* db, void* feed, int, const char* const*, sqlite3_vtab** table, char**) {
    auto* made = new FedTable{};
    made->feed = static_cast<Feed*>(feed);
    *table = made;
    return sqlite3_declare_vtab(db, kShape);
}

int disconnect(sqlite3_vtab* table) {
    delete static_cast<FedTable*>(table);
    return SQLITE_OK;
}

int best_index(sqlite3_vtab*, sqlite3_index_info* info) {
    constexpr double kManyRows = 4096;
    info->estimatedCost = kManyRows;
    return SQLITE_OK;
}

int open_cursor(sqlite3_vtab*, sqlite3_vtab_cursor** cursor) {
    *cursor = new FedCursor{};
    return SQLITE_OK;
}

int close_cursor(sqlite3_vtab_cursor* cursor) {
    delete static_cast<FedCursor*>(cursor);
    return SQLITE_OK;
}

int filter(sqlite3_vtab_cursor* cursor, int, const char*, int, sqlite3_value**) {
    static_cast<FedCursor*>(cursor)->row = 0;
    return SQLITE_OK;
}

int next(sqlite3_vtab_cursor* cursor) {
    ++static_cast<FedCursor*>(cursor)->row;
    return SQLITE_OK;
}

int at_end(sqlite3_vtab_cursor* cursor) {
    return static_cast<FedCursor*>(cursor)->row >= feed_of(cursor).rows ? 1 : 0;
}

int column(sqlite3_vtab_cursor* cursor, sqlite3_context* context, int number) {
    (*feed_of(cursor).cell)(FedCell(context, static_cast<FedCursor*>(cursor)->row, number + 1));
    return SQLITE_OK;
}

int row_id(sqlite3_vtab_cursor* cursor, sqlite3_int64* id) {
    *id = static_cast<sqlite3_int64>(static_cast<FedCursor*>(cursor)->row);
    return SQLITE_OK;
}

// Without xCreate the table exists by its name alone and is in no schema.
constexpr sqlite3_module kModule = [] {
    sqlite3_module module{};
    module.xConnect = connect;
    module.xBestIndex = best_index;
    module.xDisconnect = disconnect;
    module.xOpen = open_cursor;
    module.xClose = close_cursor;
    module.xFilter = filter;
    module.xNext = next;
    module.xEof = at_end;
    module.xColumn = column;
    module.xRowid = row_id;
    return module;
}();

}  // namespace

void FedCell::answer(std::string_view value) const {
    sqlite3_result_text64(context_, value.data(), value.size(), SQLITE_STATIC, SQLITE_UTF8);
}

void FedCell::answer(Bytes value) const {
    sqlite3_result_blob64(context_, value.data(), value.size(), SQLITE_STATIC);
}

void offer_fed_rows(Connection& connection) {
    if (connection.attachment(kPointer) != nullptr)
        return;
    auto feed = std::make_shared<Feed>();
    const int code =
        sqlite3_create_module_v2(connection.handle(), kName, &kModule, feed.get(), nullptr);
    if (code != SQLITE_OK)
        give_up(connection.handle(), code);
    connection.attach(kPointer, std::move(feed));
}

void run_over_rows(
    Connection& connection,
    Statement& statement,
    std::size_t rows,
    const std::function<void(const FedCell&)>& cell
) {
    auto& feed = *static_cast<Feed*>(connection.attachment(kPointer));
    feed = {rows, &cell};
    statement.run();
    feed = {};
}

}  // namespace junheng::sqlite
