// SPDX-License-Identifier: Apache-2.0
/// A report as a file: the same figures as docx, xlsx or PDF.
#pragma once

#include <filesystem>
#include <string>

#include "io/report/report_data.h"
#include "io/report/report_facts.h"
#include "io/report/report_lines.h"
#include "io/report/report_template.h"

namespace junheng {

/// With its ending, in the language of the report.
std::string report_file_name(const ReportTemplate& report, Language language);

/// The same input gives the same bytes. Errors: file.unwritable; report.font_missing where a PDF
/// finds no face with Chinese characters.
Result<void> write_report(
    const ReportTemplate& report,
    const ReportData& data,
    const ReportFacts& facts,
    const std::filesystem::path& file
);

// By form; write_report chooses.
Result<void> write_docx_report(
    const ReportTemplate& report,
    const ReportInput& input,
    const FilledReport& filled,
    const std::filesystem::path& file
);
Result<void> write_xlsx_report(
    const ReportInput& input,
    const FilledReport& filled,
    const std::filesystem::path& file
);
Result<void> write_pdf_report(
    const ReportInput& input,
    const FilledReport& filled,
    const std::filesystem::path& file
);

}  // namespace junheng
