// SPDX-License-Identifier: Apache-2.0
#include "planners/forecast/feeder.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace junheng {
namespace {

/// What is taken for a kind that no past year tells of.
constexpr double kUntriedWeight = 0.5;
/// Half of the level from the feeder when it holds several year groups, of which one enters.
constexpr double kLevelOfMixedFeeder = 0.5;
constexpr int kLevelTransitions = 3;

std::size_t place(FeederKind kind) {
    return static_cast<std::size_t>(kind);
}

using Group = std::vector<std::size_t>;

std::vector<Group> groups_of(const Origin& origin) {
    std::map<std::pair<std::string_view, std::string_view>, Group> groups;
    for (std::size_t s = 0; s < origin.schools(); ++s) {
        const HistorySchool& school = origin.history->schools[s];
        if (origin.counted[s] != 0)
            groups[{school.area, school.sector}].push_back(s);
    }
    std::vector<Group> list;
    for (auto& [key, group] : groups) list.push_back(std::move(group));
    return list;
}

/// The feeder of each school in one year.
struct Feeders {
    std::vector<double> pupils;
    std::vector<FeederKind> kind;
};

class Allotment {
public:
    Allotment(const Origin& origin, int year, const std::vector<double>& shares)
        : origin_(origin),
          year_(year),
          shares_(shares),
          feeders_{
              std::vector<double>(origin.schools(), 0),
              std::vector<FeederKind>(origin.schools(), FeederKind::none)} {}

    Feeders run(const std::vector<Group>& groups) {
        for (const Group& group : groups) allot(group);
        return std::move(feeders_);
    }

private:
    bool enters(std::size_t school) const { return origin_.at(school, year_, 0) > 0; }
    double feeder(std::size_t school) const { return origin_.history->feeder_at(school, year_); }

    void set(std::size_t school, double pupils, FeederKind kind) {
        feeders_.pupils[school] = pupils;
        feeders_.kind[school] = kind;
    }

    void allot(const Group& group) {
        const auto entering =
            std::ranges::count_if(group, [this](std::size_t s) { return enters(s); });
        double rest = 0;
        double open_shares = 0;
        for (const std::size_t s : group) {
            const bool own = entering > 1 && enters(s) && feeder(s) > 0;
            rest += own ? 0 : feeder(s);
            open_shares += enters(s) && !own ? shares_[s] : 0;
        }
        for (const std::size_t s : group) {
            if (!enters(s))
                continue;
            if (entering == 1)
                set(s, rest, FeederKind::alone);
            else if (feeder(s) > 0)
                set(s, feeder(s), FeederKind::own);
            else
                set(s, open_shares > 0 ? rest * shares_[s] / open_shares : 0, FeederKind::shared);
        }
    }

    const Origin& origin_;
    int year_;
    const std::vector<double>& shares_;
    Feeders feeders_;
};

class EntryFit {
public:
    EntryFit(const Origin& origin, const ShareTable& shares, double dispersion)
        : origin_(origin), shares_(shares), dispersion_(dispersion) {}

    EntryForecast run() {
        const std::vector<Group> groups = groups_of(origin_);
        for (int t = 0; t <= origin_.last; ++t)
            raw_.push_back(Allotment(origin_, t, shares_[static_cast<std::size_t>(t)]).run(groups));
        EntryForecast forecast;
        forecast.weight = weights();
        forecast.kind = raw_.back().kind;
        forecast.pupils = mixed(forecast);
        return forecast;
    }

private:
    /// One year group out of the feeder of year t, on the scale of the entries. A younger count
    /// holds fewer other year groups once those that entered since are taken off, yet more moves
    /// have passed: each view weighs by its own variance.
    double year_group(std::size_t school, int t, double scale) const {
        const int cohorts = origin_.history->feeder_cohorts;
        double sum = 0;
        double weight = 0;
        double entered = 0;
        const FeederKind kind = raw_[static_cast<std::size_t>(t)].kind[school];
        const int views = kind == FeederKind::shared ? 1 : std::min(cohorts, t + 1);
        for (int back = 0; back < views; ++back) {
            const double held = raw_[static_cast<std::size_t>(t - back)].pupils[school];
            if (held <= 0)
                break;
            const double left = std::max(0.0, held * scale - entered) / (cohorts - back);
            const double precision = 1 / view_variance(cohorts, back);
            sum += precision * left;
            weight += precision;
            entered += std::max(0.0, origin_.at(school, t - back, 0));
        }
        return weight > 0 ? sum / weight : 0;
    }

    /// Of one year group, by expected pupil. Source: model.md, feeder.view.
    double view_variance(int cohorts, int back) const {
        const double left = cohorts - back;
        const double mixture = 1 - 1 / left;
        const double moves = dispersion_ * cohorts * back / (left * left);
        return std::max(mixture + moves, kSmallestVariance);
    }

