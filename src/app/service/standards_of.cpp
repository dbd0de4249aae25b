// SPDX-License-Identifier: Apache-2.0
#include "app/service/judging.h"
#include "app/service/overlay_folders.h"
#include "core/standards/load.h"

namespace junheng {

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
