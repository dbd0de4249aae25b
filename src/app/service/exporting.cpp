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

Result<void> export_county_xlsx(
    const Context& context,
    County& county,
    std::optional<int> year,
    const std::filesystem::path& file
) {
    const auto judgement = judge_county(context, county, {.year = year});
    if (!judgement)
        return tl::unexpected(judgement.error());
    return failure(ErrorKind::internal, "system.internal", {{"reason", file.string()}});
}

Result<void> write_county_template(const Context&, County&, const TemplateRequest& request) {
    return failure(ErrorKind::internal, "system.internal", {{"reason", request.out.string()}});
}

}  // namespace junheng
