// SPDX-License-Identifier: Apache-2.0
#include "core/base/home.h"

#include <cstdlib>

namespace junheng {
namespace fs = std::filesystem;
namespace {

bool is_home(const fs::path& folder) {
    std::error_code ignored;
    return fs::is_directory(folder / "data" / "standards", ignored);
}

}  // namespace

Result<fs::path> find_home() {
    if (const char* set = std::getenv("JUNHENG_HOME"); set != nullptr && is_home(set))
        return fs::path(set);
    std::error_code fault;
    const fs::path program = fs::read_symlink("/proc/self/exe", fault);
    for (fs::path folder = program.parent_path(); !fault; folder = folder.parent_path()) {
        if (is_home(folder))
            return folder;
        if (folder == folder.parent_path())
            break;
    }
    if (const fs::path installed = program.parent_path() / ".." / "share" / "junheng";
        is_home(installed))
        return fs::weakly_canonical(installed);
    return failure(ErrorKind::unavailable, "home.not_found", {{"program", program.string()}});
}

}  // namespace junheng
