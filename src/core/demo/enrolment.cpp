// SPDX-License-Identifier: Apache-2.0
#include "core/demo/enrolment.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "core/demo/random.h"

namespace junheng::demo {
namespace {

/// Children entering grade 1, against 100: births peaked in 2016 and 2017, six years before 2022
/// and 2023.
constexpr int kTrendFrom = 2008;
constexpr std::array<int, 19>
    kTrend{85, 86, 87, 88, 89, 90, 92, 93, 95, 97, 102, 104, 104, 99, 106, 107, 90, 82, 76};

int trend(int cohort) {
    const int place = std::clamp(cohort - kTrendFrom, 0, static_cast<int>(kTrend.size()) - 1);
    return kTrend[static_cast<std::size_t>(place)];
}

double grown(int permille, int years) {
    double factor = 1;
    const double step = 1 + permille / 1000.0;
    for (int i = 0; i < std::abs(years); ++i) factor = years > 0 ? factor * step : factor / step;
    return factor;
}

std::int64_t rounded(double amount) {
    return static_cast<std::int64_t>(amount + 0.5);
}

/// What the six cohorts of the last year are together, in trend points.
double trend_of_primary(const SchoolPlan& plan, int last_year) {
    const int grades = plan.top_grade > 0 ? plan.top_grade : kPrimaryGrades;
    double sum = 0;
    for (int grade = 1; grade <= grades; ++grade)
        sum += trend(last_year - grade + 1) * grown(plan.growth_permille, 1 - grade);
    return sum;
}

Stage stage_of_grade(int grade) {
    if (grade <= kPrimaryGrades)
        return Stage::primary;
    return grade <= kCompulsoryGrades ? Stage::junior : Stage::senior;
}

std::pair<int, int> grades_of(Stage stage) {
    switch (stage) {
        case Stage::primary:
            return {1, kPrimaryGrades};
        case Stage::junior:
            return {kPrimaryGrades + 1, kCompulsoryGrades};
        case Stage::senior:
            break;
    }
    return {kCompulsoryGrades + 1, kGrades};
}

bool is_special(const SchoolPlan& plan) {
    return plan.kind / 10 == 51;
}

}  // namespace

Enrolment::Enrolment(
    std::span<const SchoolPlan> schools,
    std::uint64_t seed,
    int first_year,
    int last_year
)
    : schools_(schools),
      seed_(seed),
      first_cohort_(first_year - kCompulsoryGrades + 1),
      last_year_(last_year) {
    guests_.resize(schools_.size());
    for (std::size_t line = 0; line < schools_.size(); ++line) {
        const SchoolPlan& plan = schools_[line];
        guests_[line].push_back(line);
        for (const std::size_t other : {plan.merged_into, plan.split_from})
            if (other != kNobody)
                guests_[other].push_back(line);
        if (plan.top_grade > 0 && plan.central != plan.merged_into)
            guests_[plan.central].push_back(line);
    }
    for (int cohort = first_cohort_; cohort <= last_year_; ++cohort) {
        std::vector<std::int64_t> sizes(schools_.size());
        for (std::size_t line = 0; line < schools_.size(); ++line)
            sizes[line] = entrants(line, cohort);
        entrants_.push_back(std::move(sizes));
        share_out_leavers(cohort);
    }
}

std::int64_t Enrolment::entrants(std::size_t line, int cohort) const {
    const SchoolPlan& plan = schools_[line];
    if (plan.primary == 0)
        return 0;
    const double share = static_cast<double>(plan.primary) / trend_of_primary(plan, last_year_);
    const double usual = share * trend(cohort) * grown(plan.growth_permille, cohort - last_year_);
    const double luck = 0.97 + 0.06 * Random(hash_of(seed_, 0xE17, line, cohort)).unit();
    return std::max<std::int64_t>(1, rounded(usual * luck));
}

std::int64_t Enrolment::primary_size(std::size_t line, int cohort, int year) const {
    const std::int64_t entered = entrants_[cohort_index(cohort)][line];
    const int drift = is_special(schools_[line]) ? 0 : schools_[line].growth_permille / 5;
    return rounded(static_cast<double>(entered) * grown(drift, year - cohort));
}

/// Numbers the cohort's children line by line and gives each junior school its stretch of the
/// leavers. Since the lines stand by township, children mostly stay near home.
void Enrolment::share_out_leavers(int cohort) {
    std::vector<std::int64_t> from(schools_.size());
    std::int64_t next = 0;
    std::int64_t leavers = 0;
    for (std::size_t line = 0; line < schools_.size(); ++line) {
        from[line] = next;
        const std::int64_t last = primary_size(line, cohort, cohort + kPrimaryGrades - 1);
        next += std::max(primary_size(line, cohort, cohort), last);
        leavers += last;
    }
    number_from_.push_back(std::move(from));
    auto sizes = junior_wishes(cohort, leavers);
    std::vector<std::int64_t> places(sizes.size());
    std::exclusive_scan(sizes.begin(), sizes.end(), places.begin(), std::int64_t{0});
    junior_.push_back(std::move(sizes));
    junior_from_.push_back(std::move(places));
}

std::vector<std::int64_t> Enrolment::junior_wishes(int cohort, std::int64_t leavers) const {
    constexpr double kStay = 0.985;
    const int year = cohort + kPrimaryGrades;
    std::vector<std::int64_t> sizes(schools_.size());
    std::vector<double> weights(schools_.size());
    double left = static_cast<double>(leavers) * kStay;
    double weight = 0;
    for (std::size_t line = 0; line < schools_.size(); ++line) {
        const SchoolPlan& plan = schools_[line];
        const bool not_yet = plan.former_kind != 0 && year < plan.event_year;
        if (plan.junior == 0 || not_yet)
            continue;
        if (is_special(plan))
            sizes[line] = primary_size(line, cohort, cohort + kPrimaryGrades - 1);
        else if (plan.junior_fixed)
            sizes[line] = plan.junior / 3;
        else
            weights[line] =
                static_cast<double>(plan.junior) * grown(plan.growth_permille, year - last_year_);
        left -= static_cast<double>(sizes[line]);
        weight += weights[line];
    }
    for (std::size_t line = 0; line < schools_.size(); ++line)
        if (weights[line] > 0)
            sizes[line] =
                std::max<std::int64_t>(1, static_cast<std::int64_t>(left * weights[line] / weight));
    return sizes;
}

std::int64_t Enrolment::junior_size(std::size_t line, int cohort, int year) const {
    const std::int64_t entered = junior_[cohort_index(cohort)][line];
    if (is_special(schools_[line]))
        return entered;
    return rounded(static_cast<double>(entered) * grown(-5, year - cohort - kPrimaryGrades));
}

std::int64_t Enrolment::senior_size(std::size_t line, int year, int grade) const {
    const std::int64_t usual = schools_[line].senior / 3;
    const std::int64_t luck = pick(hash_of(seed_, 0x5E, line, year - grade), usual / 8 + 1);
    return usual == 0 ? 0 : usual - usual / 16 + luck;
}

std::int64_t Enrolment::line_size(std::size_t line, int year, int grade) const {
    const int cohort = year - grade + 1;
    switch (stage_of_grade(grade)) {
        case Stage::primary:
            return schools_[line].primary == 0 ? 0 : primary_size(line, cohort, year);
        case Stage::junior:
            return junior_size(line, cohort, year);
        case Stage::senior:
            break;
    }
    return senior_size(line, year, grade);
}

std::size_t Enrolment::host(std::size_t line, int year, int grade) const {
    const SchoolPlan& plan = schools_[line];
    if (plan.top_grade > 0 && grade > plan.top_grade)
        return host(plan.central, year, grade);
    if (works_in(plan, year))
        return line;
    return host(plan.merged_into != kNobody ? plan.merged_into : plan.split_from, year, grade);
}

std::vector<Group> Enrolment::groups(std::size_t school, int year, int grade) const {
    std::vector<Group> found;
    for (const std::size_t line : guests_[school])
        if (host(line, year, grade) == school)
            if (const std::int64_t pupils = line_size(line, year, grade); pupils > 0)
                found.push_back({line, pupils});
    return found;
}

std::int64_t Enrolment::pupils(std::size_t school, int year, int grade) const {
    std::int64_t sum = 0;
    for (const std::size_t line : guests_[school])
        if (host(line, year, grade) == school)
            sum += line_size(line, year, grade);
    return sum;
}

std::int64_t Enrolment::pupils(std::size_t school, int year, Stage stage) const {
    const auto [first, last] = grades_of(stage);
    std::int64_t sum = 0;
    for (int grade = first; grade <= last; ++grade) sum += pupils(school, year, grade);
    return sum;
}

int Enrolment::classes(std::size_t school, int year, int grade) const {
    constexpr int kPrimaryClass = 45;
    constexpr int kLaterClass = 50;
    const int own = schools_[school].class_target;
    const int usual = grade <= kPrimaryGrades ? kPrimaryClass : kLaterClass;
    const int target = own > 0 ? own : usual;
    return static_cast<int>((pupils(school, year, grade) + target - 1) / target);
}

int Enrolment::classes(std::size_t school, int year) const {
    int sum = 0;
    for (int grade = 1; grade <= kCompulsoryGrades; ++grade) sum += classes(school, year, grade);
    return sum;
}

std::int64_t Enrolment::largest_class(std::size_t school, int year) const {
    std::int64_t largest = 0;
    for (int grade = 1; grade <= kCompulsoryGrades; ++grade)
        if (const int count = classes(school, year, grade); count > 0)
            largest = std::max(largest, (pupils(school, year, grade) + count - 1) / count);
    return largest;
}

std::vector<Enrolment::Child> Enrolment::children(std::size_t line, int year, int grade) const {
    const int cohort = year - grade + 1;
    const std::int64_t count = line_size(line, year, grade);
    if (stage_of_grade(grade) == Stage::junior)
        return leavers(cohort, junior_from_[cohort_index(cohort)][line], count);
    std::vector<Child> found;
    for (std::int64_t i = 0; i < count; ++i)
        found.push_back({cohort, number_from_[cohort_index(cohort)][line] + i});
    return found;
}

std::vector<Enrolment::Child> Enrolment::leavers(int cohort, std::int64_t from, std::int64_t count)
    const {
    std::vector<Child> found;
    std::int64_t passed = 0;
    const std::int64_t end = from + count;
    for (std::size_t line = 0; line < schools_.size() && passed < end; ++line) {
        const std::int64_t size = schools_[line].primary == 0
                                      ? 0
                                      : primary_size(line, cohort, cohort + kPrimaryGrades - 1);
        for (std::int64_t i = std::max<std::int64_t>(0, from - passed);
             i < std::min(size, end - passed);
             ++i)
            found.push_back({cohort, number_from_[cohort_index(cohort)][line] + i});
        passed += size;
    }
    return found;
}

}  // namespace junheng::demo
