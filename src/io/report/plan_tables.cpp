// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "core/base/text.h"
#include "io/report/judged_text.h"
#include "io/report/report_table.h"

namespace junheng {
namespace {

/// One line of the three lists: what is wrong, what mends it, what it costs where that is known.
struct Problem {
    std::string kind;
    std::string subject;
    std::string problem;
    std::string task;
    std::optional<double> cost;
    bool costed = false;  // money has a place in it
};

std::string joined(const ReportWords& words, const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts)
        text += (text.empty() ? "" : words.say("report.semicolon")) + part;
    return text;
}

Problem cv_problem(const ReportData& data, const ResourceRow& row) {
    const ReportWords words(data.input);
    const ResourceIndicator& rule = data.input.standards.resource[row.indicator];
    const bool known = row.cv_compliance == Compliance::short_of;
    Problem problem{
        .kind = words.say("report.kind.cv"),
        .subject =
            words.say("report.cv_of", {{"stage", words.stage(row.stage)}, {"indicator", rule.id}})};
    problem.problem = known
                          ? words.say(
                                "report.over_limit",
                                {{"cv", words.coefficient(row.cv, row.cv_limit)},
                                 {"limit", fmt::format("{:.2f}", row.cv_limit.value_or(0))}}
                            )
                          : words.say("report.found_missing", {{"n", std::to_string(row.missing)}});
    problem.costed = known && row.level_up.has_value();
    problem.task =
        problem.costed
            ? words.say(
                  "report.level_up_task",
                  {{"amount",
                    words.exact_amount(static_cast<double>(row.level_up->amount), rule.unit)},
                   {"indicator", words.name(rule.name)},
                   {"schools", std::to_string(row.level_up->schools.size())}}
              )
            : words.say("report.report_figures");
    if (problem.costed && rule.unit == "yuan")
        problem.cost = static_cast<double>(row.level_up->amount);
    return problem;
}

std::vector<std::string> open_figures(const ReportData& data, const std::string& code) {
    const ReportWords words(data.input);
    std::vector<std::string> parts;
    for (const SchoolStage& row : data.input.assessment.schools)
        for (std::size_t i = 0; row.code == code && row.counted && i < row.values.size(); ++i) {
            const IndicatorValue& value = row.values[i];
            const ResourceIndicator& rule = data.input.standards.resource[i];
            if (rule.overlay)
                continue;
            const std::string which = words.stage(row.stage) + " " + rule.id + " ";
            if (value.compliance == Compliance::short_of && value.shortfall)
                parts.push_back(words.say(
                    "report.lacks",
                    {{"which", which},
                     {"amount", words.exact_amount(value.shortfall->value(), rule.unit)}}
                ));
            if (value.compliance == Compliance::unknown)
                parts.push_back(which + words.missing(Missing::not_reported));
        }
    return parts;
}

Problem school_problem(const ReportData& data, const SchoolMending& mending) {
    const ReportWords words(data.input);
    std::vector<std::string> acts;
    double cost = 0;
    bool known = true;
    for (const MendingAct& act : mending.acts) {
        acts.push_back(act_text(data, act));
        known = known && act.cost;
        cost += act.cost.value_or(0);
    }
    if (mending.figures_missing)
        acts.push_back(words.say("report.report_figures"));
    Problem problem{
        .kind = words.say("report.kind.school"),
        .subject = data.school_name(mending.code),
        .problem = joined(words, open_figures(data, mending.code)),
        .task = joined(words, acts)};
    problem.costed = !mending.acts.empty();
    if (problem.costed && known)
        problem.cost = cost;
    return problem;
}

Problem judged_problem(const ReportData& data, const JudgedLine& line) {
    const ReportWords words(data.input);
    const bool known = line.result->compliance == Compliance::short_of;
    return {
        .kind = data.input.glossary.term("terms", line.part, data.input.language),
        .subject = line.rule->id + " " + words.name(line.rule->name),
        .problem = found_text(data.input, line),
        .task = words.say(known ? "report.mend_item" : "report.report_item")};
}

bool is_open(Compliance compliance) {
    return compliance == Compliance::short_of || compliance == Compliance::unknown;
}

std::vector<Problem> problems_of(const ReportData& data) {
    std::vector<Problem> problems;
    for (const ResourceRow& row : data.input.assessment.resource)
        if (!data.input.standards.resource[row.indicator].overlay && is_open(row.cv_compliance))
            problems.push_back(cv_problem(data, row));
    for (const SchoolMending& mending : data.mendings)
        problems.push_back(school_problem(data, mending));
    for (const JudgedLine& line : judged_lines(data.input))
        if (is_open(line.result->compliance))
            problems.push_back(judged_problem(data, line));
    return problems;
}

ReportCell cost_cell(const ReportWords& words, const Problem& problem) {
    if (!problem.costed)
        return {};
    if (!problem.cost)
        return text_of(words.say("report.cost_open"));
    return {
        .shown = words.exact_amount(*problem.cost, "yuan"),
        .number = *problem.cost,
        .look = Look::amount};
}

template <class Cells>
ReportTable numbered(const ReportData& data, ReportTable table, Cells cells) {
    std::int64_t number = 0;
    for (const Problem& problem : problems_of(data)) {
        std::vector<ReportCell> row = cells(problem);
        row.insert(row.begin(), count_of(++number));
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace

std::string act_text(const ReportData& data, const MendingAct& act) {
    const ReportWords words(data.input);
    const ResourceIndicator& rule = data.input.standards.resource[act.indicator];
    const std::string own = "report.act." + rule.identifier;
    const bool known = data.input.messages.entries().contains(own);
    std::string text = words.say(
        known ? own : "report.act",
        {{"amount", words.exact_amount(act.amount.value(), rule.unit)},
         {"indicator", words.name(rule.name)}}
    );
    return act.stage ? words.stage(*act.stage) + words.say("report.colon") + text : text;
}

ReportTable problems_table(const ReportData& data) {
    const ReportWords words(data.input);
    return numbered(
        data,
        with_heads(words, {{"number", 6}, {"kind", 14}, {"subject", 40}, {"problem", 70}}),
        [](const Problem& problem) {
            return std::vector{
                text_of(problem.kind, Look::wrapped),
                text_of(problem.subject, Look::wrapped),
                text_of(problem.problem, Look::wrapped)};
        }
    );
}

ReportTable tasks_table(const ReportData& data) {
    const ReportWords words(data.input);
    return numbered(
        data,
        with_heads(
            words, {{"number", 6}, {"subject", 40}, {"task", 60}, {"cost_yuan", 16}, {"due", 16}}
        ),
        [&](const Problem& problem) {
            return std::vector{
                text_of(problem.subject, Look::wrapped),
                text_of(problem.task, Look::wrapped),
                cost_cell(words, problem),
                ReportCell{}};
        }
    );
}

ReportTable responsibilities_table(const ReportData& data) {
    const ReportWords words(data.input);
    return numbered(
        data,
        with_heads(
            words,
            {{"number", 6},
             {"subject", 40},
             {"lead", 18},
             {"helping", 18},
             {"owner", 14},
             {"due", 14},
             {"closed", 14}}
        ),
        [](const Problem& problem) {
            std::vector<ReportCell> cells(6);
            cells.front() = text_of(problem.subject, Look::wrapped);
            return cells;
        }
    );
}

ReportTable school_acts_table(const ReportData& data, const SchoolMending& school) {
    const ReportWords words(data.input);
    ReportTable table = with_heads(
        words, {{"act", 34}, {"effect", 16}, {"cost", 14}, {"lead", 14}, {"owner", 10}, {"due", 12}}
    );
    for (const MendingAct& act : school.acts)
        table.rows.push_back(
            {text_of(act_text(data, act)),
             text_of(words.say(act.to_floor ? "report.to_floor" : "report.to_threshold")),
             text_of(act.cost ? words.amount(*act.cost, "yuan") : words.say("report.cost_open")),
             {},
             {},
             {}}
        );
    if (school.figures_missing)
        table.rows.push_back({text_of(words.say("report.report_figures")), {}, {}, {}, {}, {}});
    return table;
}

}  // namespace junheng
