// SPDX-License-Identifier: Apache-2.0
// What a full disk and a killed process leave behind: wholly the old state or wholly the new one.
// JUNHENG_FAULT_ROUNDS raises the number of kills (100 in the full run).
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <random>

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "io/storage/store_fixture.h"

namespace junheng {
namespace {

constexpr const char* kSchool = "2137000001";
constexpr int kPupils = 1'500;
constexpr int kShortRounds = 10;
constexpr unsigned kMaxCommitDelay = 4'000;   // microseconds after the commit began
constexpr unsigned kMaxRandomDelay = 60'000;  // microseconds after the process began

std::vector<PupilRow> pupils_named(const std::string& name) {
    std::vector<PupilRow> rows;
    for (int number = 0; number < kPupils; ++number) {
        rows.push_back(pupil(number, kSchool));
        rows.back().name = name;
    }
    return rows;
}

/// Tables and children change together, so that half a commit would show.
Result<Committed> switch_to(Store& store, const std::string& from, const std::string& to) {
    const auto source = source_of(pupils_named(to));
    return store.commit(
        kCounty,
        commit_of({CellSet{TableId::schools, {std::string(kSchool)}, 1, from, to}}),
        &source
    );
}

class FaultTest : public StoreTest {
protected:
    FaultTest() {
        Snapshot county;
        county.schools.write().push_back(school(kSchool, "甲"));
        const auto source = source_of(pupils_named("甲"));
        must_commit(commit_of(diff(Snapshot{}, county)), &source);
    }

    void expect_whole(const std::vector<std::string>& states) {
        store = std::move(*open_store(file.string()));
        const auto sound = store->verify();
        ASSERT_TRUE(sound) << sound.error().args.front().second;
        EXPECT_EQ(std::ranges::count(states, hash()), 1);
    }
};

// The disk.

constexpr int kAsExpected = 7;

int import_on_a_full_disk(const std::filesystem::path& file) {
    std::signal(SIGXFSZ, SIG_IGN);
    auto store = std::move(*open_store(file.string()));
    const rlimit old{RLIM_INFINITY, RLIM_INFINITY};
    // Room for part of the import, and for part of the backup.
    const rlimit tight{std::filesystem::file_size(file) / 2, RLIM_INFINITY};
    setrlimit(RLIMIT_FSIZE, &tight);
    const std::string import = error_code(switch_to(*store, "甲", "乙"));
    const std::string backup = error_code(store->backup(file.string() + ".copy", false));
    const bool refused = import == "store.disk_full" && backup == "store.disk_full" &&
                         !std::filesystem::exists(file.string() + ".copy");
    setrlimit(RLIMIT_FSIZE, &old);
    // The same connection goes on once there is room.
    const bool recovered =
        switch_to(*store, "甲", "丙").has_value() && switch_to(*store, "丙", "甲").has_value();
    if (!refused || !recovered)
        std::fprintf(
            stderr,
            "import: %s, backup: %s, recovered: %d\n",
            import.c_str(),
            backup.c_str(),
            recovered
        );
    return refused && recovered ? kAsExpected : 1;
}

TEST_F(FaultTest, AFullDiskLeavesTheOldState) {
    const auto before = hash();
    store.reset();
    const pid_t child = fork();
    if (child == 0)
        _exit(import_on_a_full_disk(file));
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), kAsExpected);
    expect_whole({before});
}

// The kill.

int commit_began = -1;  // pipe to the parent

int tell_parent(void*) {
    const char byte = 1;
    return write(commit_began, &byte, 1) == 1 ? 0 : 1;
}

// Hooked into every connection that the child opens; the store itself knows nothing of it.
int watch_commits(sqlite3* db, char**, const sqlite3_api_routines*) {
    sqlite3_commit_hook(db, tell_parent, nullptr);
    return SQLITE_OK;
}

[[noreturn]] void import_for_ever(const std::filesystem::path& file) {
    auto store = std::move(*open_store(file.string()));
    if (store->load(kCounty, kYear)->schools[0].name == "乙")
        (void)switch_to(*store, "乙", "甲");
    while (switch_to(*store, "甲", "乙") && switch_to(*store, "乙", "甲")) {
    }
    _exit(1);
}

pid_t start_importing(const std::filesystem::path& file, int (&ends)[2]) {
    if (pipe(ends) != 0)
        return -1;
    const pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        commit_began = ends[1];
        sqlite3_auto_extension(reinterpret_cast<void (*)()>(watch_commits));
        import_for_ever(file);
    }
    close(ends[1]);
    return child;
}

int rounds() {
    const char* wanted = std::getenv("JUNHENG_FAULT_ROUNDS");
    return wanted == nullptr ? kShortRounds : std::atoi(wanted);
}

unsigned up_to(unsigned most, std::mt19937& random) {
    return std::uniform_int_distribution<unsigned>(0, most)(random);
}

void wait_for_commit(int pipe_end, std::mt19937& random) {
    // Let some commits pass, or always the first one would be hit.
    for (unsigned left = up_to(2, random) + 1; left > 0; --left) {
        char byte = 0;
        if (read(pipe_end, &byte, 1) != 1)
            return;
    }
}

TEST_F(FaultTest, AKilledImportLeavesTheOldStateOrTheNew) {
    std::vector<std::string> states{hash()};
    ASSERT_TRUE(switch_to(*store, "甲", "乙"));
    states.push_back(hash());
    std::mt19937 random(20250901);
    for (int round = 0; round < rounds(); ++round) {
        store.reset();
        int ends[2] = {-1, -1};
        const pid_t child = start_importing(file, ends);
        ASSERT_GT(child, 0);
        // Every other kill falls inside a commit, the others anywhere.
        if (round % 2 == 0)
            wait_for_commit(ends[0], random);
        usleep(up_to(round % 2 == 0 ? kMaxCommitDelay : kMaxRandomDelay, random));
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
        close(ends[0]);
        expect_whole(states);
        if (HasFailure())
            return;
    }
}

}  // namespace
}  // namespace junheng
