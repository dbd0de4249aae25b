// SPDX-License-Identifier: Apache-2.0
#include "core/indicators/level_up.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <boost/multiprecision/cpp_int.hpp>

#include "core/indicators/dispersion.h"
#include "core/indicators/sum.h"

namespace junheng {
namespace {

using BigInt = boost::multiprecision::cpp_int;

/// What the sums need of each school, read once.
struct Columns {
    std::vector<double> per_pupil;
    std::vector<double> pupils;
};

Columns columns_of(std::span<const Share> shares) {
    Columns columns;
    columns.per_pupil.reserve(shares.size());
    columns.pupils.reserve(shares.size());
    for (const Share& share : shares) {
        columns.per_pupil.push_back(share.per_pupil());
        columns.pupils.push_back(static_cast<double>(share.pupils));
    }
    return columns;
}

/// Whether the limit is not met yet once every school below `level` is raised to it. Falls in the
/// level.
bool exceeds(const Columns& schools, double level, double limit) {
    Sum resources;
    Sum pupils;
    for (std::size_t i = 0; i < schools.pupils.size(); ++i) {
        resources += std::max(schools.per_pupil[i], level) * schools.pupils[i];
        pupils += schools.pupils[i];
    }
    const double mean = resources.value() / pupils.value();
    Sum spread;
    for (std::size_t i = 0; i < schools.pupils.size(); ++i) {
        const double off = std::max(schools.per_pupil[i], level) - mean;
        spread += schools.pupils[i] * (off * off);
    }
    return std::sqrt(spread.value() / pupils.value()) > limit * mean;
}

/// The level above `low` that meets the limit, while no school but those at or below `low` is
/// raised: there S² = c²X̄² is a quadratic in the rise (model.md, A.3), written about `low`.
double level_above(const Columns& schools, double low, double limit) {
    Sum raised;
    Sum pupils;
    Sum above;
    Sum squares;
    for (std::size_t i = 0; i < schools.pupils.size(); ++i) {
        const double off = schools.per_pupil[i] - low;
        pupils += schools.pupils[i];
        if (off <= 0) {
            raised += schools.pupils[i];
        } else {
            above += schools.pupils[i] * off;
            squares += schools.pupils[i] * (off * off);
        }
    }
    const double part = raised.value() / pupils.value();
    const double mean = above.value() / pupils.value();
    const double c2 = limit * limit;
    const double a = part * (1 - part - c2 * part);
    const double b = 2 * part * (mean + c2 * (mean + low));
    const double c =
        squares.value() / pupils.value() - mean * mean - c2 * (mean + low) * (mean + low);
    if (c <= 0)
        return low;
    return low + 2 * c / (b + std::sqrt(std::max(0.0, b * b - 4 * a * c)));
}

/// The greedy additions so far, and whether they meet the limit.
class Additions {
public:
    Additions(std::span<const Share> shares, std::int64_t step, const CvLimit& limit)
        : shares_(shares),
          columns_(columns_of(shares)),
          step_(step),
          limit_(limit),
          added_(shares.size()),
          smallest_(shares.size()),
          marginal_(shares.size()),
          raised_(shares.size()) {
        take_below(0);
    }

    /// Takes every step whose marginal weight (2R + 1)/P lies below `mark`: a prefix of the greedy
    /// order.
    void take_below(double mark) {
        for (std::size_t i = 0; i < shares_.size(); ++i) {
            const double room = (mark * columns_.pupils[i] - 1) / 2 - in_steps(i);
            set(i, room > 0 ? static_cast<std::int64_t>(std::ceil(room)) : 0);
        }
    }

    void take_next() {
        std::size_t best = 0;
        for (std::size_t i = 1; i < shares_.size(); ++i)
            if (precedes(i, best))
                best = i;
        set(best, added_[best] + 1);
    }

    bool met() const {
        return cv_meets(shares_, smallest_, dispersion(raised_, columns_.pupils).cv, limit_);
    }

