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
constexpr Spread kUntried{
    .entry = {1.1, 0.65, 0.7, 1.4},
    .complete = 1.33,
    .incomplete = 2.5,
    .upper_grade = 1.6,
    .entry_grade = 1.33};

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

void collect(const EnrolmentHistory& history, int last, Misses& misses) {
    const Origin origin = origin_at(history, last);
    const Model model = model_at(origin);
    const Projection projection = project(origin, model, 1, {});
    for (std::size_t s = 0; s < origin.schools(); ++s) {
        const Parts parts = parts_of(projection, s, 0);
        const double found = total_of(history, s, last + 1);
        if (origin.counted[s] == 0 || parts.total() <= 0 || found <= 0)
            continue;
        const Miss miss{
            found - parts.total(), parts.moved_up, parts.entered, model.entries.kind[s]};
        if (!is_complete(origin, s)) {
            misses.incomplete.push_back(miss);
            continue;
        }
        misses.complete.push_back(miss);
        collect_grades(history, projection, s, last + 1, miss, misses);
    }
}

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

double growth(int year) {
    return std::pow(year + 1, kGrowth);
}

}  // namespace

bool is_complete(const Origin& origin, std::size_t school) {
    for (int t = std::max(0, origin.last - kOrigins + 1); t <= origin.last; ++t)
        for (int g = 0; g < origin.grades(); ++g)
            if (origin.at(school, t, g) <= 0)
                return false;
    return true;
}

Spread spread_of(const EnrolmentHistory& history) {
    Misses misses;
    for (int last = std::max(1, history.years - 1 - kOrigins); last + 1 < history.years; ++last)
        collect(history, last, misses);
    Spread spread = kUntried;
    for (std::size_t k = 0; k < kFeederKinds; ++k)
        if (const auto fitted = entry_variance(misses.complete, static_cast<FeederKind>(k)))
            spread.entry[k] = *fitted;
    spread.complete = quantile(spread, misses.complete, kUntried.complete);
    spread.incomplete = quantile(spread, misses.incomplete, kUntried.incomplete);
    spread.upper_grade = quantile(spread, misses.upper, kUntried.upper_grade);
    spread.entry_grade = quantile(spread, misses.entry, kUntried.entry_grade);
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
    return range_around(mid, q * std::sqrt(square) * growth(year));
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
    return range_around(parts.total(), q * std::sqrt(square) * growth(year));
}

}  // namespace junheng
