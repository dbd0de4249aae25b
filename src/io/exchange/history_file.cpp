// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/history_file.h"

#include <array>
#include <charconv>
#include <optional>
#include <sstream>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "io/exchange/sheet.h"
#include "io/exchange/value_repair.h"

namespace junheng {
namespace {

enum Column : std::size_t { kSchool, kArea, kYear, kGrade, kPupils, kSector };
constexpr std::array<std::string_view, 6>
    kHeads{"school", "area", "year", "grade", "pupils", "sector"};
constexpr std::size_t kNeeded = 5;
constexpr std::int64_t kFirstYear = 1900;
constexpr std::int64_t kLastYear = 2200;
constexpr std::int64_t kMostGrade = 30;

std::optional<std::int64_t> plain_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

class Reader {
public:
    explicit Reader(std::string file) : file_(std::move(file)) {}

    bool take(const SheetRow& row) {
        if (columns_.empty())
            return read_head(row);
        read_row(row);
        return true;
    }

    HistoryReport finish() {
        if (columns_.empty())
            issues_.push_back({.code = "forecast.no_rows", .where = {.file = file_}});
        if (has_errors(issues_))
            return {std::nullopt, std::move(issues_)};
        return build_history(std::move(rows_), file_);
    }

private:
    bool read_head(const SheetRow& row) {
        columns_.assign(kHeads.size(), std::nullopt);
        for (std::size_t c = 0; c < row.cells.size(); ++c) {
            const std::string head = clean_text(row.cells[c]).text;
            for (std::size_t i = 0; i < kHeads.size(); ++i)
                if (head == kHeads[i] && std::exchange(columns_[i], c))
                    fault("forecast.column_twice", row.number, c, head);
        }
        for (std::size_t i = 0; i < kNeeded; ++i)
            if (!columns_[i])
                issues_.push_back(
                    {.code = "forecast.column_missing",
                     .where = {.file = file_, .row = row.number},
                     .args = {{"column", std::string(kHeads[i])}}}
                );
        return !has_errors(issues_);
    }

    const Cell& cell(const SheetRow& row, Column column) const {
        static const Cell kEmpty;
        const auto at = columns_[column];
        return at && *at < row.cells.size() ? row.cells[*at] : kEmpty;
    }

    std::string name(const SheetRow& row, Column column) const {
        return clean_text(cell(row, column)).text;
    }

    /// What spreadsheets do to numbers is undone; the many plain ones are spared it.
    static std::optional<std::int64_t> whole_number(const Cell& cell) {
        if (const auto plain = plain_number(cell.text))
            return plain;
        const CleanValue clean = clean_whole_number(cell);
        return clean.ok() && clean.unit.empty() ? plain_number(clean.text) : std::nullopt;
    }

    std::optional<std::int64_t> number(
        const SheetRow& row,
        Column column,
        std::pair<std::int64_t, std::int64_t> bounds,
        const char* code
    ) {
        const auto value = whole_number(cell(row, column));
        if (value && *value >= bounds.first && *value <= bounds.second)
            return value;
        fault(code, row.number, *columns_[column], cell(row, column).text);
        return std::nullopt;
    }

    std::optional<std::int64_t> grade(const SheetRow& row) {
        return number(row, kGrade, {-kMostGrade, kMostGrade}, "forecast.not_a_grade");
    }

    void read_row(const SheetRow& row) {
        HistoryRow made{
            .school = name(row, kSchool),
            .area = name(row, kArea),
            .sector = name(row, kSector),
            .line = row.number};
        if (made.school.empty())
            return fault("forecast.no_school", row.number, *columns_[kSchool], "");
        const bool feeder = cell(row, kGrade).text == "pre";
        const auto year = number(row, kYear, {kFirstYear, kLastYear}, "forecast.not_a_year");
        const auto taught = feeder ? std::nullopt : grade(row);
        const bool known = !is_empty(cell(row, kPupils));
        const auto pupils = known ? whole_number(cell(row, kPupils)) : std::nullopt;
        if (known && !pupils)
            fault("forecast.not_pupils", row.number, *columns_[kPupils], cell(row, kPupils).text);
        if (!year || !pupils || (!feeder && !taught))
            return;
        made.year = static_cast<int>(*year);
        if (taught)
            made.grade = static_cast<int>(*taught);
        made.pupils = *pupils;
        rows_.push_back(std::move(made));
    }

    static bool is_empty(const Cell& cell) {
        return cell.text.empty() || clean_text(cell).text.empty();
    }

    void fault(const char* code, int row, std::size_t column, std::string_view value) {
        issues_.push_back(
            {.code = code,
             .where = {.file = file_, .row = row, .column = static_cast<int>(column) + 1},
             .value = std::string(value),
             .args = {{"value", std::string(value)}}}
        );
    }

    std::string file_;
    std::vector<std::optional<std::size_t>> columns_;
    std::vector<HistoryRow> rows_;
    Issues issues_;
};

}  // namespace

Result<HistoryReport> read_history(const std::filesystem::path& file) {
    auto book = open_workbook(file);
    if (!book)
        return tl::unexpected(book.error());
    Reader reader(file.filename().string());
    const auto read = (*book)->read(0, [&](const SheetRow& row) { return reader.take(row); });
    if (!read)
        return tl::unexpected(read.error());
    return reader.finish();
}

void write_forecast(const Forecast& forecast, CsvWriter& writer) {
    writer.row({"school", "year", "grade", "low", "mid", "high"});
    for (const ForecastRow& row : forecast.rows) {
        const std::array<std::string, 6> fields{
            forecast.history.schools[row.school].code,
            std::to_string(row.year),
            row.grade == kAllGrades ? "all" : std::to_string(row.grade),
            fmt::format("{}", row.pupils.low),
            fmt::format("{}", row.pupils.mid),
            fmt::format("{}", row.pupils.high)};
        writer.row(fields);
    }
}

std::string forecast_csv(const Forecast& forecast) {
    std::ostringstream text;
    CsvWriter writer(text);
    write_forecast(forecast, writer);
    return text.str();
}

}  // namespace junheng
