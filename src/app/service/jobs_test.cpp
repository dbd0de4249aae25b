// SPDX-License-Identifier: Apache-2.0
#include "app/service/jobs.h"

#include <future>

#include <gtest/gtest.h>

#include "io/storage/store_fixture.h"

namespace junheng {
namespace {

constexpr int kMany = 600;  // more than are kept
constexpr std::chrono::seconds kPatience{60};

class JobsTest : public testing::Test {
protected:
    JobsTest() {
        const auto store = create_store(address(), false);
        EXPECT_TRUE(store && (*store)->put_county({kCounty, "测试县"}));
        context_.user = "clerk";
        context_.now = [] { return "2025-09-15T09:00:00+08:00"; };
    }

    std::string address() const { return (folder_ / "county.db").string(); }
    static JobWork nothing() {
        return [](const Context&, County&, JobProgress&) -> Result<std::string> { return "{}"; };
    }

    ScratchFolder folder_;
    Context context_;
};

TEST_F(JobsTest, ARunningJobIsFoundHoweverManyFollow) {
    std::promise<void> begun;
    std::promise<void> go_on;
    Jobs jobs(context_, address());
    const auto first = jobs.start(
        context_,
        "long",
        [&](const Context&, County&, JobProgress&) -> Result<std::string> {
            begun.set_value();
            go_on.get_future().wait();
            return "{}";
        }
    );
    ASSERT_TRUE(first);
    ASSERT_EQ(begun.get_future().wait_for(kPatience), std::future_status::ready);
    for (int i = 0; i < kMany; ++i) {
        const auto next = jobs.start(context_, "short", nothing());
        const auto cancelled =
            next.and_then([&](const std::string& id) { return jobs.cancel(id, "clerk"); });
        EXPECT_TRUE(cancelled && cancelled->state == JobState::cancelled) << i;
    }
    const auto found = jobs.find(*first, "clerk");
    EXPECT_TRUE(found && found->state == JobState::running);
    EXPECT_LT(jobs.list("clerk").size(), static_cast<std::size_t>(kMany)) << "ended ones go";
    go_on.set_value();
}

TEST_F(JobsTest, NobodyElseFindsOrCancelsAJob) {
    Jobs jobs(context_, address());
    const auto id = jobs.start(context_, "short", nothing());
    ASSERT_TRUE(id);
    EXPECT_FALSE(jobs.find(*id, "other"));
    const auto cancelled = jobs.cancel(*id, "other");
    ASSERT_FALSE(cancelled);
    EXPECT_EQ(cancelled.error().code, "job.unknown");
}

}  // namespace
}  // namespace junheng
