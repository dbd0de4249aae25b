// SPDX-License-Identifier: Apache-2.0
#include "io/report/report_facts.h"

#include <algorithm>
#include <cmath>
#include <span>

#include <fmt/format.h>

#include "io/report/report_names.h"
#include "io/report/report_template.h"

namespace junheng {
namespace {

std::string_view result_name(Verdict verdict) {
    return name(verdict);
}

class FactBuilder {
public:
    explicit FactBuilder(const ReportData& data)
        : data_(data), input_(data.input), words_(data.input) {}

    ReportFacts build() {
        name_county();
        count_schools();
        count_cvs();
        count_items();
        recognition();
        list_gaps("gap", data_.summary.gaps);
        list_gaps("tolerated_gap", data_.summary.tolerated_gaps);
        list_readings();
        list_unsure();
        list_schools();
        set_conditions();
        return std::move(facts_);
    }

private:
    void put(std::string_view name, std::string text) {
        facts_.county[std::string(name)] = std::move(text);
    }
    void count(std::string_view name, std::int64_t n) {
        put(name, words_.count(n, find_figure(FigureScope::county, name)->unit));
    }

    void name_county() {
        put("county", input_.county);
        put("school_year", words_.year());
        put("statistics_day", to_text(input_.assessment.year.statistics_day()));
        put("standard_set", input_.standards.id + " " + input_.standards.version);
        put("scenario",
            input_.scenario.empty() ? words_.say("report.as_it_stands") : input_.scenario);
        put("verdict", words_.verdict(input_.assessment.verdict));
        put("resource_verdict", words_.verdict(input_.assessment.resource_verdict));
    }

    void count_schools() {
        const Summary& summary = data_.summary;
        std::array<std::int64_t, 2> pupils{};
        for (const SchoolStage& row : input_.assessment.schools)
            pupils.at(static_cast<std::size_t>(row.stage)) += row.pupils.value_or(Pupils{}).count;
        count("schools_counted", summary.schools.counted);
        count("schools_failing", summary.schools.failing);
        count("stages_counted", summary.stages.counted);
        count("stages_failing", summary.stages.failing);
        count("stages_unknown", summary.stages.unknown);
        count("stages_passing", summary.stages.passing());
        count("stages_outside", summary.outside_stages);
        count("pupils_primary", pupils[0]);
        count("pupils_junior", pupils[1]);
        const auto one = std::ranges::count_if(data_.mendings, [](const SchoolMending& mending) {
            return mending.acts.size() == 1 && !mending.figures_missing;
        });
        count("schools_to_mend", static_cast<std::int64_t>(data_.mendings.size()));
        count("schools_mended_by_one_act", one);
    }

    Facts cv_facts(const ResourceRow& row) const {
        const ResourceIndicator& rule = input_.standards.resource[row.indicator];
        const bool over = row.cv && row.cv_limit && *row.cv > *row.cv_limit;
        const double excess = over ? *row.cv - *row.cv_limit : 0;
        return {
            {"code", rule.id},
            {"indicator", words_.name(rule.name)},
            {"stage", words_.stage(row.stage)},
            {"cv", words_.coefficient(row.cv, row.cv_limit)},
            {"cv_limit",
             row.cv_limit ? fmt::format("{:.2f}", *row.cv_limit)
                          : words_.missing(row.cv_limit.reason())},
            {"cv_limit_excess", words_.percentage_points(excess)},
            {"cv_limit_excess_share", words_.percent(over ? excess / *row.cv_limit : 0)},
            {"missing_schools", words_.count(row.missing, "school")},
            {"level_up",
             row.level_up ? words_.amount(static_cast<double>(row.level_up->amount), rule.unit)
                          : words_.say("report.none")},
            {"level_up_schools",
             words_.count(
                 row.level_up ? static_cast<std::int64_t>(row.level_up->schools.size()) : 0,
                 "school"
             )}};
    }

