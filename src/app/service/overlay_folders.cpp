// SPDX-License-Identifier: Apache-2.0
#include "app/service/overlay_folders.h"

#include <unistd.h>

#include <fstream>
#include <stdexcept>

namespace junheng {
namespace fs = std::filesystem;
namespace {

fs::path make_root() {
    std::string name = (fs::temp_directory_path() / "junheng-overlay-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr)
        throw std::runtime_error("no temporary folder: " + name);
    return name;
}

}  // namespace

OverlayFolders::~OverlayFolders() {
    std::error_code ignored;
    if (!root_.empty())
        fs::remove_all(root_, ignored);
}

fs::path OverlayFolders::put(const Overlay& overlay) {
    if (root_.empty())
        root_ = make_root();
    const fs::path folder = root_ / overlay.name;
    for (const OverlayFile& file : overlay.files) {
        fs::create_directories((folder / file.path).parent_path());
        std::ofstream(folder / file.path, std::ios::binary) << file.text;
    }
    return folder;
}

}  // namespace junheng
