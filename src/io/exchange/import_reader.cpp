// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/import_reader.h"

#include <cctype>

#include "io/exchange/layout.h"

namespace junheng {
namespace {

constexpr std::size_t kYearDigits = 4;
constexpr int kFirstYear = 1990;
constexpr int kLastYear = 2100;

bool is_digit(char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

}  // namespace

Result<std::vector<SheetRow>> top_rows(Workbook& book, std::size_t sheet) {
    std::vector<SheetRow> top;
    const auto done = book.read(sheet, [&](const SheetRow& row) {
        if (!is_blank(row))
            top.push_back(row);
        return top.size() < kRowsLookedAt;
    });
    if (!done)
        return tl::unexpected(done.error());
    return top;
}

std::optional<SchoolYear> year_in_name(std::string_view name) {
    for (std::size_t from = 0; from < name.size();) {
        if (!is_digit(name[from])) {
            ++from;
            continue;
        }
        std::size_t end = from;
        while (end < name.size() && is_digit(name[end])) ++end;
        if (end - from == kYearDigits) {
            const int year = std::stoi(std::string(name.substr(from, kYearDigits)));
            if (year >= kFirstYear && year < kLastYear)
                return SchoolYear{year};
        }
        from = end;
    }
    return std::nullopt;
}

SchoolYear year_of_file(const ImportRun& run, const OpenFile& file) {
    if (run.options.year)
        return *run.options.year;
    if (file.year)
        return *file.year;
    if (const auto year = year_in_name(file.name))
        return *year;
    return run.told_year.value_or(run.options.default_year);
}

void add_issue(ImportRun& run, Issue issue) {
    run.result.issues.push_back(std::move(issue));
}

void report_empty_choice(ImportRun& run, bool any) {
    if (!any)
        add_issue(
            run,
            {"import.where_nothing",
             Severity::error,
             {},
             run.options.where_value,
             {{"field", run.options.where_field}, {"value", run.options.where_value}}}
        );
}

Result<void> refuse_file(ImportRun& run, const Error& error, const std::string& name) {
    if (!run.options.tell_unknown || error.kind != ErrorKind::data)
        return tl::unexpected(error);
    Issue issue{.code = error.code, .where = error.where, .args = error.args};
    issue.where.file = name;
    add_issue(run, std::move(issue));
    run.result.recognised.push_back({name, FileLayout::unknown, {}});
    return {};
}

std::vector<SheetColumn> columns_of(const std::vector<ColumnHead>& heads) {
    std::vector<SheetColumn> columns;
    for (const ColumnHead& head : heads) columns.push_back({head.column, head.text()});
    return columns;
}

int add_sheet(ImportRun& run, SourceSheet sheet) {
    run.result.sheets.push_back(std::move(sheet));
    return static_cast<int>(run.result.sheets.size()) - 1;
}

}  // namespace junheng
