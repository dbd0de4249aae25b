// SPDX-License-Identifier: Apache-2.0
#include "app/service/children.h"

#include <fmt/format.h>

#include "app/service/audit.h"
#include "core/domain/identity_number.h"

namespace junheng {
namespace {

constexpr std::string_view kIdentityMark = "G";

std::string masked_student_number(const std::string& number) {
    // A G number holds the identity number.
    if (number.starts_with(kIdentityMark))
        return std::string(kIdentityMark) + masked_identity_number(number.substr(1));
    return masked_identity_number(number);
}

void mask(PupilRow& child, const Role& role) {
    if (!role.sees.contains("identity_no"))
        child.identity_no = masked_identity_number(child.identity_no);
    if (!role.sees.contains("student_no"))
        child.student_no = masked_student_number(child.student_no);
}

bool wanted(const PupilRow& child, const ChildSearch& search, const Reach& reach) {
    if (reach.one_child != 0 ? child.person != reach.one_child : !reach.covers(child.school))
        return false;
    if (reach.one_class &&
        (child.school != reach.one_class->school || child.grade != reach.one_class->grade ||
         child.class_name != reach.one_class->name))
        return false;
    return (!search.grade || child.grade == *search.grade) &&
           (search.class_name.empty() || child.class_name == search.class_name);
}

Result<std::vector<std::string>> schools_to_search(const ChildSearch& search, const Reach& reach) {
    // Wherever it goes to school.
    if (reach.one_child != 0 && search.school.empty())
        return std::vector<std::string>{""};
    if (!search.school.empty()) {
        if (const auto covered = require_school(reach, search.school); !covered)
            return tl::unexpected(covered.error());
        return std::vector{search.school};
    }
    if (!reach.whole)
        return std::vector(reach.schools.begin(), reach.schools.end());
    if (search.number.empty())
        return failure(ErrorKind::usage, "children.too_wide");
    return std::vector<std::string>{""};
}

}  // namespace

Result<FoundChildren> search_children(
    const Context& context,
    County& county,
    const ChildSearch& search,
    const Role& role,
    const Reach& reach
) {
    const auto year = held_year(county, search.year);
    if (!year)
        return tl::unexpected(year.error());
    const auto schools = schools_to_search(search, reach);
    if (!schools)
        return tl::unexpected(schools.error());
    const AuditedAct act{
        .action = "children_read",
        .target = fmt::format(
            "{}/{}{}",
            year->start,
            search.school.empty() ? reach.key : search.school,
            search.number.empty() ? "" : "/number"
        ),
        .purpose = search.purpose};
    if (const auto noted = note_act(context, county, act); !noted)
        return tl::unexpected(noted.error());
    FoundChildren found{*year, {}};
    for (const std::string& school : *schools) {
        const ChildQuery query{
            .county = county.code(),
            .year = *year,
            .school = school,
            .number = search.number,
            .person = reach.one_child};
        const Access access{.who = context.user, .at = context.now(), .purpose = search.purpose};
        const auto read = county.store->read_pupils(query, access, [&](const PupilRow& child) {
            if (!wanted(child, search, reach))
                return;
            found.children.push_back(child);
            mask(found.children.back(), role);
        });
        if (!read)
            return tl::unexpected(read.error());
    }
    return found;
}

}  // namespace junheng
