// SPDX-License-Identifier: Apache-2.0
/// A prepared statement: values are bound, never pasted into the text.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <sqlite3.h>

namespace junheng::sqlite {

using Bytes = std::span<const std::uint8_t>;

/// Invariant: between calls the statement is reset, so that it holds no lock.
class Statement {
public:
    Statement(sqlite3* db, std::string_view sql);

    /// Binds parameters 1, 2, ... Texts and bytes are not copied: they must live until the call
    /// that runs.
    template <class... Values>
    Statement& with(const Values&... values) {
        int index = 0;
        (bind(++index, values), ...);
        return *this;
    }
    void bind(int index, std::int64_t value);
    void bind(int index, int value) { bind(index, std::int64_t{value}); }
    void bind(int index, double value);
    void bind(int index, std::string_view value);
    void bind(int index, const char* value) { bind(index, std::string_view(value)); }
    void bind(int index, const std::string& value) { bind(index, std::string_view(value)); }
    void bind(int index, Bytes value);
    void bind(int index, std::nullptr_t);
    template <class T>
    void bind(int index, const std::optional<T>& value) {
        if (value)
            bind(index, *value);
        else
            bind(index, nullptr);
    }

    void run();
    /// Calls f() for each row; read it with the accessors below.
    template <class F>
    void each(F&& f) {
        const Rewind rewind{handle_.get()};
        while (step()) f();
    }
    /// Calls f() for the first row. False when there is none.
    template <class F>
    bool first(F&& f) {
        const Rewind rewind{handle_.get()};
        if (!step())
            return false;
        f();
        return true;
    }
    std::optional<std::int64_t> first_integer();

    /// Columns of the present row, from 0.
    std::int64_t integer(int column) const { return sqlite3_column_int64(handle_.get(), column); }
    double real(int column) const { return sqlite3_column_double(handle_.get(), column); }
    std::string_view text(int column) const;
    Bytes blob(int column) const;
    bool null(int column) const { return type(column) == SQLITE_NULL; }
    int type(int column) const { return sqlite3_column_type(handle_.get(), column); }
    int columns() const { return sqlite3_column_count(handle_.get()); }

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    struct Rewind {
        sqlite3_stmt* statement;
        ~Rewind() { sqlite3_reset(statement); }
    };
    bool step();
    void check(int code) const;

    std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

}  // namespace junheng::sqlite
