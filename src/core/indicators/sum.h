// SPDX-License-Identifier: Apache-2.0
/// A sum that does not lose small terms beside large ones.
#pragma once

#include <cmath>

namespace junheng {

/// Neumaier's compensated sum. The order of the terms decides the last bits, so callers keep the
/// order of the schools.
class Sum {
public:
    Sum& operator+=(double term) {
        const double next = sum_ + term;
        lost_ += std::abs(sum_) >= std::abs(term) ? (sum_ - next) + term : (term - next) + sum_;
        sum_ = next;
        return *this;
    }
    double value() const { return sum_ + lost_; }

private:
    double sum_ = 0;
    double lost_ = 0;
};

}  // namespace junheng
