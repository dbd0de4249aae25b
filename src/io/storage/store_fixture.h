// SPDX-License-Identifier: Apache-2.0
/// For tests only: a store in a folder of its own, with a key of its own, and a county to put in.
#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "io/storage/store.h"

namespace junheng {

inline constexpr const char* kCounty = "370112";
inline constexpr SchoolYear kYear{2025};

/// A folder that goes with its scope; JUNHENG_KEY_FILE points into it meanwhile.
class ScratchFolder {
public:
    ScratchFolder() {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "junheng-store-XXXXXX").string();
        path_ = mkdtemp(pattern.data());
        setenv("JUNHENG_KEY_FILE", (path_ / "key").c_str(), 1);
    }
    ~ScratchFolder() {
        unsetenv("JUNHENG_KEY_FILE");
        std::filesystem::remove_all(path_);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

inline std::string error_code(const auto& result) {
    return result ? "" : result.error().code;
}

inline std::string slurp(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

inline Author clerk(std::string why = "test") {
    return {"clerk", "2025-09-15T09:00:00+08:00", std::move(why)};
}

inline School school(const std::string& code, const std::string& name) {
    School school;
    school.code = code;
    school.name = name;
    return school;
}

inline Commit commit_of(const Changes& changes, SchoolYear year = kYear) {
    Commit commit{.kind = ChangeKind::edit, .author = clerk()};
    for (const Change& change : changes) commit.changes.push_back({.year = year, .change = change});
    return commit;
}

inline PupilRow pupil(int number, const std::string& school_code, int grade = 1) {
    PupilRow row;
    const std::string serial = std::to_string(1'000'000 + number).substr(1);
    row.identity_no = "370112201701" + serial;
    row.student_no = "G" + row.identity_no;
    row.name = "测试" + serial;
    row.sex = number % 2 == 0 ? "female" : "male";
    row.birth = "2017-01-01";
    row.school = school_code;
    row.grade = grade;
    row.class_name = "1";
    row.residence = "day";
    row.origin = "local";
    row.file_row = number + 2;
    return row;
}

inline PupilSource source_of(
    std::vector<PupilRow> rows,
    PupilScope scope = PupilScope::schools_present
) {
    PupilSource source{
        .year = kYear,
        .scope = scope,
        .places = {{.file = "pupils.xlsx", .sheet = "pupils", .column = 2}}};
    source.feed = [rows = std::move(rows)](const ChildSink& sink) -> Result<Feed> {
        for (const PupilRow& row : rows)
            if (!sink(row, 0))
                break;
        return Feed::keep;
    };
    return source;
}

class StoreTest : public testing::Test {
protected:
    StoreTest() : file(folder / "county.db") {
        auto made = create_store(file.string(), false);
        EXPECT_TRUE(made) << error_code(made);
        store = std::move(*made);
        EXPECT_TRUE(store->put_county({kCounty, "历城区"}));
    }

    std::int64_t must_commit(const Commit& commit, const PupilSource* pupils = nullptr) {
        const auto done = store->commit(kCounty, commit, pupils);
        EXPECT_TRUE(done) << error_code(done);
        EXPECT_TRUE(done && done->id);
        return done && done->id ? *done->id : 0;
    }
    std::string hash() { return *store->state_hash(); }

    ScratchFolder folder;
    std::filesystem::path file;
    std::unique_ptr<Store> store;
};

}  // namespace junheng
