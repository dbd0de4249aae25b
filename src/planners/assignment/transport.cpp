// SPDX-License-Identifier: Apache-2.0
#include "planners/assignment/transport.h"

#include <algorithm>
#include <limits>

namespace junheng::assignment {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

std::size_t at_index(int i) {
    return static_cast<std::size_t>(i);
}

/// Successive shortest paths on the graph of schools: an arc a→b is the unit of a that goes to b at
/// the least price per pupil. Invariant: the flow is optimal for the loads it has.
class Flow {
public:
    Flow(const Field& field, const std::vector<bool>& reach)
        : field_(field),
          reach_(reach),
          m_(at_index(field.m)),
          parts_(m_),
          load_(m_),
          arcs_(m_ * m_) {}

    Transport solve() {
        if (!place_all())
            return std::move(answer_);
        for (std::size_t a = 0; a < m_; ++a) renew_arcs(a);
        for (std::size_t a = 0; a < m_; ++a)
            while (load_[a] > capacity(a))
                if (!relieve(a))
                    return std::move(answer_);
        finish();
        return std::move(answer_);
    }

private:
    struct Part {
        int unit;
        std::int64_t amount;
    };
    struct Arc {
        double price = kInfinite;
        int unit = kNone;
    };

    std::int64_t capacity(std::size_t school) const { return field_.capacity[school]; }
    bool reaches(int unit, std::size_t school) const {
        return reach_[at_index(unit) * m_ + school];
    }
    double pupil_price(int unit, std::size_t school) const {
        return field_.at(unit, static_cast<int>(school)) /
               static_cast<double>(field_.demand[at_index(unit)]);
    }

    bool place_all() {
        for (int i = 0; i < field_.n; ++i) {
            const auto order = field_.nearest(i);
            const auto first = std::find_if(order.begin(), order.end(), [&](int j) {
                return reaches(i, at_index(j));
            });
            if (first == order.end()) {
                answer_.clashing_units = {i};
                return false;
            }
            answer_.plan.push_back(*first);
            if (field_.demand[at_index(i)] == 0)
                continue;
            parts_[at_index(*first)].push_back({i, field_.demand[at_index(i)]});
            load_[at_index(*first)] += field_.demand[at_index(i)];
        }
        return true;
    }

    void renew_arcs(std::size_t a) {
        for (std::size_t b = 0; b < m_; ++b) arcs_[a * m_ + b] = {};
        for (const Part& part : parts_[a]) {
            const double here = pupil_price(part.unit, a);
            for (std::size_t b = 0; b < m_; ++b) {
                if (b == a || !reaches(part.unit, b))
                    continue;
                const double price = pupil_price(part.unit, b) - here;
                if (price < arcs_[a * m_ + b].price)
                    arcs_[a * m_ + b] = {price, part.unit};
            }
        }
    }

    /// Distances from one school; negative arcs, no negative cycles.
    void search(std::size_t from) {
        distance_.assign(m_, kInfinite);
        before_.assign(m_, m_);
        distance_[from] = 0;
        bool changed = true;
        for (std::size_t round = 0; changed && round <= m_; ++round) {
            changed = false;
            for (std::size_t a = 0; a < m_; ++a)
                for (std::size_t b = 0; b < m_ && distance_[a] < kInfinite; ++b)
                    if (shorter(distance_[a] + arcs_[a * m_ + b].price, distance_[b])) {
                        distance_[b] = distance_[a] + arcs_[a * m_ + b].price;
                        before_[b] = a;
                        changed = true;
                    }
        }
    }
    static bool shorter(double a, double b) {
        // Rounding must not turn a cycle of length 0 into a negative one.
        constexpr double kNoise = 1e-12;
        return a < b - kNoise * (1 + std::max(a, -a));
    }

    bool relieve(std::size_t from) {
        search(from);
        std::size_t target = m_;
        for (std::size_t b = 0; b < m_; ++b)
            if (load_[b] < capacity(b) && distance_[b] < kInfinite &&
                (target == m_ || distance_[b] < distance_[target]))
                target = b;
        if (target == m_) {
            name_clash();
            return false;
        }
        push(from, target);
        return true;
    }

    void push(std::size_t from, std::size_t to) {
        std::int64_t amount = std::min(load_[from] - capacity(from), capacity(to) - load_[to]);
        for (std::size_t b = to; b != from; b = before_[b])
            amount = std::min(amount, amount_of(before_[b], arc(before_[b], b).unit));
        for (std::size_t b = to; b != from; b = before_[b])
            carry(before_[b], b, arc(before_[b], b).unit, amount);
        for (std::size_t b = to; b != from; b = before_[b]) renew_arcs(b);
        renew_arcs(from);
    }
    const Arc& arc(std::size_t a, std::size_t b) const { return arcs_[a * m_ + b]; }

    std::int64_t amount_of(std::size_t school, int unit) const {
        for (const Part& part : parts_[school])
            if (part.unit == unit)
                return part.amount;
        return 0;
    }

    void carry(std::size_t a, std::size_t b, int unit, std::int64_t amount) {
        change(a, unit, -amount);
        change(b, unit, amount);
    }
    void change(std::size_t school, int unit, std::int64_t amount) {
        load_[school] += amount;
        auto& parts = parts_[school];
        const auto at = std::find_if(parts.begin(), parts.end(), [&](const Part& part) {
            return part.unit == unit;
        });
        if (at == parts.end()) {
            parts.push_back({unit, amount});
        } else if ((at->amount += amount) == 0) {
            *at = parts.back();
            parts.pop_back();
        }
    }

    void name_clash() {
        for (std::size_t b = 0; b < m_; ++b) {
            if (distance_[b] == kInfinite)
                continue;
            answer_.clashing_schools.push_back(static_cast<int>(b));
            for (const Part& part : parts_[b]) answer_.clashing_units.push_back(part.unit);
        }
        auto& units = answer_.clashing_units;
        std::sort(units.begin(), units.end());
        units.erase(std::unique(units.begin(), units.end()), units.end());
    }

    void finish() {
        answer_.feasible = true;
        answer_.school_price.assign(m_, 0);
        std::vector<std::int64_t> largest(answer_.plan.size());
        for (std::size_t a = 0; a < m_; ++a) {
            for (const Part& part : parts_[a]) {
                answer_.cost += pupil_price(part.unit, a) * static_cast<double>(part.amount);
                if (part.amount > largest[at_index(part.unit)]) {
                    largest[at_index(part.unit)] = part.amount;
                    answer_.plan[at_index(part.unit)] = static_cast<int>(a);
                }
            }
            if (load_[a] < capacity(a))
                continue;
            search(a);
            double saved = kInfinite;
            for (std::size_t b = 0; b < m_; ++b)
                if (load_[b] < capacity(b))
                    saved = std::min(saved, distance_[b]);
            answer_.school_price[a] = saved < kInfinite ? std::max(saved, 0.0) : 0;
        }
    }

    const Field& field_;
    const std::vector<bool>& reach_;
    std::size_t m_;
    std::vector<std::vector<Part>> parts_;
    std::vector<std::int64_t> load_;
    std::vector<Arc> arcs_;
    std::vector<double> distance_;
    std::vector<std::size_t> before_;
    Transport answer_;
};

}  // namespace

Transport transport(const Field& field, const std::vector<bool>& reach) {
    return Flow(field, reach).solve();
}

}  // namespace junheng::assignment
