// SPDX-License-Identifier: Apache-2.0
#include "core/indicators/nation.h"

#include <atomic>
#include <thread>

#include "core/domain/words.h"
#include "core/indicators/county_view.h"
#include "core/indicators/dispersion.h"
#include "core/indicators/school_values.h"
#include "core/indicators/share.h"

namespace junheng {
namespace {

constexpr std::size_t kIndicators = 7;
constexpr std::uint32_t kCountiesAtOnce = 16;

/// What each worker reuses from county to county.
struct Workspace {
    std::vector<Share> shares;
    std::vector<std::uint8_t> met;
    std::vector<std::uint8_t> below_floor;
};

class Nation {
public:
    Nation(const NationColumns& columns, const StandardSet& standards)
        : columns_(columns),
          indicators_(prepare_indicators(standards)),
          least_met_(parameter_units(standards, "least_met")) {
        for (const Stage stage : kResourceStages)
            weights_[static_cast<std::size_t>(stage)] =
                parameter_units(standards, "weight_" + std::string(name(stage)), 2);
    }

    CountyResult assess(std::uint32_t county, Workspace& work) const {
        CountyResult result;
        result.pass = true;
        for (const Stage stage : kResourceStages) assess_stage(county, stage, work, result);
        result.pass = result.pass && result.failing_schools == 0;
        return result;
    }

private:
    void assess_stage(std::uint32_t county, Stage stage, Workspace& work, CountyResult& result)
        const {
        const auto s = static_cast<std::size_t>(stage);
        const std::uint32_t begin = columns_.offsets[county];
        const std::uint32_t end = columns_.offsets[county + 1];
        work.met.assign(end - begin, 0);
        work.below_floor.assign(end - begin, 0);
        for (std::size_t i = 0; i < kIndicators; ++i) {
            const auto& limits = indicators_[i].at(stage);
            gather(begin, end, i, stage, work);
            const Dispersion spread = dispersion(work.shares);
            result.mean[i][s] = spread.mean * indicators_[i].scale.factor();
            result.cv[i][s] = spread.cv;
            result.cv_met[i][s] = cv_meets(work.shares, {}, spread.cv, *limits.cv_limit);
            result.pass = result.pass && result.cv_met[i][s];
        }
        for (std::uint32_t school = begin; school < end; ++school)
            if (columns_.pupils[s][school] > 0 &&
                (work.below_floor[school - begin] != 0 || work.met[school - begin] < least_met_))
                ++result.failing_schools;
    }

    void gather(std::uint32_t begin, std::uint32_t end, std::size_t i, Stage stage, Workspace& work)
        const {
        const auto s = static_cast<std::size_t>(stage);
        const PreparedIndicator& indicator = indicators_[i];
        const bool split = indicator.rule->split;
        const auto& totals = columns_.totals[i][split ? 0 : s];
        work.shares.clear();
        for (std::uint32_t school = begin; school < end; ++school) {
            const std::int64_t pupils = columns_.pupils[s][school];
            if (pupils <= 0)
                continue;
            const std::int64_t denominator = split ? weights_[0] * columns_.pupils[0][school] +
                                                         weights_[1] * columns_.pupils[1][school]
                                                   : pupils;
            const Share share{totals[school], split ? weights_[s] : 1, denominator, pupils};
            work.shares.push_back(share);
            const bool met = reaches(share, indicator.scale, *indicator.at(stage).threshold);
            work.met[school - begin] =
                static_cast<std::uint8_t>(work.met[school - begin] + (met ? 1 : 0));
            if (!met && !reaches(share, indicator.scale, *indicator.at(stage).floor))
                work.below_floor[school - begin] = 1;
        }
    }

    const NationColumns& columns_;
    std::vector<PreparedIndicator> indicators_;
    std::int64_t least_met_;
    std::array<std::int64_t, 2> weights_{};
};

}  // namespace

std::vector<CountyResult> assess_nation(
    const NationColumns& columns,
    const StandardSet& standards,
    unsigned threads
) {
    const Nation nation(columns, standards);
    const auto counties = static_cast<std::uint32_t>(columns.offsets.size() - 1);
    std::vector<CountyResult> results(counties);
    std::atomic<std::uint32_t> next = 0;
    const auto work = [&] {
        Workspace workspace;
        for (std::uint32_t first = next.fetch_add(kCountiesAtOnce); first < counties;
             first = next.fetch_add(kCountiesAtOnce))
            for (std::uint32_t county = first; county < std::min(first + kCountiesAtOnce, counties);
                 ++county)
                results[county] = nation.assess(county, workspace);
    };
    std::vector<std::jthread> workers;
    for (unsigned i = 1; i < threads; ++i) workers.emplace_back(work);
    work();
    return results;
}

}  // namespace junheng
