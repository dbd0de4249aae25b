// SPDX-License-Identifier: Apache-2.0
/// One connection to one file, with the settings that the store's promises hang on.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include <sqlite3.h>

#include "io/storage/sqlite/fault.h"
#include "io/storage/sqlite/statement.h"

namespace junheng::sqlite {

/// Throws what an SQLite result code means to the user. The message of SQLite names tables and
/// columns, never values.
[[noreturn]] void give_up(sqlite3* db, int code);

/// Throws store.io where that cannot be told.
bool file_exists(const std::filesystem::path& file);

enum class OpenMode { existing, create, read_only };

/// Not shared between threads.
class Connection {
public:
    /// Opens the file and proves by its first page that it is a database.
    Connection(const std::filesystem::path& file, OpenMode mode);

    /// Readers and a writer at the same time. Writes to the file: call it on what is known to be a
    /// county.
    void write_ahead();

    /// A statement that is prepared once and kept, by its text.
    Statement& query(std::string_view sql);
    /// Runs statements without parameters.
    void execute(const std::string& sql);
    std::int64_t pragma(const std::string& name);

    /// Keeps what SQLite may point to as long as it may.
    void attach(const std::string& name, std::shared_ptr<void> thing) {
        attached_[name] = std::move(thing);
    }
    void* attachment(const std::string& name) const {
        const auto found = attached_.find(name);
        return found == attached_.end() ? nullptr : found->second.get();
    }

    std::int64_t last_id() const { return sqlite3_last_insert_rowid(db_.get()); }
    std::int64_t touched() const { return sqlite3_changes64(db_.get()); }
    bool in_transaction() const { return sqlite3_get_autocommit(db_.get()) == 0; }
    sqlite3* handle() const { return db_.get(); }

private:
    struct Close {
        void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
    };
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };
    void set_up();

    std::unordered_map<std::string, std::shared_ptr<void>> attached_;
    std::unique_ptr<sqlite3, Close> db_;
    std::unordered_map<std::string, Statement, TextHash, std::equal_to<>> statements_;
};

enum class TransactionKind { read, write };

/// Rolled back unless committed.
class Transaction {
public:
    Transaction(Connection& connection, TransactionKind kind);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    void commit();

private:
    Connection& connection_;
};

}  // namespace junheng::sqlite
