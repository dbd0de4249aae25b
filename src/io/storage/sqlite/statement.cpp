// SPDX-License-Identifier: Apache-2.0
#include "io/storage/sqlite/statement.h"

#include "io/storage/sqlite/connection.h"

namespace junheng::sqlite {

Statement::Statement(sqlite3* db, std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(
        db, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr
    );
    handle_.reset(statement);
    if (code != SQLITE_OK)
        give_up(db, code);
}

void Statement::check(int code) const {
    if (code != SQLITE_OK)
        give_up(sqlite3_db_handle(handle_.get()), code);
}

void Statement::bind(int index, std::int64_t value) {
    check(sqlite3_bind_int64(handle_.get(), index, value));
}

void Statement::bind(int index, double value) {
    check(sqlite3_bind_double(handle_.get(), index, value));
}

void Statement::bind(int index, std::string_view value) {
    // A null pointer would bind NULL, and an empty text is not an absent one.
    const char* data = value.data() == nullptr ? "" : value.data();
    check(sqlite3_bind_text64(handle_.get(), index, data, value.size(), SQLITE_STATIC, SQLITE_UTF8)
    );
}

void Statement::bind(int index, Bytes value) {
    check(sqlite3_bind_blob64(handle_.get(), index, value.data(), value.size(), SQLITE_STATIC));
}

void Statement::bind(int index, std::nullptr_t) {
    check(sqlite3_bind_null(handle_.get(), index));
}

bool Statement::step() {
    const int code = sqlite3_step(handle_.get());
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE)
        give_up(sqlite3_db_handle(handle_.get()), code);
    return false;
}

void Statement::run() {
    const Rewind rewind{handle_.get()};
    while (step()) {
    }
}

std::optional<std::int64_t> Statement::first_integer() {
    std::optional<std::int64_t> result;
    first([&] {
        if (!null(0))
            result = integer(0);
    });
    return result;
}

std::string_view Statement::text(int column) const {
    const auto* data = sqlite3_column_text(handle_.get(), column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column));
    return {reinterpret_cast<const char*>(data), data == nullptr ? 0 : size};
}

Bytes Statement::blob(int column) const {
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(handle_.get(), column));
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column))};
}

}  // namespace junheng::sqlite
