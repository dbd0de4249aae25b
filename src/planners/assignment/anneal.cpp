// SPDX-License-Identifier: Apache-2.0
#include "planners/assignment/anneal.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace junheng::assignment {
namespace {

// A clock is read once for so many steps, some 0.1 ms.
constexpr int kBlock = 1024;
// Penalties adapt once for so many blocks.
constexpr int kBlocksPerRound = 8;

std::size_t at_index(int i) {
    return static_cast<std::size_t>(i);
}

/// -ln of numbers spread evenly over (0, 1): what a rise may cost, in temperatures.
class Patience {
public:
    Patience() {
        for (std::size_t k = 0; k < values_.size(); ++k)
            values_[k] =
                -std::log((static_cast<double>(k) + 0.5) / static_cast<double>(values_.size()));
    }
    double operator()(std::uint64_t bits) const { return values_[bits % kSize]; }

private:
    static constexpr std::size_t kSize = 4096;
    std::array<double, kSize> values_{};
};

const Patience& patience() {
    static const Patience table;
    return table;
}

}  // namespace

Annealer::Annealer(const Field& field, planning::Random random)
    : field_(field),
      search_(field),
      random_(random),
      load_(at_index(field.m)),
      members_(at_index(field.m)),
      cut_(at_index(field.m)) {}

void Annealer::start(const Plan& plan, std::span<const int> free) {
    plan_ = plan;
    free_.clear();
    for (auto& list : members_) list.clear();
    place_.assign(plan.size(), kNone);
    for (const int unit : free) {
        if (field_.pin[at_index(unit)] != kNone || !has_choice(unit))
            continue;
        auto& list = members_[at_index(plan_[at_index(unit)])];
        place_[at_index(unit)] = static_cast<int>(list.size());
        list.push_back(unit);
        free_.push_back(unit);
    }
    best_cost_ = std::numeric_limits<double>::infinity();
    weight_ = 0;
    recount();
    note_best();
}

bool Annealer::has_choice(int unit) const {
    if (field_.contiguous)
        return true;
    const auto schools = field_.worth_trying(unit);
    return schools.size() > 1 || schools.front() != plan_[at_index(unit)];
}

void Annealer::recount() {
    std::fill(load_.begin(), load_.end(), 0);
    std::fill(cut_.begin(), cut_.end(), 0);
    cost_ = field_.cost_of(plan_);
    overflow_ = 0;
    cut_sum_ = 0;
    search_.count(plan_);
    for (int i = 0; i < field_.n; ++i) {
        load_[at_index(plan_[at_index(i)])] += field_.demand[at_index(i)];
        if (field_.contiguous && !search_.linked(i))
            add_cut(plan_[at_index(i)], search_.weight(i));
    }
    for (int j = 0; j < field_.m; ++j) overflow_ += overflow_after(j, 0);
}

std::int64_t Annealer::overflow_after(int school, std::int64_t change) const {
    const std::int64_t over = load_[at_index(school)] + change - field_.capacity[at_index(school)];
    return over > 0 ? over : 0;
}

std::int64_t Annealer::run(const Schedule& schedule, const planning::Watch& watch) {
    // A start in pieces can only be mended by a search that may have pieces.
    soft_ = field_.contiguous && (schedule.soft_contiguity || cut_sum_ > 0);
    if (free_.empty())
        return 0;
    if (weight_ <= 0)
        weight_ = cut_weight_ = std::sqrt(schedule.weight_low * schedule.weight_high);
    const double cooling = std::log(schedule.end_temperature / schedule.start_temperature);
    const double begun = watch.elapsed();
    within_ = whole_ = 0;
    std::int64_t steps = 0;
    for (int block = 1;; ++block) {
        const double progress = std::max(
            static_cast<double>(steps) / static_cast<double>(schedule.slice.steps),
            (watch.elapsed() - begun) / schedule.slice.seconds
        );
        if (progress >= 1 || watch.over())
            return steps;
        temperature_ = schedule.start_temperature * std::exp(cooling * progress);
        for (int k = 0; k < kBlock; ++k) {
            attempt();
            within_ += overflow_ == 0 ? 1 : 0;
            whole_ += cut_sum_ == 0 ? 1 : 0;
        }
        steps += kBlock;
        if (block % kBlocksPerRound == 0)
            adapt(schedule);
    }
}

