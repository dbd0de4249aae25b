// SPDX-License-Identifier: Apache-2.0
#include "io/report/report_data.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/shown.h"
#include "core/base/text.h"
#include "core/domain/words.h"

namespace junheng {
namespace {

constexpr int kMostPercentDigits = 4;

std::string percent_text(double ratio, int digits) {
    constexpr double kPercent = 100;
    return fmt::format("{:.{}f}%", ratio * kPercent, digits);
}

}  // namespace

ReportData::ReportData(const ReportInput& given)
    : input(given),
      summary(summarize(given.assessment, given.standards)),
      mendings(mend_schools(given.snapshot, given.standards, given.costs)) {
    std::erase_if(mendings, [&](const SchoolMending& mending) {
        return std::ranges::find(given.assessment.schools, mending.code, &SchoolStage::code) ==
               given.assessment.schools.end();
    });
}

std::string ReportData::school_name(const std::string& code) const {
    const auto& schools = input.assessment.schools;
    const auto found = std::ranges::find(schools, code, &SchoolStage::code);
    return found == schools.end() ? code : found->name;
}

std::string ReportWords::say(std::string_view code, const Args& args) const {
    return input_.messages.text(code, args, input_.language);
}

const std::string& ReportWords::name(const BilingualName& name) const {
    return chinese() ? name.zh : name.en;
}

std::string ReportWords::stage(Stage stage) const {
    return say("stage." + std::string(junheng::name(stage)));
}

std::string ReportWords::compliance(Compliance compliance) const {
    return say("compliance." + std::string(junheng::name(compliance)));
}

std::string ReportWords::verdict(Verdict verdict) const {
    switch (verdict) {
        case Verdict::pass:
            return compliance(Compliance::met);
        case Verdict::fail:
            return compliance(Compliance::short_of);
        case Verdict::unknown:
            break;
    }
    return compliance(Compliance::unknown);
}

std::string ReportWords::missing(Missing reason) const {
    return say("reason." + std::string(junheng::name(reason)));
}

std::string ReportWords::year() const {
    return school_year_label(input_.assessment.year, chinese() ? "zh" : "en");
}

std::string ReportWords::count(std::int64_t n, std::string_view unit) const {
    return say("report.count." + std::string(unit), {{"n", grouped(static_cast<double>(n), 0)}});
}

std::string ReportWords::coefficient(const Maybe<double>& cv, const Maybe<double>& limit) const {
    return cv ? shown_cv(*cv, limit.value_or(0)) : missing(cv.reason());
}

std::string ReportWords::percent(const Maybe<double>& ratio, const Maybe<double>& limit) const {
    if (!ratio)
        return missing(ratio.reason());
    int digits = 1;
    while (limit && *ratio != *limit && digits < kMostPercentDigits &&
           percent_text(*ratio, digits) == percent_text(*limit, digits))
        ++digits;
    return percent_text(*ratio, digits);
}

std::string ReportWords::percentage_points(double ratio) const {
    constexpr double kPercent = 100;
    const std::string text = grouped(ratio * kPercent, 2);
    const bool hidden = text == "0" && ratio > 0;
    return say(hidden ? "report.few_points" : "report.points", {{"n", text}});
}

std::string ReportWords::amount(double amount, const std::string& unit) const {
    return shown_amount(input_.messages, input_.language, amount, unit);
}

std::string ReportWords::exact_amount(double amount, const std::string& unit) const {
    return say("amount." + unit, {{"n", grouped(amount, 2)}});
}

std::string ReportWords::value(const Maybe<double>& value, const ResourceIndicator& rule) const {
    return value ? fmt::format("{:.{}f}", *value, rule.decimals) : missing(value.reason());
}

}  // namespace junheng
