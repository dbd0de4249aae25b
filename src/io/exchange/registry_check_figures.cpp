// SPDX-License-Identifier: Apache-2.0
/// Figures that stand by key: what their unit allows, parts and wholes, periods, jumps.
#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <tuple>

#include "core/base/decimal.h"
#include "core/domain/words.h"
#include "io/exchange/layout.h"
#include "io/exchange/registry_check_parts.h"

namespace junheng {
namespace {

constexpr std::string_view kRatio = "ratio";
constexpr std::string_view kYesNo = "yes_no";
constexpr std::string_view kStages = "stages.";

/// A row of the county's or of the schools' figures, alike.
struct Figure {
    std::size_t row = 0;
    std::string code;  // empty for the county's
    std::string key;
    std::string stage;
    std::string period;
    std::string text;  // the value as it is printed
    std::optional<Decimal> number;
};

std::string text_of(const TableSpec& spec, const Row& row, std::string_view name) {
    const auto field = field_by_name(spec, name);
    return field ? to_text(spec.fields[*field], row[*field]) : std::string();
}

std::vector<Figure> figures_of(const Snapshot& snapshot, TableId table) {
    const TableSpec& spec = table_spec(table);
    std::vector<Figure> figures;
    for (std::size_t i = 0; i < row_count(snapshot, table); ++i) {
        const Row row = row_at(snapshot, table, i);
        Figure figure{
            i,
            text_of(spec, row, "code"),
            text_of(spec, row, "key"),
            text_of(spec, row, "stage"),
            text_of(spec, row, "period"),
            text_of(spec, row, "value"),
            {}};
        const Value& value = row[*field_by_name(spec, "value")];
        figure.number =
            std::holds_alternative<Missing>(value) ? std::nullopt : parse_decimal(figure.text);
        if (std::holds_alternative<Missing>(value))
            figure.text.clear();
        figures.push_back(std::move(figure));
    }
    return figures;
}

std::string unit_of(const CheckRules& rules, TableId table, const std::string& key) {
    const auto units = rules.units.find(table);
    if (units == rules.units.end())
        return {};
    const auto unit = units->second.find(key);
    return unit == units->second.end() ? std::string() : unit->second;
}

class FigureCheck {
public:
    FigureCheck(const CheckRun& run, TableId table)
        : run_(run), table_(table), figures_(figures_of(run.snapshot, table)) {}

    void check() {
        for (const Figure& figure : figures_) {
            by_place_[{figure.code, figure.stage, figure.period}].push_back(&figure);
            period(figure);
            const std::string unit = unit_of(run_.options.rules, table_, figure.key);
            if (!unit.empty()) {
                told_unit(figure, unit);
                value(figure, unit);
            }
        }
        const auto rules = run_.options.rules.parts.find(table_);
        if (rules == run_.options.rules.parts.end())
            return;
        for (const PartRule& rule : rules->second)
            for (const auto& [place, rows] : by_place_) part(rule, rows);
    }

private:
    void report(
        const Figure& figure,
        std::string_view field,
        std::string code,
        Severity severity,
        Args args = {}
    ) const {
        run_.report(table_, figure.row, field, std::move(code), severity, std::move(args));
    }

    void period(const Figure& figure) const {
        static const std::regex known(
            "([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?|[0-9]{4}(-|–|—|~)[0-9]{4}"
        );
        if (!std::regex_match(figure.period, known))
            report(figure, "period", "check.period_form", Severity::warning);
    }

    /// A value is read in the key's unit: 万元 beside it makes it wrong by a factor.
    void told_unit(const Figure& figure, const std::string& unit) const {
        const std::string told =
            text_of(table_spec(table_), row_at(run_.snapshot, table_, figure.row), "unit");
        if (told.empty() || told == unit || figure.text.empty())
            return;
        const bool factor = !factor_of(normal_head(told), unit).is_one();
        report(
            figure,
            "unit",
            "check.figure_unit",
            factor ? Severity::error : Severity::warning,
            {{"unit", unit}}
        );
    }

    void value(const Figure& figure, const std::string& unit) const {
        if (figure.text.empty())
            return;
        const bool word = figure.text == "yes" || figure.text == "no";
        if (unit == kYesNo) {
            if (!word)
                report(figure, "value", "check.figure_not_yes_no", Severity::error);
            return;
        }
        if (word || !figure.number)
            return report(
                figure, "value", "check.figure_not_number", Severity::error, {{"unit", unit}}
            );
        const Decimal& number = *figure.number;
        if (number.mantissa < 0)
            report(figure, "value", "check.figure_negative", Severity::error);
        else if (unit == kRatio && number.value() > 1)
            report(
                figure,
                "value",
                "check.figure_ratio",
                Severity::error,
                {{"ratio", hundredth(number)}}
            );
        else if (number.scale > 0 && run_.options.rules.whole_units.contains(unit))
            report(figure, "value", "check.figure_not_whole", Severity::error, {{"unit", unit}});
    }

    /// 12.8 was meant as 12.8%.
    static std::string hundredth(const Decimal& number) {
        constexpr int kPercentDigits = 2;
        return number.scale + kPercentDigits > kMaxDecimalScale
                   ? to_text(number)
                   : to_text(*parse_decimal(to_text(Decimal{
                         number.mantissa, number.scale + kPercentDigits})));
    }

