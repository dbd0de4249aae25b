// SPDX-License-Identifier: Apache-2.0
#include "app/cli/forecast_page.h"

#include <fmt/format.h>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/domain/words.h"

namespace junheng {
namespace {

constexpr std::size_t kMostLines = 20;

void write_range_row(JsonWriter& json, const Forecast& forecast, const ForecastRow& row) {
    json.begin_object().field("school", forecast.history.schools[row.school].code);
    json.field("year", row.year).key("grade");
    row.grade == kAllGrades ? json.value("all") : json.value(row.grade);
    json.field("low", row.pupils.low).field("mid", row.pupils.mid);
    json.field("high", row.pupils.high).end_object();
}

void write_warning(JsonWriter& json, const Issue& issue, const Context& context) {
    json.begin_object().field("code", issue.code).field("school", issue.school);
    json.field("value", issue.value);
    json.field("message", context.messages.text(issue.code, issue.args, context.language));
    json.end_object();
}

/// What the forecast rests on: the estimates of model.md by their names.
void write_model(JsonWriter& json, const Forecast& forecast) {
    const Model& model = forecast.model;
    json.key("model").begin_object().key("progression").begin_array();
    for (const double rate : model.progression.rate) json.value(rate);
    json.end_array().field("dispersion", model.progression.dispersion);
    json.field("shrinkage_pupils", model.progression.shrinkage_pupils);
    json.field("entry_decay", model.entry_rule.decay);
    json.field("entry_prehistory", model.entry_rule.prehistory);
    json.key("feeder_weight").begin_object();
    for (std::size_t k = 1; k < kFeederKinds; ++k)
        json.field(kFeederKindNames[k], model.entries.weight[k]);
    json.end_object().field("links", static_cast<std::int64_t>(model.links.size()));
    const Spread& spread = forecast.spread;
    json.key("entry_variance").begin_object();
    for (std::size_t k = 0; k < kFeederKinds; ++k) json.field(kFeederKindNames[k], spread.entry[k]);
    json.end_object().key("quantile").begin_object().field("complete", spread.complete);
    json.field("incomplete", spread.incomplete).field("upper_grade", spread.upper_grade);
    json.field("entry_grade", spread.entry_grade).end_object().key("growth").begin_array();
    for (const double growth : spread.growth) json.value(growth);
    json.end_array().end_object();
}

void write_answer(
    JsonWriter& json,
    const Context& context,
    const ForecastAnswer& answer,
    bool with_rows
) {
    const Forecast& forecast = *answer.forecast;
    json.field("status", "feasible");
    json.field("schools", static_cast<std::int64_t>(forecast.schools));
    json.field("seconds", answer.seconds).key("skipped").begin_array();
    for (const SkippedSchool& one : forecast.skipped)
        json.begin_object()
            .field("school", one.school)
            .field("reason", context.messages.text(one.reason, {}, context.language))
            .field("code", one.reason)
            .end_object();
    json.end_array().key("warnings").begin_array();
    for (const Issue& issue : answer.issues) write_warning(json, issue, context);
    json.end_array();
    write_model(json, forecast);
    if (!with_rows)
        return;
    json.key("rows").begin_array();
    for (const ForecastRow& row : forecast.rows) write_range_row(json, forecast, row);
    json.end_array();
}

void write_range(JsonWriter& json, std::string_view name, const Range& range) {
    json.key(name).begin_object().field("low", range.low).field("mid", range.mid);
    json.field("high", range.high).end_object();
}

void write_words(JsonWriter& json, std::string_view name, const std::vector<std::string>& words) {
    json.key(name).begin_array();
    for (const std::string& word : words) json.value(word);
    json.end_array();
}

void write_seat_warning(JsonWriter& json, const Context& context, const SeatWarning& one) {
    json.begin_object().field("school", one.school).field("year", one.year);
    write_range(json, "entries", one.entries);
    json.field("seats", one.seats).field("seats_short", one.seats_short);
    json.field("colour", kSeatColours[static_cast<std::size_t>(one.colour)]);
    json.key("measures").begin_array();
    for (const std::string& code : one.measures)
        json.begin_object()
            .field("code", code)
            .field("text", context.messages.text(code, {}, context.language))
            .end_object();
    json.end_array().key("other_schools").begin_array();
    for (const SpareSeats& other : one.others)
        json.begin_object().field("school", other.school).field("seats", other.seats).end_object();
    json.end_array().field("notice_date", to_text(one.notice)).key("lifting_date");
    one.lifting ? json.value(to_text(*one.lifting)) : json.null();
    json.end_object();
}

void write_needs(JsonWriter& json, const SchoolNeeds& one) {
    json.begin_object().field("school", one.school).field("year", one.year);
    write_range(json, "pupils", one.pupils);
    json.field("classes_held", one.classes_held).field("classes_needed", one.classes_needed);
    json.field("seats", one.seats).field("seats_short", one.seats_short);
    json.field("classes_over_norm", one.over_norm).field("large_classes", one.large);
    json.field("super_large_classes", one.super_large).field("staff_needed", one.staff_needed);
    json.end_object();
}

template <class T>
void write_known(JsonWriter& json, std::string_view name, const std::optional<T>& value) {
    json.key(name);
    value ? json.value(*value) : json.null();
}

void write_year(JsonWriter& json, const CountyOfYear& one) {
    json.begin_object().field("school_year", one.year.start);
    write_known(json, "primary_pupils", one.primary);
    write_known(json, "junior_pupils", one.junior);
    write_known(json, "classes_needed", one.classes_needed);
    write_known(json, "seats_short", one.seats_short);
    write_known(json, "staff_needed", one.staff_needed);
    json.field("resource_verdict", name(one.resource_verdict)).field("verdict", name(one.verdict));
    write_words(json, "cvs_short", one.cvs_short);
    json.end_object();
}

void write_fall(JsonWriter& json, const SchoolFall& one) {
    json.begin_object().field("code", one.code).field("name", one.name);
    json.field("stage", name(one.stage)).field("school_year", one.year.start);
    write_words(json, "indicators", one.indicators);
    json.end_object();
}

template <class T, class Write>
void write_list(JsonWriter& json, std::string_view name, const std::vector<T>& list, Write write) {
    json.key(name).begin_array();
    for (const T& one : list) write(one);
    json.end_array();
}

template <class T>
std::string known_text(const std::optional<T>& value) {
    return fit_right(value ? grouped(static_cast<double>(*value), 0) : "–", 9);
}

std::string year_lines(const Console& console, const CountyForecast& forecast) {
    std::string lines = console.text("forecast_page.years") + "\n";
    for (const CountyOfYear& one : forecast.years)
        lines += fmt::format(
            "  {}  {} {} {} {} {}  {}\n",
            one.year.start,
            known_text(one.primary),
            known_text(one.junior),
            known_text(one.classes_needed),
            known_text(one.seats_short),
            known_text(one.staff_needed),
            console.text("verdict." + std::string(name(one.resource_verdict)))
        );
    return lines;
}

std::string warning_lines(const Console& console, const CountyForecast& forecast) {
    std::string lines =
        console.text("forecast_page.warnings", {{"n", std::to_string(forecast.warnings.size())}}) +
        "\n";
    for (std::size_t i = 0; i < std::min(kMostLines, forecast.warnings.size()); ++i) {
        const SeatWarning& one = forecast.warnings[i];
        const std::string colour(kSeatColours[static_cast<std::size_t>(one.colour)]);
        lines += fmt::format(
            "  {}  {}  {} ({}–{}) / {}  {}  {}\n",
            one.school,
            one.year,
            grouped(one.entries.mid, 0),
            grouped(one.entries.low, 0),
            grouped(one.entries.high, 0),
            one.seats,
            one.seats_short,
            console.text("seat_colour." + colour)
        );
    }
    if (forecast.warnings.size() > kMostLines)
        lines += console.text(
                     "page.more", {{"n", std::to_string(forecast.warnings.size() - kMostLines)}}
                 ) +
                 "\n";
    return lines;
}

std::string fall_lines(const Console& console, const CountyForecast& forecast) {
    std::string lines =
        console.text("forecast_page.falls", {{"n", std::to_string(forecast.falls.size())}}) + "\n";
    for (std::size_t i = 0; i < std::min(kMostLines, forecast.falls.size()); ++i) {
        const SchoolFall& one = forecast.falls[i];
        std::string ids;
        for (const std::string& id : one.indicators) ids += (ids.empty() ? "" : " ") + id;
        lines += fmt::format("  {}  {} {}  {}\n", one.year.start, one.code, one.name, ids);
    }
    if (forecast.falls.size() > kMostLines)
        lines +=
            console.text("page.more", {{"n", std::to_string(forecast.falls.size() - kMostLines)}}) +
            "\n";
    return lines;
}

}  // namespace

std::string forecast_json(const Context& context, const ForecastAnswer& answer, bool with_rows) {
    JsonWriter json;
    json.begin_object();
    write_answer(json, context, answer, with_rows);
    json.end_object();
    return json.take();
}

std::string county_forecast_json(
    const Context& context,
    const CountyForecast& forecast,
    bool with_rows
) {
    JsonWriter json;
    json.begin_object().field("school_year", forecast.base.start);
    json.field("stage", name(forecast.stage));
    write_answer(json, context, forecast.answer, with_rows);
    write_list(json, "seat_warnings", forecast.warnings, [&](const SeatWarning& one) {
        write_seat_warning(json, context, one);
    });
    write_list(json, "needs", forecast.needs, [&](const auto& one) { write_needs(json, one); });
    write_list(json, "years", forecast.years, [&](const auto& one) { write_year(json, one); });
    write_list(json, "falls", forecast.falls, [&](const auto& one) { write_fall(json, one); });
    json.key("scenario");
    forecast.scenario.empty() ? json.null() : json.value(forecast.scenario);
    json.end_object();
    return json.take();
}

std::string county_forecast_page(const Console& console, const CountyForecast& forecast) {
    std::string page = year_lines(console, forecast) + warning_lines(console, forecast) +
                       fall_lines(console, forecast);
    if (!forecast.scenario.empty())
        page += console.text("forecast_page.saved", {{"name", forecast.scenario}}) + "\n";
    return page;
}

std::string backtest_json(const std::vector<BacktestRow>& rows, double seconds) {
    JsonWriter json;
    json.begin_object().field("status", "feasible").field("seconds", seconds);
    json.key("backtest").begin_array();
    for (const BacktestRow& row : rows) {
        json.begin_object().field("horizon", row.horizon);
        json.field("origins", static_cast<std::int64_t>(row.origins));
        json.field("cases", static_cast<std::int64_t>(row.cases));
        for (std::size_t m = 0; m < kMethods.size(); ++m)
            json.key(kMethods[m])
                .begin_object()
                .field("mape", row.accuracy[m].mape)
                .field("wape", row.accuracy[m].wape)
                .end_object();
        json.field("coverage", row.coverage).end_object();
    }
    json.end_array().end_object();
    return json.take();
}

std::string backtest_page(const Console& console, const std::vector<BacktestRow>& rows) {
    if (rows.empty())
        return console.text("backtest.too_short") + "\n";
    std::string page = console.text("backtest.head") + "\n";
    for (const BacktestRow& row : rows) {
        page += fmt::format("{:>4}  {:>7}", row.horizon, row.cases);
        for (const Accuracy& one : row.accuracy)
            page += fmt::format("  {:>6.2f} {:>6.2f}", 100 * one.mape, 100 * one.wape);
        page += fmt::format("  {:>6.1f}\n", 100 * row.coverage);
    }
    return page;
}

}  // namespace junheng
