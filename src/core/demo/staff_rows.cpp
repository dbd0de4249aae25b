// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "core/demo/random.h"
#include "core/demo/staff.h"

namespace junheng::demo {
namespace {

/// By years of work, with luck.
std::string_view title_of(const Post& post, int year) {
    const auto work = year - static_cast<int>(post.birth_year) - 22;
    const std::int64_t luck = pick(hash_of(0x717E, post.serial), 10);
    if (work < 2)
        return "none";
    if (work < 6)
        return luck < 8 ? "second" : "third";
    if (work < 18)
        return luck < 6 ? "first" : "second";
    if (luck == 9 && post.honour == "special_grade")
        return "senior_full";
    return luck < 5 ? "senior" : "first";
}

}  // namespace

std::string teacher_id(std::string_view county_code, const Post& post) {
    return fmt::format("T{}{:06}", county_code, post.serial);
}

Teacher teacher_row(
    const Post& post,
    std::string_view county_code,
    const std::string& school_code,
    int year
) {
    Teacher row{.id = teacher_id(county_code, post), .code = school_code, .stage = post.stage};
    row.subject = post.subject;
    row.degree = year >= post.degree_since ? post.degree : post.degree_before;
    row.title = title_of(post, year);
    row.certificate = post.certificate;
    row.birth_year = post.birth_year;
    row.in_post_since = post.since;
    row.contract = post.contract;
    if (post.honour == "rising" || (!post.honour.empty() && year >= post.honour_since)) {
        row.honour = post.honour;
        row.honour_until = post.honour_until;
    }
    return row;
}

}  // namespace junheng::demo
