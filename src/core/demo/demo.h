// SPDX-License-Identifier: Apache-2.0
/// An invented county, the same from the same seed on every machine: registry, classes, rooms,
/// money, teachers one by one for some school years, and its children one by one as a stream. It
/// holds every special case of the rules.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/date.h"
#include "core/domain/pupil.h"
#include "core/domain/snapshot.h"

namespace junheng {

namespace demo {
struct County;
}

/// What the made-up figures are drawn around, so that the county fails where it should. These are
/// aims of a synthetic county, not rules: nothing is judged by them. Indicators L1 to L7, primary
/// then junior. Units: per hundred pupils in hundredths (L1-L3, L7); 0.01 m2 a pupil (L4, L5); fen
/// a pupil (L6).
struct DemoAims {
    std::array<std::array<std::int64_t, 2>, 7> amounts{
        {{420, 530}, {100, 100}, {90, 90}, {450, 580}, {750, 1020}, {200000, 250000}, {230, 240}}};
    std::int64_t floor_percent = 85;
    std::array<std::int64_t, 3> stage_weights{100, 110, 132};
    std::array<double, 2> spread{0.50, 0.45};  // of an indicator between schools
    int failing_percent = 34;                  // of the schools that count
};

struct DemoOptions {
    std::uint64_t seed = 1;
    int schools = 120;  // rows of the last year's registry
    int years = 6;
    int last_year = 2025;
    bool with_people = true;  // never above kMostSchoolsWithPeople
    int index = 0;            // which county of a province
    DemoAims aims = {};
};

inline constexpr int kMostSchoolsWithPeople = 1000;

struct DemoCounty {
    std::string code;
    std::string name;
    std::vector<Snapshot> years;  // oldest first
    bool with_people = true;
    std::shared_ptr<const demo::County> plan;  // what the streams below are drawn from
};

/// Shape: the tables are sorted by key. Cost: 0.1 s for 120 schools and six years, 0.05 s more a
/// year of pupils.
DemoCounty make_demo(const DemoOptions& options);

/// One set of options a county: a single county up to kMostSchoolsWithPeople schools, else a
/// province of counties of about 120 schools each, to be made one after the other.
std::vector<DemoOptions> demo_counties(const DemoOptions& options);

/// Every pupil of grades 1 to 9 in that year, school by school in order of code, grade by grade. A
/// child keeps name and number through the years. Nobody, if the county is without people or does
/// not hold the year.
void for_each_pupil(
    const DemoCounty& county,
    SchoolYear year,
    const std::function<void(const PupilRow&)>& take
);

/// What belongs to a teacher but never enters a snapshot.
struct TeacherPaper {
    std::string id;
    std::string name;
    std::string identity_no;
};

/// Every teacher of any of the years, in order of id.
void for_each_teacher_identity(
    const DemoCounty& county,
    const std::function<void(const TeacherPaper&)>& take
);

}  // namespace junheng
