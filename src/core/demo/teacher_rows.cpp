// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "core/demo/random.h"
#include "core/demo/rows.h"

namespace junheng::demo {
namespace {

/// Public schools of the compulsory stages that may take a teacher on exchange, by stage.
std::array<std::vector<std::size_t>, 2> hosts(const County& county, int year) {
    std::array<std::vector<std::size_t>, 2> found;
    for (std::size_t i = 0; i < county.schools.size(); ++i) {
        const SchoolPlan& plan = county.schools[i];
        if (!works_in(plan, year) || plan.ownership != "education" || !kind_counts(plan.kind))
            continue;
        for (const Stage stage : {Stage::primary, Stage::junior})
            if (county.enrolment.pupils(i, year, stage) > 0)
                found[static_cast<std::size_t>(stage)].push_back(i);
    }
    return found;
}

class Exchange {
public:
    Exchange(const County& county, int year)
        : county_(county), year_(year), hosts_(hosts(county, year)) {}

    /// An exchange lasts two school years. Holders of honours go oftener.
    void send(const Post& post, Teacher& teacher, const SchoolPlan& plan) const {
        if (!eligible(teacher, plan))
            return;
        for (const int since : {year_, year_ - 1})
            if (leaves(post, teacher, since) && since >= *teacher.in_post_since + kYearsInPost) {
                const auto& choice = hosts_[static_cast<std::size_t>(teacher.stage)];
                const auto place = pick(
                    hash_of(0x9057, post.serial, since), static_cast<std::int64_t>(choice.size())
                );
                const std::string& code =
                    code_in(county_.schools[choice[static_cast<std::size_t>(place)]], year_);
                if (code == teacher.code)
                    return;
                teacher.works_at = code;
                teacher.works_since = since;
                return;
            }
    }

    static bool eligible(const Teacher& teacher, int year) {
        return teacher.contract == "in_quota" && teacher.stage != Stage::senior &&
               *teacher.in_post_since + kYearsInPost <= year;
    }

private:
    static constexpr int kYearsInPost = 6;

    bool eligible(const Teacher& teacher, const SchoolPlan& plan) const {
        return plan.ownership == "education" && kind_counts(plan.kind) &&
               eligible(teacher, year_) && !hosts_[static_cast<std::size_t>(teacher.stage)].empty();
    }

    bool leaves(const Post& post, const Teacher& teacher, int since) const {
        const bool honoured = !teacher.honour.empty() && teacher.honour != "rising";
        const auto luck =
            pick(hash_of(county_seed(county_.options), 0xE8C, post.serial, since), 1000);
        return luck < (honoured ? 100 : 60);
    }

    const County& county_;
    int year_;
    std::array<std::vector<std::size_t>, 2> hosts_;
};

void set_totals(
    Snapshot& snapshot,
    const std::map<std::pair<std::string, Stage>, StaffTotals>& totals
) {
    for (StageFigures& row : snapshot.stages.write()) {
        if (row.stage == Stage::senior)
            continue;
        const auto found = totals.find({row.code, row.stage});
        if (found == totals.end())
            continue;
        row.above_degree_teachers = Teachers{found->second.above_degree};
        row.backbone_teachers = Teachers{found->second.backbone};
        row.pe_art_teachers = Teachers{found->second.pe_art};
    }
}

void add(StaffTotals& sum, const StaffTotals& one) {
    sum.above_degree += one.above_degree;
    sum.backbone += one.backbone;
    sum.pe_art += one.pe_art;
    sum.listed += one.listed;
}

}  // namespace

void write_teachers(const County& county, Snapshot& snapshot) {
    const int year = snapshot.year.start;
    const Exchange exchange(county, year);
    std::map<std::pair<std::string, Stage>, StaffTotals> totals;
    auto& rows = snapshot.teachers.write();
    for (const Post& post : county.staff.posts) {
        const std::size_t school = school_of(post, county.schools, year);
        if (school == kNobody || county.enrolment.pupils(school, year, post.stage) == 0)
            continue;
        const SchoolPlan& plan = county.schools[school];
        rows.push_back(teacher_row(post, county.code, code_in(plan, year), year));
        exchange.send(post, rows.back(), plan);
        constexpr std::int64_t kOneUnknownIn = 1500;
        if (post.serial % kOneUnknownIn == 0)
            rows.back().birth_year = Missing::not_reported;
        add(totals[{rows.back().code, post.stage}], contribution(rows.back(), year));
    }
    set_totals(snapshot, totals);
}

}  // namespace junheng::demo
