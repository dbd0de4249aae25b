// SPDX-License-Identifier: Apache-2.0
/// A template filled with one county's figures: what stands in the document, from top to bottom.
#pragma once

#include <string>
#include <vector>

#include "io/report/report_facts.h"
#include "io/report/report_table.h"
#include "io/report/report_template.h"

namespace junheng {

struct ReportLine {
    BlockKind kind = BlockKind::text;
    std::string text;  // of a table: its caption or the name of its sheet; may be empty
    std::string table_name;
    ReportTable table;
    bool new_page = false;  // the next school begins here
};

struct FilledReport {
    std::string title;
    std::vector<ReportLine> lines;
};

/// Without any school where the blocks stand once a school: no lines.
FilledReport fill_report(
    const ReportTemplate& report,
    const ReportData& data,
    const ReportFacts& facts
);

}  // namespace junheng
