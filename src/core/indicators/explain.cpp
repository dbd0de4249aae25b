// SPDX-License-Identifier: Apache-2.0
#include "core/indicators/explain.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/base/messages.h"
#include "core/domain/words.h"
#include "core/indicators/assess.h"
#include "core/indicators/county_view.h"
#include "core/indicators/dispersion.h"
#include "core/indicators/judged.h"
#include "core/indicators/judged_numbers.h"
#include "core/indicators/resource_rows.h"
#include "core/indicators/school_values.h"

namespace junheng {
namespace {

constexpr std::size_t kPupilsField = 2;

std::string number(double value) {
    return fmt::format("{}", value);
}

std::string number(const Maybe<double>& value) {
    return value ? number(*value) : std::string("?");
}

std::optional<std::size_t> index_of(const StandardSet& standards, std::string_view id) {
    const auto found = std::ranges::find(standards.resource, id, &ResourceIndicator::id);
    if (found == standards.resource.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - standards.resource.begin());
}

tl::unexpected<Error> unknown_indicator(std::string_view id) {
    return failure(ErrorKind::usage, "indicator.unknown", {{"indicator", std::string(id)}});
}

ExplainedRule rule_of(
    const ResourceIndicator& indicator,
    const std::vector<Limit>& limits,
    Stage stage
) {
    const Limit* limit = limit_for(limits, stage);
    return {indicator.id, indicator.name, limit != nullptr ? limit->source : indicator.source};
}

/// Writes a formula in names and the same with the numbers put in.
class FormulaWriter {
public:
    void text(std::string_view both) {
        names_ += both;
        numbers_ += both;
    }
    void term(const std::string& name, const Maybe<double>& value) {
        names_ += name;
        numbers_ += number(value);
    }
    std::string with_result(const Maybe<double>& value) const {
        return names_ + " = " + numbers_ + " = " + number(value);
    }

private:
    std::string names_;
    std::string numbers_;
};

class ValueExplainer {
public:
    ValueExplainer(
        const CountyView& view,
        const PreparedIndicator& indicator,
        std::size_t unit,
        Stage stage
    )
        : view_(view), indicator_(indicator), unit_(view.units()[unit]), stage_(stage) {}

    Explanation explain(const IndicatorValue& value) {
        Explanation result;
        write_numerator(result);
        write_denominator(result);
        result.value = value.value;
        result.unit = indicator_.rule->unit;
        result.compliance = value.compliance;
        result.limit = value.threshold;
        result.exceptions = value.exceptions;
        result.rule = rule_of(*indicator_.rule, indicator_.rule->thresholds, stage_);
        result.formula = formula_.with_result(value.value);
        return result;
    }

private:
    void write_numerator(Explanation& result) {
        std::vector<FigureRef> terms = indicator_.numerator;
        for (const PreparedException& exception : indicator_.exceptions)
            if (std::ranges::any_of(exception.rule->any_of, [&](Condition c) {
                    return holds(c, *exception.rule, view_, unit_);
                }))
                std::ranges::copy(exception.adds, std::back_inserter(terms));
        const bool brackets = terms.size() > 1;
        formula_.text(brackets ? "(" : "");
        for (std::size_t i = 0; i < terms.size(); ++i) {
            if (i > 0 || terms[i].subtract)
                formula_.text(terms[i].subtract ? " − " : " + ");
            add_term(terms[i], result);
        }
        formula_.text(brackets ? ")" : "");
        if (indicator_.scale.pupils_per > 1)
            formula_.text(fmt::format(" × {}", indicator_.scale.pupils_per));
    }

    void add_term(const FigureRef& term, Explanation& result) {
        const auto sum = view_.figure(unit_, term, stage_);
        const double unit = term.hundredths ? 100 : 1;
        formula_.term(
            name_of(term),
            sum ? Maybe(static_cast<double>(*sum) / unit) : Maybe<double>(sum.reason())
        );
        for (const Member& member : unit_.members) add_input(term, member, result);
    }

