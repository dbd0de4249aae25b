// SPDX-License-Identifier: Apache-2.0
#include "app/service/scratch_folder.h"

#include <cerrno>
#include <charconv>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include <signal.h>
#include <unistd.h>
#include <system_error>

namespace junheng {
namespace fs = std::filesystem;
namespace {

/// Names tell whose they are: PREFIX, process, "-", random letters.
bool is_orphan(const std::string& name, const std::string& prefix) {
    if (!name.starts_with(prefix))
        return false;
    int process = 0;
    const char* first = name.data() + prefix.size();
    const auto [end, fault] = std::from_chars(first, name.data() + name.size(), process);
    return fault == std::errc{} && *end == '-' && process > 0 && ::kill(process, 0) != 0 &&
           errno == ESRCH;
}

void remove_orphans(const std::string& prefix) {
    std::error_code fault;
    for (fs::directory_iterator entry(fs::temp_directory_path(), fault), end;
         !fault && entry != end;
         entry.increment(fault))
        if (is_orphan(entry->path().filename().string(), prefix))
            remove_scratch_folder(entry->path());
}

}  // namespace

fs::path make_scratch_folder(std::string_view purpose) {
    const std::string prefix = "junheng-" + std::string(purpose) + "-";
    remove_orphans(prefix);
    std::string name =
        (fs::temp_directory_path() / (prefix + std::to_string(::getpid()) + "-XXXXXX")).string();
    // The folder is made with mode 0700.
    if (mkdtemp(name.data()) == nullptr)
        throw std::runtime_error("no temporary folder: " + name);
    return name;
}

void remove_scratch_folder(const fs::path& folder) {
    std::error_code ignored;
    fs::remove_all(folder, ignored);
}

Result<void> write_file(const fs::path& file, std::string_view content) {
    std::ofstream out(file, std::ios::binary);
    out.write(content.data(), static_cast<std::streamsize>(content.size()));
    out.close();
    if (!out)
        return failure(
            ErrorKind::unavailable,
            "file.unwritable",
            {{"file", file.filename().string()}, {"reason", std::generic_category().message(errno)}}
        );
    return {};
}

Result<std::string> read_file(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in)
        return failure(
            ErrorKind::unavailable, "file.unreadable", {{"file", file.filename().string()}}
        );
    return std::string(std::istreambuf_iterator<char>(in), {});
}

}  // namespace junheng
