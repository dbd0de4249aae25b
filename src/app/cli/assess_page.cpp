// SPDX-License-Identifier: Apache-2.0
#include "app/cli/assess_page.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/shown.h"
#include "core/base/text.h"
#include "core/domain/words.h"
#include "core/indicators/summary.h"

namespace junheng {
namespace {

constexpr std::size_t kNameWidth = 26;
constexpr std::size_t kBarWidth = 14;
constexpr std::size_t kMostSchools = 8;
constexpr std::size_t kJudgedWidth = 56;
constexpr int kJudgedDigits = 4;
constexpr double kBarSpan = 1.4;  // the bar ends at 1.4 times the limit

class Page {
public:
    Page(const Console& console, const Judgement& judgement, bool all)
        : console_(console),
          judgement_(judgement),
          all_(all),
          summary_(summarize(judgement.assessment, judgement.standards)) {}

    std::string write(const std::string& county) {
        head(county);
        verdict();
        gaps();
        dispersion();
        schools();
        judged();
        readings();
        return text_;
    }

private:
    void line(std::string_view text = {}) {
        text_ += text;
        text_ += '\n';
    }
    std::string say(std::string_view code, const Args& args = {}) const {
        return console_.text(code, args);
    }

    const std::string& name_of(const BilingualName& name) const {
        return console_.language() == Language::zh ? name.zh : name.en;
    }

    void head(const std::string& county) {
        const std::string_view language = console_.language() == Language::zh ? "zh" : "en";
        line(
            say("page.head",
                {{"county", county},
                 {"year", school_year_label(judgement_.assessment.year, language)},
                 {"standards", judgement_.standards.id + " " + judgement_.standards.version}})
        );
    }

    void verdict() {
        const Assessment& a = judgement_.assessment;
        line(say("page.verdict." + std::string(name(a.verdict))));
        for (std::size_t i = 0; i < a.vetoes.size(); ++i)
            if (a.vetoes[i].compliance == Compliance::short_of)
                line("  ✕ " + name_of(judgement_.standards.vetoes[i].name));
        line(
            say("page.resource." + std::string(name(a.resource_verdict)),
                {{"failing", std::to_string(summary_.stages.failing)},
                 {"unknown", std::to_string(summary_.stages.unknown)},
                 {"counted", std::to_string(summary_.stages.counted)},
                 {"cvs", std::to_string(summary_.unmet_cvs.size())}})
        );
    }

    void gaps() {
        for (const auto& [code, gaps] :
             {std::pair{"page.gaps", &summary_.gaps},
              std::pair{"page.tolerated_gaps", &summary_.tolerated_gaps}})
            if (!gaps->empty())
                line(say(code, {{"gaps", listed(*gaps)}}));
        for (const ResourceRow* row : summary_.unmet_cvs)
            if (row->level_up)
                line(level_up_line(*row));
    }

    std::string listed(const std::vector<CountyGap>& gaps) const {
        std::string all;
        for (const CountyGap& gap : gaps) {
            const ResourceIndicator& rule = judgement_.standards.resource[gap.indicator];
            all += fmt::format(
                "{}{} {}",
                all.empty() ? "" : " · ",
                rule.id,
                shown_amount(console_, gap.amount.value(), rule.unit)
            );
        }
        return all;
    }

    std::string level_up_line(const ResourceRow& row) const {
        const ResourceIndicator& rule = judgement_.standards.resource[row.indicator];
        return say(
            "page.level_up",
            {{"stage", say("stage." + std::string(name(row.stage)))},
             {"indicator", rule.id},
             {"cv", shown_cv(*row.cv, *row.cv_limit)},
             {"limit", fmt::format("{}", *row.cv_limit)},
             {"amount",
              shown_amount(console_, static_cast<double>(row.level_up->amount), rule.unit)},
             {"schools", std::to_string(row.level_up->schools.size())}}
        );
    }

