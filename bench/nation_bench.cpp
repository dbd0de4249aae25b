// SPDX-License-Identifier: Apache-2.0
// A nation of 2,850 counties with 200,000 schools as columns of counts, and the same seven
// indicators and CVs as SQL on SQLite over the same rows in the same run. Prints both, their ratio
// and the peak of memory. Run from the root.
#include <sqlite3.h>
#include <sys/resource.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

#include "core/indicators/nation.h"
#include "core/standards/load.h"

namespace junheng {
namespace {

constexpr int kCounties = 2'850;
constexpr int kSchools = 200'000;
constexpr std::size_t kIndicators = 7;
constexpr unsigned kThreads = 2;
constexpr int kRuns = 5;

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

NationColumns make_nation() {
    std::mt19937_64 random(1);
    const auto between = [&](std::int64_t low, std::int64_t high) {
        return low +
               static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(high - low + 1));
    };
    NationColumns nation;
    for (int county = 0; county <= kCounties; ++county)
        nation.offsets.push_back(
            static_cast<std::uint32_t>(static_cast<std::int64_t>(county) * kSchools / kCounties)
        );
    // Per 100 pupils or per pupil, in the smallest unit, with room for spread.
    constexpr std::array<std::int64_t, kIndicators> kMiddle{6, 1, 1, 700, 1100, 300'000, 3};
    for (int school = 0; school < kSchools; ++school) {
        const bool both = school % 10 == 0;
        const bool junior = both || school % 4 == 1;
        const bool primary = both || !junior;
        const std::int64_t p = primary ? between(30, 1500) : 0;
        const std::int64_t j = junior ? between(80, 1500) : 0;
        nation.pupils[0].push_back(static_cast<std::int32_t>(p));
        nation.pupils[1].push_back(static_cast<std::int32_t>(j));
        for (std::size_t i = 0; i < kIndicators; ++i) {
            const bool shared = i >= 3;
            const std::int64_t per = i < 3 || i == 6 ? 100 : 1;
            const std::int64_t spread = between(60, 160);
            nation.totals[i][0].push_back((shared ? p + j : p) * kMiddle[i] * spread / 100 / per);
            nation.totals[i][1].push_back(shared ? 0 : j * kMiddle[i] * spread / 100 / per);
        }
    }
    return nation;
}

void check(int code, sqlite3* db) {
    if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW) {
        std::fprintf(stderr, "%s\n", sqlite3_errmsg(db));
        std::exit(1);
    }
}

/// One row a school and stage, the share of the stage already split, as a spreadsheet would hold
/// it.
void fill(sqlite3* db, const NationColumns& nation) {
    check(
        sqlite3_exec(
            db,
            "CREATE TABLE s(county INT, stage INT, p REAL, r1 REAL, r2 REAL, r3 REAL, r4 REAL, r5 "
            "REAL, r6 REAL,"
            " r7 REAL); BEGIN",
            nullptr,
            nullptr,
            nullptr
        ),
        db
    );
    sqlite3_stmt* insert = nullptr;
    check(
        sqlite3_prepare_v2(db, "INSERT INTO s VALUES(?,?,?,?,?,?,?,?,?,?)", -1, &insert, nullptr),
        db
    );
    for (int county = 0; county < kCounties; ++county)
        for (std::uint32_t k = nation.offsets[static_cast<std::size_t>(county)];
             k < nation.offsets[static_cast<std::size_t>(county) + 1];
             ++k)
            for (std::size_t stage = 0; stage < 2; ++stage) {
                if (nation.pupils[stage][k] == 0)
                    continue;
                const double weighted = nation.pupils[0][k] + 1.1 * nation.pupils[1][k];
                const double part = (stage == 0 ? 1.0 : 1.1) * nation.pupils[stage][k] / weighted;
                check(sqlite3_bind_int(insert, 1, county), db);
                check(sqlite3_bind_int(insert, 2, static_cast<int>(stage)), db);
                check(sqlite3_bind_double(insert, 3, nation.pupils[stage][k]), db);
                for (std::size_t i = 0; i < kIndicators; ++i) {
                    const double total =
                        static_cast<double>(nation.totals[i][i < 3 ? stage : 0][k]);
                    check(
                        sqlite3_bind_double(
                            insert, static_cast<int>(i) + 4, i < 3 ? total : total * part
                        ),
                        db
                    );
                }
                check(sqlite3_step(insert), db);
                check(sqlite3_reset(insert), db);
            }
    check(sqlite3_finalize(insert), db);
    check(sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr), db);
}

std::string query() {
    std::string means;
    std::string cvs;
    for (std::size_t i = 1; i <= kIndicators; ++i) {
        const std::string r = "r" + std::to_string(i);
        const std::string m = "m" + std::to_string(i);
        means += ", SUM(" + r + ")/SUM(p) AS " + m;
        cvs += ", sqrt(SUM(p*(" + r + "/p-" + m + ")*(" + r + "/p-" + m + "))/SUM(p))/" + m;
    }
    return "WITH m AS (SELECT county, stage" + means +
           " FROM s GROUP BY county, stage) SELECT s.county, s.stage" + cvs +
           " FROM s JOIN m USING (county, stage) GROUP BY s.county, s.stage ORDER BY 1, 2";
}

/// Largest difference of a CV between the two.
double compare(sqlite3* db, const std::vector<CountyResult>& results) {
    sqlite3_stmt* select = nullptr;
    check(sqlite3_prepare_v2(db, query().c_str(), -1, &select, nullptr), db);
    double worst = 0;
    while (sqlite3_step(select) == SQLITE_ROW) {
        const auto county = static_cast<std::size_t>(sqlite3_column_int(select, 0));
        const auto stage = static_cast<std::size_t>(sqlite3_column_int(select, 1));
        for (std::size_t i = 0; i < kIndicators; ++i) {
            const double other = sqlite3_column_double(select, static_cast<int>(i) + 2);
            worst = std::max(worst, std::abs(results[county].cv[i][stage] - other));
        }
    }
    check(sqlite3_finalize(select), db);
    return worst;
}

int run() {
    const auto standards =
        load_standards("data/standards/balance-2017", {.on = SchoolYear{2025}.statistics_day()});
    if (!standards)
        return std::fprintf(stderr, "%s\n", standards.error().code.c_str()), 1;
    const NationColumns nation = make_nation();
    std::vector<CountyResult> results;
    double ours = 1e9;
    for (int i = 0; i < kRuns; ++i) {
        const auto start = std::chrono::steady_clock::now();
        results = assess_nation(nation, *standards, kThreads);
        ours = std::min(ours, seconds_since(start));
    }
    sqlite3* db = nullptr;
    check(sqlite3_open(":memory:", &db), db);
    fill(db, nation);
    const auto start = std::chrono::steady_clock::now();
    const double worst = compare(db, results);
    const double sql = seconds_since(start);
    check(sqlite3_close(db), db);
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf(
        "nation: %d counties, %d schools\nengine: %.3f s on %u threads\nSQL on SQLite: %.3f "
        "s\nratio: %.1f\n"
        "largest difference of a CV: %.2e\npeak memory: %.0f MiB\n",
        kCounties,
        kSchools,
        ours,
        kThreads,
        sql,
        sql / ours,
        worst,
        static_cast<double>(usage.ru_maxrss) / 1024
    );
    return worst < 1e-9 && sql / ours >= 20 && ours < 0.5 ? 0 : 1;
}

}  // namespace
}  // namespace junheng

int main() {
    return junheng::run();
}
