// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <stdexcept>

#include <gmock/gmock.h>
#include <sys/stat.h>

#include "io/storage/store_fixture.h"

namespace junheng {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr const char* kFirst = "2137000001";
constexpr const char* kSecond = "2137000002";
const Commit kImport{.kind = ChangeKind::import, .author = clerk("register")};

std::vector<PupilRow> class_of(int from, int to, const std::string& school_code) {
    std::vector<PupilRow> rows;
    for (int number = from; number < to; ++number)
        rows.push_back(pupil(number, school_code, number % 2 + 1));
    return rows;
}

std::vector<PupilRow> both(std::vector<PupilRow> a, const std::vector<PupilRow>& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

class PupilsTest : public StoreTest {
protected:
    Committed import(std::vector<PupilRow> rows, PupilScope scope = PupilScope::schools_present) {
        const auto source = source_of(std::move(rows), scope);
        const auto done = store->commit(kCounty, kImport, &source);
        EXPECT_TRUE(done) << error_code(done);
        return done.value_or(Committed{});
    }
    std::vector<PupilRow> read(const ChildQuery& query) {
        std::vector<PupilRow> rows;
        const Access access{"officer", "2025-10-01T10:00:00+08:00", "check"};
        const auto done =
            store->read_pupils(query, access, [&](const PupilRow& row) { rows.push_back(row); });
        EXPECT_TRUE(done) << error_code(done);
        return rows;
    }
};

TEST_F(PupilsTest, ComeBackAsTheyWent) {
    const auto done = import({pupil(7, kFirst, 3)});
    EXPECT_EQ(done.pupils, (Tally{.added = 1}));
    const auto rows = read({kCounty, kYear});
    ASSERT_THAT(rows, SizeIs(1));
    EXPECT_EQ(rows[0].student_no, pupil(7, kFirst).student_no);
    EXPECT_EQ(rows[0].identity_no, pupil(7, kFirst).identity_no);
    EXPECT_EQ(rows[0].name, pupil(7, kFirst).name);
    EXPECT_EQ(rows[0].sex, "male");
    EXPECT_EQ(rows[0].grade, 3);
    EXPECT_EQ(rows[0].residence, "day");
    EXPECT_EQ(rows[0].file_row, 9);
    EXPECT_FALSE(rows[0].left_behind);
}

TEST_F(PupilsTest, TheSameAgainChangesAndLogsNothing) {
    // More than one batch goes through the sealing.
    const auto rows = class_of(0, 10'000, kFirst);
    EXPECT_EQ(import(rows).pupils.added, 10'000);
    const auto before = hash();
    const auto again = import(rows);
    EXPECT_EQ(again.pupils, (Tally{.unchanged = 10'000}));
    EXPECT_FALSE(again.id);
    EXPECT_EQ(hash(), before);
    EXPECT_THAT(*store->history(kCounty), SizeIs(1));
}

TEST_F(PupilsTest, AreCountedBySchoolGradeAndClass) {
    import(both(class_of(0, 5, kFirst), class_of(5, 7, kSecond)));
    EXPECT_THAT(
        *store->pupil_counts(kCounty, kYear),
        ElementsAre(
            PupilCount{kFirst, 1, "1", 3},
            PupilCount{kFirst, 2, "1", 2},
            PupilCount{kSecond, 1, "1", 1},
            PupilCount{kSecond, 2, "1", 1}
        )
    );
}

TEST_F(PupilsTest, AListReplacesTheSchoolsThatItNames) {
    import(both(class_of(0, 5, kFirst), class_of(5, 7, kSecond)));
    auto rows = class_of(1, 5, kFirst);
    rows[0].name = "改名";
    rows.push_back(pupil(50, kFirst));
    EXPECT_EQ(import(rows).pupils, (Tally{.added = 1, .changed = 1, .gone = 1, .unchanged = 3}));
    EXPECT_THAT(read({kCounty, kYear}), SizeIs(7));
}

TEST_F(PupilsTest, AWholeYearReplacesEverySchool) {
    import(both(class_of(0, 5, kFirst), class_of(5, 7, kSecond)));
    EXPECT_EQ(
        import(class_of(0, 5, kFirst), PupilScope::whole_year).pupils,
        (Tally{.gone = 2, .unchanged = 5})
    );
    EXPECT_EQ(import({pupil(60, kSecond)}, PupilScope::none).pupils, (Tally{.added = 1}));
}

TEST_F(PupilsTest, UndoBringsBackTheVeryRows) {
    const auto first = *import(class_of(0, 5, kFirst)).id;
    const auto before = hash();
    auto rows = class_of(1, 6, kFirst);
    rows[0].grade = 9;
    const auto second = *import(rows).id;
    const auto after = hash();
    EXPECT_EQ(error_code(store->undo(kCounty, first, clerk())), "store.undo_conflict_rows");
    const auto undone = store->undo(kCounty, second, clerk());
    ASSERT_TRUE(undone) << error_code(undone);
    EXPECT_EQ(undone->pupils, (Tally{.added = 1, .changed = 1, .gone = 1}));
    EXPECT_EQ(hash(), before);
    const auto redone = store->undo(kCounty, *undone->id, clerk());
    ASSERT_TRUE(redone) << error_code(redone);
    EXPECT_EQ(hash(), after);
    ASSERT_TRUE(store->undo(kCounty, *redone->id, clerk()));
    ASSERT_TRUE(store->undo(kCounty, first, clerk()));
    EXPECT_THAT(read({kCounty, kYear}), IsEmpty());
}

TEST_F(PupilsTest, OneTransactionForTablesAndChildren) {
    Snapshot county;
    county.schools.write().push_back(school(kFirst, "一小"));
    Commit commit = commit_of(diff(Snapshot{}, county));
    const auto before = hash();
    const auto twice = source_of({pupil(1, kFirst), pupil(1, kFirst)});
    ASSERT_TRUE(store->commit(kCounty, commit, &twice));
    EXPECT_EQ(hash(), before);
    const auto good = source_of({pupil(1, kFirst)});
    const auto id = must_commit(commit, &good);
    ASSERT_TRUE(store->undo(kCounty, id, clerk()));
    EXPECT_EQ(hash(), before);
}

TEST_F(PupilsTest, ASourceMayFailOrDiscard) {
    const auto before = hash();
    auto source = source_of({pupil(1, kFirst)});
    const auto rows = source.feed;
    source.feed = [&](const ChildSink& sink) -> Result<Feed> {
        (void)rows(sink);
        return Feed::discard;
    };
    const auto discarded = store->commit(kCounty, kImport, &source);
    ASSERT_TRUE(discarded);
    EXPECT_FALSE(discarded->id);
    EXPECT_EQ(discarded->pupils.added, 1);
    source.feed = [](const ChildSink&) -> Result<Feed> {
        return failure(ErrorKind::data, "sheet.broken");
    };
    EXPECT_EQ(error_code(store->commit(kCounty, kImport, &source)), "sheet.broken");
    EXPECT_EQ(hash(), before);
}

// Duplicates: places, never numbers.

TEST_F(PupilsTest, TwiceInAFileIsAnIssueWithBothRows) {
    auto rows = class_of(0, 3, kFirst);
    rows.push_back(pupil(1, kFirst));
    rows.back().file_row = 77;
    const auto done = import(rows);
    ASSERT_THAT(done.issues, SizeIs(1));
    const Issue& issue = done.issues[0];
    EXPECT_EQ(issue.code, "import.pupil.twice");
    EXPECT_EQ(issue.where, (Where{"pupils.xlsx", "pupils", 77, 2}));
    EXPECT_THAT(issue.args, testing::Contains(std::pair("other_row", "3")));
    EXPECT_THAT(issue.value, IsEmpty());
    for (const auto& [slot, value] : issue.args)
        EXPECT_THAT(value, Not(testing::HasSubstr(pupil(1, kFirst).identity_no)));
    EXPECT_FALSE(done.id);
}

TEST_F(PupilsTest, AtTwoSchoolsOfAFileIsAnIssue) {
    const auto done = import({pupil(1, kFirst), pupil(1, kSecond)});
    ASSERT_THAT(done.issues, SizeIs(1));
    EXPECT_EQ(done.issues[0].code, "import.pupil.two_schools");
    EXPECT_EQ(done.issues[0].school, kSecond);
}

TEST_F(PupilsTest, AMoveNeedsTheListsOfBothSchools) {
    import(both(class_of(0, 2, kFirst), class_of(5, 7, kSecond)));
    const auto alone = import(both(class_of(0, 1, kSecond), class_of(5, 7, kSecond)));
    ASSERT_THAT(alone.issues, SizeIs(1));
    EXPECT_EQ(alone.issues[0].code, "import.pupil.enrolled_elsewhere");
    const auto together =
        import(both(class_of(1, 2, kFirst), both(class_of(0, 1, kSecond), class_of(5, 7, kSecond)))
        );
    EXPECT_THAT(together.issues, IsEmpty());
    EXPECT_EQ(together.pupils, (Tally{.changed = 1, .unchanged = 3}));
}

TEST_F(PupilsTest, AGNumberIsTheIdentityNumber) {
    PupilRow by_student = pupil(1, kFirst);
    by_student.identity_no.clear();
    PupilRow by_identity = pupil(1, kFirst);
    by_identity.student_no.clear();
    EXPECT_THAT(import({by_student, by_identity}).issues, SizeIs(1));
    PupilRow lower = pupil(1, kFirst);
    lower.student_no[0] = 'g';
    EXPECT_THAT(import({lower, by_student}).issues, SizeIs(1));
}

TEST_F(PupilsTest, AChildIsKnownAgainByEitherNumber) {
    PupilRow newcomer = pupil(1, kFirst);
    newcomer.student_no = "L3701122017010123456";
    newcomer.identity_no.clear();
    import({newcomer});
    PupilRow known = newcomer;
    known.identity_no = pupil(1, kFirst).identity_no;
    EXPECT_EQ(import({known}).pupils, (Tally{.changed = 1}));
    PupilRow by_identity = known;
    by_identity.student_no.clear();
    EXPECT_EQ(import({by_identity}).pupils, (Tally{.changed = 1}));
    EXPECT_THAT(import({by_identity, newcomer}).issues, SizeIs(1));
}

TEST_F(PupilsTest, NumbersThatMeetInOneFileAreOneChild) {
    PupilRow student = pupil(1, kFirst);
    student.student_no = "L3701122017010123456";
    student.identity_no.clear();
    import({student});
    PupilRow with_both = student;
    with_both.identity_no = pupil(1, kFirst).identity_no;
    const PupilRow identity = pupil(1, kFirst);
    EXPECT_THAT(import({identity, with_both}).issues, SizeIs(1));
    EXPECT_THAT(import({with_both, identity}).issues, SizeIs(1));
}

TEST_F(PupilsTest, WithoutNumbersNameAndBirthTellThemApart) {
    PupilRow nameless = pupil(1, kFirst);
    nameless.student_no.clear();
    nameless.identity_no.clear();
    PupilRow other = nameless;
    other.name = "别人";
    EXPECT_THAT(import({nameless, other}).issues, IsEmpty());
    EXPECT_THAT(import({nameless, nameless}).issues, SizeIs(1));
}

TEST_F(PupilsTest, ReadingIsNoted) {
    import(both(class_of(0, 5, kFirst), class_of(5, 7, kSecond)));
    EXPECT_THAT(read({kCounty, kYear, kSecond}), SizeIs(2));
    EXPECT_THAT(
        read({.county = kCounty, .year = kYear, .number = pupil(3, kFirst).identity_no}), SizeIs(1)
    );
    EXPECT_THAT(
        read({.county = kCounty, .year = kYear, .number = pupil(3, kFirst).student_no}), SizeIs(1)
    );
    EXPECT_THAT(read({.county = kCounty, .year = kYear, .number = "nobody"}), IsEmpty());
    const auto noted = *store->accesses(kCounty);
    ASSERT_THAT(noted, SizeIs(4));
    EXPECT_EQ(noted[0].who, "officer");
    EXPECT_EQ(noted[0].scope, "2025/2137000002");
    EXPECT_EQ(noted[0].children, 2);
}

TEST_F(PupilsTest, WhoeverBreaksOffTheReadingIsNotedAllTheSame) {
    import({pupil(1, kFirst), pupil(2, kFirst)});
    const auto seen_at_first_child = [&] {
        // By a second connection: what others see by then is committed.
        const auto other = open_store(file.string());
        return (*other)->accesses(kCounty)->size();
    };
    std::size_t noted = 0;
    const auto break_off = [&](const PupilRow&) {
        noted = seen_at_first_child();
        throw std::runtime_error("broken pipe");
    };
    EXPECT_THROW(
        (void)store->read_pupils({kCounty, kYear}, {"officer", "", "look"}, break_off),
        std::runtime_error
    );
    EXPECT_EQ(noted, 1U);
    const auto accesses = *store->accesses(kCounty);
    ASSERT_THAT(accesses, SizeIs(1));
    EXPECT_EQ(accesses[0].purpose, "look");
    EXPECT_EQ(accesses[0].children, 2);
    EXPECT_THAT(read({kCounty, kYear}), SizeIs(2));  // the connection goes on
}

// Teachers.

TEST_F(PupilsTest, IdentityNumbersOfTeachersAreKeptAndCompared) {
    const auto before = hash();
    Commit commit{.kind = ChangeKind::import, .author = clerk()};
    commit.identities = {{"T1", "370112198001010011"}, {"T2", "370112198001010022"}};
    const auto first = must_commit(commit);
    EXPECT_FALSE(store->commit(kCounty, commit)->id);
    commit.identities = {{"T1", "370112198001010022"}, {"T2", "370112198001010011"}};
    const auto swapped = store->commit(kCounty, commit);
    ASSERT_TRUE(swapped);
    EXPECT_THAT(swapped->issues, IsEmpty());
    EXPECT_EQ(swapped->identities.changed, 2);
    ASSERT_TRUE(store->undo(kCounty, *swapped->id, clerk()));
    commit.identities = {{"T3", "370112198001010022"}};
    const auto shared = store->commit(kCounty, commit);
    ASSERT_THAT(shared->issues, SizeIs(1));
    EXPECT_EQ(shared->issues[0].code, "import.teacher.same_identity");
    ASSERT_TRUE(store->undo(kCounty, first, clerk()));
    EXPECT_EQ(hash(), before);
}

// The key.

TEST_F(PupilsTest, TheKeyIsMadeOnFirstNeedForItsOwnerAlone) {
    const auto key = folder / "key";
    EXPECT_FALSE(std::filesystem::exists(key));
    import({pupil(1, kFirst)});
    struct stat state {};
    ASSERT_EQ(stat(key.c_str(), &state), 0);
    EXPECT_EQ(state.st_mode & 0777U, 0600U);
}

TEST_F(PupilsTest, AKeyThatIsGoneWrongOpenOrDamagedIsRefused) {
    import({pupil(1, kFirst)});
    const auto key = folder / "key";
    const auto source = source_of({pupil(2, kFirst)});
    const auto outcome = [&] {
        auto fresh = open_store(file.string());
        return error_code((*fresh)->commit(kCounty, kImport, &source));
    };
    const std::string text = slurp(key);
    std::filesystem::permissions(key, std::filesystem::perms(0640));
    EXPECT_EQ(outcome(), "store.key_permissions");
    std::filesystem::permissions(key, std::filesystem::perms(0600));
    std::ofstream(key) << text.substr(1);
    EXPECT_EQ(outcome(), "store.key_damaged");
    std::string other = text;
    other[0] = other[0] == '0' ? '1' : '0';
    std::ofstream(key) << other;
    EXPECT_EQ(outcome(), "store.key_wrong");
    std::filesystem::remove(key);
    EXPECT_EQ(outcome(), "store.key_absent");
    EXPECT_FALSE(std::filesystem::exists(key));
    std::ofstream(key) << text;
    std::filesystem::permissions(key, std::filesystem::perms(0600));
    EXPECT_EQ(outcome(), "");
}

TEST_F(PupilsTest, CountsNeedNoKey) {
    import({pupil(1, kFirst)});
    std::filesystem::remove(folder / "key");
    const auto fresh = open_store(file.string());
    EXPECT_THAT(*(*fresh)->pupil_counts(kCounty, kYear), SizeIs(1));
    EXPECT_TRUE((*fresh)->load(kCounty, kYear));
}

TEST_F(PupilsTest, NoNumberAndNoNameIsEverInTheClear) {
    import(class_of(0, 2'000, kFirst));
    auto rows = class_of(0, 1'000, kFirst);
    for (PupilRow& row : rows) row.name += "二";
    import(rows);
    Commit commit{.kind = ChangeKind::import, .author = clerk()};
    commit.identities = {{"T1", "370112198001010011"}};
    must_commit(commit);
    ASSERT_TRUE(store->backup(folder / "copy.db", false));
    std::string bytes;
    for (const char* name :
         {"county.db", "county.db-wal", "county.db-shm", "county.db-journal", "copy.db"})
        bytes += slurp(folder / name);
    ASSERT_GT(bytes.size(), 100'000U);
    EXPECT_EQ(bytes.find("370112198001010011"), std::string::npos);
    for (const PupilRow& row : rows) {
        ASSERT_EQ(bytes.find(row.identity_no), std::string::npos);
        ASSERT_EQ(bytes.find(row.name), std::string::npos);
    }
}

}  // namespace
}  // namespace junheng
