// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/history_file.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <sstream>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "io/exchange/named_rows.h"

namespace junheng {
namespace {

enum HistoryHead : std::size_t { kSchool, kArea, kYear, kGrade, kPupils, kSector };
constexpr std::array<std::string_view, 6>
    kHistoryHeads{"school", "area", "year", "grade", "pupils", "sector"};
enum EventHead : std::size_t {
    kEvent,
    kEventYear,
    kEventSchool,
    kOther,
    kEventArea,
    kEventGrade,
    kShare,
    kEventPupils
};
constexpr std::array<std::string_view, 8>
    kEventHeads{"event", "year", "school", "other", "area", "grade", "share", "pupils"};
enum ChildrenHead : std::size_t { kChildrenArea, kChildrenYear, kChildren, kChildrenShare };
constexpr std::array<std::string_view, 4> kChildrenHeads{"area", "year", "children", "share"};

struct Bounds {
    std::int64_t least;
    std::int64_t most;
};
constexpr Bounds kYears{1900, 2200};
constexpr Bounds kGrades{-30, 30};
constexpr Bounds kCounts{-1'000'000'000, 1'000'000'000};

/// Cells of one file as values; what is none of them becomes an issue with its place.
class Cells {
public:
    explicit Cells(std::string file) : file_(std::move(file)) {}

    std::optional<int> year(const NamedRow& row, std::size_t head) {
        return whole(row, head, kYears, "forecast.not_a_year");
    }
    std::optional<int> grade(const NamedRow& row, std::size_t head) {
        return whole(row, head, kGrades, "forecast.not_a_grade");
    }
    std::optional<int> pupils(const NamedRow& row, std::size_t head) {
        return whole(row, head, kCounts, "forecast.not_pupils");
    }
    /// Nothing for an empty cell, too.
    std::optional<double> number(const NamedRow& row, std::size_t head) {
        if (row.is_empty(head))
            return std::nullopt;
        const auto value = row.number(head);
        if (!value)
            fault(row, head, "forecast.not_a_number");
        return value;
    }

    void fault(const NamedRow& row, std::size_t head, const char* code) {
        const std::string& value = row.cell(head).text;
        issues_.push_back(
            {.code = code,
             .where = {.file = file_, .row = row.line(), .column = row.column(head)},
             .value = value,
             .args = {{"value", value}}}
        );
    }

    const std::string& file() const { return file_; }
    Issues take() { return std::move(issues_); }

private:
    std::optional<int> whole(
        const NamedRow& row,
        std::size_t head,
        Bounds bounds,
        const char* code
    ) {
        const auto value = row.whole_number(head);
        if (value && *value >= bounds.least && *value <= bounds.most)
            return static_cast<int>(*value);
        fault(row, head, code);
        return std::nullopt;
    }

    std::string file_;
    Issues issues_;
};

/// Rows of a school stand together, so most names are those of the row before.
class NameColumn {
public:
    explicit NameColumn(std::size_t head) : head_(head) {}

    std::uint32_t place(const NamedRow& row, HistoryTable& table) {
        const std::string& text = row.cell(head_).text;
        if (!place_ || text != text_) {
            text_ = text;
            place_ = table.place_of(row.text(head_));
        }
        return *place_;
    }

private:
    std::size_t head_;
    std::string text_;
    std::optional<std::uint32_t> place_;
};

class HistoryReader {
public:
    void read(const NamedRow& row, Cells& cells) {
        HistoryRow made{.line = row.line()};
        made.school = school_.place(row, table_);
        made.area = area_.place(row, table_);
        made.sector = sector_.place(row, table_);
        if (table_.name(made.school).empty())
            return cells.fault(row, kSchool, "forecast.no_school");
        const bool feeder = row.cell(kGrade).text == "pre";
        const auto year = cells.year(row, kYear);
        const auto grade = feeder ? std::nullopt : cells.grade(row, kGrade);
        if (row.is_empty(kPupils))
            return;
        const auto pupils = cells.pupils(row, kPupils);
        if (!year || !pupils || (!feeder && !grade))
            return;
        made.year = *year;
        made.grade = grade;
        made.pupils = *pupils;
        table_.rows.push_back(made);
    }

    HistoryTable take() { return std::move(table_); }

private:
    HistoryTable table_;
    NameColumn school_{kSchool};
    NameColumn area_{kArea};
    NameColumn sector_{kSector};
};

void read_event_row(const NamedRow& row, Cells& cells, std::vector<EventRow>& events) {
    EventRow event{
        .kind = row.text(kEvent),
        .school = row.text(kEventSchool),
        .other = row.text(kOther),
        .area = row.text(kEventArea),
        .share = cells.number(row, kShare),
        .pupils = cells.number(row, kEventPupils),
        .line = row.line()};
    event.year = cells.year(row, kEventYear).value_or(0);
    if (!row.is_empty(kEventGrade))
        event.grade = cells.grade(row, kEventGrade);
    events.push_back(std::move(event));
}

void read_children_row(const NamedRow& row, Cells& cells, std::vector<ChildrenRow>& children) {
    const auto year = cells.year(row, kChildrenYear);
    const auto count = cells.number(row, kChildren);
    const auto share = cells.number(row, kChildrenShare);
    if (count && *count < 0)
        return cells.fault(row, kChildren, "forecast.not_pupils");
    if (year && count)
        children.push_back({row.text(kChildrenArea), *year, *count, share, row.line()});
}

/// Faults of the head first; then those of the rows, which are there only if the head is good.
template <class Read>
Result<Issues> read_rows(
    const std::filesystem::path& file,
    const NamedHeads& heads,
    const Read& read
) {
    Cells cells(file.filename().string());
    auto issues = read_named_rows(file, heads, [&](const NamedRow& row) { read(row, cells); });
    if (!issues || !issues->empty())
        return issues;
    return cells.take();
}

}  // namespace

Result<HistoryReport> read_history(const std::filesystem::path& file) {
    HistoryReader reader;
    auto issues = read_rows(file, {kHistoryHeads, 5}, [&](const NamedRow& row, Cells& cells) {
        reader.read(row, cells);
    });
    if (!issues)
        return tl::unexpected(issues.error());
    if (has_errors(*issues))
        return HistoryReport{std::nullopt, *std::move(issues)};
    return build_history(reader.take(), file.filename().string());
}

Result<Issues> read_forecast_inputs(const ForecastInputFiles& files, ForecastInputs& inputs) {
    Issues all;
    if (!files.events.empty()) {
        inputs.event_file = files.events.filename().string();
        auto issues = read_rows(files.events, {kEventHeads, 3}, [&](const auto& row, auto& cells) {
            read_event_row(row, cells, inputs.events);
        });
        if (!issues)
            return issues;
        all = *std::move(issues);
    }
    if (!files.children.empty()) {
        inputs.children_file = files.children.filename().string();
        auto issues =
            read_rows(files.children, {kChildrenHeads, 3}, [&](const auto& row, auto& cells) {
                read_children_row(row, cells, inputs.children);
            });
        if (!issues)
            return issues;
        std::ranges::move(*issues, std::back_inserter(all));
    }
    return all;
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
