// SPDX-License-Identifier: Apache-2.0
#include "core/demo/staff_builder.h"

#include <algorithm>

#include <fmt/format.h>

namespace junheng::demo {
namespace {

using Words = std::vector<std::string_view>;

/// As often as they occur.
const Words kPrimarySubjects{
    "13",
    "13",
    "13",
    "13",
    "13",
    "14",
    "14",
    "14",
    "14",
    "41",
    "15",
    "11",
    "60",
    "61",
    "62"};
const Words kJuniorSubjects{
    "13",
    "13",
    "13",
    "14",
    "14",
    "14",
    "41",
    "41",
    "41",
    "16",
    "17",
    "18",
    "20",
    "21",
    "11",
    "19",
    "61"};
const Words kArtSubjects{"22", "22", "22", "22", "24", "24", "25", "25", "23"};
const Words kPrimaryAbove{"21", "21", "21", "31", "31", "22", "14", "32"};
const Words kPrimaryBelow{"41", "41", "61"};
const Words kJuniorAbove{"21", "21", "21", "21", "21", "14", "22", "11"};
const Words kJuniorBelow{"31", "31", "31", "33", "41"};
const Words kHonours{
    "backbone",
    "backbone",
    "backbone",
    "backbone",
    "backbone",
    "backbone",
    "subject_leader",
    "subject_leader",
    "special_grade"};

std::string_view any_of(const Words& words, Random& random) {
    return words[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(words.size())))];
}

/// Who of `count` belongs to a chosen `part`.
std::vector<char> chosen(std::int64_t count, std::int64_t part, Random& random) {
    std::vector<char> marks(static_cast<std::size_t>(count), 0);
    std::fill_n(marks.begin(), part, char{1});
    shuffle(marks, random);
    return marks;
}

void give_subject(Post& post, bool pe_art, Random& random) {
    const Words& others = post.stage == Stage::primary ? kPrimarySubjects : kJuniorSubjects;
    post.subject = any_of(pe_art ? kArtSubjects : others, random);
}

void leave_with_school(Post& post, const SchoolPlan& plan, int year) {
    if (plan.merged_into != kNobody)
        post.until = year + 1;
}

}  // namespace

void StaffBuilder::add_stage(
    std::size_t school,
    const SchoolPlan& plan,
    Stage stage,
    const Wanted& wanted,
    int year
) {
    Random random(hash_of(span_.seed, 0x57AFF, school, static_cast<int>(stage)));
    const auto above = chosen(wanted.all, wanted.above_degree, random);
    const auto backbone = chosen(wanted.all, wanted.backbone, random);
    const auto pe_art = chosen(wanted.all, wanted.pe_art, random);
    for (std::size_t i = 0; i < above.size(); ++i) {
        Post post = person(school, stage, year, random);
        give_degree(post, above[i] != 0, year, random);
        give_honour(post, backbone[i] != 0, year, random);
        give_subject(post, pe_art[i] != 0, random);
        post.contract = random.chance(40) ? "contract" : "in_quota";
        leave_with_school(post, plan, year);
        add(post);
        add_predecessor(post, plan, random);
    }
    constexpr std::int64_t kOneHelperIn = 40;
    for (std::int64_t i = 0; i < wanted.all / kOneHelperIn; ++i)
        add_helper(school, plan, stage, year, random);
}

Post StaffBuilder::person(std::size_t school, Stage stage, int year, Random& random) const {
    Post post{.school = school, .stage = stage};
    post.birth_year = year - random.between(23, 59);
    const std::int64_t career = year - post.birth_year - 22;
    const std::int64_t stay = random.chance(150) ? random.between(0, 3) : random.between(2, 26);
    post.since = year - std::min(career, stay);
    post.certificate = stage == Stage::senior || random.chance(120)   ? "senior"
                       : stage == Stage::junior || random.chance(300) ? "junior"
                                                                      : "primary";
    return post;
}

void StaffBuilder::give_degree(Post& post, bool above, int year, Random& random) const {
    const bool primary = post.stage == Stage::primary;
    const Words& low = primary ? kPrimaryBelow : kJuniorBelow;
    post.degree_before = any_of(low, random);
    post.degree =
        above ? any_of(primary ? kPrimaryAbove : kJuniorAbove, random) : post.degree_before;
    post.degree_since = static_cast<int>(post.birth_year) + 22;
    if (above && random.chance(150))
        post.degree_since =
            year - static_cast<int>(random.between(0, span_.last_year - span_.first_year));
}

/// An honour holds five years, that of special grade for good; among the others some had one
/// that has run out.
void StaffBuilder::give_honour(Post& post, bool backbone, int year, Random& random) const {
    constexpr int kTerm = 5;
    const bool expired = !backbone && random.chance(60);
    if (!backbone && !expired) {
        post.honour = random.chance(50) ? "rising" : "";
        return;
    }
    post.honour = any_of(kHonours, random);
    const auto left = static_cast<int>(random.between(1, kTerm));
    // Some end on the very day that the statistics describe, which still counts.
    const bool last_day = backbone && left == 1;
    const int until = last_day ? year : backbone ? year + left : year - left + 1;
    post.honour_since = until - kTerm;
    if (post.honour != "special_grade" || expired)
        post.honour_until = fmt::format("{}-{}", until, last_day ? "09-01" : "08-31");
}

/// Who came within the years shown took somebody's place: always in the shrinking country,
/// seldom in the growing seat. Of those who left, fewer had the higher degree.
void StaffBuilder::add_predecessor(const Post& post, const SchoolPlan& plan, Random& random) {
    if (post.since <= span_.first_year || random.chance(plan.growth_permille > 0 ? 300 : 0))
        return;
    Post before = person(post.school, post.stage, static_cast<int>(post.since), random);
    before.since = std::min<std::int64_t>(before.since, span_.first_year);
    before.birth_year = std::min(before.birth_year, before.since - 22);
    before.until = static_cast<int>(post.since);
    give_degree(before, random.chance(600), before.until, random);
    give_honour(before, random.chance(110), before.until, random);
    before.subject = post.subject;
    before.contract = "in_quota";
    add(before);
}

/// Part-time or substitute: listed, not counted, whatever degree or honour they have.
void StaffBuilder::add_helper(
    std::size_t school,
    const SchoolPlan& plan,
    Stage stage,
    int year,
    Random& random
) {
    Post post = person(school, stage, year, random);
    give_degree(post, true, year, random);
    give_honour(post, random.chance(100), year, random);
    give_subject(post, random.chance(400), random);
    post.contract = random.chance(500) ? "part_time" : "substitute";
    leave_with_school(post, plan, year);
    add(post);
}

void StaffBuilder::add(Post& post) {
    post.serial = static_cast<std::int64_t>(staff_.posts.size()) + 1;
    // Nearly everyone holds the certificate of the stage taught.
    if (post.serial % 997 == 0)
        post.certificate = "none";
    staff_.posts.push_back(post);
}

}  // namespace junheng::demo