    static const Figure* find(const std::vector<const Figure*>& rows, const std::string& key) {
        const auto found = std::ranges::find(rows, key, &Figure::key);
        return found == rows.end() || !(*found)->number ? nullptr : *found;
    }

    std::optional<double> stage_column(const Figure& at, const std::string& column) const {
        const TableSpec& spec = table_spec(TableId::stages);
        const auto field = field_by_name(spec, column);
        double sum = 0;
        bool any = false;
        for (std::size_t i = 0; field && i < run_.snapshot.stages.size(); ++i) {
            const StageFigures& row = run_.snapshot.stages[i];
            if (row.code != at.code || (!at.stage.empty() && name(row.stage) != at.stage))
                continue;
            const Value value = cell_at(run_.snapshot, TableId::stages, i, *field);
            const auto* number = std::get_if<std::int64_t>(&value);
            if (number == nullptr)
                return std::nullopt;
            sum += static_cast<double>(*number);
            any = true;
        }
        return any ? std::optional(sum) : std::nullopt;
    }

    std::optional<double> whole(
        const PartRule& rule,
        const std::vector<const Figure*>& rows,
        const Figure& at
    ) const {
        double sum = 0;
        for (const std::string& key : rule.whole) {
            std::optional<double> one;
            if (key.starts_with(kStages))
                one = stage_column(at, key.substr(kStages.size()));
            else if (const Figure* figure = find(rows, key))
                one = figure->number->value();
            if (!one)
                return std::nullopt;
            sum += *one;
        }
        return sum;
    }

    void part(const PartRule& rule, const std::vector<const Figure*>& rows) const {
        const Figure* largest = nullptr;
        double sum = 0;
        for (const std::string& key : rule.part)
            if (const Figure* figure = find(rows, key)) {
                sum += figure->number->value();
                if (largest == nullptr || figure->number->value() > largest->number->value())
                    largest = figure;
            }
        const auto most = largest == nullptr ? std::nullopt : whole(rule, rows, *largest);
        if (!most || sum <= *most)
            return;
        report(
            *largest,
            "value",
            "check.part_over_whole",
            rule.severity,
            {{"parts", joined(rule.part)},
             {"sum", plain(sum)},
             {"wholes", joined(rule.whole)},
             {"most", plain(*most)}}
        );
    }

    static std::string plain(double value) {
        const auto decimal = decimal_from_double(value);
        return decimal ? to_text(*decimal) : std::string();
    }

    static std::string joined(const std::vector<std::string>& keys) {
        std::string text;
        for (const std::string& key : keys) text += (text.empty() ? "" : " ") + key;
        return text;
    }

    const CheckRun& run_;
    TableId table_;
    std::vector<Figure> figures_;
    std::map<std::tuple<std::string, std::string, std::string>, std::vector<const Figure*>>
        by_place_;
};

/// The last period of each figure, as money and survey follow clocks of their own.
std::map<std::tuple<std::string, std::string, std::string>, Figure> latest(
    const Snapshot& snapshot,
    TableId table
) {
    std::map<std::tuple<std::string, std::string, std::string>, Figure> found;
    for (Figure& figure : figures_of(snapshot, table)) {
        if (!figure.number)
            continue;
        const std::tuple place{figure.code, figure.key, figure.stage};
        const auto [there, fresh] = found.try_emplace(place, figure);
        if (!fresh && there->second.period < figure.period)
            there->second = std::move(figure);
    }
    return found;
}

/// Keys of rows that have an error already: a jump says no more of them.
std::set<std::string> cells_in_error(const CheckRun& run, TableId table) {
    std::set<std::string> keys;
    for (const Finding& finding : run.findings)
        if (finding.table == table && finding.issue.severity == Severity::error)
            keys.insert(key_text(table_spec(table), finding.key));
    return keys;
}

void check_jumps_of(const CheckRun& run, TableId table) {
    const CheckRules& rules = run.options.rules;
    const auto least = rules.jumps.find(table);
    if (least == rules.jumps.end())
        return;
    const auto before = latest(*run.options.previous, table);
    const auto wrong = cells_in_error(run, table);
    for (const auto& [place, figure] : latest(run.snapshot, table)) {
        const auto old = before.find(place);
        const auto limit = least->second.find(unit_of(rules, table, figure.key));
        if (old == before.end() || limit == least->second.end() ||
            wrong.contains(key_text(table_spec(table), row_at(run.snapshot, table, figure.row))))
            continue;
        const double was = old->second.number->value();
        const double change = std::abs(figure.number->value() - was);
        if (change > limit->second && change > was * rules.limit("jump_share"))
            run.report(
                table,
                figure.row,
                "value",
                "check.jump",
                Severity::warning,
                {{"before", old->second.text},
                 {"year", std::to_string(run.options.previous->year.start)}}
            );
    }
}

}  // namespace

void check_figures(const CheckRun& run) {
    for (const TableId table : {TableId::county, TableId::figures}) FigureCheck(run, table).check();
}

void check_figure_jumps(const CheckRun& run) {
    for (const TableId table : {TableId::county, TableId::figures}) check_jumps_of(run, table);
}

}  // namespace junheng
