// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "core/demo/random.h"
#include "core/demo/rows.h"

namespace junheng::demo {
namespace {

struct Writer {
    const County& county;
    Snapshot& snapshot;
    int year;

    void add(std::string_view key, std::string period, std::string value, std::string_view unit)
        const {
        snapshot.county.write().push_back(
            {std::string(key), std::move(period), std::move(value), std::string(unit)}
        );
    }
    void at_start(std::string_view key, std::int64_t value, std::string_view unit) const {
        add(key, fmt::format("{}-09-01", year), std::to_string(value), unit);
    }
    std::int64_t luck(std::uint64_t what, std::int64_t n) const {
        return pick(hash_of(county_seed(county.options), what, year), n);
    }
    std::int64_t pupils(int grade) const {
        std::int64_t sum = 0;
        for (std::size_t school = 0; school < county.schools.size(); ++school)
            sum += county.enrolment.pupils(school, year, grade);
        return sum;
    }
};

/// Pay is that of the calendar year before. Civil servants earn a little less than teachers.
void write_pay(const Writer& w) {
    const std::string before = std::to_string(w.year - 1);
    const std::int64_t pay = 82000 + 2400 * (w.year - 2020) + w.luck(0x9A, 900);
    w.add("pay.teacher_average", before, std::to_string(pay), "yuan");
    w.add("pay.civil_servant_average", before, std::to_string(pay - 350), "yuan");
    w.add("pay.performance_pay_approved", before, "yes", "");
    w.add(
        "special_education.public_funds_per_pupil",
        std::to_string(w.year),
        w.year >= 2025 ? "7200" : "6300",
        "yuan"
    );
    for (const std::string_view what : {"building", "staffing", "public_funds", "equipment"})
        w.add(fmt::format("unified.{}", what), std::to_string(w.year), "yes", "");
}

void write_vetoes(const Writer& w) {
    constexpr std::array<std::string_view, 7> kItems{
        "exam_enrolment",
        "school_choice",
        "key_schools",
        "unfilled_posts",
        "safety_accident",
        "false_reporting",
        "off_campus_training"};
    for (const std::string_view item : kItems)
        w.add(fmt::format("veto.{}", item), std::to_string(w.year), "no", "");
}

void write_children(const Writer& w) {
    const std::int64_t migrant = 3600 + w.luck(0x316, 500);
    w.at_start("migrant_children.eligible", migrant, "pupil");
    w.at_start("migrant_children.in_public", migrant * 83 / 100, "pupil");
    w.at_start("migrant_children.in_bought_places", migrant * 5 / 100, "pupil");
    const std::int64_t disabled = 410 + w.luck(0xD15, 60);
    w.at_start("disabled_children.of_age", disabled, "pupil");
    w.at_start("disabled_children.attending", disabled * 97 / 100, "pupil");
    const std::int64_t places = 1500 + 20 * (w.year - 2020);
    w.at_start("senior_places.total", places, "place");
    w.at_start("senior_places.shared", places * 53 / 100, "place");
    w.at_start("senior_places.rural", places * 31 / 100, "place");
}

/// Chosen so that one formula is met and the other is not: more children moved out than in.
void write_retention(const Writer& w) {
    const std::int64_t intake = w.pupils(kCompulsoryGrades) * 103 / 100;
    const std::int64_t moved_in = intake / 200;
    const std::int64_t moved_out = moved_in + intake / 20;
    const std::int64_t graduates = intake * 95 / 100 - (moved_out - moved_in) * 975 / 1000;
    const std::string term = fmt::format("{}-06", w.year);
    w.add("retention.intake", term, std::to_string(intake), "pupil");
    w.add("retention.graduates", term, std::to_string(graduates), "pupil");
    w.add("retention.moved_in", term, std::to_string(moved_in), "pupil");
    w.add("retention.moved_out", term, std::to_string(moved_out), "pupil");
    w.add("retention.died", term, "1", "pupil");
}

/// By the county's mean level the result is met, by the share of pupils it is not.
void write_monitoring(const Writer& w) {
    const std::string day = fmt::format("{}-09-01", w.year);
    w.add("monitoring.mean_level", day, "3.1", "");
    w.add("monitoring.level_three_share", day, "0.842", "ratio");
    w.add("monitoring.between_school_rate", day, "0.128", "ratio");
}

void write_survey(const Writer& w) {
    struct Group {
        std::string_view name;
        std::int64_t sent;
    };
    constexpr std::array<Group, 7> kGroups{
        {{"pupils", 120},
         {"parents", 320},
         {"teachers", 90},
         {"principals", 40},
         {"congress", 30},
         {"cppcc", 30},
         {"citizens", 60}}};
    const std::string period = std::to_string(w.year);
    for (const auto& [group, sent] : kGroups) {
        const std::int64_t valid =
            sent - w.luck(0x5A00 + static_cast<std::uint64_t>(sent), sent / 12 + 1);
        const std::int64_t satisfied =
            valid * (88 + w.luck(0x5B00 + static_cast<std::uint64_t>(sent), 8)) / 100;
        w.add(fmt::format("survey.{}.sent", group), period, std::to_string(sent), "sheet");
        w.add(fmt::format("survey.{}.valid", group), period, std::to_string(valid), "sheet");
        w.add(
            fmt::format("survey.{}.satisfied", group), period, std::to_string(satisfied), "sheet"
        );
    }
    w.add("survey.visits.made", period, "48", "person");
    w.add("survey.visits.satisfied", period, "44", "person");
}

bool has_honour(const Teacher& teacher) {
    return !teacher.honour.empty() && teacher.honour != "rising";
}

/// From the teachers one by one, where there are any.
void write_exchange(const Writer& w) {
    constexpr std::int64_t kYearsInPost = 6;
    std::int64_t eligible = 0;
    std::int64_t exchanged = 0;
    std::int64_t backbone = 0;
    std::int64_t full_time = 0;
    for (const Teacher& teacher : w.snapshot.teachers) {
        if (teacher.stage == Stage::senior)
            continue;
        full_time += teacher.contract == "in_quota" || teacher.contract == "contract" ? 1 : 0;
        const School* school = find_school(w.snapshot, teacher.code);
        const bool may = teacher.contract == "in_quota" && school != nullptr &&
                         school->ownership == "education" &&
                         *teacher.in_post_since + kYearsInPost <= w.year;
        eligible += may ? 1 : 0;
        exchanged += teacher.works_at.empty() ? 0 : 1;
        backbone += !teacher.works_at.empty() && has_honour(teacher) ? 1 : 0;
    }
    if (full_time == 0)
        return;
    w.at_start("exchange.eligible", eligible, "teacher");
    w.at_start("exchange.exchanged", exchanged, "teacher");
    w.at_start("exchange.backbone_exchanged", backbone, "teacher");
    w.add(
        "hours_360.completed",
        fmt::format("{}—{}", w.year - 4, w.year),
        std::to_string(full_time - 11),
        "teacher"
    );
}

struct Paper {
    std::string_view item;
    std::string_view slot;
    std::string_view title;
    std::string_view state;
    std::string_view judged;
};

constexpr std::array<Paper, 14> kPapers{{
    {"G1", "layout_plan", "县域中小学布局专项规划", "accepted", "met"},
    {"G2", "unified_standards", "城乡义务教育四项标准统一文件汇编", "accepted", "met"},
    {"G8", "pay_statement", "教师与公务员工资收入对比表", "present", ""},
    {"G10", "staff_distribution", "教职工编制与岗位分配方案", "accepted", "met"},
    {"G11", "exchange_list", "交流轮岗教师名册", "accepted", "met"},
    {"G15", "left_behind_care", "留守儿童关爱体系工作方案", "returned", "short"},
    {"Q3", "school_charters", "学校章程汇编", "accepted", "met"},
    {"Q3", "informatised_management", "", "missing", ""},
    {"Q5", "information_tools", "教师信息化应用能力测评报告", "accepted", "met"},
    {"Q5", "facility_use", "设施设备使用记录", "accepted", "met"},
    {"Q6", "moral_education", "学校德育与校园文化评估表", "accepted", "met"},
    {"Q7", "timetables", "各校课程表", "accepted", "met"},
    {"Q7", "integrated_practice", "综合实践活动方案", "accepted", "short"},
    {"Q8", "study_load", "课业负担监测报告", "accepted", "met"},
}};

void write_papers(const Writer& w) {
    for (const Paper& paper : kPapers)
        w.snapshot.evidence.write().push_back(
            {std::string(paper.item),
             std::string(paper.slot),
             std::string(paper.state),
             std::string(paper.title),
             std::string(paper.judged)}
        );
}

}  // namespace

void write_county_figures(const County& county, Snapshot& snapshot) {
    const Writer writer{county, snapshot, snapshot.year.start};
    write_pay(writer);
    write_vetoes(writer);
    write_children(writer);
    write_retention(writer);
    write_monitoring(writer);
    write_survey(writer);
    write_exchange(writer);
    write_papers(writer);
}

}  // namespace junheng::demo
