// SPDX-License-Identifier: Apache-2.0
#include "io/storage/key_file.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>

#include <fcntl.h>
#include <pwd.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

namespace junheng {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kHexLength = kKeyBytes * 2;
constexpr mode_t kOwnerOnly = 0600;
constexpr mode_t kOthers = 077;

/// Closes with its scope.
struct Descriptor {
    int number;
    ~Descriptor() {
        if (number >= 0)
            ::close(number);
    }
};

const char* variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr || *value == '\0' ? nullptr : value;
}

tl::unexpected<Error> refused(
    ErrorKind kind,
    std::string code,
    const fs::path& file,
    int fault = 0
) {
    Args args;
    if (fault != 0)
        args = {{"reason", std::strerror(fault)}};
    return failure(kind, std::move(code), std::move(args), {.file = file.string()});
}

std::optional<Key> parse_key(std::string_view text) {
    Key key;
    std::size_t length = 0;
    const char* end = nullptr;
    const int fault =
        sodium_hex2bin(key.data(), key.size(), text.data(), text.size(), "\n", &length, &end);
    return fault == 0 && length == key.size() && end == text.data() + text.size()
               ? std::optional(key)
               : std::nullopt;
}

std::string key_text(const Key& key) {
    std::string text(kHexLength + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), key.data(), key.size());
    text.back() = '\n';
    return text;
}

// A key that a power cut takes back would leave children nobody can read.
void sync_folder(const fs::path& folder) {
    const Descriptor opened{
        ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (opened.number >= 0)
        ::fsync(opened.number);
}

bool write_new(const fs::path& file, std::string_view text) {
    const Descriptor out{::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kOwnerOnly)};
    return out.number >= 0 &&
           ::write(out.number, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
           ::fsync(out.number) == 0;
}

}  // namespace

fs::path key_file() {
    if (const char* set = variable("JUNHENG_KEY_FILE"))
        return set;
    if (const char* config = variable("XDG_CONFIG_HOME"))
        return fs::path(config) / "junheng" / "key";
    const char* home = variable("HOME");
    if (const passwd* user = home == nullptr ? ::getpwuid(::getuid()) : nullptr)
        home = user->pw_dir;
    return fs::path(home == nullptr ? "." : home) / ".config" / "junheng" / "key";
}

Result<std::optional<Key>> read_key(const fs::path& file) {
    const Descriptor in{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
    if (in.number < 0 && errno == ENOENT)
        return std::optional<Key>();
    if (in.number < 0)
        return refused(ErrorKind::unavailable, "store.key_unreadable", file, errno);
    struct stat state {};
    if (::fstat(in.number, &state) != 0 || !S_ISREG(state.st_mode))
        return refused(ErrorKind::unavailable, "store.key_damaged", file);
    if ((state.st_mode & kOthers) != 0)
        return refused(ErrorKind::forbidden, "store.key_permissions", file);
    std::string text(kHexLength + 2, '\0');
    const ssize_t length = ::read(in.number, text.data(), text.size());
    text.resize(length < 0 ? 0 : static_cast<std::size_t>(length));
    const auto key = parse_key(text);
    sodium_memzero(text.data(), text.size());
    if (!key)
        return refused(ErrorKind::unavailable, "store.key_damaged", file);
    return key;
}

Result<Key> make_key(const fs::path& file) {
    const Key key = fresh_key();
    std::error_code fault;
    if (file.has_parent_path() && fs::create_directories(file.parent_path(), fault))
        fs::permissions(file.parent_path(), fs::perms::owner_all, fault);
    // Written aside and linked into place: nobody ever reads half a key, and of two writers one
    // wins.
    const fs::path aside = file.string() + ".new-" + std::to_string(::getpid());
    std::string text = key_text(key);
    const bool written = write_new(aside, text);
    sodium_memzero(text.data(), text.size());
    const bool linked = written && ::link(aside.c_str(), file.c_str()) == 0;
    const int reason = errno;
    ::unlink(aside.c_str());
    if (linked) {
        sync_folder(file.parent_path());
        return key;
    }
    if (written && reason == EEXIST)
        if (const auto other = read_key(file); other && *other)
            return **other;
    return refused(ErrorKind::unavailable, "store.key_unwritable", file, reason);
}

}  // namespace junheng