    void dispersion() {
        line();
        std::string head = fit(say("page.cv_head"), kNameWidth);
        for (const Stage stage : {Stage::primary, Stage::junior})
            head += "  " + fit(say("stage." + std::string(name(stage))), kBarWidth + 26);
        line(head);
        for (std::size_t i = 0; i < judgement_.standards.resource.size(); ++i) indicator_line(i);
    }

    void indicator_line(std::size_t index) {
        const ResourceIndicator& rule = judgement_.standards.resource[index];
        std::string text = fit(rule.id + " " + name_of(rule.name), kNameWidth);
        for (const Stage stage : {Stage::primary, Stage::junior})
            text += "  " + fit(cell(index, stage), kBarWidth + 26);
        while (!text.empty() && text.back() == ' ') text.pop_back();
        line(text);
    }

    std::string cell(std::size_t index, Stage stage) const {
        const auto& rows = judgement_.assessment.resource;
        const auto row = std::ranges::find_if(rows, [&](const ResourceRow& r) {
            return r.indicator == index && r.stage == stage;
        });
        if (row == rows.end())
            return "–";
        if (!row->cv)
            return "? " + say("reason." + std::string(name(row->cv.reason())));
        if (!row->cv_limit)
            return fmt::format("{} {:<6.3f} –", std::string(kBarWidth, ' '), *row->cv);
        const double limit = *row->cv_limit;
        const std::string shortage =
            row->short_schools > 0 ? say("page.short", {{"n", std::to_string(row->short_schools)}})
                                   : "";
        return fmt::format(
            "{} {:<6} {} {}", bar(*row->cv, limit), shown_cv(*row->cv, limit), sign(*row), shortage
        );
    }

    static std::string bar(double cv, double limit) {
        const double span = limit > 0 ? limit * kBarSpan : 1.0;
        const auto filled = static_cast<std::size_t>(std::clamp(
            std::lround(cv / span * static_cast<double>(kBarWidth)),
            0L,
            static_cast<long>(kBarWidth)
        ));
        const auto mark =
            static_cast<std::size_t>(std::lround(static_cast<double>(kBarWidth) / kBarSpan));
        std::string text;
        for (std::size_t i = 0; i < kBarWidth; ++i)
            text += i == mark ? "┃" : i < filled ? "█" : "·";
        return text;
    }

    std::string sign(const ResourceRow& row) const {
        std::string text = row.cv_compliance == Compliance::met        ? "✓"
                           : row.cv_compliance == Compliance::short_of ? "✕"
                           : row.cv_compliance == Compliance::unknown  ? "?"
                                                                       : "–";
        return text + (row.near ? "≈" : " ");
    }

    void schools() {
        const auto failing = failing_stages(judgement_.assessment);
        if (failing.empty())
            return;
        line();
        line(say("page.schools_head", {{"n", std::to_string(failing.size())}}));
        const std::size_t most = all_ ? failing.size() : std::min(failing.size(), kMostSchools);
        for (std::size_t i = 0; i < most; ++i) line("  " + school_line(*failing[i]));
        if (failing.size() > most)
            line("  " + say("page.more", {{"n", std::to_string(failing.size() - most)}}));
    }

    std::string school_line(const SchoolStage& row) const {
        std::string gaps;
        for (std::size_t i = 0; i < row.values.size(); ++i) {
            const IndicatorValue& value = row.values[i];
            if (value.compliance != Compliance::short_of || !value.shortfall)
                continue;
            const ResourceIndicator& rule = judgement_.standards.resource[i];
            gaps += fmt::format(
                "{}{}{} {}",
                gaps.empty() ? "" : " · ",
                rule.id,
                value.above_floor == true ? "≈" : "✕",
                shown_amount(console_, value.shortfall->value(), rule.unit)
            );
        }
        return fit(row.name, 24) + fit(say("stage." + std::string(name(row.stage))), 6) + gaps;
    }

    void judged() {
        const std::size_t asked = summary_.short_items.size() + summary_.unknown_items.size();
        if (asked == 0)
            return;
        line();
        line(say("page.judged_head", {{"n", std::to_string(asked)}}));
        for (const JudgedResult* item : summary_.short_items) judged_line(*item, "✕");
        for (const JudgedResult* item : summary_.unknown_items) judged_line(*item, "?");
        line("  " + say("page.judged_more"));
    }

