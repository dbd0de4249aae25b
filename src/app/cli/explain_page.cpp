// SPDX-License-Identifier: Apache-2.0
#include "app/cli/explain_page.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/cli/assess_page.h"
#include "core/base/json.h"
#include "core/base/shown.h"
#include "core/base/text.h"
#include "core/domain/words.h"

namespace junheng {
namespace {

constexpr std::size_t kMostContributions = 10;
constexpr int kShownDigits = 6;
constexpr int kLabelWidth = 44;

std::string shown(const Console& console, const Maybe<double>& value) {
    return value ? grouped(*value, kShownDigits)
                 : console.text("reason." + std::string(name(value.reason())));
}

std::string source_line(const Console& console, const std::optional<InputSource>& source) {
    if (!source)
        return console.text("explain.no_source");
    if (source->where.file.empty())
        return console.text(
            "explain.edit", {{"by", source->by}, {"at", source->at}, {"why", source->why}}
        );
    return console.text(
        "explain.source",
        {{"file", source->where.file},
         {"sheet", source->where.sheet},
         {"row", std::to_string(source->where.row)},
         {"column", std::to_string(source->where.column)}}
    );
}

std::string input_line(
    const Console& console,
    const Explained& explained,
    const ExplainedInput& input
) {
    const Language language = console.language();
    const std::string term = figure_term(explained.glossary, input.name, language);
    const bool is_word = !input.text.empty();
    const std::string unit =
        is_word ? "" : explained.glossary.term("words.unit", input.unit, language);
    return fmt::format(
        "  {} {} {} · {} · {}\n",
        fit(term + (input.school.empty() ? "" : " @ " + input.school_name), kLabelWidth),
        fit_right(
            is_word ? explained.glossary.term("words.value", input.text, language)
                    : shown(console, input.value),
            16
        ),
        fit(unit, 8),
        input.at,
        input.cell ? source_line(console, explained.source_of(*input.cell))
                   : console.text("explain.computed")
    );
}

std::string contribution_line(const Console& console, const Contribution& part) {
    return fmt::format(
        "  {} {} {} {:>6.1f}% {}\n",
        fit(part.name, 28),
        fit_right(grouped(part.value, 3), 12),
        fit_right(std::to_string(part.pupils), 6),
        part.share * 100,
        console.text(part.more_raises_cv ? "explain.more_raises" : "explain.more_lowers")
    );
}

std::string change(
    const Console& console,
    std::string_view group,
    std::string_view from,
    std::string_view to
) {
    const auto word = [&](std::string_view code) {
        return console.text(std::string(group) + std::string(code));
    };
    return from == to ? word(from) : fmt::format("{} → {}", word(from), word(to));
}

std::string shown_ratio(const Maybe<double>& value, const Maybe<double>& limit) {
    return value ? shown_cv(*value, limit ? *limit : 0) : std::string("?");
}

std::string value_lines(const Console& console, const Explained& explained) {
    const Explanation& e = explained.explanation;
    const std::string met = console.text("compliance." + std::string(name(e.compliance)));
    if (e.yes_or_no || (!e.value && !e.papers.empty()))
        return console.text("explain.yes_or_no") + met + "\n";
    std::string text = fmt::format(
        "{}{} {} {}\n",
        console.text("explain.value"),
        shown(console, e.value),
        e.value ? explained.glossary.term("words.unit", e.unit, console.language()) : "",
        met
    );
    if (e.shortfall && e.shortfall->count > 0)
        text += console.text(
                    "explain.shortfall",
                    {{"amount", shown_amount(console, e.shortfall->value(), e.shortfall_unit)}}
                ) +
                "\n";
    if (!e.counted)
        text += console.text("explain.not_counted") + "\n";
    return text;
}

std::string paper_lines(const Console& console, const Explained& explained) {
    const auto term = [&](std::string_view group, const std::string& id) {
        return explained.glossary.term(group, id, console.language());
    };
    std::string text;
    for (const ExplainedPaper& paper : explained.explanation.papers)
        text += fmt::format(
            "  {} {} · {}\n",
            fit(term("words.evidence_slot", paper.slot), kLabelWidth),
            term("words.state", paper.state),
            paper.judged.empty() ? console.text("explain.not_judged")
                                 : term("words.judged", paper.judged)
        );
    return text.empty() ? text : console.text("explain.papers") + "\n" + text;
}

std::string school_lines(const Console& console, const Explanation& e) {
    if (e.schools.empty())
        return {};
    std::string text =
        console.text("explain.schools", {{"n", std::to_string(e.schools.size())}}) + "\n";
    for (const ExplainedSchool& school : e.schools) {
        const auto amount = [](const std::optional<double>& value) {
            return value ? grouped(*value, kShownDigits) : std::string("–");
        };
        text += fmt::format(
            "  {} {} {} {} {}\n",
            school.compliance == Compliance::short_of ? "✕" : "?",
            fit(school.name, 28),
            fit(school.code, 12),
            fit_right(amount(school.value), 14),
            fit_right(amount(school.limit), 14)
        );
    }
    return text;
}

}  // namespace

std::string explain_page(const Console& console, const Explained& explained) {
    const Explanation& e = explained.explanation;
    const auto& title = console.language() == Language::zh ? e.rule.title.zh : e.rule.title.en;
    std::string text = fmt::format("{} {}\n", e.rule.id, title);
    text += value_lines(console, explained) + explained.formula + "\n";
    text += console.text(
                e.yes_or_no || !e.limit ? "explain.rule_only" : "explain.rule",
                {{"limit", shown(console, e.limit)},
                 {"document", e.rule.source.document},
                 {"clause", e.rule.source.clause},
                 {"confidence", e.rule.source.confidence},
                 {"from", to_text(e.rule.source.from)}}
            ) +
            "\n";
    for (const ExplainedInput& input : e.inputs) text += input_line(console, explained, input);
    for (const ExceptionApplied& exception : e.exceptions)
        text += console.text(
                    "explain.exception", {{"id", exception.id}, {"clause", exception.clause}}
                ) +
                "\n";
    text += school_lines(console, e) + paper_lines(console, explained);
    if (!e.contributions.empty())
        text += console.text("explain.contributions") + "\n";
    for (std::size_t i = 0; i < std::min(e.contributions.size(), kMostContributions); ++i)
        text += contribution_line(console, e.contributions[i]);
    return text;
}

std::string compare_page(
    const Console& console,
    const std::string& a,
    const std::string& b,
    const AssessmentPair& pair
) {
    std::string text = fmt::format(
        "{}: {} → {}\n{}\n",
        console.text("compare.head"),
        a,
        b,
        console.text(
            "compare.verdicts",
            {{"resource",
              change(
                  console,
                  "verdict.",
                  name(pair.before.resource_verdict),
                  name(pair.after.resource_verdict)
              )},
             {"verdict",
              change(console, "verdict.", name(pair.before.verdict), name(pair.after.verdict))}}
        )
    );
    for (const auto& [before, after] : matching_rows(pair))
        text += fmt::format(
            "  {} {} {} → {} {}\n",
            fit(pair.standards.resource[after->indicator].id, 6),
            fit(console.text("stage." + std::string(name(after->stage))), 8),
            fit_right(shown_ratio(before->cv, before->cv_limit), 8),
            fit_right(shown_ratio(after->cv, after->cv_limit), 8),
            change(console, "compliance.", name(before->cv_compliance), name(after->cv_compliance))
        );
    for (const SchoolTurn& turn : turned_schools(pair))
        text += fmt::format(
            "  {} {} {}\n",
            fit(turn.name, 28),
            console.text("stage." + std::string(name(turn.stage))),
            change(console, "verdict.", turn.before, turn.after)
        );
    return text;
}

std::string scenario_page(const Console& console, const std::vector<std::string>& names) {
    if (console.json()) {
        JsonWriter json;
        json.begin_object().key("scenarios").begin_array();
        for (const std::string& name : names) json.value(name);
        json.end_array().end_object();
        return json.take() + "\n";
    }
    std::string text;
    for (const std::string& name : names) text += name + "\n";
    return names.empty() ? console.text("scenario.none") + "\n" : text;
}

}  // namespace junheng
