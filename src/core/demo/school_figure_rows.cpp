// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "core/demo/random.h"
#include "core/demo/rows.h"
#include "core/domain/words.h"

namespace junheng::demo {
namespace {

constexpr std::int64_t kHundred = 100;

/// One school in one year, with what its figures hang on.
struct Writer {
    const County& county;
    Snapshot& snapshot;
    std::size_t school;
    const SchoolPlan& plan;
    std::string code;
    int year;

    std::int64_t pupils(Stage stage) const { return county.enrolment.pupils(school, year, stage); }
    std::int64_t luck(std::uint64_t what, std::int64_t n) const {
        return pick(hash_of(county_seed(county.options), what, school, year), n);
    }
    /// Money belongs to the calendar year, all else to the day of the statistics.
    std::string day() const { return fmt::format("{}-09-01", year); }

    void add(
        std::string_view key,
        std::int64_t hundredths,
        std::string_view unit,
        std::string period,
        std::string_view stage = {}
    ) const {
        snapshot.figures.write().push_back(
            {code,
             std::string(stage),
             std::string(key),
             std::move(period),
             Amount{hundredths},
             std::string(unit)}
        );
    }
};

/// Yuan a pupil and year, before and since the spring of 2023; the special school has a norm of its
/// own.
std::int64_t norm(const SchoolPlan& plan, Stage stage, int year) {
    constexpr int kRaised = 2023;
    if (plan.kind / 10 == 51)
        return year >= 2025 ? 7000 : 6000;
    if (stage == Stage::primary)
        return year >= kRaised ? 720 : 650;
    return year >= kRaised ? 940 : 850;
}

void write_funds(const Writer& w) {
    constexpr std::int64_t kSmall = 100;
    const std::int64_t all = w.pupils(Stage::primary) + w.pupils(Stage::junior);
    std::int64_t owed = 0;
    for (const Stage stage : {Stage::primary, Stage::junior, Stage::senior})
        owed += norm(w.plan, stage, w.year) * w.pupils(stage);
    const bool small = all > 0 && all < kSmall && w.plan.kind / 10 != 51;
    if (small && !w.plan.underfunded)
        owed = (owed * kSmall + all - 1) / all;
    const std::int64_t budget = owed * (100 + w.luck(0xF0, 4)) / 100 * kHundred;
    const std::int64_t training_permille =
        w.plan.underfunded && !small ? 42 : 50 + w.luck(0x7A, 25);
    const std::string period = std::to_string(w.year);
    w.add("public_funds.budget", budget, "yuan", period);
    w.add("public_funds.settlement", budget * (96 + w.luck(0x5E7, 4)) / 100, "yuan", period);
    w.add("training_funds.budget", (budget * 55 + 999) / 1000, "yuan", period);
    w.add("training_funds.settlement", (budget * training_permille + 999) / 1000, "yuan", period);
}

/// All new pupils come from the district; among the older ones some have moved away since.
void write_catchment(const Writer& w, Stage stage) {
    if (w.plan.ownership == "private" || !kind_counts(w.plan.kind) || w.pupils(stage) == 0)
        return;
    const std::int64_t entering =
        w.county.enrolment.pupils(w.school, w.year, stage == Stage::primary ? 1 : 7);
    const std::int64_t away = stage == Stage::junior  ? w.luck(0xCA7, 40)
                              : w.luck(0xCA8, 6) == 0 ? 4
                                                      : 0;
    const auto word = name(stage);
    w.add(
        "catchment.pupils",
        w.pupils(stage) * (1000 - away) / 1000 * kHundred,
        "pupil",
        w.day(),
        word
    );
    w.add("catchment.new_pupils", entering * kHundred, "pupil", w.day(), word);
    w.add("new_pupils", entering * kHundred, "pupil", w.day(), word);
}

void write_staff_and_boarders(const Writer& w) {
    std::int64_t staying = 0;
    std::int64_t quota = 0;
    for (int grade = 1; grade <= kCompulsoryGrades; ++grade) {
        const std::int64_t pupils = w.county.enrolment.pupils(w.school, w.year, grade);
        staying += boarders(w.plan, pupils);
        // Source: 中央编办发〔2014〕72号, one post for 19 pupils in primary, 13.5 in junior
        // schools.
        quota += grade <= kPrimaryGrades ? 10 * pupils / 19 : 20 * pupils / 27;
    }
    if (staying > 0)
        w.add("boarders", staying * kHundred, "pupil", w.day());
    if (w.plan.ownership != "private")
        w.add("quota.staff", (quota / 10 + 1) * kHundred, "post", w.day());
}

/// Register and ledger mostly agree with the statistics; every twelfth school has a few children
/// more or fewer.
void write_counts(const Writer& w, Stage stage) {
    const std::int64_t pupils = w.pupils(stage);
    if (pupils == 0 || stage == Stage::senior)
        return;
    const bool differs = w.luck(0xC0, 12) == 0;
    const std::int64_t registered = pupils + (differs ? 1 + w.luck(0xC1, 5) : 0);
    const std::int64_t listed = std::max<std::int64_t>(0, pupils - (differs ? w.luck(0xC2, 4) : 0));
    struct Source {
        std::string_view origin;
        std::int64_t pupils;
        std::string_view day;
    };
    const std::array<Source, 3> sources{
        {{"statistics", pupils, "09-01"},
         {"register", registered, "09-20"},
         {"ledger", listed, "09-15"}}};
    for (const Source& source : sources)
        w.snapshot.counts.write().push_back(
            {w.code,
             std::string(name(stage)),
             "pupils",
             std::string(source.origin),
             Amount{source.pupils * kHundred},
             fmt::format("{}-{}", w.year, source.day)}
        );
}

}  // namespace

void write_school_figures(const County& county, Snapshot& snapshot) {
    const int year = snapshot.year.start;
    for (std::size_t school = 0; school < county.schools.size(); ++school) {
        const SchoolPlan& plan = county.schools[school];
        if (!works_in(plan, year))
            continue;
        const Writer writer{county, snapshot, school, plan, code_in(plan, year), year};
        write_funds(writer);
        write_staff_and_boarders(writer);
        for (const Stage stage : {Stage::primary, Stage::junior}) {
            write_catchment(writer, stage);
            write_counts(writer, stage);
        }
    }
}

}  // namespace junheng::demo
