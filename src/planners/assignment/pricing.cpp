// SPDX-License-Identifier: Apache-2.0
#include "planners/assignment/pricing.h"

#include <algorithm>
#include <limits>

namespace junheng::assignment {
namespace {

// Profits are differences of sums; a gain below this share of the value is noise.
constexpr double kNoise = 1e-11;

enum : std::uint8_t { open_unit, in_area, forbidden };

std::size_t at_index(int i) {
    return static_cast<std::size_t>(i);
}

}  // namespace

Pricer::Pricer(const Field& field, const std::vector<bool>& reach)
    : field_(field),
      reach_(reach),
      state_(field.demand.size()),
      profit_(field.demand.size()),
      chain_(field.demand.size()),
      from_(field.demand.size()),
      seen_(field.demand.size()) {}

void Pricer::gather(int school, std::span<const double> price) {
    school_ = school;
    items_.clear();
    fixed_.clear();
    fixed_value_ = 0;
    room_ = static_cast<double>(field_.capacity[at_index(school)]);
    for (int i = 0; i < field_.n; ++i) {
        if (!reach_[at_index(i) * at_index(field_.m) + at_index(school)])
            continue;
        const double profit = price[at_index(i)] - field_.at(i, school);
        const auto weight = static_cast<double>(field_.demand[at_index(i)]);
        const bool own = field_.contiguous && field_.own[at_index(school)] == i;
        if (own || field_.pin[at_index(i)] == school) {
            fixed_.push_back(i);
            fixed_value_ += profit;
            room_ -= weight;
        } else if (profit > 0) {
            const double ratio = weight > 0 ? profit / weight : std::numeric_limits<double>::max();
            items_.push_back({i, profit, weight, ratio});
        }
    }
    std::sort(items_.begin(), items_.end(), [](const Item& a, const Item& b) {
        return a.ratio != b.ratio ? a.ratio > b.ratio : a.unit < b.unit;
    });
}

Area Pricer::knapsack(int school, std::span<const double> price, int most_nodes) {
    gather(school, price);
    const std::size_t count = items_.size();
    weights_before_.assign(count + 1, 0);
    profits_before_.assign(count + 1, 0);
    least_weight_.assign(count + 1, std::numeric_limits<double>::infinity());
    for (std::size_t k = 0; k < count; ++k) {
        weights_before_[k + 1] = weights_before_[k] + items_[k].weight;
        profits_before_[k + 1] = profits_before_[k] + items_[k].profit;
    }
    for (std::size_t k = count; k-- > 0;)
        least_weight_[k] = std::min(least_weight_[k + 1], items_[k].weight);
    taken_.clear();
    best_taken_.clear();
    best_ = left_over_ = fixed_value_;
    nodes_ = 0;
    most_nodes_ = most_nodes;
    dig(0, room_, fixed_value_);
    Area area{std::max(best_, left_over_), best_, fixed_};
    for (const int k : best_taken_) area.units.push_back(items_[at_index(k)].unit);
    return area;
}

/// What the items from `at` on give when the last one may be cut.
double Pricer::filled(std::size_t at, double room) const {
    const double limit = weights_before_[at] + room;
    const auto end = std::upper_bound(
        weights_before_.begin() + static_cast<std::ptrdiff_t>(at), weights_before_.end(), limit
    );
    const auto last = static_cast<std::size_t>(end - weights_before_.begin()) - 1;
    const double whole = profits_before_[last] - profits_before_[at];
    return last == items_.size() ? whole
                                 : whole + (limit - weights_before_[last]) * items_[last].ratio;
}

void Pricer::keep_best(double value) {
    if (value > best_) {
        best_ = value;
        best_taken_ = taken_;
    }
}

void Pricer::dig(std::size_t at, double room, double value) {
    while (at < items_.size() && items_[at].weight > room) ++at;
    if (at == items_.size() || least_weight_[at] > room)
        return keep_best(value);
    const double bound = value + filled(at, room);
    if (bound <= best_ + kNoise * std::abs(best_))
        return;
    if (++nodes_ > most_nodes_) {
        keep_best(value);
        left_over_ = std::max(left_over_, bound);
        return;
    }
    taken_.push_back(static_cast<int>(at));
    dig(at + 1, room - items_[at].weight, value + items_[at].profit);
    taken_.pop_back();
    dig(at + 1, room, value);
}

void Pricer::reset_marks(int school) {
    std::fill(state_.begin(), state_.end(), open_unit);
    area_.clear();
    for (int i = 0; i < field_.n; ++i)
        if (!reach_[at_index(i) * at_index(field_.m) + at_index(school)])
            state_[at_index(i)] = forbidden;
    const int own = field_.own[at_index(school)];
    state_[at_index(own)] = in_area;
    area_.push_back(own);
}

Area Pricer::connected(int school, std::span<const double> price, int most_nodes) {
    gather(school, price);
    // Pinned units but the school's own are items like the others, with a profit that leaves no
    // choice where it matters: the bound stays valid without forcing them.
    for (int i = 0; i < field_.n; ++i)
        profit_[at_index(i)] = price[at_index(i)] - field_.at(i, school);
    reset_marks(school);
    const int own = field_.own[at_index(school)];
    for (const int unit : fixed_)
        if (unit != own) {
            const auto weight = static_cast<double>(field_.demand[at_index(unit)]);
            const double profit = profit_[at_index(unit)];
            fixed_value_ -= profit;
            room_ += weight;
            if (profit > 0)
                items_.push_back({unit, profit, weight, profit / std::max(weight, 1.0)});
        }
    std::sort(items_.begin(), items_.end(), [](const Item& a, const Item& b) {
        return a.ratio != b.ratio ? a.ratio > b.ratio : a.unit < b.unit;
    });
    best_ = left_over_ = fixed_value_;
    best_taken_ = area_;
    nodes_ = 0;
    most_nodes_ = most_nodes;
    grow(room_, fixed_value_);
    return {std::max(best_, left_over_), best_, best_taken_};
}

/// Chains of open units from the area outwards: the least weight to each unit that fits, and the
/// first unit of that chain.
void Pricer::mark_within(double room) {
    ++stamp_;
    queue_.clear();
    const auto relax = [&](int unit, double weight, int first) {
        if (state_[at_index(unit)] != open_unit || weight > room)
            return;
        if (seen_[at_index(unit)] == stamp_ && chain_[at_index(unit)] <= weight)
            return;
        seen_[at_index(unit)] = stamp_;
        chain_[at_index(unit)] = weight;
        from_[at_index(unit)] = first;
        queue_.push_back(unit);
    };
    for (const int a : area_)
        for (const int k : field_.beside(a))
            relax(k, static_cast<double>(field_.demand[at_index(k)]), k);
    for (std::size_t head = 0; head < queue_.size(); ++head) {
        const int at = queue_[head];
        const double so_far = chain_[at_index(at)];
        const int first = from_[at_index(at)];
        for (const int k : field_.beside(at))
            relax(k, so_far + static_cast<double>(field_.demand[at_index(k)]), first);
    }
}

/// The bound of the node, and the unit beside the area to decide next: the first step towards the
/// best item that is not in it.
Pricer::Node Pricer::look(double room, double value) {
    mark_within(room);
    Node node{value, kNone};
    double left = room;
    for (const Item& item : items_) {
        const std::size_t u = at_index(item.unit);
        if (state_[u] != open_unit || seen_[u] != stamp_)
            continue;
        if (node.branch == kNone)
            node.branch = from_[u];
        if (item.weight > left) {
            node.bound += item.ratio * left;
            break;
        }
        node.bound += item.profit;
        left -= item.weight;
    }
    return node;
}

void Pricer::grow(double room, double value) {
    if (value > best_) {
        best_ = value;
        best_taken_ = area_;
    }
    const Node node = look(room, value);
    if (node.branch == kNone || node.bound <= best_ + kNoise * std::abs(best_))
        return;
    if (++nodes_ > most_nodes_) {
        left_over_ = std::max(left_over_, node.bound);
        return;
    }
    const std::size_t unit = at_index(node.branch);
    state_[unit] = in_area;
    area_.push_back(node.branch);
    grow(room - static_cast<double>(field_.demand[unit]), value + profit_[unit]);
    area_.pop_back();
    state_[unit] = forbidden;
    grow(room, value);
    state_[unit] = open_unit;
}

}  // namespace junheng::assignment