    void add_input(const FigureRef& term, const Member& member, Explanation& result) {
        const School& school = view_.snapshot().schools[member.school];
        const Unit alone{.members = {member}};
        const auto value = view_.figure(alone, term, stage_);
        ExplainedInput input{
            .name = name_of(term),
            .school = school.code,
            .stage = std::string(name(stage_)),
            .value = value ? Maybe(static_cast<double>(*value) / (term.hundredths ? 100 : 1))
                           : Maybe<double>(value.reason()),
            .unit = indicator_.rule->unit,
            .at = to_text(view_.snapshot().year.statistics_day())};
        if (term.kind == FigureRef::Kind::stage_column)
            input.cell =
                CellRef{TableId::stages, {school.code, std::string(name(stage_))}, term.column};
        if (term.kind == FigureRef::Kind::shared_column)
            input.cell = CellRef{TableId::shared, {school.code}, term.column};
        if (term.kind == FigureRef::Kind::school_figure)
            input.cell = figure_cell(school.code, term.key);
        if (term.kind == FigureRef::Kind::room_kind)
            input.cell = room_cell(school.code, term.key);
        result.inputs.push_back(std::move(input));
    }

    std::optional<CellRef> figure_cell(std::string_view code, std::string_view key) const {
        for (const SchoolFigure& figure : figures_of(view_.snapshot(), code))
            if (figure.key == key)
                return cell_of(
                    TableId::figures, figure.code, {figure.key, figure.stage, figure.period}
                );
        return std::nullopt;
    }

    std::optional<CellRef> room_cell(std::string_view code, std::string_view kind) const {
        for (const RoomGroup& group : rooms_of(view_.snapshot(), code))
            if (group.kind == kind)
                return CellRef{
                    TableId::rooms,
                    {group.code,
                     group.kind,
                     group.area ? Value(group.area->count) : Value(group.area.reason())},
                    *field_by_name(table_spec(TableId::rooms), "count")};
        return std::nullopt;
    }

    static CellRef cell_of(
        TableId table,
        const std::string& code,
        std::initializer_list<std::string> rest
    ) {
        Row key{code};
        for (const std::string& part : rest)
            key.push_back(part.empty() ? Value(Missing::not_reported) : Value(part));
        return {table, std::move(key), *field_by_name(table_spec(table), "value")};
    }

    void write_denominator(Explanation& result) {
        formula_.text(" ÷ ");
        if (!indicator_.rule->split || !shares_building()) {
            add_pupils(stage_, result);
            return;
        }
        const bool weighted = view_.weight(stage_) != 100;
        formula_.text(weighted ? "((" : "(");
        bool first = true;
        for (const Stage stage : {Stage::primary, Stage::junior, Stage::senior}) {
            if (!view_.has_stage(unit_, stage))
                continue;
            formula_.text(first ? "" : " + ");
            first = false;
            if (view_.weight(stage) != 100)
                formula_.text(fmt::format("{} × ", static_cast<double>(view_.weight(stage)) / 100));
            add_pupils(stage, result);
        }
        formula_.text(")");
        if (weighted)
            formula_.text(fmt::format(" ÷ {})", static_cast<double>(view_.weight(stage_)) / 100));
    }

    void add_pupils(Stage stage, Explanation& result) {
        const auto count = view_.pupils(unit_, stage);
        const std::string label = "pupils." + std::string(name(stage));
        formula_.term(
            label, count ? Maybe(static_cast<double>(*count)) : Maybe<double>(count.reason())
        );
        for (const Member& member : unit_.members) {
            const std::size_t row = member.stages[static_cast<std::size_t>(stage)];
            if (row == kNoRow)
                continue;
            const StageFigures& figures = view_.snapshot().stages[row];
            result.inputs.push_back(
                {.name = label,
                 .school = figures.code,
                 .stage = std::string(name(stage)),
                 .value = figures.pupils ? Maybe(static_cast<double>(figures.pupils->count))
                                         : Maybe<double>(figures.pupils.reason()),
                 .unit = "pupil",
                 .at = to_text(view_.snapshot().year.statistics_day()),
                 .cell =
                     CellRef{
                         TableId::stages, {figures.code, std::string(name(stage))}, kPupilsField}}
            );
        }
    }

    bool shares_building() const {
        int stages = 0;
        for (const Stage stage : {Stage::primary, Stage::junior, Stage::senior})
            stages += view_.has_stage(unit_, stage) ? 1 : 0;
        return stages > 1;
    }

    static std::string name_of(const FigureRef& term) {
        if (term.kind == FigureRef::Kind::stage_column)
            return std::string(table_spec(TableId::stages).fields[term.column].name);
        if (term.kind == FigureRef::Kind::shared_column)
            return std::string(table_spec(TableId::shared).fields[term.column].name);
        return term.kind == FigureRef::Kind::room_kind ? "rooms." + term.key : term.key;
    }

