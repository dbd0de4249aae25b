// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>

#include "core/demo/county.h"
#include "core/demo/identity.h"
#include "core/demo/names.h"
#include "core/demo/random.h"
#include "core/demo/rows.h"

namespace junheng {
namespace demo {
namespace {

using std::chrono::August;
using std::chrono::December;
using std::chrono::January;
using std::chrono::September;

constexpr std::array<std::string_view, 5> kElsewhere{
    "429951",
    "519952",
    "349953",
    "619954",
    "149955"};

/// Whose order is a child's own: drawn from the cohort and the number, never from the school or the
/// year.
struct ChildTraits {
    std::uint64_t hash = 0;
    bool female = false;
    Birth birth;
    bool from_elsewhere = false;
};

ChildTraits traits_of(const County& county, const Enrolment::Child& child) {
    constexpr int kAge = 6;
    const std::uint64_t hash =
        hash_of(county_seed(county.options), 0xC41D, child.cohort, child.number);
    const std::chrono::year born{child.cohort - kAge};
    return {
        .hash = hash,
        .female = pick(hash_of(hash, 1), 1000) < 468,
        .birth = birth_of(
            child.number, (born - std::chrono::years(1)) / September / 1, born / August / 31
        ),
        .from_elsewhere = pick(hash_of(hash, 2), 100) < 6};
}

/// Nearly all carry their identity number; a few have a number that was given or only lent to them.
void number(const County& county, const ChildTraits& child, PupilRow& row) {
    const auto luck = pick(hash_of(child.hash, 3), 1000);
    const std::string_view area =
        child.from_elsewhere ? kElsewhere[static_cast<std::size_t>(pick(hash_of(child.hash, 4), 5))]
                             : std::string_view(county.code);
    const std::string identity = identity_number(area, child.birth, child.female);
    constexpr std::int64_t kGiven = 8;
    constexpr std::int64_t kTemporary = 11;
    if (luck < kGiven) {
        row.student_no = "J" + identity;
    } else if (luck < kTemporary) {
        row.student_no = temporary_student_number(area, child.birth);
    } else {
        row.student_no = "G" + identity;
        row.identity_no = identity;
    }
}

std::string_view origin_of(const ChildTraits& child, const SchoolPlan& plan) {
    if (plan.migrant_children ? pick(hash_of(child.hash, 5), 100) < 56 : child.from_elsewhere)
        return pick(hash_of(child.hash, 6), 100) < 70 ? "migrant_worker_child" : "migrant";
    return "local";
}

int left_behind_percent(const SchoolPlan& plan) {
    constexpr std::int64_t kCountry = 200;
    constexpr std::int64_t kTown = 120;
    if (plan.area_class >= kCountry)
        return 24;
    return plan.area_class >= kTown ? 11 : 3;
}

struct Seat {
    std::size_t school = 0;
    int grade = 0;
    std::int64_t place = 0;  // in the grade
    std::int64_t of = 0;
    std::int64_t classes = 1;
};

PupilRow pupil_row(const County& county, const Enrolment::Child& child, const Seat& seat) {
    const SchoolPlan& plan = county.schools[seat.school];
    const ChildTraits traits = traits_of(county, child);
    PupilRow row{
        .name = person_name(traits.hash, traits.female), .sex = traits.female ? "female" : "male"};
    number(county, traits, row);
    row.birth = to_text(traits.birth.day);
    row.grade = seat.grade;
    row.class_name = class_name(seat.place % seat.classes);
    row.residence = seat.place < boarders(plan, seat.of) ? "boarder" : "day";
    row.origin = origin_of(traits, plan);
    row.left_behind =
        row.origin == "local" && pick(hash_of(traits.hash, 7), 100) < left_behind_percent(plan);
    row.disabled = plan.kind / 10 == 51 || pick(hash_of(traits.hash, 8), 1000) < 4;
    return row;
}

/// Schools in the order of the codes under which they work in that year.
std::vector<std::size_t> schools_by_code(const County& county, int year) {
    std::vector<std::size_t> order(county.schools.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::erase_if(order, [&](std::size_t i) { return !works_in(county.schools[i], year); });
    std::ranges::sort(order, {}, [&](std::size_t i) {
        return std::string_view(code_in(county.schools[i], year));
    });
    return order;
}

class PupilStream {
public:
    PupilStream(const County& county, int year, const std::function<void(const PupilRow&)>& take)
        : county_(county), year_(year), take_(take) {}

    void grade(std::size_t school, int grade) {
        Seat seat{
            .school = school, .grade = grade, .of = county_.enrolment.pupils(school, year_, grade)};
        seat.classes = std::max(1, county_.enrolment.classes(school, year_, grade));
        for (const Group& group : county_.enrolment.groups(school, year_, grade))
            for (const Enrolment::Child& child :
                 county_.enrolment.children(group.line, year_, grade)) {
                PupilRow row = pupil_row(county_, child, seat);
                row.school = code_in(county_.schools[school], year_);
                row.file_row = ++rows_;
                take_(row);
                ++seat.place;
            }
    }

private:
    const County& county_;
    int year_;
    const std::function<void(const PupilRow&)>& take_;
    std::int32_t rows_ = 0;
};

}  // namespace
}  // namespace demo

void for_each_pupil(
    const DemoCounty& county,
    SchoolYear year,
    const std::function<void(const PupilRow&)>& take
) {
    const demo::County& plan = *county.plan;
    if (!county.with_people || year.start < plan.first_year() ||
        year.start > plan.options.last_year)
        return;
    demo::PupilStream stream(plan, year.start, take);
    for (const std::size_t school : demo::schools_by_code(plan, year.start))
        for (int grade = 1; grade <= demo::kCompulsoryGrades; ++grade) stream.grade(school, grade);
}

void for_each_teacher_identity(
    const DemoCounty& county,
    const std::function<void(const TeacherPaper&)>& take
) {
    if (!county.with_people)
        return;
    for (const demo::Post& post : county.plan->staff.posts) {
        const std::uint64_t hash =
            demo::hash_of(demo::county_seed(county.plan->options), 0x7EAC, post.serial);
        const bool female = demo::pick(demo::hash_of(hash, 1), 100) < 61;
        const std::chrono::year born{static_cast<int>(post.birth_year)};
        const demo::Birth birth =
            demo::birth_of(post.serial, born / demo::January / 1, born / demo::December / 31);
        take(
            {demo::teacher_id(county.code, post),
             demo::person_name(hash, female),
             demo::identity_number(county.code, birth, female)}
        );
    }
}

}  // namespace junheng