    void judged_line(const JudgedResult& item, std::string_view sign) {
        const JudgedIndicator& rule = rule_of(item);
        const bool amounts =
            item.value && item.limit && rule.form != "all_flags" && rule.form != "veto";
        line(fmt::format(
            "  {} {} {}{}{}",
            sign,
            fit(item.id, 3),
            fit(name_of(rule.name), kJudgedWidth),
            amounts ? " " + say("page.judged_value",
                                {{"value", grouped(*item.value, kJudgedDigits)},
                                 {"limit", grouped(*item.limit, kJudgedDigits)}})
                    : "",
            item.schools_short.empty()
                ? ""
                : " " + say("page.short", {{"n", std::to_string(item.schools_short.size())}})
        ));
    }

    const JudgedIndicator& rule_of(const JudgedResult& item) const {
        const StandardSet& standards = judgement_.standards;
        for (const auto* rules : {&standards.guarantee, &standards.quality, &standards.vetoes})
            if (const auto found = std::ranges::find(*rules, item.id, &JudgedIndicator::id);
                found != rules->end())
                return *found;
        return standards.recognition;
    }

    void readings() {
        if (!judgement_.all_readings)
            return;
        line();
        line(
            say("page.readings_head", {{"n", std::to_string(judgement_.standards.readings.size())}})
        );
        for (const Reading& reading : judgement_.standards.readings) reading_lines(reading);
    }

    void reading_lines(const Reading& reading) {
        line(fmt::format(
            "  {} {} = {} {}",
            name_of(reading.name),
            reading.id,
            reading.chosen,
            choice_name(reading, reading.chosen)
        ));
        for (const std::string& choice : reading.choices)
            if (choice != reading.chosen)
                line(fmt::format(
                    "    → {} {}:{}",
                    choice,
                    choice_name(reading, choice),
                    effect_of(reading, choice)
                ));
    }

    std::string effect_of(const Reading& reading, const std::string& choice) const {
        std::string changes;
        std::size_t schools = 0;
        const auto effect = std::ranges::find_if(judgement_.readings, [&](const ReadingEffect& e) {
            return e.reading == reading.id && e.choice == choice;
        });
        if (effect == judgement_.readings.end())
            return say("page.reading_same");
        for (const ReadingChange& change : effect->changes) {
            if (change.what.starts_with("school:"))
                ++schools;
            else
                changes += (changes.empty() ? "" : " · ") + reading_change(change);
        }
        if (schools > 0)
            changes += (changes.empty() ? "" : " · ") +
                       say("page.reading_schools", {{"n", std::to_string(schools)}});
        return changes;
    }

    std::string choice_name(const Reading& reading, const std::string& choice) const {
        const auto found = reading.choice_names.find(choice);
        return found == reading.choice_names.end() ? std::string() : name_of(found->second);
    }

    std::string reading_change(const ReadingChange& change) const {
        const bool cv = change.what.starts_with("cv:");
        const auto word = [&](const std::string& code) {
            return say((cv ? "compliance." : "verdict.") + code);
        };
        return fmt::format(
            "{} {} → {}",
            cv ? cv_name(change.what.substr(3)) : say("page.what." + change.what),
            word(change.from),
            word(change.to)
        );
    }

    /// "L2/junior" in words.
    std::string cv_name(const std::string& what) const {
        const auto slash = what.find('/');
        return say(
            "page.cv_of",
            {{"stage", say("stage." + what.substr(slash + 1))},
             {"indicator", what.substr(0, slash)}}
        );
    }

    const Console& console_;
    const Judgement& judgement_;
    bool all_;
    Summary summary_;
    std::string text_;
};

}  // namespace

std::string assess_page(
    const Console& console,
    const std::string& county,
    const Judgement& judgement,
    bool all
) {
    return Page(console, judgement, all).write(county);
}

std::string shown_amount(const Console& console, double amount, const std::string& unit) {
    return shown_amount(console.messages(), console.language(), amount, unit);
}

}  // namespace junheng
