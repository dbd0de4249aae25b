// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "core/base/text.h"
#include "io/report/report_table.h"

namespace junheng {
namespace {

constexpr double kNarrow = 13;
constexpr double kWide = 34;
constexpr int kCvDigits = 6;  // as the published table prints them

const ResourceIndicator& rule_of(const ReportData& data, const ResourceRow& row) {
    return data.input.standards.resource[row.indicator];
}

ReportCell limit_of(const ReportWords& words, const Maybe<double>& limit) {
    return figure_of(words, limit, limit ? fmt::format("{:.2f}", *limit) : "", Look::amount);
}

ReportCell value_of(
    const ReportWords& words,
    const IndicatorValue& value,
    const ResourceIndicator& rule,
    bool counted
) {
    ReportCell cell = figure_of(words, value.value, words.value(value.value, rule), Look::amount);
    if (counted)
        cell.mark = value.compliance == Compliance::short_of ? Mark::short_of
                    : value.compliance == Compliance::met    ? Mark::met
                                                             : Mark::none;
    return cell;
}

ReportCell shortfall_of(const std::optional<CountedAmount>& amount) {
    if (!amount)
        return {};
    return {
        .shown = grouped(amount->value(), 2),
        .number = amount->value(),
        .look = amount->hundredths ? Look::amount : Look::integer};
}

std::string unit_of(const ReportData& data, const ResourceIndicator& rule) {
    return data.input.glossary.term("words.unit", rule.unit, data.input.language);
}

/// The national rows of a stage.
std::vector<const ResourceRow*> rows_of(const ReportData& data, Stage stage) {
    std::vector<const ResourceRow*> rows;
    for (const ResourceRow& row : data.input.assessment.resource)
        if (row.stage == stage && !rule_of(data, row).overlay)
            rows.push_back(&row);
    return rows;
}

using Figure = Maybe<double> ResourceRow::*;

std::vector<ReportCell> cv_line(
    const ReportWords& words,
    const std::vector<const ResourceRow*>& rows,
    std::string_view head,
    Figure line
) {
    std::vector<ReportCell> cells{
        text_of(words.say("report.head." + std::string(head)), Look::head)};
    double sum = 0;
    bool whole = !rows.empty() && line == &ResourceRow::cv;
    for (const ResourceRow* row : rows) {
        const Maybe<double>& value = row->*line;
        cells.push_back(
            figure_of(words, value, value ? fmt::format("{:.{}f}", *value, kCvDigits) : "")
        );
        if (line == &ResourceRow::cv && row->cv_compliance == Compliance::short_of)
            cells.back().mark = Mark::short_of;
        whole = whole && value.has_value();
        sum += value.value_or(0.0);
    }
    // The office expects the plain mean of the seven CVs; means and deviations in unlike units have
    // none.
    const double mean = rows.empty() ? 0 : sum / static_cast<double>(rows.size());
    cells.push_back(
        whole ? figure_of(words, mean, fmt::format("{:.{}f}", mean, kCvDigits)) : ReportCell{}
    );
    return cells;
}

std::vector<ReportCell> school_line(const ReportData& data, const SchoolStage& school) {
    const ReportWords words(data.input);
    std::vector<ReportCell> cells{
        text_of(school.code, Look::text),
        text_of(school.name),
        text_of(words.stage(school.stage)),
        school.pupils ? count_of(school.pupils->count)
                      : text_of(words.missing(school.pupils.reason()))};
    for (std::size_t i = 0; i < school.values.size(); ++i)
        cells.push_back(
            value_of(words, school.values[i], data.input.standards.resource[i], school.counted)
        );
    cells.push_back(count_of(school.met));
    ReportCell verdict =
        text_of(school.verdict ? words.verdict(*school.verdict) : words.say("report.not_counted"));
    if (school.verdict == Verdict::fail)
        verdict.mark = Mark::short_of;
    if (school.verdict == Verdict::pass)
        verdict.mark = Mark::met;
    cells.push_back(std::move(verdict));
    return cells;
}

std::string gaps_text(const ReportData& data, const SchoolStage& row) {
    const ReportWords words(data.input);
    std::string text;
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        const IndicatorValue& value = row.values[i];
        const ResourceIndicator& rule = data.input.standards.resource[i];
        if (value.compliance != Compliance::short_of || !value.shortfall || rule.overlay)
            continue;
        text += fmt::format(
            "{}{}{} {}",
            text.empty() ? "" : words.say("report.semicolon"),
            rule.id,
            value.above_floor == true ? "≈" : "✕",
            words.exact_amount(value.shortfall->value(), rule.unit)
        );
    }
    return text;
}

}  // namespace