    void count_cvs() {
        std::int64_t all = 0;
        for (const char* list : {"cv_met", "cv_over", "cv_unknown"}) facts_.lists[list];
        for (const ResourceRow& row : input_.assessment.resource) {
            if (input_.standards.resource[row.indicator].overlay ||
                row.cv_compliance == Compliance::not_applicable)
                continue;
            ++all;
            const std::string_view list = row.cv_compliance == Compliance::met ? "cv_met"
                                          : row.cv_compliance == Compliance::short_of
                                              ? "cv_over"
                                              : "cv_unknown";
            facts_.lists.find(list)->second.push_back(cv_facts(row));
        }
        count("cvs", all);
        for (const auto& [figure, list] :
             {std::pair{"cvs_met", "cv_met"},
              {"cvs_over", "cv_over"},
              {"cvs_unknown", "cv_unknown"}})
            count(figure, static_cast<std::int64_t>(facts_.lists[list].size()));
    }

    struct Tally {
        std::int64_t met = 0;
        std::int64_t short_of = 0;
        std::int64_t unknown = 0;
    };

    Tally list_items(
        std::string_view group,
        std::span<const JudgedResult> results,
        std::span<const JudgedIndicator> rules,
        std::string_view short_list
    ) {
        Tally tally;
        auto& short_ones = facts_.lists[std::string(group) + std::string(short_list)];
        auto& unknown_ones = facts_.lists[std::string(group) + "_unknown"];
        for (std::size_t i = 0; i < results.size(); ++i) {
            const Compliance compliance = results[i].compliance;
            const Facts item{
                {"code", rules[i].id},
                {"item", words_.name(rules[i].name)},
                {"state", words_.compliance(compliance)}};
            if (compliance == Compliance::short_of)
                short_ones.push_back(item);
            if (compliance == Compliance::unknown)
                unknown_ones.push_back(item);
            tally.met += compliance == Compliance::met ? 1 : 0;
        }
        tally.short_of = static_cast<std::int64_t>(short_ones.size());
        tally.unknown = static_cast<std::int64_t>(unknown_ones.size());
        return tally;
    }

    void count_items() {
        const Assessment& a = input_.assessment;
        const StandardSet& s = input_.standards;
        for (const auto& [group, results, rules] :
             {std::tuple{std::string("guarantee"), &a.guarantee, &s.guarantee},
              std::tuple{std::string("quality"), &a.quality, &s.quality}}) {
            const Tally tally = list_items(group, *results, *rules, "_short");
            count(group + "_items", static_cast<std::int64_t>(results->size()));
            count(group + "_met", tally.met);
            count(group + "_short", tally.short_of);
            count(group + "_unknown", tally.unknown);
        }
        const Tally vetoes = list_items("veto", a.vetoes, s.vetoes, "_hit");
        count("vetoes", static_cast<std::int64_t>(a.vetoes.size()));
        count("vetoes_hit", vetoes.short_of);
        count("vetoes_unknown", vetoes.unknown);
    }

    void recognition() {
        const JudgedResult& result = input_.assessment.recognition;
        put("recognition_result", words_.compliance(result.compliance));
        put("recognition_share", words_.percent(result.value, result.limit));
        put("recognition_limit", words_.percent(result.limit));
        put("recognition_margin",
            result.value && result.limit
                ? words_.percentage_points(std::abs(*result.value - *result.limit))
                : words_.missing(result.value.reason()));
    }

    void list_gaps(const std::string& name, const std::vector<CountyGap>& gaps) {
        auto& list = facts_.lists[name];
        for (const CountyGap& gap : gaps) {
            const ResourceIndicator& rule = input_.standards.resource[gap.indicator];
            list.push_back(
                {{"code", rule.id},
                 {"indicator", words_.name(rule.name)},
                 {"gap", words_.amount(gap.amount.value(), rule.unit)},
                 {"gap_schools", words_.count(gap.schools, "school")}}
            );
        }
    }

    void list_readings() {
        auto& list = facts_.lists["reading"];
        for (const Reading& reading : input_.standards.readings) {
            const auto choice = reading.choice_names.find(reading.chosen);
            list.push_back(
                {{"reading", words_.name(reading.name)},
                 {"choice",
                  choice == reading.choice_names.end() ? reading.chosen
                                                       : words_.name(choice->second)}}
            );
        }
    }

    /// Rules whose numbers were not seen in two sources: the office compares them with its own
    /// copy.
    void list_unsure() {
        auto& list = facts_.lists["unsure_rule"];
        const auto add = [&](const auto& rule) {
            if (rule.source.confidence != "A")
                list.push_back(
                    {{"code", rule.id},
                     {"rule", words_.name(rule.name)},
                     {"confidence", rule.source.confidence}}
                );
        };
        std::ranges::for_each(input_.standards.resource, add);
        std::ranges::for_each(input_.standards.guarantee, add);
        std::ranges::for_each(input_.standards.quality, add);
        add(input_.standards.recognition);
        std::ranges::for_each(input_.standards.vetoes, add);
    }

