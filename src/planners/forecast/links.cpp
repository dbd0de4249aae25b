// SPDX-License-Identifier: Apache-2.0
#include "planners/forecast/links.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "planners/forecast/progression.h"

namespace junheng {
namespace {

constexpr int kTransitions = 3;
/// Expected pupils at which a link's own arriving part counts half against the county's.
constexpr double kShrinkage = 200;
constexpr double kMostArriving = 1.5;

using Group = std::vector<std::size_t>;

std::vector<Group> groups_of(const Origin& origin) {
    std::map<std::pair<std::string_view, std::string_view>, Group> groups;
    for (std::size_t s = 0; s < origin.schools(); ++s) {
        const HistorySchool& school = origin.history->schools[s];
        if (origin.counted[s] != 0)
            groups[{school.area, school.sector}].push_back(s);
    }
    std::vector<Group> list;
    for (auto& [key, group] : groups) list.push_back(std::move(group));
    return list;
}

bool ever_taught(const Origin& origin, std::size_t school, int grade) {
    for (int t = 0; t <= origin.last; ++t)
        if (origin.at(school, t, grade) > 0)
            return true;
    return false;
}

/// Taught for two years at least: a new school that grows by a grade a year keeps its pupils.
bool was_full(const Origin& origin, std::size_t school, int grade) {
    return offers(origin, school, grade) && origin.last > 0 &&
           origin.at(school, origin.last - 1, grade) > 0;
}

Link link_of(const Origin& origin, const Group& group, int grade) {
    Link link{.grade = grade, .points = {}, .receivers = {}};
    for (const std::size_t s : group) {
        if (offers(origin, s, grade))
            link.receivers.push_back({s, 0});
        else if (was_full(origin, s, grade - 1) && !ever_taught(origin, s, grade))
            link.points.push_back(s);
    }
    return link;
}

struct Flow {
    double arrived = 0;
    double left = 0;
};

class Weigh {
public:
    Weigh(const Origin& origin, const Progression& progression)
        : origin_(origin), progression_(progression) {}

    void run(std::vector<Link>& links) {
        std::vector<Flow> flows;
        std::map<int, Flow> county;
        for (Link& link : links) {
            flows.push_back(measure(link));
            county[link.grade].arrived += flows.back().arrived;
            county[link.grade].left += flows.back().left;
        }
        for (std::size_t i = 0; i < links.size(); ++i) {
            const Flow& all = county[links[i].grade];
            const double usual = all.left > 0 ? all.arrived / all.left : 1;
            const double own =
                (flows[i].arrived + kShrinkage * usual) / (flows[i].left + kShrinkage);
            links[i].arriving = std::min(own, kMostArriving);
        }
    }

private:
    double moved_up(std::size_t school, int year, int grade) const {
        const double below = std::max(0.0, origin_.at(school, year, grade - 1));
        return below * progression_.rate[static_cast<std::size_t>(grade - 1)] *
               progression_.school[school];
    }

    /// Sets the shares on the way.
    Flow measure(Link& link) const {
        Flow flow;
        for (int t = origin_.first_transition(kTransitions); t < origin_.last; ++t) {
            for (const std::size_t point : link.points) flow.left += moved_up(point, t, link.grade);
            for (Receiver& receiver : link.receivers) {
                const double found = origin_.at(receiver.school, t + 1, link.grade);
                if (found > 0)
                    receiver.share += found - moved_up(receiver.school, t, link.grade);
            }
        }
        for (Receiver& receiver : link.receivers) {
            receiver.share = std::max(0.0, receiver.share);
            flow.arrived += receiver.share;
        }
        for (Receiver& receiver : link.receivers)
            receiver.share = flow.arrived > 0 ? receiver.share / flow.arrived
                                              : 1 / static_cast<double>(link.receivers.size());
        return flow;
    }

    const Origin& origin_;
    const Progression& progression_;
};

}  // namespace

std::vector<Link> find_links(const Origin& origin) {
    std::vector<Link> links;
    for (const Group& group : groups_of(origin))
        for (int g = 1; g < origin.grades(); ++g)
            if (Link link = link_of(origin, group, g);
                !link.points.empty() && !link.receivers.empty())
                links.push_back(std::move(link));
    return links;
}

std::vector<char> linked_grades(const Origin& origin, const std::vector<Link>& links) {
    const auto grades = static_cast<std::size_t>(origin.grades());
    std::vector<char> linked(origin.schools() * grades, 0);
    for (const Link& link : links)
        for (const Receiver& receiver : link.receivers)
            linked[receiver.school * grades + static_cast<std::size_t>(link.grade)] = 1;
    return linked;
}

void weigh_links(const Origin& origin, const Progression& progression, std::vector<Link>& links) {
    Weigh(origin, progression).run(links);
}

}  // namespace junheng
