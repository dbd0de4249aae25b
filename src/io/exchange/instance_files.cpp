// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/instance_files.h"

#include <functional>
#include <optional>
#include <string>

#include "io/exchange/csv_writer.h"
#include "io/exchange/sheet.h"

namespace junheng {
namespace {

std::string trimmed(const std::string& text) {
    constexpr const char* kSpace = " \t\r\n";
    const auto first = text.find_first_not_of(kSpace);
    if (first == std::string::npos)
        return {};
    return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

bool is_empty(const SheetRow& row) {
    for (const Cell& cell : row.cells)
        if (!trimmed(cell.text).empty())
            return false;
    return true;
}

using Texts = std::vector<std::string>;

/// Every row below the heads with at least so many columns.
Result<void> read_rows(
    const std::filesystem::path& file,
    std::size_t columns,
    const std::function<void(int, const Texts&)>& take
) {
    auto book = open_workbook(file);
    if (!book)
        return tl::unexpected(book.error());
    std::optional<Error> fault;
    bool head = true;
    const auto done = (*book)->read(0, [&](const SheetRow& row) {
        if (std::exchange(head, false) || is_empty(row))
            return true;
        if (row.cells.size() < columns) {
            fault = Error{
                ErrorKind::data,
                "planning.too_few_columns",
                {{"columns", std::to_string(columns)}, {"found", std::to_string(row.cells.size())}},
                {file.string(), "", row.number, 0}};
            return false;
        }
        Texts texts;
        for (const Cell& cell : row.cells) texts.push_back(trimmed(cell.text));
        take(row.number, texts);
        return true;
    });
    if (!done)
        return tl::unexpected(done.error());
    if (fault)
        return tl::unexpected(*fault);
    return {};
}

}  // namespace

Result<std::vector<assignment::UnitRow>> read_units(const std::filesystem::path& file) {
    std::vector<assignment::UnitRow> rows;
    const auto done = read_rows(file, 7, [&](int number, const Texts& t) {
        rows.push_back({t[0], t[1], t[2], t[3], t[5], t[6], number});
    });
    if (!done)
        return tl::unexpected(done.error());
    return rows;
}

Result<std::vector<assignment::LinkRow>> read_links(const std::filesystem::path& file) {
    std::vector<assignment::LinkRow> rows;
    const auto done = read_rows(file, 3, [&](int number, const Texts& t) {
        rows.push_back({t[1], t[2], number});
    });
    if (!done)
        return tl::unexpected(done.error());
    return rows;
}

Result<std::vector<assignment::PlanRow>> read_plan(const std::filesystem::path& file) {
    std::vector<assignment::PlanRow> rows;
    const auto done = read_rows(file, 2, [&](int number, const Texts& t) {
        rows.push_back({t[0], t[1], number});
    });
    if (!done)
        return tl::unexpected(done.error());
    return rows;
}

Result<void> write_plan(
    const std::filesystem::path& file,
    const assignment::Problem& problem,
    const assignment::Plan& plan
) {
    return write_csv(file, [&](CsvWriter& csv) {
        csv.row({"unit", "school"});
        for (std::size_t i = 0; i < plan.size(); ++i) {
            const auto& site = problem.sites[static_cast<std::size_t>(plan[i])];
            csv.row({problem.units[i].id, site.id});
        }
    });
}

}  // namespace junheng
