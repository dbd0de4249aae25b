// SPDX-License-Identifier: Apache-2.0
#include "core/indicators/explain.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/domain/words.h"
#include "core/indicators/assess.h"
#include "core/indicators/county_view.h"
#include "core/indicators/dispersion.h"
#include "core/indicators/judged.h"
#include "core/indicators/judged_numbers.h"
#include "core/indicators/resource_rows.h"
#include "core/indicators/school_values.h"
#include "core/standards/judged_form.h"

namespace junheng {
namespace {

constexpr std::size_t kPupilsField = 2;

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

/// Writes the pattern of a formula, and a slot for each of its terms.
class FormulaWriter {
public:
    void text(std::string_view signs) { formula_.pattern += signs; }
    void term(std::string name, const Maybe<double>& value) {
        const std::string slot = std::to_string(formula_.slots.size());
        formula_.pattern += "{" + slot + "}";
        formula_.slots.push_back({slot, {std::move(name)}, number_text(value)});
    }
    Formula take() { return std::move(formula_); }

private:
    Formula formula_{.equation = true};
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
        result.formula = formula_.take();
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
        const std::size_t stage_row = member.stages[static_cast<std::size_t>(stage_)];
        if (term.kind == FigureRef::Kind::stage_column && stage_row == kNoRow)
            return;
        const School& school = view_.snapshot().schools[member.school];
        const Unit alone{.members = {member}};
        const auto value = view_.figure(alone, term, stage_);
        ExplainedInput input{
            .name = name_of(term),
            .school = school.code,
            .school_name = school.name,
            .stage = std::string(name(stage_)),
            .value = value ? Maybe(static_cast<double>(*value) / (term.hundredths ? 100 : 1))
                           : Maybe<double>(value.reason()),
            .unit = indicator_.rule->unit,
            .at = to_text(view_.snapshot().year.statistics_day())};
        if (term.kind == FigureRef::Kind::stage_column)
            input.cell = deciding_cell(
                TableId::stages, stage_row, {school.code, std::string(name(stage_))}, term.column
            );
        if (term.kind == FigureRef::Kind::shared_column && member.shared != kNoRow)
            input.cell = deciding_cell(TableId::shared, member.shared, {school.code}, term.column);
        if (term.kind == FigureRef::Kind::school_figure)
            input.cell = figure_cell(school.code, term.key);
        if (term.kind == FigureRef::Kind::room_kind)
            input.cell = room_cell(school.code, term.key);
        result.inputs.push_back(std::move(input));
    }

