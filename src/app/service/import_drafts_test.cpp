// SPDX-License-Identifier: Apache-2.0
#include "app/service/import_drafts.h"

#include <future>
#include <thread>

#include <gtest/gtest.h>

#include "io/storage/store_fixture.h"

namespace junheng {
namespace {

constexpr int kFiles = 32;

class ImportDraftsTest : public testing::Test {
protected:
    ImportDraftsTest() : jobs_(context(), address()) {
        const auto store = create_store(address(), false);
        EXPECT_TRUE(store && (*store)->put_county({kCounty, "测试县"}));
    }

    static Context context() {
        Context context;
        context.user = "clerk";
        context.now = [] { return "2025-09-15T09:00:00+08:00"; };
        return context;
    }
    std::string address() const { return (folder_ / "county.db").string(); }
    Result<ImportDraft> made(const std::string& by = "clerk") {
        ImportDraft draft;
        draft.by = by;
        return drafts_.create(draft);
    }
    Result<ImportDraft> add(const std::string& id, const std::string& file) {
        return drafts_.add_file(jobs_, id, "clerk", file, "x");
    }

    ScratchFolder folder_;
    std::chrono::steady_clock::time_point now_{std::chrono::hours(1000)};
    ImportDrafts drafts_{[this] { return now_; }};
    std::promise<void> go_on_;  // outlives the jobs that wait for it
    Jobs jobs_;
};

TEST_F(ImportDraftsTest, FilesThatComeAtTheSameTimeAreAllThere) {
    const std::string id = made()->id;
    {
        std::vector<std::jthread> senders;
        for (int i = 0; i < kFiles; ++i)
            senders.emplace_back([&, i] {
                EXPECT_TRUE(add(id, "file" + std::to_string(i) + ".csv"));
            });
    }
    EXPECT_EQ(drafts_.find(id, "clerk")->files.size(), static_cast<std::size_t>(kFiles));
}

TEST_F(ImportDraftsTest, OneJobAtATimeAndItsFilesStay) {
    const std::string id = made()->id;
    ASSERT_TRUE(add(id, "a.csv"));
    const auto begin = [&](const ImportDraft&) {
        return jobs_.start(
            context(),
            "import",
            [&](const Context&, County&, JobProgress&) -> Result<std::string> {
                go_on_.get_future().wait();
                return "{}";
            }
        );
    };
    ASSERT_TRUE(drafts_.begin_job(jobs_, id, "clerk", begin));
    EXPECT_EQ(error_code(drafts_.begin_job(jobs_, id, "clerk", begin)), "import.busy");
    EXPECT_EQ(error_code(add(id, "b.csv")), "import.busy");
    EXPECT_EQ(error_code(drafts_.drop_file(jobs_, id, "clerk", "a.csv")), "import.busy");
    go_on_.set_value();
}

TEST_F(ImportDraftsTest, OneUserFillsOnlyHisOwnPlaces) {
    Result<ImportDraft> last = made();
    std::size_t held = 0;
    for (; last && held < 1000; ++held) last = made();
    EXPECT_EQ(error_code(last), "import.too_many_drafts");
    EXPECT_EQ(drafts_.list("clerk").size(), held);
    EXPECT_TRUE(made("other"));
}

TEST_F(ImportDraftsTest, StoredOnesGoAfterAnHourAndOthersAfterADay) {
    const std::string stored = made()->id;
    const std::string open = made()->id;
    drafts_.update(stored, [](ImportDraft& draft) { draft.state = DraftState::stored; });
    now_ += std::chrono::minutes(59);
    EXPECT_EQ(drafts_.list("clerk").size(), 2U);
    now_ += std::chrono::minutes(2);
    ASSERT_EQ(drafts_.list("clerk").size(), 1U);
    EXPECT_EQ(drafts_.list("clerk").front().id, open);
    EXPECT_FALSE(std::filesystem::exists(drafts_.folder(stored)));
    now_ += std::chrono::hours(24);
    EXPECT_TRUE(drafts_.list("clerk").empty());
}

}  // namespace
}  // namespace junheng