    std::vector<double> year_groups(int t) const {
        const double feeder = origin_.feeder_total(t);
        std::vector<double> groups(origin_.schools(), 0);
        if (feeder <= 0)
            return groups;
        const double scale = origin_.history->feeder_cohorts * origin_.total(t, 0) / feeder;
        for (std::size_t s = 0; s < groups.size(); ++s)
            if (raw_[static_cast<std::size_t>(t)].pupils[s] > 0)
                groups[s] = year_group(s, t, scale);
        return groups;
    }

    struct Regression {
        double covariance = 0;
        double variance = 0;
    };

    /// How far the true entries of year t + 1 lie from the shares towards the feeder.
    void regress(int t, std::array<Regression, kFeederKinds>& sums) const {
        const std::vector<double> groups = year_groups(t);
        const std::vector<double>& shares = shares_[static_cast<std::size_t>(t)];
        double from_shares = 0;
        double from_feeder = 0;
        double found = 0;
        const auto usable = [&](std::size_t s) {
            return groups[s] > 0 && shares[s] > 0 && origin_.at(s, t + 1, 0) > 0;
        };
        for (std::size_t s = 0; s < groups.size(); ++s)
            if (usable(s)) {
                from_shares += shares[s];
                from_feeder += groups[s];
                found += origin_.at(s, t + 1, 0);
            }
        for (std::size_t s = 0; s < groups.size(); ++s)
            if (usable(s)) {
                const double a = shares[s] * found / from_shares;
                const double d = groups[s] * found / from_feeder - a;
                Regression& sum = sums[place(raw_[static_cast<std::size_t>(t)].kind[s])];
                sum.covariance += d * (origin_.at(s, t + 1, 0) - a) / a;
                sum.variance += d * d / a;
            }
    }

    std::array<double, kFeederKinds> weights() const {
        std::array<Regression, kFeederKinds> sums{};
        // The first year has one view only, and shares without a past: it speaks if no other does.
        for (int t = origin_.last > 1 ? 1 : 0; t < origin_.last; ++t) regress(t, sums);
        std::array<double, kFeederKinds> weights{};
        for (std::size_t k = 1; k < kFeederKinds; ++k)
            weights[k] = sums[k].variance > 0
                             ? std::clamp(sums[k].covariance / sums[k].variance, 0.0, 1.0)
                             : kUntriedWeight;
        return weights;
    }

    std::vector<double> mixed(const EntryForecast& forecast) const {
        const std::vector<double>& shares = shares_.back();
        const std::vector<double> groups = year_groups(origin_.last);
        double from_shares = 0;
        double from_feeder = 0;
        for (std::size_t s = 0; s < groups.size(); ++s)
            if (groups[s] > 0 && shares[s] > 0) {
                from_shares += shares[s];
                from_feeder += groups[s];
            }
        std::vector<double> pupils(shares);
        for (std::size_t s = 0; s < groups.size(); ++s)
            if (groups[s] > 0 && shares[s] > 0) {
                const double w = forecast.weight[place(forecast.kind[s])];
                pupils[s] = (1 - w) * shares[s] + w * groups[s] * from_shares / from_feeder;
            }
        return levelled(std::move(pupils));
    }

    std::vector<double> levelled(std::vector<double> pupils) const {
        double sum = 0;
        for (const double share : pupils) sum += share;
        const double scale = sum > 0 ? level() / sum : 0;
        for (double& share : pupils) share *= scale;
        return pupils;
    }

    double level() const {
        const double last = origin_.total(origin_.last, 0);
        double entries = 0;
        double feeder = 0;
        for (int t = origin_.first_transition(kLevelTransitions); t < origin_.last; ++t) {
            entries += origin_.total(t + 1, 0);
            feeder += origin_.feeder_total(t);
        }
        if (feeder <= 0 || last <= 0)
            return last;
        const double expected = entries / feeder * origin_.feeder_total(origin_.last);
        const double weight = origin_.history->feeder_cohorts > 1 ? kLevelOfMixedFeeder : 1;
        return last + weight * (expected - last);
    }

    static constexpr double kSmallestVariance = 0.05;

    const Origin& origin_;
    const ShareTable& shares_;
    double dispersion_;
    std::vector<Feeders> raw_;  // by year
};

EntryForecast from_shares_alone(const Origin& origin, const ShareTable& shares) {
    EntryForecast forecast{
        shares.back(), std::vector<FeederKind>(origin.schools(), FeederKind::none), {}};
    const double level = origin.total(origin.last, 0);
    for (double& pupils : forecast.pupils) pupils *= level;
    return forecast;
}

}  // namespace

EntryForecast forecast_entries(const Origin& origin, const ShareTable& shares, double dispersion) {
    if (origin.feeder_total(origin.last) <= 0)
        return from_shares_alone(origin, shares);
    return EntryFit(origin, shares, dispersion).run();
}

}  // namespace junheng
