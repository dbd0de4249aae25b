// SPDX-License-Identifier: Apache-2.0
#include "core/indicators/level_up.h"

#include <algorithm>
#include <cmath>

#include <boost/multiprecision/cpp_int.hpp>

#include "core/indicators/dispersion.h"
#include "core/indicators/sum.h"

namespace junheng {
namespace {

using BigInt = boost::multiprecision::cpp_int;

/// S - c X̄ over max(x_i, level): positive while the limit is not met. Falls in the level.
double excess(std::span<const Share> shares, double level, double limit) {
    Sum resources;
    Sum pupils;
    for (const Share& share : shares) {
        const double people = static_cast<double>(share.pupils);
        resources += std::max(share.per_pupil(), level) * people;
        pupils += people;
    }
    const double mean = resources.value() / pupils.value();
    Sum spread;
    for (const Share& share : shares) {
        const double off = std::max(share.per_pupil(), level) - mean;
        spread += static_cast<double>(share.pupils) * (off * off);
    }
    return std::sqrt(spread.value() / pupils.value()) - limit * mean;
}

/// The greedy additions so far, and the CV that they give.
class Additions {
public:
    Additions(std::span<const Share> shares, std::int64_t step, const Decimal& limit)
        : shares_(shares),
          step_(step),
          limit_(limit),
          added_(shares.size()),
          smallest_(shares.size()) {}

    /// Takes every step whose marginal weight (2R + 1)/P lies below `mark`: a prefix of the greedy
    /// order.
    void take_below(double mark) {
        for (std::size_t i = 0; i < shares_.size(); ++i) {
            const double room =
                (mark * static_cast<double>(shares_[i].pupils) - 1) / 2 - in_steps(i);
            added_[i] = room > 0 ? static_cast<std::int64_t>(std::floor(room)) : 0;
            smallest_[i] = added_[i] * step_;
        }
    }

    void take_next() {
        std::size_t best = 0;
        for (std::size_t i = 1; i < shares_.size(); ++i)
            if (precedes(i, best))
                best = i;
        ++added_[best];
        smallest_[best] += step_;
    }

    bool met() const {
        std::vector<double> per_pupil(shares_.size());
        std::vector<double> pupils(shares_.size());
        for (std::size_t i = 0; i < shares_.size(); ++i) {
            pupils[i] = static_cast<double>(shares_[i].pupils);
            per_pupil[i] = shares_[i].per_pupil() + static_cast<double>(smallest_[i]) / pupils[i];
        }
        return cv_at_most(shares_, smallest_, dispersion(per_pupil, pupils).cv, limit_);
    }

    WholeLevelUp result() const {
        WholeLevelUp whole{0, added_};
        for (const auto steps : added_) whole.steps += steps;
        return whole;
    }

private:
    double in_steps(std::size_t i) const {
        return shares_[i].amount() / static_cast<double>(step_);
    }

    double marginal(std::size_t i) const {
        return (2 * (in_steps(i) + static_cast<double>(added_[i])) + 1) /
               static_cast<double>(shares_[i].pupils);
    }

    bool precedes(std::size_t i, std::size_t best) const {
        constexpr double kDoubt = 1e-12;
        const double a = marginal(i);
        const double b = marginal(best);
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
    std::int64_t step_;
    Decimal limit_;
    std::vector<std::int64_t> added_;
    std::vector<std::int64_t> smallest_;
};

/// A prefix of the greedy order that does not yet meet the limit, close to the end of it.
void take_prefix(Additions& additions, double level_in_steps, double width) {
    const double mark = 2 * level_in_steps;
    for (double back = width; back < mark; back *= 2) {
        additions.take_below(mark - back);
        if (!additions.met())
            return;
    }
    additions.take_below(0);
}

}  // namespace

ContinuousLevelUp level_up_bound(std::span<const Share> shares, const Decimal& limit) {
    double low = shares.front().per_pupil();
    double high = low;
    for (const Share& share : shares) {
        low = std::min(low, share.per_pupil());
        high = std::max(high, share.per_pupil());
    }
    for (double middle = (low + high) / 2; low < middle && middle < high; middle = (low + high) / 2)
        (excess(shares, middle, limit.value()) > 0 ? low : high) = middle;
    Sum amount;
    for (const Share& share : shares)
        if (share.per_pupil() < high)
            amount += high * static_cast<double>(share.pupils) - share.amount();
    return {high, amount.value()};
}

WholeLevelUp level_up_whole(
    std::span<const Share> shares,
    std::int64_t step,
    const Decimal& limit
) {
    Additions additions(shares, step, limit);
    const auto most = std::ranges::max_element(shares, {}, &Share::pupils);
    const double level = level_up_bound(shares, limit).level / static_cast<double>(step);
    take_prefix(additions, level, 4.0 / static_cast<double>(most->pupils));
    while (!additions.met()) additions.take_next();
    return additions.result();
}

}  // namespace junheng
