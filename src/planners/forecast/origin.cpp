// SPDX-License-Identifier: Apache-2.0
#include "planners/forecast/origin.h"

namespace junheng {

double Origin::total(int year, int grade) const {
    double sum = 0;
    for (std::size_t s = 0; s < schools(); ++s)
        if (counted[s] != 0 && at(s, year, grade) > 0)
            sum += at(s, year, grade);
    return sum;
}

double Origin::feeder_total(int year) const {
    double sum = 0;
    for (std::size_t s = 0; s < schools(); ++s)
        if (counted[s] != 0)
            sum += history->feeder_at(s, year);
    return sum;
}

Origin origin_at(const EnrolmentHistory& history, int last) {
    Origin origin{&history, last, std::vector<char>(history.schools.size(), 0)};
    for (std::size_t s = 0; s < history.schools.size(); ++s)
        origin.counted[s] =
            total_of(history, s, last) > 0 || history.feeder_at(s, last) > 0 ? 1 : 0;
    return origin;
}

bool offers(const Origin& origin, std::size_t school, int grade) {
    if (origin.at(school, origin.last, grade) > 0)
        return true;
    const int before = origin.last - 1;
    return origin.at(school, origin.last, grade) == 0 && grade > 0 && before >= 0 &&
           origin.at(school, before, grade) > 0 && origin.at(school, before, grade - 1) == 0;
}

bool is_entry(const Origin& origin, std::size_t school, int grade) {
    return offers(origin, school, grade) && (grade == 0 || !offers(origin, school, grade - 1));
}

}  // namespace junheng
