// SPDX-License-Identifier: Apache-2.0
#include "planners/forecast/entry.h"

#include <array>
#include <limits>

namespace junheng {
namespace {

constexpr std::array kDecays{0.5, 0.6, 0.7, 0.8, 0.9};
constexpr std::array kPrehistories{0.0, 0.3, 0.6, 1.0};

/// A mean in which each item weighs `decay` times the next younger one; zeros are no items, yet
/// they age the others.
class AgedMean {
public:
    explicit AgedMean(double decay) : decay_(decay) {}

    void add(double share, double weight) {
        sum_ *= decay_;
        weight_ *= decay_;
        if (share <= 0)
            return;
        sum_ += weight * share;
        weight_ += weight;
    }
    double value() const { return weight_ > 0 ? sum_ / weight_ : 0; }

private:
    double decay_;
    double sum_ = 0;
    double weight_ = 0;
};

double ratio(double part, double whole) {
    return part > 0 && whole > 0 ? part / whole : 0;
}

struct Totals {
    std::vector<double> entries;  // by year
    std::vector<double> grades;   // of the first year
};

Totals totals_of(const Origin& origin, int grade) {
    Totals totals;
    for (int t = 0; t <= origin.last; ++t) totals.entries.push_back(origin.total(t, grade));
    for (int g = 0; g < origin.grades(); ++g) totals.grades.push_back(origin.total(0, g));
    return totals;
}

AgedMean prehistory(
    const Origin& origin,
    std::size_t school,
    int grade,
    EntryRule rule,
    const Totals& totals
) {
    AgedMean mean(rule.decay);
    for (int g = origin.grades() - 1; g > grade; --g)
        mean.add(
            ratio(origin.at(school, 0, g), totals.grades[static_cast<std::size_t>(g)]),
            rule.prehistory
        );
    return mean;
}

void normalise(std::vector<double>& shares) {
    double sum = 0;
    for (const double share : shares) sum += share;
    if (sum > 0)
        for (double& share : shares) share /= sum;
}

ShareTable shares_of(const Origin& origin, EntryRule rule, const Totals& totals) {
    ShareTable table(totals.entries.size(), std::vector<double>(origin.schools(), 0));
    for (std::size_t s = 0; s < origin.schools(); ++s) {
        if (origin.counted[s] == 0)
            continue;
        AgedMean mean = prehistory(origin, s, 0, rule, totals);
        for (std::size_t t = 0; t < table.size(); ++t) {
            const double entries = origin.at(s, static_cast<int>(t), 0);
            mean.add(ratio(entries, totals.entries[t]), 1);
            table[t][s] = entries > 0 ? mean.value() : 0;
        }
    }
    for (auto& year : table) normalise(year);
    return table;
}

double squared_error(const Origin& origin, EntryRule rule, const Totals& totals) {
    const ShareTable shares = shares_of(origin, rule, totals);
    double sum = 0;
    for (std::size_t t = 0; t + 1 < shares.size(); ++t)
        for (std::size_t s = 0; s < origin.schools(); ++s) {
            const double found = origin.at(s, static_cast<int>(t) + 1, 0);
            if (origin.counted[s] == 0 || found == kUnknown)
                continue;
            const double error = found - shares[t][s] * totals.entries[t];
            sum += error * error;
        }
    return sum;
}

}  // namespace

ShareTable entry_shares(const Origin& origin, EntryRule rule) {
    return shares_of(origin, rule, totals_of(origin, 0));
}

EntryRule choose_entry_rule(const Origin& origin) {
    const Totals totals = totals_of(origin, 0);
    EntryRule best;
    double least = std::numeric_limits<double>::infinity();
    for (const double decay : kDecays)
        for (const double prehistory : kPrehistories) {
            const double error = squared_error(origin, {decay, prehistory}, totals);
            if (error < least) {
                least = error;
                best = {decay, prehistory};
            }
        }
    return best;
}

std::vector<double> upper_entries(const Origin& origin, int grade, EntryRule rule) {
    const Totals totals = totals_of(origin, grade);
    std::vector<double> entries(origin.schools(), 0);
    for (std::size_t s = 0; s < origin.schools(); ++s) {
        if (origin.counted[s] == 0 || !is_entry(origin, s, grade))
            continue;
        AgedMean mean = prehistory(origin, s, grade, rule, totals);
        for (std::size_t t = 0; t < totals.entries.size(); ++t)
            mean.add(ratio(origin.at(s, static_cast<int>(t), grade), totals.entries[t]), 1);
        entries[s] = mean.value() * totals.entries.back();
    }
    return entries;
}

}  // namespace junheng
