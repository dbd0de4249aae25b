// SPDX-License-Identifier: Apache-2.0
#include "io/storage/sqlite/pupil_issues.h"

#include <utility>

namespace junheng::sqlite {
namespace {

// A file handed in twice under two names would otherwise fill the memory.
constexpr std::size_t kListed = 10'000;

}  // namespace

Where PupilIssues::where(const Sighting& sighting) const {
    Where where = sighting.place < places_.size() ? places_[sighting.place] : Where{};
    where.row = sighting.row;
    return where;
}

void PupilIssues::add(Issue issue) {
    if (issues_.size() < kListed)
        issues_.push_back(std::move(issue));
    else
        ++more_;
}

void PupilIssues::seen_twice(
    const std::string& school,
    const std::string& first_school,
    const Sighting& first,
    const Sighting& now
) {
    const Where before = where(first);
    Args args{
        {"school", school},
        {"other_school", first_school},
        {"other_file", before.file},
        {"other_row", std::to_string(before.row)}};
    const bool same = school == first_school;
    add(
        {.code = same ? "import.pupil.twice" : "import.pupil.two_schools",
         .where = where(now),
         .args = std::move(args),
         .school = school}
    );
}

void PupilIssues::at_two_schools(
    const std::string& school,
    const std::string& stored_school,
    const Sighting& seen
) {
    add(
        {.code = "import.pupil.enrolled_elsewhere",
         .where = where(seen),
         .args = {{"school", school}, {"other_school", stored_school}},
         .school = school}
    );
}

Issues PupilIssues::take() {
    if (more_ > 0)
        issues_.push_back({.code = "import.pupil.more", .args = {{"count", std::to_string(more_)}}}
        );
    return std::move(issues_);
}

}  // namespace junheng::sqlite
