// SPDX-License-Identifier: Apache-2.0
#include "app/cli/assess_page.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/domain/words.h"
#include "core/indicators/summary.h"

namespace junheng {
namespace {

constexpr std::size_t kNameWidth = 26;
constexpr std::size_t kBarWidth = 14;
constexpr std::size_t kMostSchools = 8;
constexpr double kBarSpan = 1.4;  // the bar ends at 1.4 times the limit
constexpr double kCloseToLimit = 0.005;
constexpr double kWan = 10'000;
constexpr double kYi = 100'000'000;

class Page {
public:
    Page(const Console& console, const Judgement& judgement)
        : console_(console),
          judgement_(judgement),
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
        line(
            say("page.resource." + std::string(name(a.resource_verdict)),
                {{"failing", std::to_string(summary_.failing_stages)},
                 {"unknown", std::to_string(summary_.unknown_stages)},
                 {"counted", std::to_string(summary_.counted_stages)},
                 {"cvs", std::to_string(summary_.unmet_cvs.size())}})
        );
    }

    void gaps() {
        std::string all;
        for (const CountyGap& gap : summary_.gaps) {
            const ResourceIndicator& rule = judgement_.standards.resource[gap.indicator];
            all += fmt::format(
                "{}{} {}",
                all.empty() ? "" : " · ",
                rule.id,
                shown_amount(console_, gap.amount.value(), rule.unit)
            );
        }
        if (!all.empty())
            line(say("page.gaps", {{"gaps", all}}));
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
        for (std::size_t i = 0; i < std::min(failing.size(), kMostSchools); ++i)
            line("  " + school_line(*failing[i]));
        if (failing.size() > kMostSchools)
            line("  " + say("page.more", {{"n", std::to_string(failing.size() - kMostSchools)}}));
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
        line();
        std::string shorts;
        for (const JudgedResult* item : summary_.short_items)
            shorts += (shorts.empty() ? "" : " ") + item->id;
        std::string unknowns;
        for (const JudgedResult* item : summary_.unknown_items)
            unknowns += (unknowns.empty() ? "" : " ") + item->id;
        const std::string none = say("page.none");
        line(say("page.judged_short", {{"items", shorts.empty() ? none : shorts}}));
        line(say("page.judged_unknown", {{"items", unknowns.empty() ? none : unknowns}}));
    }

    void readings() {
        for (const ReadingEffect& effect : judgement_.readings) {
            std::string changes;
            for (const ReadingChange& change : effect.changes)
                changes += (changes.empty() ? "" : "; ") + reading_change(change);
            line(
                say("page.reading",
                    {{"reading", reading_name(effect)},
                     {"choice", choice_name(effect)},
                     {"changes", changes}})
            );
        }
    }

    const Reading& reading_of(const ReadingEffect& effect) const {
        return *std::ranges::find(judgement_.standards.readings, effect.reading, &Reading::id);
    }
    std::string reading_name(const ReadingEffect& effect) const {
        return name_of(reading_of(effect).name);
    }
    std::string choice_name(const ReadingEffect& effect) const {
        const auto& names = reading_of(effect).choice_names;
        const auto found = names.find(effect.choice);
        return found == names.end() ? effect.choice : name_of(found->second);
    }
    std::string reading_change(const ReadingChange& change) const {
        const bool cv = change.what.starts_with("cv:");
        const auto word = [&](const std::string& code) {
            return say((cv ? "compliance." : "verdict.") + code);
        };
        return fmt::format(
            "{} {} → {}",
            cv ? change.what.substr(3) : say("page.what." + change.what),
            word(change.from),
            word(change.to)
        );
    }

    const Console& console_;
    const Judgement& judgement_;
    Summary summary_;
    std::string text_;
};

}  // namespace

std::string assess_page(
    const Console& console,
    const std::string& county,
    const Judgement& judgement
) {
    return Page(console, judgement).write(county);
}

std::string shown_cv(double cv, double limit) {
    return std::abs(cv - limit) <= kCloseToLimit ? fmt::format("{:.4f}", cv)
                                                 : fmt::format("{:.3f}", cv);
}

std::string shown_amount(const Console& console, double amount, const std::string& unit) {
    if (unit == "yuan" && amount >= kYi)
        return console.text("amount.yi_yuan", {{"n", grouped(amount / kYi, 2)}});
    if (unit == "yuan" && amount >= kWan)
        return console.text("amount.wan_yuan", {{"n", grouped(amount / kWan, 1)}});
    return console.text("amount." + unit, {{"n", grouped(amount, 2)}});
}

}  // namespace junheng
