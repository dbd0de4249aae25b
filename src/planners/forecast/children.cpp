// SPDX-License-Identifier: Apache-2.0
#include "planners/forecast/children.h"

#include <map>
#include <string_view>

namespace junheng {
namespace {

constexpr int kYears = 3;
/// Children at which an area's own share counts half against the county's.
constexpr double kShrinkage = 200;

struct Attendance {
    double entries = 0;
    double children = 0;
};

class Shares {
public:
    Shares(const Origin& origin, std::span<const ChildrenRow> children) {
        for (const ChildrenRow& row : children) {
            const int year = row.year - origin.history->first_year;
            if (year <= origin.last - kYears || year > origin.last || year < 0 || row.children <= 0)
                continue;
            Attendance& area = areas_[row.area];
            area.entries += entries_of(origin, row.area, year);
            area.children += row.children;
        }
        for (const auto& [name, area] : areas_) {
            county_.entries += area.entries;
            county_.children += area.children;
        }
    }

    double of(const ChildrenRow& row) const {
        if (row.share)
            return *row.share;
        const double county = county_.children > 0 ? county_.entries / county_.children : 1;
        const auto found = areas_.find(row.area);
        if (found == areas_.end())
            return county;
        const Attendance& area = found->second;
        return (area.entries + kShrinkage * county) / (area.children + kShrinkage);
    }

private:
    static double entries_of(const Origin& origin, std::string_view area, int year) {
        double sum = 0;
        for (std::size_t s = 0; s < origin.schools(); ++s)
            if (origin.history->schools[s].area == area && origin.at(s, year, 0) > 0)
                sum += origin.at(s, year, 0);
        return sum;
    }

    std::map<std::string_view, Attendance> areas_;
    Attendance county_;
};

void scale(
    const Origin& origin,
    std::string_view area,
    double target,
    std::vector<double>& entries
) {
    double sum = 0;
    for (std::size_t s = 0; s < entries.size(); ++s)
        sum += origin.history->schools[s].area == area ? entries[s] : 0;
    for (std::size_t s = 0; s < entries.size() && sum > 0; ++s)
        if (origin.history->schools[s].area == area)
            entries[s] *= target / sum;
}

}  // namespace

void follow_children(
    const Origin& origin,
    std::span<const ChildrenRow> children,
    std::vector<std::vector<double>>& path
) {
    const Shares shares(origin, children);
    const int first = origin.history->first_year + origin.last + 1;
    for (const ChildrenRow& row : children) {
        const int ahead = row.year - first;
        if (ahead >= 0 && ahead < static_cast<int>(path.size()))
            scale(
                origin,
                row.area,
                row.children * shares.of(row),
                path[static_cast<std::size_t>(ahead)]
            );
    }
}

}  // namespace junheng
