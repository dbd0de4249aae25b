// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/named_rows.h"

#include <algorithm>
#include <charconv>

#include "io/exchange/value_repair.h"

namespace junheng {
namespace {

template <class Number>
std::optional<Number> plain(std::string_view text) {
    Number number{};
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

bool is_plain_word(std::string_view text) {
    return std::ranges::all_of(text, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    });
}

class HeadReader {
public:
    HeadReader(const NamedHeads& heads, std::string file)
        : heads_(heads), file_(std::move(file)), columns_(heads.names.size()) {}

    void read(const SheetRow& row) {
        for (std::size_t c = 0; c < row.cells.size(); ++c) {
            const std::string head = clean_text(row.cells[c]).text;
            const auto at = std::ranges::find(heads_.names, head) - heads_.names.begin();
            if (at == std::ssize(heads_.names))
                continue;
            if (std::exchange(columns_[static_cast<std::size_t>(at)], c))
                fault("forecast.column_twice", row.number, head);
        }
        for (std::size_t i = 0; i < heads_.needed; ++i)
            if (!columns_[i])
                fault("forecast.column_missing", row.number, std::string(heads_.names[i]));
    }

    void no_rows() { fault("forecast.no_rows", 0, ""); }
    std::span<const std::optional<std::size_t>> columns() const { return columns_; }
    Issues& issues() { return issues_; }

private:
    void fault(const char* code, int row, const std::string& head) {
        issues_.push_back(
            {.code = code,
             .where = {.file = file_, .row = row},
             .value = head,
             .args = {{"value", head}, {"column", head}}}
        );
    }

    const NamedHeads& heads_;
    std::string file_;
    std::vector<std::optional<std::size_t>> columns_;
    Issues issues_;
};

}  // namespace

const Cell& NamedRow::cell(std::size_t head) const {
    static const Cell kEmpty;
    const auto column = columns_[head];
    return column && *column < row_.cells.size() ? row_.cells[*column] : kEmpty;
}

int NamedRow::column(std::size_t head) const {
    return columns_[head] ? static_cast<int>(*columns_[head]) + 1 : 0;
}

bool NamedRow::is_empty(std::size_t head) const {
    const std::string& found = cell(head).text;
    return found.empty() || (!is_plain_word(found) && text(head).empty());
}

std::string NamedRow::text(std::size_t head) const {
    const Cell& found = cell(head);
    return is_plain_word(found.text) ? found.text : clean_text(found).text;
}

std::optional<std::int64_t> NamedRow::whole_number(std::size_t head) const {
    if (const auto number = plain<std::int64_t>(cell(head).text))
        return number;
    const CleanValue clean = clean_whole_number(cell(head));
    return clean.ok() && clean.unit.empty() ? plain<std::int64_t>(clean.text) : std::nullopt;
}

std::optional<double> NamedRow::number(std::size_t head) const {
    const CleanValue clean = clean_number(cell(head));
    return clean.ok() && clean.unit.empty() ? plain<double>(clean.text) : std::nullopt;
}

Result<Issues> read_named_rows(
    const std::filesystem::path& file,
    const NamedHeads& heads,
    const std::function<void(const NamedRow&)>& sink
) {
    auto book = open_workbook(file);
    if (!book)
        return tl::unexpected(book.error());
    HeadReader head(heads, file.filename().string());
    bool seen = false;
    const auto read = (*book)->read(0, [&](const SheetRow& row) {
        if (std::exchange(seen, true))
            sink(NamedRow(row, head.columns()));
        else
            head.read(row);
        return head.issues().empty();
    });
    if (!read)
        return tl::unexpected(read.error());
    if (!seen)
        head.no_rows();
    return std::move(head.issues());
}

}  // namespace junheng