    const CountyView& view_;
    const PreparedIndicator& indicator_;
    const Unit& unit_;
    Stage stage_;
    FormulaWriter formula_;
};

std::string cv_formula(const ResourceRow& row, const PreparedIndicator& indicator) {
    if (!row.cv)
        return "S ÷ X̄ = ?";
    return fmt::format(
        "S ÷ X̄; X̄ = ΣR{} ÷ ΣP = {}; S = √(Σ P_i ÷ ΣP × (x_i − X̄)²) = {}; S ÷ X̄ = {}",
        indicator.scale.pupils_per > 1 ? fmt::format(" × {}", indicator.scale.pupils_per) : "",
        *row.mean,
        *row.deviation,
        *row.cv
    );
}

std::vector<Contribution> contributions_of(
    const StageColumn& column,
    const std::vector<SchoolRow>& rows,
    std::size_t index
) {
    const auto parts = contributions(column.shares, dispersion(column.shares));
    const auto raises = more_raises_cv(column.shares);
    std::vector<Contribution> result;
    for (std::size_t i = 0; i < column.rows.size(); ++i) {
        const SchoolStage& school = rows[column.rows[i]].result;
        result.push_back(
            {school.code,
             school.name,
             *school.values[index].value,
             column.shares[i].pupils,
             parts[i],
             raises[i]}
        );
    }
    std::ranges::stable_sort(result, std::ranges::greater{}, &Contribution::share);
    return result;
}

/// How each form computes, in the roles of its inputs and the names of its limits.
constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kFormulas{{
    {"documents", "papers accepted and judged met"},
    {"amount_at_least", "{amount} ≥ {limit}"},
    {"not_below", "{left} ≥ {right}"},
    {"ratio_at_least", "{numerator} ÷ {denominator} ≥ {limit}"},
    {"two_ratios",
     "{first.numerator} ÷ {first.denominator} ≥ {first}; {second.numerator} ÷ {second.denominator} "
     "≥ {second}"},
    {"retention", "({graduates} − {moved_in} + {moved_out}) ÷ ({intake} − {died}) ≥ {limit}"},
    {"monitoring", "{level} ≥ {level_limit}; {rate} < {rate_limit}"},
    {"recognition", "Σ satisfied ÷ Σ valid ≥ {limit}, group by group"},
    {"veto", "{key} = no"},
    {"rooms_by_classes",
     "rooms of {music} and of {art} that reach the area ≥ ⌈classes ÷ {classes_per_room}⌉"},
    {"school_size", "pupils of each school ≤ {limit}"},
    {"class_size", "pupils of each class ≤ {limit}"},
    {"small_school_funds", "{funds} ≥ norm × {pupils_counted}"},
}};
constexpr std::string_view kSchoolRatio = "{numerator} ÷ {denominator} ≥ {limit}, school by school";
constexpr std::string_view kScopedRatios =
    "Σ {primary.numerator} ÷ Σ {primary.denominator} ≥ {primary}; Σ {junior.numerator} ÷ Σ "
    "{junior.denominator} ≥ "
    "{junior}";
constexpr std::string_view kRetentionB =
    "{graduates} ÷ ({intake} + {moved_in} − {died} − {moved_out}) ≥ {limit}";
constexpr std::string_view kSumRatio = "({numerator} + {numerator_plus}) ÷ {denominator} ≥ {limit}";

std::string_view pattern_of(const JudgedIndicator& indicator) {
    if (indicator.form == "school_ratio_at_least")
        return kSchoolRatio;
    if (input(indicator, "level") == "school")
        return kScopedRatios;
    if (input(indicator, "formula") == "b")
        return kRetentionB;
    if (!input(indicator, "numerator_plus").empty())
        return kSumRatio;
    const auto found = std::ranges::find(
        kFormulas,
        std::string_view(indicator.form),
        &std::pair<std::string_view, std::string_view>::first
    );
    return found == kFormulas.end() ? std::string_view(indicator.form) : found->second;
}

/// The formula in names, and the same with the county's numbers put in.
std::string judged_formula(
    const CountyView& view,
    const JudgedIndicator& indicator,
    const JudgedResult& judged
) {
    Args names{{"limit", number(judged.limit)}};
    Args numbers = names;
    for (const auto& [name, limit] : indicator.parameters) {
        const std::string slot = name == "rate" ? "rate_limit" : name;
        names.emplace_back(slot, to_text(limit.value));
        numbers.emplace_back(slot, to_text(limit.value));
        if (name == input(indicator, "level_limit"))
            numbers.emplace_back("level_limit", to_text(limit.value));
    }
    for (const auto& [role, key] : indicator.inputs) {
        names.emplace_back(role, key);
        const auto value = county_number(view, key).value;
        numbers.emplace_back(role, value ? to_text(*value) : std::string(key));
    }
    const std::string named = fill_slots(pattern_of(indicator), names);
    const std::string filled = fill_slots(pattern_of(indicator), numbers);
    return named == filled ? named : named + ": " + filled;
}

const JudgedIndicator* find_judged(const StandardSet& standards, std::string_view id) {
    for (const auto* group : {&standards.guarantee, &standards.quality, &standards.vetoes})
        if (const auto found = std::ranges::find(*group, id, &JudgedIndicator::id);
            found != group->end())
            return &*found;
    return standards.recognition.id == id ? &standards.recognition : nullptr;
}

}  // namespace

Result<Explanation> explain_value(
    const Snapshot& snapshot,
    const StandardSet& standards,
    std::string_view indicator,
    std::string_view school,
    Stage stage
) {
    const auto index = index_of(standards, indicator);
    if (!index)
        return unknown_indicator(indicator);
    const CountyView view(snapshot, standards);
    const std::size_t unit = view.unit_of(school);
    if (unit == kNoRow)
        return failure(ErrorKind::usage, "school.unknown", {{"school", std::string(school)}});
    const auto indicators = prepare_indicators(standards);
    const auto rows = school_rows(view, indicators);
    const auto row = std::ranges::find_if(rows, [&](const SchoolRow& r) {
        return r.unit == unit && r.result.stage == stage;
    });
    if (row == rows.end())
        return failure(
            ErrorKind::usage,
            "school.no_such_stage",
            {{"school", std::string(school)}, {"stage", std::string(name(stage))}}
        );
    return ValueExplainer(view, indicators[*index], unit, stage)
        .explain(row->result.values[*index]);
}

Result<Explanation> explain_cv(
    const Snapshot& snapshot,
    const StandardSet& standards,
    std::string_view indicator,
    Stage stage
) {
    const auto index = index_of(standards, indicator);
    if (!index)
        return unknown_indicator(indicator);
    const CountyView view(snapshot, standards);
    const auto indicators = prepare_indicators(standards);
    const auto rows = school_rows(view, indicators);
    const ResourceRow row = resource_row(view, indicators[*index], *index, stage, rows);
    Explanation result{
        .value = row.cv, .unit = "ratio", .compliance = row.cv_compliance, .limit = row.cv_limit};
    result.formula = cv_formula(row, indicators[*index]);
    result.rule = rule_of(standards.resource[*index], standards.resource[*index].cv_limits, stage);
    result.contributions = contributions_of(stage_column(rows, *index, stage), rows, *index);
    const std::string day = to_text(snapshot.year.statistics_day());
    const auto add = [&](std::string name, const Maybe<double>& value, std::string unit) {
        result.inputs.push_back(
            {.name = std::move(name),
             .stage = std::string(junheng::name(stage)),
             .value = value,
             .unit = std::move(unit),
             .at = day}
        );
    };
    add("mean", row.mean, standards.resource[*index].unit);
    add("standard_deviation", row.deviation, standards.resource[*index].unit);
    add("pupils", static_cast<double>(row.pupils), "pupil");
    add("schools", static_cast<double>(row.schools), "school");
    return result;
}

Result<Explanation> explain_judged(
    const Snapshot& snapshot,
    const StandardSet& standards,
    std::string_view id
) {
    const JudgedIndicator* indicator = find_judged(standards, id);
    if (indicator == nullptr)
        return unknown_indicator(id);
    const CountyView view(snapshot, standards);
    const JudgedResult judged = judge(view, *indicator);
    Explanation result{
        .value = judged.value,
        .unit = judged.unit,
        .compliance = judged.compliance,
        .limit = judged.limit};
    result.rule = {indicator->id, indicator->name, indicator->source};
    result.reason = judged.reason;
    result.formula = judged_formula(view, *indicator, judged);
    for (const auto& [role, key] : indicator->inputs)
        for (const CountyFigure& figure : snapshot.county) {
            if (figure.key != key)
                continue;
            const auto value = figure.value ? parse_decimal(*figure.value) : std::nullopt;
            Row cell_key{
                figure.key,
                figure.period.empty() ? Value(Missing::not_reported) : Value(figure.period)};
            result.inputs.push_back(
                {.name = figure.key,
                 .value = value ? Maybe(value->value()) : Maybe<double>(Missing::not_reported),
                 .unit = figure.unit,
                 .at = figure.period,
                 .cell = CellRef{TableId::county, std::move(cell_key), 2}}
            );
        }
    return result;
}

}  // namespace junheng