void Annealer::adapt(const Schedule& schedule) {
    constexpr double kDearer = 1.05;
    constexpr double kCheaper = 0.97;
    constexpr int kOften = kBlock * kBlocksPerRound / 4;
    const auto adapted = [&](double weight, int kept) {
        const double factor = kept == 0 ? kDearer : kept > kOften ? kCheaper : 1.0;
        return std::clamp(weight * factor, schedule.weight_low, schedule.weight_high);
    };
    weight_ = adapted(weight_, within_);
    cut_weight_ = adapted(cut_weight_, whole_);
    within_ = whole_ = 0;
    cost_ = field_.cost_of(plan_);  // running sums drift
}

int Annealer::target(int unit, int from, std::uint64_t bits) {
    if (!field_.contiguous) {
        const auto schools = field_.worth_trying(unit);
        const int school = schools[at_index(
            planning::Random::part(bits & 0xFFFFFFFFU, static_cast<int>(schools.size()))
        )];
        return school == from ? kNone : school;
    }
    const auto around = field_.beside(unit);
    const std::size_t size = around.size();
    if (size == 0)
        return kNone;
    std::size_t k = at_index(planning::Random::part(bits & 0xFFFFFFFFU, static_cast<int>(size)));
    for (std::size_t tried = 0; tried < size; ++tried) {
        const int school = plan_[at_index(around[k])];
        if (school != from)
            return school;
        k = k + 1 == size ? 0 : k + 1;
    }
    return kNone;
}

void Annealer::attempt() {
    const std::uint64_t bits = random_.next();
    const int unit =
        free_[at_index(planning::Random::part(bits >> 32U, static_cast<int>(free_.size())))];
    const int from = plan_[at_index(unit)];
    const int to = target(unit, from, bits);
    if (to == kNone)
        return;
    const double limit = temperature_ * patience()(random_.next() >> 40U);
    Move move;
    const double* costs = field_.row(unit);
    move.add({unit, from, to}, costs[to] - costs[from]);
    if (commit(move, limit))
        return;
    if (overflow_after(to, field_.demand[at_index(unit)]) > 0)
        chain_on(move, limit);
}

/// The school that the move fills up gives a unit away in turn, once or twice.
void Annealer::chain_on(Move move, double limit) {
    while (move.size < static_cast<int>(move.parts.size())) {
        if (!extend(move))
            return;
        if (commit(move, limit))
            return;
    }
}

bool Annealer::extend(Move& move) {
    const Part last = move.parts[at_index(move.size - 1)];
    const auto& list = members_[at_index(last.to)];
    if (list.empty())
        return false;
    const std::uint64_t bits = random_.next();
    const int unit =
        list[at_index(planning::Random::part(bits >> 32U, static_cast<int>(list.size())))];
    for (int p = 0; p < move.size; ++p)
        if (move.parts[at_index(p)].unit == unit)
            return false;
    const int first = move.parts[0].from;
    const bool home = (bits & 0x80000000U) != 0;
    if (home && field_.contiguous && !search_.touches_linked(plan_, unit, first))
        return false;
    const int to = home ? first : target(unit, last.to, bits << 1U);
    if (to == kNone)
        return false;
    const double* costs = field_.row(unit);
    move.add({unit, last.to, to}, costs[to] - costs[last.to]);
    return true;
}

/// The change of cost and overflow, before what it does to cut off units.
double Annealer::price(const Move& move) const {
    std::array<Load, 4> loads{};
    std::size_t count = 0;
    const auto add = [&](int school, std::int64_t amount) {
        for (std::size_t k = 0; k < count; ++k)
            if (loads[k].school == school) {
                loads[k].change += amount;
                return;
            }
        loads[count++] = {school, amount};
    };
    for (int p = 0; p < move.size; ++p) {
        const Part& part = move.parts[at_index(p)];
        add(part.from, -field_.demand[at_index(part.unit)]);
        add(part.to, field_.demand[at_index(part.unit)]);
    }
    std::int64_t over = 0;
    for (std::size_t k = 0; k < count; ++k)
        over +=
            overflow_after(loads[k].school, loads[k].change) - overflow_after(loads[k].school, 0);
    return move.cost + weight_ * static_cast<double>(over);
}

