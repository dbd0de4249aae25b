// SPDX-License-Identifier: Apache-2.0
#include "core/indicators/live_assessment.h"

#include <algorithm>
#include <array>
#include <optional>

#include "core/indicators/assess.h"
#include "core/indicators/county_view.h"
#include "core/indicators/judged.h"
#include "core/indicators/resource_rows.h"
#include "core/indicators/school_values.h"

namespace junheng {
namespace {

constexpr std::size_t kPupilsField = 2;

const std::string& key_word(const CellSet& cell) {
    return std::get<std::string>(cell.key.front());
}

bool reads_column(const std::vector<FigureRef>& refs, FigureRef::Kind kind, std::size_t column) {
    return std::ranges::any_of(refs, [&](const FigureRef& ref) {
        return ref.kind == kind && ref.column == column;
    });
}

bool reads_column(const PreparedIndicator& indicator, FigureRef::Kind kind, std::size_t column) {
    return reads_column(indicator.numerator, kind, column) ||
           std::ranges::any_of(indicator.exceptions, [&](const PreparedException& exception) {
               return reads_column(exception.adds, kind, column);
           });
}

bool reads_kind(const PreparedIndicator& indicator, FigureRef::Kind kind) {
    return std::ranges::any_of(indicator.numerator, [&](const FigureRef& ref) {
        return ref.kind == kind;
    });
}

}  // namespace

class LiveAssessment::State {
public:
    State(Snapshot county, const StandardSet& standards)
        : snapshot(std::move(county)),
          standards_(standards),
          indicators_(prepare_indicators(standards)) {
        rebuild();
    }

    Result<void> apply(const Change& change) {
        const auto* cell = std::get_if<CellSet>(&change);
        const std::optional<Teacher> before = cell != nullptr ? teacher_at(*cell) : std::nullopt;
        if (auto done = apply_to(snapshot, change); !done)
            return done;
        if (cell == nullptr || !follow(*cell, before))
            rebuild();
        return {};
    }

    Snapshot snapshot;
    Assessment assessment;

private:
    void rebuild() {
        view_.emplace(snapshot, standards_);
        rows_ = school_rows(*view_, indicators_);
        assessment = {.year = snapshot.year};
        for (const auto& [index, stage] : resource_order(standards_))
            assessment.resource.push_back(
                resource_row(*view_, indicators_[index], index, stage, rows_)
            );
        for (const SchoolRow& row : rows_) assessment.schools.push_back(row.result);
        judge_county();
        decide();
    }

    /// Re-assesses what the cell touches; false when rows may come or go.
    bool follow(const CellSet& cell, const std::optional<Teacher>& before) {
        if (counts_may_decide(cell))
            return false;
        if (cell.table == TableId::shared)
            return follow_unit(key_word(cell), [&](const PreparedIndicator& indicator) {
                return reads_column(indicator, FigureRef::Kind::shared_column, cell.field);
            });
        if (cell.table == TableId::stages)
            return follow_stage(cell);
        if (cell.table == TableId::teachers)
            return follow_teacher(cell, before);
        if (cell.table == TableId::county || cell.table == TableId::evidence)
            return judge_county(), decide(), true;
        return false;
    }

    /// A figure that comes or goes may hand the decision to another of the three counts, or take it
    /// back.
    bool counts_may_decide(const CellSet& cell) const {
        if (snapshot.counts.empty() ||
            (cell.table != TableId::stages && cell.table != TableId::shared))
            return false;
        const auto is_missing = [](const Value& value) {
            return std::holds_alternative<Missing>(value);
        };
        return is_missing(cell.before) || is_missing(cell.after);
    }

    bool follow_stage(const CellSet& cell) {
        if (cell.field != kPupilsField)
            return follow_unit(key_word(cell), [&](const PreparedIndicator& indicator) {
                return reads_column(indicator, FigureRef::Kind::stage_column, cell.field);
            });
        const auto is_zero = [](const Value& value) { return value == Value(std::int64_t{0}); };
        const std::size_t unit = view_->unit_of(key_word(cell));
        if (unit == kNoRow || is_zero(cell.before) || is_zero(cell.after) || merges_points())
            return false;
        const bool counted = view_->units()[unit].counted;
        view_->recount(unit);
        if (view_->units()[unit].counted != counted)
            return false;
        judge_unit(unit);
        return follow_unit(key_word(cell), [](const PreparedIndicator&) { return true; });
    }

