// SPDX-License-Identifier: Apache-2.0
#include "planners/assignment/opening.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace junheng::assignment {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr int kMostNodes = 5000;

class Chooser {
public:
    Chooser(
        const Opening& opening,
        std::span<const double> worth,
        std::span<const std::int64_t> capacity,
        std::int64_t demand
    )
        : opening_(opening), worth_(worth), capacity_(capacity), open_(worth.size()) {
        double value = 0;
        for (std::size_t j = 0; j < worth.size(); ++j) {
            if (opening.at(j) == Stand::undecided)
                order_.push_back(j);
            if (opening.at(j) != Stand::open)
                continue;
            open_[j] = true;
            ++opened_;
            value += worth[j];
            demand -= capacity[j];
        }
        // What is worth most comes first: good sets early, tight bounds.
        std::stable_sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) {
            return worth_[a] > worth_[b];
        });
        best_.upper = -kInfinite;
        dig(0, value, demand);
        best_.upper = std::max(best_.upper, left_over_);
    }

    OpeningChoice take() {
        if (best_.open.empty())
            best_.open = open_;
        return std::move(best_);
    }

private:
    bool complete(std::int64_t need) const {
        return need <= 0 && (!opening_.count || opened_ == *opening_.count);
    }

    /// The best that the sites from `at` on can add: by their worth with the count in mind, less
    /// what the missing room costs at the least.
    double bound(std::size_t at, std::int64_t need) const {
        double sum = 0;
        std::int64_t room = 0;
        if (opening_.count) {
            const int more = *opening_.count - opened_;
            if (more < 0 || static_cast<std::size_t>(more) > order_.size() - at)
                return -kInfinite;
            for (std::size_t k = at; k < at + static_cast<std::size_t>(more); ++k)
                sum += worth_[order_[k]];
            return need > 0 && more == 0 ? -kInfinite : sum;
        }
        std::size_t k = at;
        for (; k < order_.size() && worth_[order_[k]] > 0; ++k) {
            sum += worth_[order_[k]];
            room += capacity_[order_[k]];
        }
        return sum - cover_loss(k, need - room);
    }

    /// The least loss of covering the need by parts of the sites from `at` on, all of no worth.
    double cover_loss(std::size_t at, std::int64_t need) const {
        if (need <= 0)
            return 0;
        double least = kInfinite;
        std::int64_t room = 0;
        for (std::size_t k = at; k < order_.size(); ++k) {
            const std::size_t j = order_[k];
            room += capacity_[j];
            least = std::min(least, -worth_[j] / static_cast<double>(capacity_[j]));
        }
        return room < need ? kInfinite : least * static_cast<double>(need);
    }

    void dig(std::size_t at, double value, std::int64_t need) {
        const double most = value + bound(at, need);
        if (most <= best_.upper)
            return;
        if (++nodes_ > kMostNodes) {
            left_over_ = std::max(left_over_, most);
            return;
        }
        // Without a count, what is left and worth nothing stays closed.
        const bool rest_closed =
            at == order_.size() || (!opening_.count && need <= 0 && worth_[order_[at]] <= 0);
        if (rest_closed) {
            if (complete(need)) {
                best_.upper = value;
                best_.open = open_;
            }
            return;
        }
        const std::size_t j = order_[at];
        open_[j] = true;
        ++opened_;
        dig(at + 1, value + worth_[j], need - capacity_[j]);
        open_[j] = false;
        --opened_;
        dig(at + 1, value, need);
    }

    const Opening& opening_;
    std::span<const double> worth_;
    std::span<const std::int64_t> capacity_;
    std::vector<std::size_t> order_;
    std::vector<bool> open_;
    int opened_ = 0;
    int nodes_ = 0;
    double left_over_ = -kInfinite;
    OpeningChoice best_;
};

}  // namespace

OpeningChoice best_opening(
    const Opening& opening,
    std::span<const double> worth,
    std::span<const std::int64_t> capacity,
    std::int64_t demand
) {
    return Chooser(opening, worth, capacity, demand).take();
}

}  // namespace junheng::assignment
