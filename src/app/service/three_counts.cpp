// SPDX-License-Identifier: Apache-2.0
#include "app/service/three_counts.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "core/indicators/live_assessment.h"

namespace junheng {
namespace {

constexpr std::int64_t kHundred = 100;

using FigureKey = std::tuple<std::string, std::string, std::string>;  // school, stage, figure
using BySource = std::map<std::string, std::int64_t>;                 // hundredths by origin

/// The cell that a figure of the counts stands for.
struct CountedCell {
    TableId table = TableId::stages;
    Row key;
    std::size_t field = 0;
    std::size_t row = 0;
};

std::map<FigureKey, BySource> counts_of(const Snapshot& snapshot, const Reach& reach) {
    std::map<FigureKey, BySource> figures;
    for (const SourceCount& count : snapshot.counts)
        if (count.value && reach.covers(count.code))
            figures[{count.code, count.stage, count.figure}][count.origin] = count.value->count;
    return figures;
}

std::optional<CountedCell> cell_of(const Snapshot& snapshot, const FigureKey& figure) {
    const auto& [school, stage, name] = figure;
    CountedCell cell;
    cell.key = {school};
    cell.table = stage.empty() ? TableId::shared : TableId::stages;
    if (!stage.empty())
        cell.key.emplace_back(stage);
    const auto field = field_by_name(table_spec(cell.table), name);
    const auto row = find_row(snapshot, cell.table, cell.key);
    if (!field || !row)
        return std::nullopt;
    cell.field = *field;
    cell.row = *row;
    return cell;
}

/// Counts are kept in hundredths of whatever they count.
std::optional<Value> in_cell(const FieldSpec& field, std::int64_t hundredths) {
    if (field.type == FieldType::hundredths)
        return Value(hundredths);
    if (hundredths % kHundred != 0)
        return std::nullopt;
    return Value(hundredths / kHundred);
}

std::string shown(const FieldSpec& field, std::int64_t hundredths) {
    const auto value = in_cell(field, hundredths);
    return value
               ? to_text(field, *value)
               : to_text(FieldSpec{.name = field.name, .type = FieldType::hundredths}, hundredths);
}

double shift(const CvShift& one) {
    return one.before && one.after ? std::abs(*one.after - *one.before) : 0;
}

/// Tries one cell after another on a county of its own and puts each back.
class Trial {
public:
    explicit Trial(const Judgement& judgement)
        : base_(judgement.assessment),
          standards_(judgement.standards),
          live_(judgement.snapshot, judgement.standards) {}

    Result<CountEffect> effect(const CellSet& change) {
        if (auto applied = live_.apply(change); !applied)
            return tl::unexpected(applied.error());
        CountEffect effect = compared();
        if (auto back = live_.apply(inverse(Change(change))); !back)
            return tl::unexpected(back.error());
        return effect;
    }

private:
    CountEffect compared() const {
        const Assessment& now = live_.assessment();
        CountEffect effect{
            .origin = {},
            .value = {},
            .resource_verdict = now.resource_verdict,
            .verdict = now.verdict};
        for (std::size_t i = 0; i < now.resource.size(); ++i)
            add_shift(base_.resource[i], now.resource[i], effect.cvs);
        std::ranges::stable_sort(effect.cvs, std::greater(), shift);
        for (std::size_t i = 0; i < std::min(base_.schools.size(), now.schools.size()); ++i)
            effect.schools_turned += base_.schools[i].verdict != now.schools[i].verdict ? 1 : 0;
        return effect;
    }

    void add_shift(
        const ResourceRow& before,
        const ResourceRow& after,
        std::vector<CvShift>& shifts
    ) const {
        if (before.cv == after.cv && before.cv_compliance == after.cv_compliance)
            return;
        shifts.push_back(
            {standards_.resource[before.indicator].id,
             before.stage,
             before.cv,
             after.cv,
             before.cv_compliance,
             after.cv_compliance}
        );
    }

    const Assessment& base_;
    const StandardSet& standards_;
    LiveAssessment live_;
};

/// What decides first: the verdict, then CVs that change sides, then schools, then the shift.
auto weight(const CountedFigure& figure, const ThreeCounts& all) {
    std::tuple<int, std::int64_t, std::int64_t, double> most{0, 0, 0, 0};
    for (const CountEffect& effect : figure.effects) {
        const int verdicts = (effect.verdict != all.verdict ? 1 : 0) +
                             (effect.resource_verdict != all.resource_verdict ? 1 : 0);
        const auto sides = std::ranges::count_if(effect.cvs, [](const CvShift& one) {
            return one.compliance_before != one.compliance_after;
        });
        const double largest = effect.cvs.empty() ? 0 : shift(effect.cvs.front());
        most = std::max(
            most, std::tuple(verdicts, std::int64_t{sides}, effect.schools_turned, largest)
        );
    }
    return most;
}

std::optional<std::string> source(
    const FieldSpec& field,
    const BySource& values,
    const std::string& origin
) {
    const auto found = values.find(origin);
    return found == values.end() ? std::nullopt : std::optional(shown(field, found->second));
}

class Reconciliation {
public:
    Reconciliation(const Judgement& judgement, const Reach& reach)
        : snapshot_(judgement.snapshot), reach_(reach), trial_(judgement) {
        all_.year = snapshot_.year;
        all_.resource_verdict = judgement.assessment.resource_verdict;
        all_.verdict = judgement.assessment.verdict;
    }

    Result<ThreeCounts> run() {
        for (const auto& [figure, values] : counts_of(snapshot_, reach_))
            if (const auto cell = cell_of(snapshot_, figure))
                if (auto added = add(figure, values, *cell); !added)
                    return tl::unexpected(added.error());
        std::ranges::stable_sort(all_.differing, [this](const auto& a, const auto& b) {
            return weight(a, all_) > weight(b, all_);
        });
        return std::move(all_);
    }

private:
    Result<void> add(const FigureKey& figure, const BySource& values, const CountedCell& cell) {
        ++all_.compared;
        const TableSpec& spec = table_spec(cell.table);
        const FieldSpec& field = spec.fields[cell.field];
        const Value current = cell_at(snapshot_, cell.table, cell.row, cell.field);
        const School* school = find_school(snapshot_, std::get<0>(figure));
        CountedFigure one{
            .school = std::get<0>(figure),
            .name = school == nullptr ? std::string() : school->name,
            .stage = std::get<1>(figure),
            .table = std::string(spec.name),
            .figure = std::get<2>(figure),
            .unit = std::string(field.unit),
            .current = to_text(field, current),
            .statistics = source(field, values, "statistics"),
            .register_count = source(field, values, "register"),
            .ledger = source(field, values, "ledger")};
        bool differs = false;
        for (const auto& [origin, hundredths] : values) {
            const auto value = in_cell(field, hundredths);
            differs = differs || !value || *value != current;
            if (!value || *value == current)
                continue;
            auto effect = trial_.effect({cell.table, cell.key, cell.field, current, *value});
            if (!effect)
                return tl::unexpected(effect.error());
            effect->origin = origin;
            effect->value = to_text(field, *value);
            one.effects.push_back(*std::move(effect));
        }
        if (differs)
            all_.differing.push_back(std::move(one));
        return {};
    }

    const Snapshot& snapshot_;
    const Reach& reach_;
    Trial trial_;
    ThreeCounts all_;
};

}  // namespace

Result<ThreeCounts> three_counts(const Judgement& judgement, const Reach& reach) {
    return Reconciliation(judgement, reach).run();
}

}  // namespace junheng