    bool follow_teacher(const CellSet& cell, const std::optional<Teacher>& before) {
        const std::optional<Teacher> after = teacher_at(cell);
        if (!before || !after || before->code != after->code || before->stage != after->stage ||
            before->works_at != after->works_at)
            return false;
        view_->teacher_changed(*before, *after);
        judge_teachers();
        for (const std::string& code : {after->code, after->works_at})
            if (!code.empty())
                follow_unit(code, [](const PreparedIndicator& indicator) {
                    return reads_kind(indicator, FigureRef::Kind::stage_column);
                });
        return true;
    }

    template <class Touches>
    bool follow_unit(const std::string& code, Touches&& touches) {
        const std::size_t unit = view_->unit_of(code);
        if (unit == kNoRow)
            return false;
        std::vector<std::size_t> touched;
        for (std::size_t i = 0; i < indicators_.size(); ++i)
            if (touches(indicators_[i]))
                touched.push_back(i);
        std::array<bool, kResourceStages.size()> stages{};
        for (std::size_t i = 0; i < rows_.size(); ++i)
            if (rows_[i].unit == unit) {
                evaluate_row(i, touched);
                stages[static_cast<std::size_t>(rows_[i].result.stage)] = true;
            }
        for (ResourceRow& row : assessment.resource)
            if (stages[static_cast<std::size_t>(row.stage)] &&
                std::ranges::find(touched, row.indicator) != touched.end())
                row = resource_row(
                    *view_, indicators_[row.indicator], row.indicator, row.stage, rows_
                );
        decide();
        return true;
    }

    void evaluate_row(std::size_t index, const std::vector<std::size_t>& touched) {
        SchoolRow& row = rows_[index];
        for (const std::size_t i : touched) evaluate_value(*view_, indicators_[i], i, row);
        decide_school(standards_, row.result);
        assessment.schools[index] = row.result;
    }

    void judge_county() {
        for (Judged& part : judged_) {
            part.findings.clear();
            part.results->clear();
            for (const JudgedIndicator& rule : *part.rules) {
                part.findings.push_back(look_at_schools(*view_, rule));
                part.results->push_back(judge(*view_, rule, part.findings.back()));
            }
        }
        assessment.recognition = judge(*view_, standards_.recognition);
        assessment.vetoes = judge_all(*view_, standards_.vetoes);
    }

    /// Pupils of the unit changed: it alone is asked again, by the rules that read them.
    void judge_unit(std::size_t unit) {
        for (Judged& part : judged_)
            for (std::size_t i = 0; i < part.rules->size(); ++i) {
                const JudgedIndicator& rule = (*part.rules)[i];
                const SchoolForm* form = school_form(rule);
                if (form == nullptr || !reads_pupils(rule))
                    continue;
                part.findings[i][unit] = look_at_school(*form, *view_, rule, view_->units()[unit]);
                (*part.results)[i] = judge(*view_, rule, part.findings[i]);
            }
    }

    void judge_teachers() {
        for (Judged& part : judged_)
            for (std::size_t i = 0; i < part.rules->size(); ++i)
                if (reads_teachers((*part.rules)[i]))
                    (*part.results)[i] = judge(*view_, (*part.rules)[i], part.findings[i]);
    }

    void decide() {
        assessment.resource_verdict = resource_verdict(standards_, rows_, assessment.resource);
        assessment.verdict = overall_verdict(assessment);
    }

    bool merges_points() const { return choice(standards_, "teaching_points") == "merged"; }

    std::optional<Teacher> teacher_at(const CellSet& cell) const {
        if (cell.table != TableId::teachers)
            return std::nullopt;
        const auto index = find_row(snapshot, TableId::teachers, cell.key);
        return index ? std::optional(snapshot.teachers[*index]) : std::nullopt;
    }

    /// Guarantee or quality: its rules, what each school says of them, the results.
    struct Judged {
        const std::vector<JudgedIndicator>* rules;
        std::vector<JudgedResult>* results;
        std::vector<std::vector<SchoolFinding>> findings;
    };

    const StandardSet& standards_;
    std::vector<PreparedIndicator> indicators_;
    std::optional<CountyView> view_;
    std::vector<SchoolRow> rows_;
    std::array<Judged, 2> judged_{
        {{&standards_.guarantee, &assessment.guarantee, {}},
         {&standards_.quality, &assessment.quality, {}}}};
};

LiveAssessment::LiveAssessment(Snapshot snapshot, const StandardSet& standards)
    : state_(std::make_unique<State>(std::move(snapshot), standards)) {}
LiveAssessment::~LiveAssessment() = default;

Result<void> LiveAssessment::apply(const Change& change) {
    return state_->apply(change);
}
const Snapshot& LiveAssessment::snapshot() const {
    return state_->snapshot;
}
const Assessment& LiveAssessment::assessment() const {
    return state_->assessment;
}

}  // namespace junheng
