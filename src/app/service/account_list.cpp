// SPDX-License-Identifier: Apache-2.0
#include "app/service/account_list.h"

#include <array>
#include <map>

#include "io/exchange/layout.h"

namespace junheng {
namespace {

constexpr std::array<std::string_view, 2> kNeeded{"name", "role"};

using Columns = std::map<std::string, int, std::less<>>;

Columns columns_of(const SheetRow& head) {
    Columns columns;
    for (std::size_t i = 0; i < head.cells.size(); ++i) {
        const int column = static_cast<int>(i) + 1;
        columns.emplace(cell_text(head, column), column);
    }
    return columns;
}

std::string text_at(const SheetRow& row, const Columns& columns, std::string_view name) {
    const auto found = columns.find(name);
    return found == columns.end() ? std::string() : std::string(cell_text(row, found->second));
}

}  // namespace

AccessScope parse_scope(const std::string& text) {
    if (text.empty())
        return {};
    const auto colon = text.find(':');
    if (colon == std::string::npos)
        return {text, {}};
    return {text.substr(0, colon), text.substr(colon + 1)};
}

Result<std::vector<NewAccount>> read_account_list(const std::filesystem::path& file) {
    const auto book = open_workbook(file);
    if (!book)
        return tl::unexpected(book.error());
    Columns columns;
    std::vector<NewAccount> accounts;
    const auto read = (*book)->read(0, [&](const SheetRow& row) {
        if (columns.empty())
            columns = columns_of(row);
        else if (!is_blank(row))
            accounts.push_back(
                {text_at(row, columns, "name"),
                 text_at(row, columns, "full_name"),
                 text_at(row, columns, "role"),
                 parse_scope(text_at(row, columns, "scope"))}
            );
        return true;
    });
    if (!read)
        return tl::unexpected(read.error());
    for (const std::string_view head : kNeeded)
        if (!columns.contains(head))
            return failure(
                ErrorKind::data,
                "account.bad_list",
                {{"head", std::string(head)}},
                {.file = file.filename().string()}
            );
    return accounts;
}

}  // namespace junheng
