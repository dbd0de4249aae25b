// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "core/base/text.h"
#include "io/report/judged_text.h"
#include "io/report/report_table.h"

namespace junheng {
namespace {

std::string part_name(const ReportData& data, std::string_view part) {
    return data.input.glossary.term("terms", part, data.input.language);
}

/// A row whose first cell goes on with the one above where both say the same.
void add_row(ReportTable& table, std::vector<ReportCell> cells) {
    cells.front().continues =
        !table.rows.empty() && table.rows.back().front().shown == cells.front().shown;
    table.rows.push_back(std::move(cells));
}

std::string limits_text(const ReportData& data, const ResourceIndicator& rule) {
    const ReportWords words(data.input);
    std::string text;
    for (const Stage stage : {Stage::primary, Stage::junior}) {
        const Limit* threshold = limit_for(rule.thresholds, stage);
        const Limit* cv = limit_for(rule.cv_limits, stage);
        if (threshold != nullptr)
            text += words.say(
                        "report.standard_resource",
                        {{"stage", words.stage(stage)},
                         {"threshold", to_text(threshold->value)},
                         {"cv_limit", cv == nullptr ? "–" : to_text(cv->value)}}
                    ) +
                    "\n";
    }
    return text + source_text(data.input, rule.source);
}

Compliance both(Compliance a, Compliance b) {
    if (a == Compliance::short_of || b == Compliance::short_of)
        return Compliance::short_of;
    return a == Compliance::unknown || b == Compliance::unknown ? Compliance::unknown
                                                                : Compliance::met;
}

void resource_row(const ReportData& data, std::size_t index, ReportTable& table) {
    const ReportWords words(data.input);
    const ResourceIndicator& rule = data.input.standards.resource[index];
    std::string found;
    std::string compliance;
    Compliance all = Compliance::met;
    for (const ResourceRow& row : data.input.assessment.resource) {
        if (row.indicator != index)
            continue;
        found += (found.empty() ? "" : "\n") + words.say(
                                                   "report.found_resource",
                                                   {{"stage", words.stage(row.stage)},
                                                    {"mean", words.value(row.mean, rule)},
                                                    {"cv", words.coefficient(row.cv, row.cv_limit)},
                                                    {"short", std::to_string(row.short_schools)}}
                                               );
        if (row.missing > 0)
            found += words.say("report.found_missing", {{"n", std::to_string(row.missing)}});
        compliance += (compliance.empty() ? "" : "\n") + words.stage(row.stage) + " " +
                      words.compliance(row.cv_compliance);
        all = both(all, row.cv_compliance);
    }
    ReportCell decided = compliance_of(words, all);
    decided.shown = compliance;
    add_row(
        table,
        {text_of(part_name(data, "resource")),
         text_of(rule.id + " " + words.name(rule.name)),
         text_of(limits_text(data, rule)),
         text_of(found),
         std::move(decided),
         text_of(words.say("report.no_papers"))}
    );
}

void schools_row(const ReportData& data, ReportTable& table) {
    const ReportWords words(data.input);
    const Summary& summary = data.summary;
    const Compliance all = summary.stages.failing > 0 ? Compliance::short_of
                           : summary.stages.unknown > 0 || summary.stages.counted == 0
                               ? Compliance::unknown
                               : Compliance::met;
    add_row(
        table,
        {text_of(part_name(data, "resource")),
         text_of(words.say("report.every_school")),
         text_of(words.say("report.standard_every_school")),
         text_of(words.say(
             "report.found_schools",
             {{"counted", std::to_string(summary.stages.counted)},
              {"failing", std::to_string(summary.stages.failing)},
              {"unknown", std::to_string(summary.stages.unknown)}}
         )),
         compliance_of(words, all),
         text_of(words.say("report.no_papers"))}
    );
}

}  // namespace

ReportTable official_table(const ReportData& data) {
    const ReportWords words(data.input);
    ReportTable table = with_heads(
        words,
        {{"part", 10},
         {"item", 30},
         {"national_standard", 30},
         {"found", 36},
         {"met_or_not", 12},
         {"papers", 22}}
    );
    for (std::size_t i = 0; i < data.input.standards.resource.size(); ++i)
        if (!data.input.standards.resource[i].overlay)
            resource_row(data, i, table);
    schools_row(data, table);
    for (const JudgedLine& line : judged_lines(data.input))
        add_row(
            table,
            {text_of(part_name(data, line.part)),
             text_of(line.rule->id + " " + words.name(line.rule->name)),
             text_of(standard_text(data.input, line)),
             text_of(found_text(data.input, line) + period_text(data.input, line)),
             compliance_of(words, line.result->compliance),
             text_of(papers_text(data.input, line))}
        );
    return table;
}

ReportTable judged_items_table(const ReportData& data) {
    const ReportWords words(data.input);
    constexpr double kNarrow = 13;
    constexpr double kWide = 34;
    ReportTable table = with_heads(
        words,
        {{"id", kNarrow},
         {"item", kWide},
         {"found", kNarrow},
         {"threshold", kNarrow},
         {"met_or_not", kNarrow},
         {"schools_short", kNarrow},
         {"papers_needed", kNarrow},
         {"papers_given", kNarrow}}
    );
    for (const JudgedLine& line : judged_lines(data.input)) {
        const JudgedResult& result = *line.result;
        const bool amounts = line.rule->form != "all_flags" && line.rule->form != "veto";
        const auto figure = [&](const Maybe<double>& value) {
            if (!amounts || (!value && value.reason() == Missing::not_applicable))
                return ReportCell{};
            return figure_of(words, value, value ? grouped(*value, 4) : "");
        };
        table.rows.push_back(
            {text_of(line.rule->id),
             text_of(words.name(line.rule->name)),
             figure(result.value),
             figure(result.limit),
             compliance_of(words, result.compliance),
             count_of(static_cast<std::int64_t>(result.schools_short.size())),
             count_of(result.evidence.needed),
             count_of(result.evidence.present)}
        );
    }
    return table;
}

ReportTable blocking_table(const ReportData& data) {
    const ReportWords words(data.input);
    ReportTable table = with_heads(words, {{"item", 44}, {"found", 30}, {"met_or_not", 10}});
    const auto add = [&](std::string item, std::string found, Compliance compliance) {
        table.rows.push_back(
            {text_of(std::move(item)), text_of(std::move(found)), compliance_of(words, compliance)}
        );
    };
    if (data.summary.stages.failing > 0)
        add(words.say("report.every_school"),
            words.say(
                "report.found_schools",
                {{"counted", std::to_string(data.summary.stages.counted)},
                 {"failing", std::to_string(data.summary.stages.failing)},
                 {"unknown", std::to_string(data.summary.stages.unknown)}}
            ),
            Compliance::short_of);
    for (const Compliance wanted : {Compliance::short_of, Compliance::unknown}) {
        for (const ResourceRow& row : data.input.assessment.resource) {
            const ResourceIndicator& rule = data.input.standards.resource[row.indicator];
            if (rule.overlay || row.cv_compliance != wanted)
                continue;
            add(words.say(
                    "report.cv_of", {{"stage", words.stage(row.stage)}, {"indicator", rule.id}}
                ),
                words.say(
                    "report.over_limit",
                    {{"cv", words.coefficient(row.cv, row.cv_limit)},
                     {"limit",
                      row.cv_limit ? fmt::format("{:.2f}", *row.cv_limit) : std::string("–")}}
                ),
                wanted);
        }
        for (const JudgedLine& line : judged_lines(data.input))
            if (line.result->compliance == wanted)
                add(line.rule->id + " " + words.name(line.rule->name),
                    found_text(data.input, line),
                    wanted);
    }
    return table;
}

}  // namespace junheng