ReportTable indicators_table(const ReportData& data) {
    const ReportWords words(data.input);
    ReportTable table = with_heads(
        words,
        {{"id", kNarrow},
         {"indicator", kWide},
         {"stage", kNarrow},
         {"schools", kNarrow},
         {"pupils", kNarrow},
         {"missing", kNarrow},
         {"mean", kNarrow},
         {"deviation", kNarrow},
         {"cv", kNarrow},
         {"limit", kNarrow},
         {"cv_met", kNarrow},
         {"schools_short", kNarrow}}
    );
    const auto ratio = [&](const Maybe<double>& value) {
        return figure_of(words, value, value ? fmt::format("{:.{}f}", *value, kCvDigits) : "");
    };
    for (const ResourceRow& row : data.input.assessment.resource) {
        const ResourceIndicator& rule = rule_of(data, row);
        table.rows.push_back(
            {text_of(rule.id),
             text_of(words.name(rule.name)),
             text_of(words.stage(row.stage)),
             count_of(row.schools),
             count_of(row.pupils),
             count_of(row.missing),
             ratio(row.mean),
             ratio(row.deviation),
             ratio(row.cv),
             limit_of(words, row.cv_limit),
             compliance_of(words, row.cv_compliance),
             count_of(row.short_schools)}
        );
    }
    return table;
}

ReportTable gap_list_table(const ReportData& data) {
    const ReportWords words(data.input);
    ReportTable table = with_heads(
        words,
        {{"school_code", kNarrow},
         {"school", kWide},
         {"stage", kNarrow},
         {"id", kNarrow},
         {"indicator", kWide},
         {"value", kNarrow},
         {"threshold", kNarrow},
         {"gap", kNarrow},
         {"unit", kNarrow}}
    );
    for (const SchoolStage& school : data.input.assessment.schools)
        for (std::size_t i = 0; i < school.values.size(); ++i) {
            const IndicatorValue& value = school.values[i];
            if (!school.counted || value.compliance != Compliance::short_of)
                continue;
            const ResourceIndicator& rule = data.input.standards.resource[i];
            table.rows.push_back(
                {text_of(school.code, Look::text),
                 text_of(school.name),
                 text_of(words.stage(school.stage)),
                 text_of(rule.id),
                 text_of(words.name(rule.name)),
                 figure_of(words, value.value, words.value(value.value, rule), Look::amount),
                 limit_of(words, value.threshold),
                 shortfall_of(value.shortfall),
                 text_of(unit_of(data, rule))}
            );
        }
    return table;
}

ReportTable cv_stage_table(const ReportData& data, Stage stage) {
    const ReportWords words(data.input);
    const auto rows = rows_of(data, stage);
    ReportTable table{.columns = {{"", kNarrow}}};
    for (const ResourceRow* row : rows) table.columns.push_back({rule_of(data, *row).id, kNarrow});
    table.columns.push_back({words.say("report.head.overall"), kNarrow});
    table.rows = {
        cv_line(words, rows, "mean", &ResourceRow::mean),
        cv_line(words, rows, "deviation", &ResourceRow::deviation),
        cv_line(words, rows, "cv", &ResourceRow::cv)};
    return table;
}

ReportTable cv_both_table(const ReportData& data) {
    const ReportWords words(data.input);
    ReportTable table = with_heads(
        words,
        {{"indicator", 30},
         {"stage", 8},
         {"mean", 12},
         {"cv", 10},
         {"limit", 8},
         {"cv_met", 10},
         {"schools_short", 10}}
    );
    for (std::size_t i = 0; i < data.input.standards.resource.size(); ++i)
        for (const ResourceRow& row : data.input.assessment.resource) {
            const ResourceIndicator& rule = rule_of(data, row);
            if (row.indicator != i || rule.overlay)
                continue;
            ReportCell name = text_of(rule.id + " " + words.name(rule.name));
            name.continues = !table.rows.empty() && table.rows.back().front().shown == name.shown;
            table.rows.push_back(
                {std::move(name),
                 text_of(words.stage(row.stage)),
                 figure_of(words, row.mean, words.value(row.mean, rule)),
                 figure_of(words, row.cv, words.coefficient(row.cv, row.cv_limit)),
                 limit_of(words, row.cv_limit),
                 compliance_of(words, row.cv_compliance),
                 count_of(row.short_schools)}
            );
        }
    return table;
}