/// The most that the move can save by joining units that are cut off.
double Annealer::hope(const Move& move) const {
    if (!soft_ || cut_sum_ == 0)
        return 0;
    std::int64_t cut = cut_[at_index(move.parts[0].from)];
    for (int p = 0; p < move.size; ++p) cut += cut_[at_index(move.parts[at_index(p)].to)];
    return cut_weight_ * static_cast<double>(cut);
}

void Annealer::shift(int unit, int to) {
    const std::size_t u = at_index(unit);
    const int from = plan_[u];
    auto& left = members_[at_index(from)];
    const int hole = place_[u];
    left[at_index(hole)] = left.back();
    place_[at_index(left.back())] = hole;
    left.pop_back();
    auto& joined = members_[at_index(to)];
    place_[u] = static_cast<int>(joined.size());
    joined.push_back(unit);
    overflow_ -= overflow_after(from, 0) + overflow_after(to, 0);
    load_[at_index(from)] -= field_.demand[u];
    load_[at_index(to)] += field_.demand[u];
    overflow_ += overflow_after(from, 0) + overflow_after(to, 0);
    plan_[u] = to;
}

bool Annealer::commit(const Move& move, double limit) {
    const double room = limit - price(move);
    if (room + hope(move) < 0)
        return false;
    if (field_.contiguous) {
        if (!commit_areas(move, room))
            return false;
    } else {
        for (int p = 0; p < move.size; ++p)
            shift(move.parts[at_index(p)].unit, move.parts[at_index(p)].to);
    }
    cost_ += move.cost;
    note_best();
    return true;
}

bool Annealer::commit_areas(const Move& move, double room) {
    const std::int64_t before = cut_sum_;
    const std::int64_t allowed =
        soft_ ? static_cast<std::int64_t>((room + hope(move)) / cut_weight_) : 0;
    flips_.clear();
    cuts_.clear();
    for (int p = 0; p < move.size; ++p) {
        const Part& part = move.parts[at_index(p)];
        if (!leave(part.unit, part.from, allowed)) {
            take_back(move, p);
            return false;
        }
        shift(part.unit, part.to);
        if (!join(part.unit, part.to)) {
            take_back(move, p + 1);
            return false;
        }
    }
    if (cut_weight_ * static_cast<double>(cut_sum_ - before) <= room)
        return true;
    take_back(move, move.size);
    return false;
}

void Annealer::link(int unit, bool linked) {
    flips_.push_back({unit, search_.linked(unit)});
    search_.set_linked(unit, linked);
}

void Annealer::add_cut(int school, std::int64_t change) {
    cut_[at_index(school)] += change;
    cut_sum_ += change;
    cuts_.push_back({school, change});
}

bool Annealer::leave(int unit, int from, std::int64_t allowed) {
    if (!search_.linked(unit)) {
        add_cut(from, -search_.weight(unit));
        return true;
    }
    const auto leaving = search_.leave(plan_, unit, allowed);
    if (leaving == AreaSearch::Leave::refused)
        return false;
    if (leaving == AreaSearch::Leave::cuts)
        for (const int k : search_.cut_off()) {
            link(k, false);
            add_cut(from, search_.weight(k));
        }
    return true;
}

bool Annealer::join(int unit, int to) {
    const bool linked = search_.touches_linked(plan_, unit, to);
    link(unit, linked);
    if (!linked) {
        add_cut(to, search_.weight(unit));
        return soft_;
    }
    if (cut_[at_index(to)] > 0)
        for (const int k : search_.hanging_on(plan_, unit, to)) {
            link(k, true);
            add_cut(to, -search_.weight(k));
        }
    return true;
}

void Annealer::take_back(const Move& move, int parts) {
    for (int p = parts - 1; p >= 0; --p)
        shift(move.parts[at_index(p)].unit, move.parts[at_index(p)].from);
    for (auto flip = flips_.rbegin(); flip != flips_.rend(); ++flip)
        search_.set_linked(flip->unit, flip->linked);
    for (const Load& cut : cuts_) {
        cut_[at_index(cut.school)] -= cut.change;
        cut_sum_ -= cut.change;
    }
}

void Annealer::note_best() {
    // Sums that run differ in their last digits.
    constexpr double kLess = 1e-9;
    if (overflow_ == 0 && cut_sum_ == 0 && cost_ < best_cost_ * (1 - kLess)) {
        best_ = plan_;
        best_cost_ = cost_;
    }
}

}  // namespace junheng::assignment