    std::string township_of(const std::string& code) const {
        const School* school = find_school(input_.snapshot, code);
        if (school != nullptr)
            for (const Township& township : input_.snapshot.townships)
                if (township.code == school->township)
                    return township.name;
        return words_.missing(Missing::not_reported);
    }

    Facts school_facts(const SchoolMending& mending) const {
        Facts facts{{"school_code", mending.code}, {"township", township_of(mending.code)}};
        std::string stages;
        Maybe<std::int64_t> pupils = std::int64_t{0};
        std::int64_t short_ones = 0;
        std::int64_t missing = 0;
        for (const SchoolStage& row : input_.assessment.schools) {
            if (row.code != mending.code)
                continue;
            facts["school"] = row.name;
            stages += (stages.empty() ? "" : words_.say("report.comma")) + words_.stage(row.stage);
            pupils = pupils && row.pupils ? Maybe(*pupils + row.pupils->count)
                                          : Maybe<std::int64_t>(Missing::not_reported);
            for (std::size_t i = 0; i < row.values.size(); ++i) {
                if (!row.counted || input_.standards.resource[i].overlay)
                    continue;
                short_ones += row.values[i].compliance == Compliance::short_of ? 1 : 0;
                missing += row.values[i].compliance == Compliance::unknown ? 1 : 0;
            }
        }
        facts["stages"] = stages;
        facts["school_pupils"] =
            pupils ? words_.count(*pupils, "pupil") : words_.missing(pupils.reason());
        facts["indicators_short"] = words_.count(short_ones, "item");
        facts["figures_missing"] = words_.count(missing, "item");
        facts["acts"] = words_.count(static_cast<std::int64_t>(mending.acts.size()), "item");
        facts["acts_cost"] = cost_of(mending);
        return facts;
    }

    std::string cost_of(const SchoolMending& mending) const {
        double sum = 0;
        for (const MendingAct& act : mending.acts) {
            if (!act.cost)
                return words_.say("report.cost_open");
            sum += *act.cost;
        }
        return words_.amount(sum, "yuan");
    }

    void list_schools() {
        auto& list = facts_.lists["school_to_mend"];
        for (const SchoolMending& mending : data_.mendings) list.push_back(school_facts(mending));
    }

    void set_conditions() {
        const Assessment& a = input_.assessment;
        facts_.conditions.insert("verdict_" + std::string(result_name(a.verdict)));
        facts_.conditions.insert("resource_" + std::string(result_name(a.resource_verdict)));
        facts_.conditions.insert("recognition_" + std::string(name(a.recognition.compliance)));
        if (!input_.scenario.empty())
            facts_.conditions.insert("scenario");
        for (const auto& [name, items] : facts_.lists)
            facts_.conditions.insert((items.empty() ? "none " : "any ") + name);
    }

    const ReportData& data_;
    const ReportInput& input_;
    ReportWords words_;
    ReportFacts facts_;
};

}  // namespace

ReportFacts report_facts(const ReportData& data) {
    return FactBuilder(data).build();
}

std::set<std::string, std::less<>> mending_conditions(const SchoolMending& mending) {
    std::set<std::string, std::less<>> conditions;
    const std::size_t acts = mending.acts.size();
    conditions.insert(acts == 0 ? "acts_none" : acts == 1 ? "acts_one" : "acts_several");
    if (acts > 0)
        conditions.insert(mending.by_cost ? "acts_by_cost" : "acts_by_proportion");
    if (mending.figures_missing)
        conditions.insert("figures_missing");
    return conditions;
}

std::string with_facts(std::string_view text, const std::vector<const Facts*>& facts) {
    std::string result;
    std::size_t done = 0;
    for (const ReportSlot& slot : report_slots(text)) {
        result += text.substr(done, slot.begin - done);
        for (auto inner = facts.rbegin(); inner != facts.rend(); ++inner)
            if (const auto found = (*inner)->find(slot.name); found != (*inner)->end()) {
                result += found->second;
                break;
            }
        done = slot.end;
    }
    return result += text.substr(done);
}

}  // namespace junheng