ReportTable school_table(const ReportData& data) {
    const ReportWords words(data.input);
    ReportTable table = with_heads(
        words,
        {{"school_code", kNarrow}, {"school", kWide}, {"stage", kNarrow}, {"pupils", kNarrow}}
    );
    for (const ResourceIndicator& rule : data.input.standards.resource)
        table.columns.push_back({rule.id, kNarrow});
    table.columns.push_back({words.say("report.head.met"), kNarrow});
    table.columns.push_back({words.say("report.head.result"), kNarrow});
    for (const SchoolStage& school : data.input.assessment.schools)
        table.rows.push_back(school_line(data, school));
    return table;
}

ReportTable failing_schools_table(const ReportData& data) {
    const ReportWords words(data.input);
    ReportTable table =
        with_heads(words, {{"school", 24}, {"stage", 8}, {"met", 10}, {"gaps", 46}});
    for (const SchoolStage* row : failing_stages(data.input.assessment))
        table.rows.push_back(
            {text_of(row->name),
             text_of(words.stage(row->stage)),
             count_of(row->met),
             text_of(gaps_text(data, *row))}
        );
    return table;
}

ReportTable level_up_table(const ReportData& data) {
    const ReportWords words(data.input);
    ReportTable table = with_heads(
        words,
        {{"id", kNarrow},
         {"school", kWide},
         {"stage", kNarrow},
         {"school_code", kNarrow},
         {"at_least", kNarrow},
         {"unit", kNarrow}}
    );
    for (const ResourceRow& row : data.input.assessment.resource) {
        if (!row.level_up)
            continue;
        const ResourceIndicator& rule = rule_of(data, row);
        for (const auto& [code, amount] : row.level_up->schools)
            table.rows.push_back(
                {text_of(rule.id),
                 text_of(data.school_name(code)),
                 text_of(words.stage(row.stage)),
                 text_of(code, Look::text),
                 {.shown = grouped(static_cast<double>(amount), 0),
                  .number = static_cast<double>(amount),
                  .look = Look::amount},
                 text_of(unit_of(data, rule))}
            );
    }
    return table;
}

ReportTable school_gaps_table(const ReportData& data, const SchoolMending& school) {
    const ReportWords words(data.input);
    ReportTable table = with_heads(
        words,
        {{"stage", 8},
         {"indicator", 30},
         {"value", 11},
         {"threshold", 9},
         {"floor", 9},
         {"gap", 16},
         {"state", 16}}
    );
    for (const SchoolStage& row : data.input.assessment.schools)
        for (std::size_t i = 0; row.code == school.code && i < row.values.size(); ++i) {
            const IndicatorValue& value = row.values[i];
            const ResourceIndicator& rule = data.input.standards.resource[i];
            const bool open =
                value.compliance == Compliance::short_of || value.compliance == Compliance::unknown;
            if (!row.counted || rule.overlay || !open)
                continue;
            ReportCell state = compliance_of(words, value.compliance);
            if (value.above_floor)
                state.shown =
                    words.say(*value.above_floor ? "report.above_floor" : "report.below_floor");
            table.rows.push_back(
                {text_of(words.stage(row.stage)),
                 text_of(rule.id + " " + words.name(rule.name)),
                 figure_of(words, value.value, words.value(value.value, rule), Look::amount),
                 limit_of(words, value.threshold),
                 figure_of(
                     words, value.floor, value.floor ? grouped(*value.floor, 4) : "", Look::amount
                 ),
                 text_of(
                     value.shortfall ? words.exact_amount(value.shortfall->value(), rule.unit)
                                     : words.missing(Missing::not_reported)
                 ),
                 std::move(state)}
            );
        }
    return table;
}

}  // namespace junheng
