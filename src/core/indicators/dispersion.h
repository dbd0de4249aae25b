// SPDX-License-Identifier: Apache-2.0
/// How unequal the schools of one stage are: weighted coefficient of variation, its decomposition,
/// Theil and Gini.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/decimal.h"
#include "core/indicators/share.h"

namespace junheng {

/// Mean and standard deviation weighted by pupils, and their ratio.
struct Dispersion {
    double mean = 0;  // county total / county pupils, in smallest units a pupil
    double deviation = 0;
    double cv = 0;  // 0 when the mean is 0
};

/// Enrolment-weighted coefficient of variation (差异系数). Two passes, sums in the order given,
/// Neumaier compensation. Shape: one share a school, pupils > 0; empty gives zeros. Source:
/// 教督〔2012〕3号 annex 2; population form, no n-1. Proved by tests/cases/dispersion.toml.
Dispersion dispersion(std::span<const Share> shares);

/// The same from columns: x[i] per pupil, pupils[i].
Dispersion dispersion(std::span<const double> per_pupil, std::span<const double> pupils);

/// What a CV must not exceed; the value itself meets the limit unless only what is `below` it does.
struct CvLimit {
    Decimal value;
    bool below = false;
};

/// Whether the CV meets the limit, exactly, in rational arithmetic. `cv` is the double computed
/// from the same shares: far from the limit it decides alone. `added` (may be empty) holds amounts
/// added to the stages' own shares, in smallest units.
bool cv_meets(
    std::span<const Share> shares,
    std::span<const std::int64_t> added,
    double cv,
    const CvLimit& limit
);

/// Part of each school in the squared CV; the parts sum to 1 (all 0 when the CV is 0).
std::vector<double> contributions(std::span<const Share> shares, const Dispersion& dispersion);

/// Whether one more unit at the school raises the CV: it does above Q/R, the resource-weighted
/// mean.
std::vector<bool> more_raises_cv(std::span<const Share> shares);

struct TheilParts {
    double value = 0;
    double between = 0;
    double within = 0;
};

/// Theil T weighted by pupils, split exactly into groups. Shape: group[i] in 0..groups-1.
TheilParts theil(std::span<const Share> shares, std::span<const int> group, int groups);

/// Gini weighted by pupils, from the Lorenz curve of schools in order of x.
double gini(std::span<const Share> shares);

}  // namespace junheng
