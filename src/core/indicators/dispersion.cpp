// SPDX-License-Identifier: Apache-2.0
#include "core/indicators/dispersion.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <boost/multiprecision/cpp_int.hpp>

#include "core/indicators/sum.h"

namespace junheng {
namespace {

using Rational = boost::multiprecision::cpp_rational;

/// Doubles this close to a limit are not trusted to be on the right side of it.
constexpr double kDoubt = 1e-9;

Rational exact_amount(const Share& share) {
    return Rational(share.total) * share.weight * share.pupils / share.denominator;
}

/// The sign of cv - limit.
int exact_order(
    std::span<const Share> shares,
    std::span<const std::int64_t> added,
    const Decimal& limit
) {
    Rational resources = 0;
    Rational squares = 0;
    std::int64_t pupils = 0;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const Rational amount = exact_amount(shares[i]) + (added.empty() ? 0 : added[i]);
        resources += amount;
        squares += amount * amount / shares[i].pupils;
        pupils += shares[i].pupils;
    }
    const Rational c = Rational(limit.mantissa) / power_of_ten(limit.scale);
    return Rational(squares * pupils).compare((1 + c * c) * resources * resources);
}

double x_log_x(double x) {
    return x > 0 ? x * std::log(x) : 0.0;
}

}  // namespace

Dispersion dispersion(std::span<const Share> shares) {
    std::vector<double> per_pupil(shares.size());
    std::vector<double> pupils(shares.size());
    for (std::size_t i = 0; i < shares.size(); ++i) {
        per_pupil[i] = shares[i].per_pupil();
        pupils[i] = static_cast<double>(shares[i].pupils);
    }
    return dispersion(per_pupil, pupils);
}

Dispersion dispersion(std::span<const double> per_pupil, std::span<const double> pupils) {
    Sum resources;
    Sum people;
    for (std::size_t i = 0; i < per_pupil.size(); ++i) {
        resources += per_pupil[i] * pupils[i];
        people += pupils[i];
    }
    if (people.value() <= 0)
        return {};
    if (per_pupil.size() == 1)
        return {per_pupil.front(), 0, 0};
    const double mean = resources.value() / people.value();
    Sum squares;
    for (std::size_t i = 0; i < per_pupil.size(); ++i) {
        const double off = per_pupil[i] - mean;
        squares += pupils[i] * (off * off);
    }
    const double deviation = std::sqrt(squares.value() / people.value());
    return {mean, deviation, mean > 0 ? deviation / mean : 0.0};
}

bool cv_meets(
    std::span<const Share> shares,
    std::span<const std::int64_t> added,
    double cv,
    const CvLimit& limit
) {
    const double off = cv - limit.value.value();
    if (std::abs(off) > kDoubt)
        return off < 0;
    const int order = exact_order(shares, added, limit.value);
    return limit.below ? order < 0 : order <= 0;
}

std::vector<double> contributions(std::span<const Share> shares, const Dispersion& d) {
    std::vector<double> parts(shares.size());
    Sum total;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const double off = shares[i].per_pupil() - d.mean;
        parts[i] = static_cast<double>(shares[i].pupils) * (off * off);
        total += parts[i];
    }
    for (double& part : parts) part = total.value() > 0 ? part / total.value() : 0.0;
    return parts;
}

std::vector<bool> more_raises_cv(std::span<const Share> shares) {
    Sum resources;
    Sum squares;
    for (const Share& share : shares) {
        resources += share.amount();
        squares += share.amount() * share.per_pupil();
    }
    const double turning_point = resources.value() > 0 ? squares.value() / resources.value() : 0.0;
    std::vector<bool> raises;
    for (const Share& share : shares) raises.push_back(share.per_pupil() > turning_point);
    return raises;
}

TheilParts theil(std::span<const Share> shares, std::span<const int> group, int groups) {
    if (shares.size() == 1)
        return {};
    struct School {
        double per_pupil;
        double pupils;
        std::size_t group;
    };
    std::vector<School> schools(shares.size());
    std::vector<Sum> resources(static_cast<std::size_t>(groups));
    std::vector<Sum> pupils(resources.size());
    Sum all_resources;
    Sum all_pupils;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        schools[i] = {
            shares[i].per_pupil(),
            static_cast<double>(shares[i].pupils),
            static_cast<std::size_t>(group[i])};
        const auto& [x, people, g] = schools[i];
        resources[g] += x * people;
        pupils[g] += people;
        all_resources += x * people;
        all_pupils += people;
    }
    if (all_resources.value() <= 0)
        return {};
    const double mean = all_resources.value() / all_pupils.value();
    std::vector<double> relative(resources.size());  // mean of the group to the mean of all
    Sum between;
    for (std::size_t g = 0; g < resources.size(); ++g)
        if (pupils[g].value() > 0) {
            relative[g] = resources[g].value() / pupils[g].value() / mean;
            between += pupils[g].value() / all_pupils.value() * x_log_x(relative[g]);
        }
    Sum within;
    Sum whole;
    for (const auto& [x, people, g] : schools) {
        const double weight = people / all_pupils.value();
        whole += weight * x_log_x(x / mean);
        if (relative[g] > 0)
            within += weight * relative[g] * x_log_x(x / mean / relative[g]);
    }
    return {whole.value(), between.value(), within.value()};
}

double gini(std::span<const Share> shares) {
    if (shares.size() == 1)
        return 0;
    std::vector<std::pair<double, std::size_t>> order(shares.size());
    Sum resources;
    Sum pupils;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        order[i] = {shares[i].per_pupil(), i};
        resources += shares[i].amount();
        pupils += static_cast<double>(shares[i].pupils);
    }
    if (resources.value() <= 0)
        return 0;
    std::ranges::sort(order);
    Sum twice_area;
    double below = 0;
    for (const auto& [x, i] : order) {
        const auto people = static_cast<double>(shares[i].pupils);
        const double above = below + x * people / resources.value();
        twice_area += people / pupils.value() * (below + above);
        below = above;
    }
    return 1 - twice_area.value();
}

}  // namespace junheng
