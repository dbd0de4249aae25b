// SPDX-License-Identifier: Apache-2.0
/// The overlays that a county keeps, as folders for as long as somebody reads them.
#pragma once

#include <filesystem>

#include "io/storage/commit.h"

namespace junheng {

class OverlayFolders {
public:
    OverlayFolders() = default;
    OverlayFolders(const OverlayFolders&) = delete;
    OverlayFolders& operator=(const OverlayFolders&) = delete;
    ~OverlayFolders();

    /// Throws std::runtime_error where there is no room for temporary files.
    std::filesystem::path put(const Overlay& overlay);

private:
    std::filesystem::path root_;
};

}  // namespace junheng
