// SPDX-License-Identifier: Apache-2.0
#include "planners/assignment/grow.h"

#include <algorithm>
#include <numeric>
#include <queue>
#include <vector>

namespace junheng::assignment {
namespace {

constexpr double kNoise = 0.1;

std::size_t at_index(int i) {
    return static_cast<std::size_t>(i);
}

class Growth {
public:
    Growth(const Field& field, planning::Random& random)
        : field_(field),
          random_(random),
          plan_(at_index(field.n), kNone),
          load_(at_index(field.m)) {}

    Plan grown() {
        for (int i = 0; i < field_.n; ++i)
            if (field_.pin[at_index(i)] != kNone && !field_.contiguous)
                give(i, field_.pin[at_index(i)]);
        field_.contiguous ? grow_areas() : fill_nearest();
        for (int i = 0; i < field_.n; ++i)
            if (plan_[at_index(i)] == kNone)
                give(i, pinned_or(i, field_.nearest(i)[0]));
        return std::move(plan_);
    }

private:
    struct Offer {
        double price;
        int unit;
        int school;
        bool operator<(const Offer& other) const { return price > other.price; }
    };

    void give(int unit, int school) {
        plan_[at_index(unit)] = school;
        load_[at_index(school)] += field_.demand[at_index(unit)];
    }
    int pinned_or(int unit, int school) const {
        const int pin = field_.pin[at_index(unit)];
        return pin == kNone ? school : pin;
    }
    std::int64_t room(int school) const {
        return field_.capacity[at_index(school)] - load_[at_index(school)];
    }

    void offer_around(int unit, int school) {
        for (const int k : field_.beside(unit)) {
            if (plan_[at_index(k)] != kNone || pinned_or(k, school) != school)
                continue;
            const auto pupils =
                static_cast<double>(std::max<std::int64_t>(field_.demand[at_index(k)], 1));
            const double noise = random_.between(1 - kNoise, 1 + kNoise);
            offers_.push({field_.at(k, school) / pupils * noise, k, school});
        }
    }

    void grow_areas() {
        for (int j = 0; j < field_.m; ++j) give(field_.own[at_index(j)], j);
        for (int j = 0; j < field_.m; ++j) offer_around(field_.own[at_index(j)], j);
        while (!offers_.empty()) {
            const Offer best = offers_.top();
            offers_.pop();
            if (plan_[at_index(best.unit)] != kNone ||
                room(best.school) < field_.demand[at_index(best.unit)])
                continue;
            give(best.unit, best.school);
            offer_around(best.unit, best.school);
        }
        while (spill_over()) {
        }
    }

    /// Units that no neighbour has room for go to the neighbour with most room.
    bool spill_over() {
        bool any = false;
        for (int i = 0; i < field_.n; ++i) {
            if (plan_[at_index(i)] != kNone)
                continue;
            int best = kNone;
            for (const int k : field_.beside(i)) {
                const int school = plan_[at_index(k)];
                if (school != kNone && pinned_or(i, school) == school &&
                    (best == kNone || room(school) > room(best)))
                    best = school;
            }
            if (best != kNone) {
                give(i, best);
                any = true;
            }
        }
        return any;
    }

    void fill_nearest() {
        std::vector<int> order(at_index(field_.n));
        std::iota(order.begin(), order.end(), 0);
        planning::shuffle(order, random_);
        std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
            return field_.demand[at_index(a)] > field_.demand[at_index(b)];
        });
        for (const int i : order) {
            if (plan_[at_index(i)] != kNone)
                continue;
            const auto schools = field_.nearest(i);
            const auto fits = std::find_if(schools.begin(), schools.end(), [&](int j) {
                return room(j) >= field_.demand[at_index(i)];
            });
            give(i, fits == schools.end() ? schools[0] : *fits);
        }
    }

    const Field& field_;
    planning::Random& random_;
    Plan plan_;
    std::vector<std::int64_t> load_;
    std::priority_queue<Offer> offers_;
};

}  // namespace

Plan grown_plan(const Field& field, planning::Random& random) {
    return Growth(field, random).grown();
}

}  // namespace junheng::assignment
