// SPDX-License-Identifier: Apache-2.0
/// Report texts as data: data/reports/*.toml and a county's own. Figures stand in them as
/// {name:unit}; a name that no figure has, or a unit that is not the figure's, does not load.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/indicators/mending.h"
#include "core/standards/standard_set.h"

namespace junheng {

enum class ReportForm : std::uint8_t { docx, xlsx, pdf };
enum class BlockKind : std::uint8_t { heading, subheading, text, note, sign, table };

struct ReportBlock {
    BlockKind kind = BlockKind::text;
    BilingualName text;  // of a table: its caption or the name of its sheet
    std::string table;
    std::string when;  // a condition; empty: always
    std::string each;  // a list: the block stands once for each of its items
};

struct ReportTemplate {
    std::string id;
    ReportForm form = ReportForm::docx;
    BilingualName file;  // without ending
    BilingualName title;
    bool landscape = false;
    bool each_school = false;  // the blocks stand once for each school that does not pass
    bool on_request = false;   // made only when its id is asked for
    bool by_school = false;    // holds nothing but single schools: for who sees some of them only
    std::vector<ReportBlock> blocks;
};

/// What a county's own folders give beside texts: yuan a unit, each with its source.
struct ReportSet {
    std::vector<ReportTemplate> templates;  // by id
    UnitCosts costs;
};

/// A later folder's template takes the place of an earlier one of the same id; unit costs come from
/// `unit_costs.toml`. Errors (data unless said): report.unreadable, report.bad_value,
/// report.unknown_key, report.bad_slot, report.unknown_figure, report.wrong_unit,
/// report.unknown_list, report.unknown_condition, report.unknown_table, each with file and line;
/// report.folder_absent (unavailable).
Result<ReportSet> load_reports(std::span<const std::filesystem::path> folders);

struct ReportSlot {
    std::string_view name;
    std::string_view unit;
    std::size_t begin = 0;  // of its {
    std::size_t end = 0;    // behind its }
};
/// The slots of a text in their order; a { without its } is a slot without a name.
std::vector<ReportSlot> report_slots(std::string_view text);

}  // namespace junheng
