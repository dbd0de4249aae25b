// SPDX-License-Identifier: Apache-2.0
#include "app/service/scratch_folder.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include <unistd.h>

namespace junheng {
namespace fs = std::filesystem;

fs::path make_scratch_folder(std::string_view purpose) {
    std::string name =
        (fs::temp_directory_path() / ("junheng-" + std::string(purpose) + "-XXXXXX")).string();
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
            ErrorKind::unavailable, "file.unwritable", {{"file", file.filename().string()}}
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
