// SPDX-License-Identifier: Apache-2.0
#include "app/service/exporting.h"

#include "app/service/judging.h"
#include "io/exchange/tables_export.h"

namespace junheng {

Result<void> export_county_tables(
    const Context& context,
    County& county,
    std::optional<int> year,
    const std::filesystem::path& folder
) {
    (void)context;
    const auto held = held_year(county, year);
    if (!held)
        return tl::unexpected(held.error());
    const auto snapshot = county.store->load(county.code(), *held);
    if (!snapshot)
        return tl::unexpected(snapshot.error());
    return export_tables(*snapshot, folder);
}

}  // namespace junheng
