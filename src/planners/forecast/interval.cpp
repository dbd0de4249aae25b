// SPDX-License-Identifier: Apache-2.0
#include "planners/forecast/interval.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>

namespace junheng {
namespace {

/// Variance of moves by pupil, and of a school's common shock by pupil squared. Set on one-step
/// misses of earlier years (model.md, interval.variance).
constexpr double kMoves = 0.11;
constexpr double kShock = 0.0013;
constexpr double kGrowth = 0.75;
constexpr double kCoverage = 0.8;
constexpr int kOrigins = 3;
constexpr std::size_t kFewest = 20;
constexpr double kPriorEntry = 0.5;
constexpr double kOutlier = 9;
constexpr double kLeastEntry = 0.05;
/// Where the county's own past is too short: by kind of feeder, and the four quantiles.
Spread untried() {
    return {
        .entry = {1.1, 0.65, 0.75, 1.35},
        .complete = 1.33,
        .incomplete = 4.3,
        .upper_grade = 1.5,
        .entry_grade = 1.4,
        .growth = {}};
}

struct Miss {
    double error = 0;
    double moved_up = 0;
    double entered = 0;
    FeederKind kind = FeederKind::none;
};

struct Misses {
    std::vector<Miss> complete;
    std::vector<Miss> incomplete;
    std::vector<Miss> upper;
    std::vector<Miss> entry;
    std::vector<std::vector<Miss>> later;  // complete schools, from the second year ahead on
};

struct Parts {
    double moved_up = 0;
    double entered = 0;

    double total() const { return moved_up + entered; }
};

Parts parts_of(const Projection& projection, std::size_t school, int year) {
    Parts parts;
    for (int g = 0; g < projection.grades; ++g) {
        const double pupils = std::max(0.0, projection.at(school, year, g));
        (g == 0 ? parts.entered : parts.moved_up) += pupils;
    }
    return parts;
}

double variance(const Spread& spread, double moved_up, double entered, FeederKind kind) {
    return kMoves * moved_up + kShock * moved_up * moved_up +
           spread.entry[static_cast<std::size_t>(kind)] * entered;
}

double variance(const Spread& spread, const Miss& miss) {
    return variance(spread, miss.moved_up, miss.entered, miss.kind);
}

void collect_grades(
    const EnrolmentHistory& history,
    const Projection& projection,
    std::size_t school,
    int year,
    const Miss& whole,
    Misses& misses
) {
    for (int g = 0; g < projection.grades; ++g) {
        const double mid = projection.at(school, 0, g);
        const double found = history.at(school, year, g);
        if (mid <= 0 || found <= 0)
            continue;
        Miss miss{found - mid, g == 0 ? 0 : mid, g == 0 ? mid : 0, whole.kind};
        (g == 0 ? misses.entry : misses.upper).push_back(miss);
    }
}

class Collect {
public:
    Collect(const EnrolmentHistory& history, int last, int horizon, Misses& misses)
        : history_(history),
          origin_(origin_at(history, last)),
          model_(model_at(origin_)),
          projection_(project(origin_, model_, std::min(horizon, history.years - 1 - last), {})),
          misses_(misses) {}

    void run() {
        for (std::size_t s = 0; s < origin_.schools(); ++s)
            if (origin_.counted[s] != 0)
                collect(s);
    }

private:
    std::optional<Miss> miss(std::size_t school, int ahead) const {
        const Parts parts = parts_of(projection_, school, ahead);
        const double found = total_of(history_, school, origin_.last + 1 + ahead);
        if (parts.total() <= 0 || found <= 0)
            return std::nullopt;
        return Miss{
            found - parts.total(), parts.moved_up, parts.entered, model_.entries.kind[school]};
    }

    void collect(std::size_t school) {
        const auto first = miss(school, 0);
        if (!first)
            return;
        if (!is_complete(origin_, school)) {
            misses_.incomplete.push_back(*first);
            return;
        }
        misses_.complete.push_back(*first);
        collect_grades(history_, projection_, school, origin_.last + 1, *first, misses_);
        for (int h = 1; h < projection_.horizon; ++h)
            if (const auto later = miss(school, h))
                misses_.later[static_cast<std::size_t>(h) - 1].push_back(*later);
    }

