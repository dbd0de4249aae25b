// SPDX-License-Identifier: Apache-2.0
#include "io/storage/sqlite/backup.h"

#include <cerrno>
#include <chrono>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

#include "io/storage/sqlite/migrate.h"
#include "io/storage/sqlite/state.h"

namespace junheng::sqlite {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kVacuumInto = "VACUUM INTO ?";
constexpr int kAllPages = -1;
constexpr std::string_view kRenumber = "UPDATE revision SET number = max(number + 1, ?)";
constexpr std::int64_t kNumbersAMillisecond = 1024;

[[noreturn]] void io_fault(const fs::path& file, const std::string& reason) {
    give_up(ErrorKind::unavailable, "store.io", {{"reason", reason}}, {.file = file.string()});
}

void refuse_existing(const fs::path& file, bool force) {
    if (!force && file_exists(file))
        give_up(ErrorKind::usage, "store.exists", {}, {.file = file.string()});
}

/// A file beside the target that goes away unless it is put in the target's place.
class Aside {
public:
    explicit Aside(fs::path target)
        : target_(std::move(target)),
          file_(target_.string() + ".new-" + std::to_string(::getpid())) {
        remove_all();
    }
    ~Aside() { remove_all(); }
    Aside(const Aside&) = delete;
    Aside& operator=(const Aside&) = delete;

    const fs::path& file() const { return file_; }
    void put_in_place() {
        sync(file_, O_RDONLY);
        // The log of the file that goes must not be read into the one that comes.
        remove_logs(target_);
        std::error_code fault;
        fs::rename(file_, target_, fault);
        if (fault)
            io_fault(target_, fault.message());
        sync(
            target_.has_parent_path() ? target_.parent_path() : fs::path("."),
            O_RDONLY | O_DIRECTORY
        );
    }

private:
    static void sync(const fs::path& path, int flags) {
        const int number = ::open(path.c_str(), flags | O_CLOEXEC);
        const bool done = number >= 0 && ::fsync(number) == 0;
        const int reason = errno;
        if (number >= 0)
            ::close(number);
        if (!done)
            io_fault(path, std::strerror(reason));
    }
    static void remove_logs(const fs::path& file) {
        std::error_code ignored;
        for (const char* tail : {"-wal", "-shm", "-journal"})
            fs::remove(file.string() + tail, ignored);
    }
    void remove_all() {
        std::error_code ignored;
        fs::remove(file_, ignored);
        remove_logs(file_);
    }

    fs::path target_;
    fs::path file_;
};

/// What a restored county tells of its state must not be what the one before it told of another:
/// its numbers go on from the time of day, which no count of changes overtakes.
std::int64_t first_number_of_now() {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(since).count() *
           kNumbersAMillisecond;
}

void copy_pages(Connection& from, Connection& to) {
    sqlite3_backup* copy = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
    if (copy == nullptr)
        give_up(to.handle(), sqlite3_errcode(to.handle()));
    sqlite3_backup_step(copy, kAllPages);
    if (const int code = sqlite3_backup_finish(copy); code != SQLITE_OK)
        give_up(to.handle(), code);
}

}  // namespace

void backup_to(Connection& connection, const fs::path& file, bool force) {
    refuse_existing(file, force);
    Aside aside(file);
    connection.query(kVacuumInto).with(aside.file().string()).run();
    aside.put_in_place();
}

void create_file(const fs::path& file, bool force) {
    refuse_existing(file, force);
    Aside aside(file);
    {
        Connection fresh(aside.file(), OpenMode::create);
        fresh.write_ahead();
        migrate(fresh);
    }
    aside.put_in_place();
}

void restore_from(const fs::path& backup, const fs::path& file) {
    if (!file_exists(backup))
        give_up(ErrorKind::unavailable, "store.absent", {}, {.file = backup.string()});
    Connection source(backup, OpenMode::read_only);
    refuse_newer(source);
    refuse_empty(source);
    verify(source);
    Aside aside(file);
    source.query(kVacuumInto).with(aside.file().string()).run();
    {
        Connection copy(aside.file(), OpenMode::existing);
        migrate(copy);
        copy.query(kRenumber).with(first_number_of_now()).run();
        if (file_exists(file)) {
            // One transaction of the target: whoever has it open sees all of it or nothing.
            Connection target(file, OpenMode::existing);
            copy_pages(copy, target);
            return;
        }
    }
    aside.put_in_place();
}

}  // namespace junheng::sqlite
