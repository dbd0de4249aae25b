// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "io/storage/store_fixture.h"

namespace junheng {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kTwoGibibytes = 2'147'483'648;

TEST(OpenStore, SaysWhatIsWrongWithTheFile) {
    const ScratchFolder folder;
    EXPECT_EQ(error_code(open_store((folder / "absent.db").string())), "store.absent");
    EXPECT_FALSE(fs::exists(folder / "absent.db"));
    EXPECT_EQ(error_code(open_store("postgresql://host/junheng")), "store.backend_absent");
    EXPECT_EQ(error_code(create_store("postgresql://host/junheng", true)), "store.backend_absent");

    std::ofstream(folder / "empty.db").flush();
    EXPECT_EQ(error_code(open_store((folder / "empty.db").string())), "store.not_a_county");
    EXPECT_EQ(fs::file_size(folder / "empty.db"), 0U);

    std::ofstream(folder / "text.db") << "code,name\n2137000001,school\n" << std::string(4096, 'x');
    EXPECT_EQ(error_code(open_store((folder / "text.db").string())), "store.not_a_database");

    EXPECT_EQ(error_code(create_store((folder / "no" / "where.db").string(), false)), "store.io");
}

TEST(OpenStore, RefusesGibibytesOfGarbageAtOnce) {
    const ScratchFolder folder;
    std::ofstream(folder / "big.db") << "garbage";
    fs::resize_file(folder / "big.db", kTwoGibibytes);
    EXPECT_EQ(error_code(open_store((folder / "big.db").string())), "store.not_a_database");
}

TEST(OpenStore, LeavesOtherDatabasesAlone) {
    const ScratchFolder folder;
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open((folder / "other.db").c_str(), &db), SQLITE_OK);
    sqlite3_exec(db, "CREATE TABLE t (a)", nullptr, nullptr, nullptr);
    sqlite3_close(db);
    EXPECT_EQ(error_code(open_store((folder / "other.db").string())), "store.not_a_county");
}

TEST(CreateStore, RefusesAnExistingFileUnlessForced) {
    const ScratchFolder folder;
    const std::string file = (folder / "county.db").string();
    ASSERT_TRUE((*create_store(file, false))->put_county({kCounty, "x"}));
    const auto again = create_store(file, false);
    ASSERT_EQ(error_code(again), "store.exists");
    EXPECT_EQ(again.error().kind, ErrorKind::usage);
    EXPECT_EQ((*open_store(file))->counties()->size(), 1U);
    EXPECT_EQ((*create_store(file, true))->counties()->size(), 0U);
}

// Nobody can tell whether a file of such a name exists; a missing right on a folder looks the same.
TEST(OpenStore, AFileThatCannotBeLookedForIsReported) {
    const ScratchFolder folder;
    const fs::path file = folder / std::string(1'000, 'x');
    const auto opened = open_store(file.string());
    ASSERT_EQ(error_code(opened), "store.io");
    EXPECT_EQ(opened.error().kind, ErrorKind::unavailable);
    EXPECT_EQ(error_code(create_store(file.string(), false)), "store.io");
    EXPECT_EQ(error_code(restore_store(file, (folder / "new.db").string())), "store.io");
    ASSERT_TRUE(create_store((folder / "county.db").string(), false));
    EXPECT_EQ(error_code(restore_store(folder / "county.db", file.string())), "store.io");
    EXPECT_EQ(
        error_code((*open_store((folder / "county.db").string()))->backup(file, false)), "store.io"
    );
}

class BackupTest : public StoreTest {
protected:
    void rename_county(const std::string& name) { ASSERT_TRUE(store->put_county({kCounty, name})); }
};

TEST_F(BackupTest, ComesBackWhole) {
    const auto pupils = source_of({pupil(1, "2137000001")});
    must_commit(Commit{.author = clerk()}, &pupils);
    const auto before = hash();
    ASSERT_TRUE(store->backup(folder / "copy.db", false));
    EXPECT_EQ(error_code(store->backup(folder / "copy.db", false)), "store.exists");
    EXPECT_TRUE(store->backup(folder / "copy.db", true));

    ASSERT_TRUE(restore_store(folder / "copy.db", (folder / "new.db").string()));
    const auto restored = open_store((folder / "new.db").string());
    ASSERT_TRUE(restored) << error_code(restored);
    EXPECT_EQ(*(*restored)->state_hash(), before);
    EXPECT_EQ((*restored)->history(kCounty)->size(), 1U);
}

TEST_F(BackupTest, ReplacesALiveFileInOneStep) {
    ASSERT_TRUE(store->backup(folder / "copy.db", false));
    const auto before = hash();
    rename_county("改名");
    ASSERT_NE(hash(), before);
    ASSERT_TRUE(restore_store(folder / "copy.db", file.string()));
    EXPECT_EQ(hash(), before);  // by the connection that was open all along
    rename_county("又改");
    EXPECT_TRUE(store->verify());
}

TEST_F(BackupTest, ARestoredStateHasNumbersThatNoOtherStateHad) {
    ASSERT_TRUE(store->backup(folder / "copy.db", false));
    rename_county("改名");
    const Revision other = *store->revision(kCounty);
    ASSERT_TRUE(restore_store(folder / "copy.db", file.string()));
    const Revision first = *store->revision(kCounty);
    EXPECT_GT(first.data, other.data);
    EXPECT_GT(first.accounts, other.accounts);
    rename_county("又改");
    const Revision last = *store->revision(kCounty);
    ASSERT_TRUE(restore_store(folder / "copy.db", file.string()));
    EXPECT_GT(store->revision(kCounty)->data, last.data);
}

TEST_F(BackupTest, ADamagedBackupIsRefused) {
    Snapshot county;
    for (int number = 0; number < 500; ++number)
        county.schools.write().push_back(
            school(std::to_string(2'137'000'000 + number), std::string(100, 'x'))
        );
    must_commit(commit_of(diff(Snapshot{}, county)));
    ASSERT_TRUE(store->backup(folder / "copy.db", false));
    const auto size = fs::file_size(folder / "copy.db");
    std::fstream copy(folder / "copy.db", std::ios::in | std::ios::out | std::ios::binary);
    copy.seekp(static_cast<std::streamoff>(size / 2));
    copy << std::string(20'000, 'z');
    copy.close();
    const auto before = hash();
    EXPECT_EQ(error_code(restore_store(folder / "copy.db", file.string())), "store.damaged");
    EXPECT_EQ(hash(), before);
    EXPECT_EQ(error_code(restore_store(folder / "absent.db", file.string())), "store.absent");
    std::ofstream(folder / "text.db") << std::string(4096, 'x');
    EXPECT_EQ(error_code(restore_store(folder / "text.db", file.string())), "store.not_a_database");
}

TEST_F(BackupTest, AnEmptyBackupIsRefused) {
    std::ofstream(folder / "empty.db").flush();
    const auto before = hash();
    const auto restored = restore_store(folder / "empty.db", file.string());
    ASSERT_EQ(error_code(restored), "store.not_a_county");
    EXPECT_EQ(restored.error().kind, ErrorKind::data);
    EXPECT_EQ(hash(), before);
    EXPECT_EQ(
        error_code(restore_store(folder / "empty.db", (folder / "new.db").string())),
        "store.not_a_county"
    );
    EXPECT_FALSE(fs::exists(folder / "new.db"));
}

}  // namespace
}  // namespace junheng
