// SPDX-License-Identifier: Apache-2.0
#include "io/report/judged_text.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/text.h"

namespace junheng {
namespace {

constexpr int kMostDigits = 4;

bool is_yes_or_no(const JudgedIndicator& rule) {
    return rule.form == "all_flags" || rule.form == "veto";
}

std::string figure(
    const ReportWords& words,
    const JudgedLine& line,
    const Maybe<double>& value,
    const Maybe<double>& limit
) {
    if (!value)
        return words.missing(value.reason());
    const std::string& unit = line.result->unit;
    if (unit == "ratio" || (unit.empty() && *value < 1))
        return words.percent(value, limit);
    const std::string number = grouped(*value, kMostDigits);
    if (unit == "school")
        return words.say("report.count.school", {{"n", number}});
    if (unit == "pupil")
        return words.say("report.count.pupil", {{"n", number}});
    return unit == "yuan" || unit == "room" || unit == "m2" || unit == "teacher"
               ? words.exact_amount(*value, unit)
               : number;
}

std::string part_name(const ReportInput& input, const JudgedLine& line, const std::string& id) {
    const ReportWords words(input);
    for (const std::string& code : {"report.part." + line.rule->id + "." + id, "stage." + id})
        if (input.messages.entries().contains(code))
            return words.say(code);
    const auto key = line.rule->inputs.find(id);
    return input.glossary.term(
        "county", key == line.rule->inputs.end() ? id : key->second, input.language
    );
}

std::string part_text(const ReportInput& input, const JudgedLine& line, const JudgedPart& part) {
    const ReportWords words(input);
    const std::string name = part_name(input, line, part.id);
    if (line.rule->form == "all_flags") {
        const std::string_view word = !part.value ? "" : *part.value > 0 ? "yes" : "no";
        return name + " " +
               (word.empty() ? words.missing(part.value.reason())
                             : input.glossary.term("words.value", word, input.language));
    }
    std::string text = name + " " + figure(words, line, part.value, part.limit);
    if (part.limit)
        text += words.say("report.part_limit", {{"limit", figure(words, line, part.limit, {})}});
    return text;
}

bool has_limit(const JudgedPart& part) {
    return part.limit.has_value();
}

std::string whole_text(const ReportWords& words, const JudgedLine& line) {
    const JudgedResult& result = *line.result;
    if (result.unit == "school" && result.value && result.limit)
        return words.say(
            "report.schools_of",
            {{"n", grouped(*result.value, 0)}, {"of", grouped(*result.limit, 0)}}
        );
    if (result.value) {
        std::string text = figure(words, line, result.value, result.limit);
        if (result.limit)
            text +=
                words.say("report.part_limit", {{"limit", figure(words, line, result.limit, {})}});
        return text;
    }
    return result.evidence.needed > 0 ? std::string() : words.missing(Missing::not_reported);
}

std::string value_text(const ReportInput& input, const JudgedLine& line) {
    const ReportWords words(input);
    const JudgedResult& result = *line.result;
    if (line.rule->form == "veto")
        return words.say(
            !result.value        ? "reason.not_reported"
            : *result.value == 0 ? "report.veto_absent"
                                 : "report.veto_present"
        );
    std::string parts;
    for (const JudgedPart& part : result.parts)
        parts +=
            (parts.empty() ? "" : words.say("report.semicolon")) + part_text(input, line, part);
    // Parts with limits of their own are the whole; others stand beside it.
    if (std::ranges::any_of(result.parts, has_limit))
        return parts;
    std::string text = whole_text(words, line);
    return text + (text.empty() || parts.empty() ? "" : words.say("report.semicolon")) + parts;
}

/// Papers where they decide or are missing.
std::string papers_found(const ReportInput& input, const JudgedLine& line, bool alone) {
    const ReportWords words(input);
    const EvidenceState& evidence = line.result->evidence;
    const bool missing = evidence.present < evidence.needed;
    if (evidence.needed == 0 || (!alone && !missing))
        return {};
    std::string text = words.say(
        "report.papers_of",
        {{"n", std::to_string(evidence.present)}, {"of", std::to_string(evidence.needed)}}
    );
    if (!missing && line.result->compliance == Compliance::short_of)
        text += words.say("report.papers_short");
    return text;
}

std::string slot_state(const ReportInput& input, const JudgedLine& line, const std::string& slot) {
    for (const Evidence& paper : input.snapshot.evidence)
        if (paper.item == line.rule->id && paper.slot == slot)
            return input.glossary.term("words.state", paper.state, input.language);
    return input.glossary.term("words.state", "missing", input.language);
}

}  // namespace

std::vector<JudgedLine> judged_lines(const ReportInput& input) {
    std::vector<JudgedLine> lines;
    const auto add = [&](std::string_view part, const auto& rules, const auto& results) {
        for (std::size_t i = 0; i < results.size(); ++i)
            lines.push_back({std::string(part), &rules[i], &results[i]});
    };
    add("guarantee", input.standards.guarantee, input.assessment.guarantee);
    add("quality", input.standards.quality, input.assessment.quality);
    lines.push_back({"recognition", &input.standards.recognition, &input.assessment.recognition});
    add("veto", input.standards.vetoes, input.assessment.vetoes);
    return lines;
}

std::string source_text(const ReportInput& input, const RuleSource& source) {
    const ReportWords words(input);
    return words.say(
        "report.source",
        {{"document", source.document},
         {"clause", source.clause},
         {"confidence", source.confidence}}
    );
}

std::string standard_text(const ReportInput& input, const JudgedLine& line) {
    const ReportWords words(input);
    const JudgedResult& result = *line.result;
    std::string text;
    if (line.rule->form == "veto")
        text = words.say("report.standard_veto");
    else if (line.rule->form == "all_flags")
        text = words.say("report.standard_flags");
    else if (result.unit == "school")
        text = words.say("report.standard_schools");
    else if (result.limit && std::ranges::none_of(result.parts, has_limit))
        text = words.say(
            line.rule->comparison == Comparison::at_most ? "report.at_most" : "report.at_least",
            {{"limit", figure(words, line, result.limit, {})}}
        );
    else if (!result.limit)
        text = words.say("report.standard_papers");
    return text + (text.empty() ? "" : "\n") + source_text(input, line.rule->source);
}

std::string found_text(const ReportInput& input, const JudgedLine& line) {
    const ReportWords words(input);
    const JudgedResult& result = *line.result;
    std::string text = value_text(input, line);
    const auto add = [&](const std::string& more) {
        text += (text.empty() || more.empty() ? "" : words.say("report.semicolon")) + more;
    };
    add(papers_found(input, line, text.empty()));
    if (!result.schools_short.empty())
        add(words.say("report.schools_short", {{"n", std::to_string(result.schools_short.size())}})
        );
    if (result.near && !is_yes_or_no(*line.rule))
        text += words.say("report.near");
    return text;
}

std::string period_text(const ReportInput& input, const JudgedLine& line) {
    const std::string& period = line.result->period;
    return period.empty() ? period
                          : "\n" + ReportWords(input).say("report.as_of", {{"period", period}});
}

std::string papers_text(const ReportInput& input, const JudgedLine& line) {
    const ReportWords words(input);
    std::string text;
    for (const std::string& slot : line.rule->evidence)
        text += fmt::format(
            "{}{}{}",
            text.empty() ? "" : "\n",
            input.glossary.term("words.evidence_slot", slot, input.language),
            words.say("report.in_brackets", {{"text", slot_state(input, line, slot)}})
        );
    return text.empty() ? words.say("report.no_papers") : text;
}

}  // namespace junheng
