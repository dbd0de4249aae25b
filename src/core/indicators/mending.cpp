// SPDX-License-Identifier: Apache-2.0
#include "core/indicators/mending.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <utility>

#include "core/indicators/county_view.h"
#include "core/indicators/school_values.h"

namespace junheng {
namespace {

/// An indicator that is short at a stage: what it lacks to the threshold and to the floor, in the
/// smallest unit.
struct Lack {
    std::size_t indicator = 0;
    std::int64_t to_threshold = 0;
    std::int64_t to_floor = 0;
    std::int64_t held = 0;
};

struct StageLacks {
    Stage stage = Stage::primary;
    std::vector<Lack> lacks;
    std::size_t may_be_short = 0;
    bool unknown = false;
};

struct Raise {
    std::int64_t amount = 0;
    bool to_floor = false;
};
/// An indicator and a stage; no stage where the stages share the building.
using Resource = std::pair<std::size_t, std::optional<Stage>>;
using Raises = std::map<Resource, Raise>;
/// The most that a stage needs of a resource, what is held included: the same for every way to
/// mend, so that the smaller of two raises is always the smaller part of it.
using Needs = std::map<Resource, std::int64_t>;

struct Rank {
    std::size_t acts = 0;
    double effort = 0;

    friend auto operator<=>(const Rank&, const Rank&) = default;
};

class Mender {
public:
    Mender(const StandardSet& standards, const UnitCosts& costs)
        : standards_(standards), costs_(costs), indicators_(prepare_indicators(standards)) {}

    const std::vector<PreparedIndicator>& indicators() const { return indicators_; }

    StageLacks lacks_of(const SchoolRow& row) const {
        StageLacks found{.stage = row.result.stage};
        std::int64_t judged = 0;
        for (std::size_t i = 0; i < indicators_.size(); ++i) {
            const Compliance compliance = row.result.values[i].compliance;
            if (standards_.resource[i].overlay || compliance == Compliance::not_applicable)
                continue;
            ++judged;
            found.unknown = found.unknown || compliance == Compliance::unknown;
            if (compliance == Compliance::short_of)
                found.lacks.push_back(lack_of(row, i));
        }
        found.may_be_short = static_cast<std::size_t>(
            std::max<std::int64_t>(judged - parameter_units(standards_, "least_met"), 0)
        );
        return found;
    }

    /// Tries every choice of what stays short at each stage.
    SchoolMending mend(const std::string& code, const std::vector<StageLacks>& stages) const {
        std::vector<Raises> ways{{}};
        for (const StageLacks& stage : stages) ways = joined(ways, stage);
        const Needs needs = needs_of(stages);
        const bool by_cost = std::ranges::all_of(ways, [&](const Raises& way) {
            return std::ranges::all_of(way, [&](const auto& raise) {
                return cost(raise).has_value();
            });
        });
        const auto best = std::ranges::min_element(ways, {}, [&](const Raises& way) {
            return rank(way, needs, by_cost);
        });
        SchoolMending mending{.code = code, .acts = acts_of(*best), .by_cost = by_cost};
        for (const StageLacks& stage : stages)
            mending.figures_missing = mending.figures_missing || stage.unknown;
        return mending;
    }

private:
    Lack lack_of(const SchoolRow& row, std::size_t index) const {
        const PreparedIndicator& indicator = indicators_[index];
        const auto& limits = indicator.at(row.result.stage);
        const Share& share = *row.shares[index];
        return {
            index,
            shortfall(share, indicator.scale, *limits.threshold),
            shortfall(share, indicator.scale, *limits.floor),
            share.total};
    }

    std::vector<Raises> joined(const std::vector<Raises>& ways, const StageLacks& stage) const {
        std::vector<Raises> all;
        for (const Raises& way : ways)
            for (std::uint32_t left = 0; left < (1U << stage.lacks.size()); ++left)
                if (static_cast<std::size_t>(std::popcount(left)) <= stage.may_be_short)
                    all.push_back(with_stage(way, stage, left));
        return all;
    }

    /// Bits of `left`: which lacks stay below the threshold.
    Raises with_stage(Raises way, const StageLacks& stage, std::uint32_t left) const {
        for (std::size_t i = 0; i < stage.lacks.size(); ++i) {
            const Lack& lack = stage.lacks[i];
            const bool to_floor = ((left >> i) & 1U) != 0;
            const std::int64_t amount = to_floor ? lack.to_floor : lack.to_threshold;
            if (amount == 0)
                continue;
            Raise& raise = way[resource_of(lack, stage.stage)];
            if (amount > raise.amount)
                raise = {amount, to_floor};
        }
        return way;
    }

    Resource resource_of(const Lack& lack, Stage stage) const {
        const bool split = standards_.resource[lack.indicator].split;
        return {lack.indicator, split ? std::nullopt : std::optional(stage)};
    }

    Needs needs_of(const std::vector<StageLacks>& stages) const {
        Needs needs;
        for (const StageLacks& stage : stages)
            for (const Lack& lack : stage.lacks) {
                std::int64_t& need = needs[resource_of(lack, stage.stage)];
                need = std::max(need, lack.held + lack.to_threshold);
            }
        return needs;
    }

    double units(std::size_t indicator, std::int64_t amount) const {
        return CountedAmount{amount, hundredths(indicator)}.value();
    }
    bool hundredths(std::size_t indicator) const {
        return indicators_[indicator].scale.smallest_per_unit > 1;
    }

    std::optional<double> cost(const Raises::value_type& raise) const {
        const auto& [key, value] = raise;
        const ResourceIndicator& rule = standards_.resource[key.first];
        const double amount = units(key.first, value.amount);
        if (rule.unit == "yuan")
            return amount;
        const auto known = costs_.find(rule.id);
        return known == costs_.end() ? std::nullopt : std::optional(amount * known->second);
    }

    Rank rank(const Raises& way, const Needs& needs, bool by_cost) const {
        Rank rank{.acts = way.size()};
        for (const auto& raise : way)
            rank.effort += by_cost ? *cost(raise)
                                   : static_cast<double>(raise.second.amount) /
                                         static_cast<double>(needs.at(raise.first));
        return rank;
    }

    std::vector<MendingAct> acts_of(const Raises& way) const {
        std::vector<MendingAct> acts;
        for (const auto& raise : way)
            acts.push_back(
                {raise.first.first,
                 raise.first.second,
                 {raise.second.amount, hundredths(raise.first.first)},
                 raise.second.to_floor,
                 cost(raise)}
            );
        return acts;
    }

    const StandardSet& standards_;
    const UnitCosts& costs_;
    std::vector<PreparedIndicator> indicators_;
};

bool passes(const SchoolRow& row) {
    return row.result.verdict == Verdict::pass;
}

}  // namespace

std::vector<SchoolMending> mend_schools(
    const Snapshot& snapshot,
    const StandardSet& standards,
    const UnitCosts& costs
) {
    const CountyView view(snapshot, standards);
    const Mender mender(standards, costs);
    std::map<std::string, std::vector<SchoolRow>> schools;
    for (SchoolRow& row : school_rows(view, mender.indicators()))
        if (row.result.counted)
            schools[row.result.code].push_back(std::move(row));
    std::vector<SchoolMending> mendings;
    for (const auto& [code, rows] : schools) {
        if (std::ranges::all_of(rows, passes))
            continue;
        std::vector<StageLacks> stages;
        for (const SchoolRow& row : rows) stages.push_back(mender.lacks_of(row));
        mendings.push_back(mender.mend(code, stages));
    }
    return mendings;
}

}  // namespace junheng