    const EnrolmentHistory& history_;
    Origin origin_;
    Model model_;
    Projection projection_;
    Misses& misses_;
};

/// Weighted least squares of the squared misses on the entering pupils, the rest being given.
std::optional<double> entry_variance(std::span<const Miss> misses, FeederKind kind) {
    double above = 0;
    double below = 0;
    std::size_t used = 0;
    Spread prior;
    prior.entry.fill(kPriorEntry);
    for (const Miss& miss : misses) {
        const double expected = variance(prior, miss);
        const double square = miss.error * miss.error;
        if (miss.kind != kind || miss.entered <= 0 || square > kOutlier * expected)
            continue;
        const double given = expected - kPriorEntry * miss.entered;
        above += (square - given) * miss.entered / (expected * expected);
        below += miss.entered * miss.entered / (expected * expected);
        ++used;
    }
    if (used < kFewest)
        return std::nullopt;
    return std::max(above / below, kLeastEntry);
}

/// The conformal quantile: at least the coverage asked for, whatever the misses' distribution.
double quantile(const Spread& spread, std::span<const Miss> misses, double untried) {
    if (misses.size() < kFewest)
        return untried;
    std::vector<double> ratios;
    for (const Miss& miss : misses)
        ratios.push_back(std::abs(miss.error) / std::sqrt(variance(spread, miss)));
    std::ranges::sort(ratios);
    const double rank = std::ceil(kCoverage * static_cast<double>(ratios.size() + 1));
    return ratios[std::min(ratios.size(), static_cast<std::size_t>(rank)) - 1];
}

Range range_around(double mid, double half_width) {
    return {std::max(0.0, mid - half_width), mid, mid + half_width};
}

/// Past years tell of the first few years ahead; the last of them is carried on.
std::vector<double> growth_of(const Spread& spread, const Misses& misses, int horizon) {
    std::vector<double> growth{1};
    for (int h = 1; h < horizon; ++h) {
        const double usual = growth.back() * std::pow((h + 1.0) / h, kGrowth);
        const auto& later = misses.later[static_cast<std::size_t>(h) - 1];
        growth.push_back(std::max(usual, quantile(spread, later, 0) / spread.complete));
    }
    return growth;
}

}  // namespace

bool is_complete(const Origin& origin, std::size_t school) {
    for (int t = std::max(0, origin.last - kOrigins + 1); t <= origin.last; ++t)
        for (int g = 0; g < origin.grades(); ++g)
            if (origin.at(school, t, g) <= 0)
                return false;
    return true;
}

Spread spread_of(const EnrolmentHistory& history, int horizon) {
    Misses misses;
    misses.later.resize(static_cast<std::size_t>(std::max(1, horizon)));
    for (int last = std::max(1, history.years - 1 - kOrigins); last + 1 < history.years; ++last)
        Collect(history, last, horizon, misses).run();
    Spread spread = untried();
    for (std::size_t k = 0; k < kFeederKinds; ++k)
        if (const auto fitted = entry_variance(misses.complete, static_cast<FeederKind>(k)))
            spread.entry[k] = *fitted;
    spread.complete = quantile(spread, misses.complete, spread.complete);
    spread.incomplete = quantile(spread, misses.incomplete, spread.incomplete);
    spread.upper_grade = quantile(spread, misses.upper, spread.upper_grade);
    spread.entry_grade = quantile(spread, misses.entry, spread.entry_grade);
    spread.growth = growth_of(spread, misses, horizon);
    return spread;
}

Range grade_range(
    const Projection& projection,
    const Spread& spread,
    const Model& model,
    std::size_t school,
    int year,
    int grade
) {
    const double mid = projection.at(school, year, grade);
    const bool entry = grade == 0;
    const double square =
        variance(spread, entry ? 0 : mid, entry ? mid : 0, model.entries.kind[school]);
    const double q = entry ? spread.entry_grade : spread.upper_grade;
    return range_around(mid, q * std::sqrt(square) * spread.growth[static_cast<std::size_t>(year)]);
}

Range total_range(
    const Projection& projection,
    const Spread& spread,
    const Model& model,
    std::size_t school,
    int year,
    bool complete
) {
    const Parts parts = parts_of(projection, school, year);
    const double square =
        variance(spread, parts.moved_up, parts.entered, model.entries.kind[school]);
    const double q = complete ? spread.complete : spread.incomplete;
    return range_around(
        parts.total(), q * std::sqrt(square) * spread.growth[static_cast<std::size_t>(year)]
    );
}

}  // namespace junheng
