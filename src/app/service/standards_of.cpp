// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <fstream>

#include "app/service/judging.h"
#include "core/standards/load.h"

namespace junheng {
namespace fs = std::filesystem;
namespace {

/// The overlays that a county keeps, as folders for as long as they are read.
class OverlayFolders {
public:
    OverlayFolders() = default;
    OverlayFolders(const OverlayFolders&) = delete;
    OverlayFolders& operator=(const OverlayFolders&) = delete;
    ~OverlayFolders() {
        std::error_code ignored;
        if (!root_.empty())
            fs::remove_all(root_, ignored);
    }

    fs::path put(const Overlay& overlay) {
        if (root_.empty())
            root_ = make_root();
        const fs::path folder = root_ / overlay.name;
        for (const OverlayFile& file : overlay.files) {
            fs::create_directories((folder / file.path).parent_path());
            std::ofstream(folder / file.path, std::ios::binary) << file.text;
        }
        return folder;
    }

private:
    static fs::path make_root() {
        std::string name = (fs::temp_directory_path() / "junheng-overlay-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr)
            throw std::runtime_error("no temporary folder: " + name);
        return name;
    }

    fs::path root_;
};

}  // namespace

Result<StandardSet> standards_for(
    const Context& context,
    County& county,
    SchoolYear year,
    const JudgeOptions& options
) {
    const auto kept = county.store->overlays(county.code());
    if (!kept)
        return tl::unexpected(kept.error());
    OverlayFolders folders;
    StandardChoices choices{
        .on = year.statistics_day(), .overlays = {}, .readings = options.readings};
    for (const Overlay& overlay : *kept) choices.overlays.push_back(folders.put(overlay));
    choices.overlays.insert(
        choices.overlays.end(), options.overlays.begin(), options.overlays.end()
    );
    return load_standards(context.standards(), choices);
}

}  // namespace junheng
