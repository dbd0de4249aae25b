// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include "io/storage/sqlite/backup.h"
#include "io/storage/sqlite/fault.h"
#include "io/storage/sqlite/migrate.h"
#include "io/storage/sqlite/sqlite_store.h"
#include "io/storage/store.h"

namespace junheng {
namespace {

bool is_server(std::string_view location) {
    return location.starts_with("postgresql://") || location.starts_with("postgres://");
}

tl::unexpected<Error> backend_absent() {
    return failure(ErrorKind::unavailable, "store.backend_absent", {{"backend", "PostgreSQL"}});
}

std::unique_ptr<Store> open_file(const std::filesystem::path& file) {
    if (!sqlite::file_exists(file))
        sqlite::give_up(ErrorKind::unavailable, "store.absent", {}, {.file = file.string()});
    auto connection = std::make_unique<sqlite::Connection>(file, sqlite::OpenMode::existing);
    sqlite::refuse_empty(*connection);
    connection->write_ahead();
    sqlite::migrate(*connection);
    return std::make_unique<sqlite::SqliteStore>(std::move(connection));
}

}  // namespace

Result<std::unique_ptr<Store>> open_store(const std::string& location) {
    if (is_server(location))
        return backend_absent();
    return sqlite::guarded([&] { return open_file(location); });
}

Result<std::unique_ptr<Store>> create_store(const std::string& location, bool force) {
    if (is_server(location))
        return backend_absent();
    return sqlite::guarded([&] {
        sqlite::create_file(location, force);
        return open_file(location);
    });
}

Result<void> restore_store(const std::filesystem::path& backup, const std::string& location) {
    if (is_server(location))
        return backend_absent();
    return sqlite::guarded([&] { sqlite::restore_from(backup, location); });
}

}  // namespace junheng