    /// The table's own cell, or that of the count which decides in its stead.
    CellRef deciding_cell(TableId table, std::size_t row, Row key, std::size_t column) const {
        const SourceCount* count = view_.deciding_count(table, row, column);
        if (count == nullptr)
            return {table, std::move(key), column};
        return cell_of(TableId::counts, count->code, {count->figure, count->origin, count->stage});
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
            const std::string& code = view_.snapshot().stages[row].code;
            const auto own = view_.pupils({.members = {member}}, stage);
            result.inputs.push_back(
                {.name = label,
                 .school = code,
                 .school_name = view_.snapshot().schools[member.school].name,
                 .stage = std::string(name(stage)),
                 .value = own ? Maybe(static_cast<double>(*own)) : Maybe<double>(own.reason()),
                 .unit = "pupil",
                 .at = to_text(view_.snapshot().year.statistics_day()),
                 .cell = deciding_cell(
                     TableId::stages, row, {code, std::string(name(stage))}, kPupilsField
                 )}
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

Formula cv_formula(const ResourceRow& row, const PreparedIndicator& indicator) {
    const std::int64_t per = indicator.scale.pupils_per;
    return {
        .code = "formula.cv",
        .slots = {
            {"per", {}, per > 1 ? fmt::format(" × {}", per) : ""},
            {"mean", {}, number_text(row.mean)},
            {"deviation", {}, number_text(row.deviation)},
            {"cv", {}, number_text(row.cv)}}};
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

/// Forms that compute in another way under some inputs have a formula for each way.
std::string formula_code(const JudgedIndicator& indicator) {
    const std::string code = "formula." + indicator.form;
    if (input(indicator, "level") == "school")
        return code + ".by_school";
    if (input(indicator, "formula") == "b")
        return code + ".b";
    return input(indicator, "numerator_plus").empty() ? code : code + ".with_more";
}

/// Inputs that say how to compute, not what.
bool is_figure(std::string_view role, std::string_view key) {
    constexpr std::array<std::string_view, 4> kManners{
        "level_limit", "formula", "scope", "computed"};
    return std::ranges::find(kManners, role) == kManners.end() && key != "school";
}

/// Numbers stand in the formula where the county's own figures are judged.
bool has_numbers(const JudgedIndicator& indicator) {
    const JudgedForm* form = find_judged_form(indicator.form);
    return form != nullptr && form->measured && !form->by_school &&
           input(indicator, "level") != "school";
}

/// Slots are the roles of the inputs, the names of the limits (the rate's is "rate_limit", beside
/// the rate itself), PART.value of each part, "limit" for the one shown, "keys" for all inputs.
Formula judged_formula(
    const CountyView& view,
    const JudgedIndicator& indicator,
    const JudgedResult& judged
) {
    Formula formula{.code = formula_code(indicator)};
    const bool numbers = has_numbers(indicator);
    FormulaSlot keys{.slot = "keys"};
    for (const auto& [role, key] : indicator.inputs) {
        if (!is_figure(role, key))
            continue;
        const auto value = numbers ? county_number(view, key).value : std::nullopt;
        const std::string unknown = numbers ? "?" : "";
        formula.slots.push_back({role, {key}, value ? to_text(*value) : unknown});
        keys.names.push_back(key);
    }
    for (const auto& [name, limit] : indicator.parameters) {
        const std::string text = to_text(limit.value);
        formula.slots.push_back({name == "rate" ? "rate_limit" : name, {}, text});
        if (name == input(indicator, "level_limit"))
            formula.slots.push_back({"level_limit", {}, text});
    }
    for (const JudgedPart& part : judged.parts)
        formula.slots.push_back({part.id + ".value", {}, number_text(part.value)});
    formula.slots.push_back({"limit", {}, number_text(judged.limit)});
    formula.slots.push_back(std::move(keys));
    return formula;
}

/// An overlay may give another limit than the national document: then its document is the source.
RuleSource deciding_source(const JudgedIndicator& indicator, const JudgedResult& judged) {
    for (const auto& [name, limit] : indicator.parameters)
        if (judged.limit && limit.value.value() == *judged.limit)
            return limit.source;
    return indicator.source;
}

std::vector<ExplainedPaper> papers_of(const Snapshot& snapshot, const JudgedIndicator& indicator) {
    std::vector<ExplainedPaper> papers;
    for (const std::string& slot : indicator.evidence) {
        ExplainedPaper paper{.slot = slot};
        for (const Evidence& given : snapshot.evidence)
            if (given.item == indicator.id && given.slot == slot) {
                paper.state = given.state;
                paper.judged = given.judged;
            }
        papers.push_back(std::move(paper));
    }
    return papers;
}

std::vector<ExplainedSchool> open_schools(const CountyView& view, Findings findings) {
    std::vector<ExplainedSchool> schools;
    for (std::size_t i = 0; i < findings.size(); ++i) {
        const SchoolFinding& found = findings[i];
        if (found.compliance != Compliance::short_of && found.compliance != Compliance::unknown)
            continue;
        const School& school = view.school(view.units()[i]);
        schools.push_back({school.code, school.name, found.compliance, found.value, found.limit});
    }
    std::ranges::stable_sort(schools, {}, [](const ExplainedSchool& school) {
        return school.compliance != Compliance::short_of;
    });
    return schools;
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
    const IndicatorValue& value = row->result.values[*index];
    Explanation result = ValueExplainer(view, indicators[*index], unit, stage).explain(value);
    result.counted = row->result.counted;
    result.shortfall = value.shortfall;
    result.shortfall_unit = standards.resource[*index].unit;
    return result;
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
    const auto findings = look_at_schools(view, *indicator);
    const JudgedResult judged = judge(view, *indicator, findings);
    Explanation result{
        .value = judged.value,
        .unit = judged.unit,
        .compliance = judged.compliance,
        .limit = judged.limit};
    result.yes_or_no = indicator->form == "all_flags" || indicator->form == "veto";
    result.rule = {indicator->id, indicator->name, deciding_source(*indicator, judged)};
    result.reason = judged.reason;
    result.formula = judged_formula(view, *indicator, judged);
    result.papers = papers_of(snapshot, *indicator);
    result.schools = open_schools(view, findings);
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
                 .text = value || !figure.value ? std::string() : *figure.value,
                 .at = figure.period,
                 .cell = CellRef{TableId::county, std::move(cell_key), 2}}
            );
        }
    return result;
}

}  // namespace junheng
