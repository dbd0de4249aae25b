// SPDX-License-Identifier: Apache-2.0
#include "app/cli/plan_page.h"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "app/cli/explain_page.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "io/exchange/compare_json.h"

namespace junheng {
namespace {

using planning::Conflict;
using planning::Violation;

constexpr std::size_t kMostShown = 20;

void number(JsonWriter& json, std::string_view name, const std::optional<double>& value) {
    json.key(name);
    value ? json.value(*value) : json.null();
}

void id(JsonWriter& json, std::string_view name, const std::string& text) {
    json.key(name);
    text.empty() ? json.null() : json.value(text);
}

void ids(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
    json.key(name).begin_array();
    for (const std::string& text : texts) json.value(text);
    json.end_array();
}

std::optional<double> gap_of(const assignment::Solution& solution) {
    if (!solution.objective || !solution.bound)
        return std::nullopt;
    if (*solution.objective == *solution.bound)
        return 0.0;
    return (*solution.objective - *solution.bound) / *solution.objective;
}

std::optional<int> open_of(const InstanceAnswer& answer) {
    if (!answer.solution.plan)
        return std::nullopt;
    return static_cast<int>(assignment::open_sites(answer.problem, *answer.solution.plan).size());
}

const std::vector<Violation>& violations_of(const InstanceAnswer& answer) {
    static const std::vector<Violation> none;
    return answer.judged ? answer.judged->violations : none;
}

void violations(JsonWriter& json, const std::vector<Violation>& all) {
    json.key("violations").begin_array();
    for (const Violation& one : all) {
        json.begin_object().field("constraint", one.constraint);
        id(json, "unit", one.unit);
        id(json, "school", one.school);
        json.field("amount", one.amount).end_object();
    }
    json.end_array();
}

void conflicts(JsonWriter& json, const std::vector<Conflict>& all) {
    json.key("conflicts").begin_array();
    for (const Conflict& one : all) {
        json.begin_object().field("constraint", one.constraint);
        ids(json, "units", one.units);
        ids(json, "schools", one.schools);
        json.end_object();
    }
    json.end_array();
}

void warnings(JsonWriter& json, const Issues& issues, const Context& context) {
    json.key("warnings").begin_array();
    for (const Issue& one : issues) {
        json.begin_object().field("code", one.code).field("row", one.where.row);
        json.field("column", one.where.column).field("value", one.value);
        json.field("message", context.messages.text(one.code, one.args, context.language));
        json.end_object();
    }
    json.end_array();
}

std::string list(const std::vector<std::string>& texts) {
    std::string out;
    for (std::size_t i = 0; i < std::min(texts.size(), kMostShown); ++i)
        out += (i == 0 ? "" : " ") + texts[i];
    return texts.size() > kMostShown ? fmt::format("{} … ({})", out, texts.size()) : out;
}

std::string constraint_name(const Console& console, const std::string& constraint) {
    return console.text("constraint." + constraint);
}

std::string shown(const std::optional<double>& value) {
    return value ? grouped(*value, 2) : "–";
}

/// Without its closing brace.
void write_answer(JsonWriter& json, const InstanceAnswer& answer, const Context& context) {
    const assignment::Solution& solution = answer.solution;
    json.begin_object().field("status", std::string(planning::name(solution.status)));
    number(json, "objective", solution.objective);
    number(json, "bound", solution.bound);
    number(json, "gap", gap_of(solution));
    json.field("seconds", answer.seconds).field("steps", solution.steps);
    const auto open = open_of(answer);
    json.key("open");
    open ? json.value(*open) : json.null();
    violations(json, violations_of(answer));
    conflicts(json, solution.conflicts);
    warnings(json, answer.issues, context);
}

using NameOf = std::function<std::string(const std::string&)>;

std::string status_text(const Console& console, const InstanceAnswer& answer) {
    const auto& hits = violations_of(answer);
    if (!answer.judged)
        return console.text("plan.status." + std::string(planning::name(answer.solution.status)));
    return hits.empty() ? console.text("plan.judged_good")
                        : console.text("plan.judged_bad", {{"n", std::to_string(hits.size())}});
}

std::string figures_text(const Console& console, const InstanceAnswer& answer) {
    const auto gap = gap_of(answer.solution);
    const bool sites = answer.problem.rules.choose_sites;
    return console.text(
        sites ? "plan.figures_of_sites" : "plan.figures",
        {{"objective", shown(answer.solution.objective)},
         {"bound", shown(answer.solution.bound)},
         {"gap", gap ? fmt::format("{:.3f}%", *gap * 100) : "–"},
         {"open", std::to_string(open_of(answer).value_or(0))}}
    );
}

std::string more_text(const Console& console, std::size_t all) {
    return all <= kMostShown
               ? std::string()
               : console.text("page.more", {{"n", std::to_string(all - kMostShown)}}) + "\n";
}

std::string named_list(const std::vector<std::string>& ids, const NameOf& name_of) {
    std::vector<std::string> names;
    for (const std::string& id : ids) names.push_back(name_of(id));
    return list(names);
}

std::string answer_page(
    const Console& console,
    const InstanceAnswer& answer,
    const NameOf& name_of
) {
    std::string page = status_text(console, answer) + "\n" + figures_text(console, answer) + "\n";
    const auto& hits = violations_of(answer);
    for (std::size_t i = 0; i < std::min(hits.size(), kMostShown); ++i)
        page += console.text(
                    "plan.hit." + hits[i].constraint,
                    {{"unit", name_of(hits[i].unit)},
                     {"school", name_of(hits[i].school)},
                     {"amount", grouped(hits[i].amount, 3)}}
                ) +
                "\n";
    page += more_text(console, hits.size());
    const auto& conflicts = answer.solution.conflicts;
    for (std::size_t i = 0; i < std::min(conflicts.size(), kMostShown); ++i)
        page += console.text(
                    "plan.conflict",
                    {{"constraint", constraint_name(console, conflicts[i].constraint)},
                     {"units", named_list(conflicts[i].units, name_of)},
                     {"schools", named_list(conflicts[i].schools, name_of)}}
                ) +
                "\n";
    return page + more_text(console, conflicts.size());
}

}  // namespace

std::string plan_json(const InstanceAnswer& answer, const Context& context) {
    JsonWriter json;
    write_answer(json, answer, context);
    json.end_object();
    return json.take();
}

std::string county_plan_json(const CountyDistricts& districts, const Context& context) {
    JsonWriter json;
    write_answer(json, districts.answer, context);
    json.field("entry_grade", districts.entry_grade).field("school_year", districts.base.start);
    json.field("units", districts.answer.problem.unit_count()).field("moved", districts.moved);
    json.key("current").begin_object().field("objective", districts.current.objective);
    violations(json, districts.current.violations);
    json.end_object().key("effect");
    if (districts.after)
        write_comparison(
            json,
            {districts.before->assessment, districts.after->assessment, districts.before->standards}
        );
    else
        json.null();
    id(json, "scenario", districts.scenario);
    json.end_object();
    return json.take();
}

std::string plan_page(const Console& console, const InstanceAnswer& answer) {
    return answer_page(console, answer, [](const std::string& id) { return id; });
}

std::string county_plan_page(const Console& console, const CountyDistricts& districts) {
    std::string page = answer_page(console, districts.answer, [&](const std::string& id) {
        return districts.name_of(id);
    });
    page += console.text(
                "plan.current",
                {{"objective", shown(districts.current.objective)},
                 {"violations", std::to_string(districts.current.violations.size())},
                 {"moved", grouped(static_cast<double>(districts.moved), 0)}}
            ) +
            "\n";
    if (districts.after)
        page += console.text("plan.effect_note") + "\n\n" +
                compare_page(
                    console,
                    console.text("plan.today"),
                    console.text("plan.planned"),
                    {districts.before->assessment,
                     districts.after->assessment,
                     districts.before->standards}
                );
    if (!districts.scenario.empty())
        page += console.text("plan.saved", {{"scenario", districts.scenario}}) + "\n";
    return page;
}

}  // namespace junheng