    std::int64_t steps() const {
        return std::accumulate(added_.begin(), added_.end(), std::int64_t{0});
    }
    WholeLevelUp result() const { return {steps(), added_}; }

private:
    void set(std::size_t i, std::int64_t steps) {
        added_[i] = steps;
        smallest_[i] = steps * step_;
        marginal_[i] = (2 * (in_steps(i) + static_cast<double>(steps)) + 1) / columns_.pupils[i];
        raised_[i] = columns_.per_pupil[i] + static_cast<double>(smallest_[i]) / columns_.pupils[i];
    }

    double in_steps(std::size_t i) const {
        return columns_.per_pupil[i] * columns_.pupils[i] / static_cast<double>(step_);
    }

    bool precedes(std::size_t i, std::size_t best) const {
        constexpr double kDoubt = 1e-12;
        const double a = marginal_[i];
        const double b = marginal_[best];
        if (std::abs(a - b) > kDoubt * std::max(a, b))
            return a < b;
        return exact_marginal(i, best) < exact_marginal(best, i);
    }

    /// The marginal weight of i times both denominators, so that two schools compare as integers.
    BigInt exact_marginal(std::size_t i, std::size_t other) const {
        const Share& s = shares_[i];
        const Share& o = shares_[other];
        const BigInt unit = BigInt(s.denominator) * step_;
        const BigInt twice = BigInt(s.total) * s.weight * s.pupils * 2 + unit * (2 * added_[i] + 1);
        return twice * o.denominator * step_ * o.pupils;
    }

    std::span<const Share> shares_;
    Columns columns_;
    std::int64_t step_;
    CvLimit limit_;
    std::vector<std::int64_t> added_;
    std::vector<std::int64_t> smallest_;
    std::vector<double> marginal_;
    std::vector<double> raised_;  // per pupil, with what was added
};

/// Takes a prefix of the greedy order that does not meet the limit yet, a few steps before its end.
/// `mark` lies near the end, `width` says how near.
void take_prefix(Additions& additions, double mark, double width) {
    constexpr std::int64_t kFewSteps = 4;
    constexpr double kDoubt = 1e-9;  // marks closer than this might split schools that tie
    struct Prefix {
        double mark;
        bool met;
        std::int64_t steps;
    };
    const auto prefix_at = [&](double at) {
        additions.take_below(std::max(0.0, at));
        return Prefix{std::max(0.0, at), additions.met(), additions.steps()};
    };
    Prefix high = prefix_at(mark);
    for (double more = width; !high.met; more *= 2) high = prefix_at(high.mark + more);
    Prefix low = prefix_at(high.mark - width);
    for (double less = width; low.met && low.mark > 0; less *= 2) low = prefix_at(low.mark - less);
    while (high.steps - low.steps > kFewSteps && high.mark - low.mark > kDoubt * high.mark) {
        const Prefix middle = prefix_at((low.mark + high.mark) / 2);
        (middle.met ? high : low) = middle;
    }
    additions.take_below(low.mark * (1 - kDoubt));
}

}  // namespace

ContinuousLevelUp level_up_bound(std::span<const Share> shares, const Decimal& limit) {
    const Columns schools = columns_of(shares);
    const double c = limit.value();
    std::vector<double> levels = schools.per_pupil;
    std::ranges::sort(levels);
    const auto enough = std::ranges::partition_point(levels, [&](double level) {
        return exceeds(schools, level, c);
    });
    const double low = enough == levels.begin() ? levels.front() : *std::prev(enough);
    const double level = level_above(schools, low, c);
    Sum amount;
    for (std::size_t i = 0; i < shares.size(); ++i)
        if (schools.per_pupil[i] < level)
            amount += level * schools.pupils[i] - shares[i].amount();
    return {level, amount.value()};
}

WholeLevelUp level_up_whole(
    std::span<const Share> shares,
    std::int64_t step,
    const CvLimit& limit,
    double level
) {
    Additions additions(shares, step, limit);
    const auto most = std::ranges::max_element(shares, {}, &Share::pupils);
    const double mark = 2 * level / static_cast<double>(step);
    take_prefix(additions, mark, 1 / static_cast<double>(most->pupils));
    while (!additions.met()) additions.take_next();
    return additions.result();
}

}  // namespace junheng
