// SPDX-License-Identifier: Apache-2.0
#include "app/service/revision_cache.h"

#include <gtest/gtest.h>

namespace junheng {
namespace {

struct Made {
    RevisionCache<std::string> cache{2};
    int count = 0;

    std::string get(const std::string& key, std::int64_t revision) {
        return **cache.get(key, revision, [&]() -> Result<std::string> {
            return key + std::to_string(++count);
        });
    }
};

TEST(RevisionCache, OneStateIsMadeOnce) {
    Made made;
    EXPECT_EQ(made.get("a", 1), "a1");
    EXPECT_EQ(made.get("a", 1), "a1");
    EXPECT_EQ(made.get("a", 2), "a2");
}

TEST(RevisionCache, AnEarlierNumberIsAnotherState) {
    Made made;
    made.get("a", 5);
    EXPECT_EQ(made.get("a", 4), "a2");
    EXPECT_EQ(made.get("a", 4), "a2") << "and is kept like any other";
    EXPECT_EQ(made.get("a", 5), "a3");
}

TEST(RevisionCache, TheFullOneForgetsWhatWasAskedForLongestAgo) {
    Made made;
    made.get("a", 1);
    made.get("b", 1);
    EXPECT_EQ(made.get("a", 1), "a1") << "nothing goes for a key that is there";
    EXPECT_EQ(made.get("c", 1), "c3");
    EXPECT_EQ(made.get("a", 1), "a1");
    EXPECT_EQ(made.get("b", 1), "b4");
}

TEST(RevisionCache, AFaultIsNotKept) {
    RevisionCache<std::string> cache(2);
    const auto broken = [] { return failure(ErrorKind::data, "x"); };
    EXPECT_FALSE(cache.get("a", 1, broken));
    EXPECT_EQ(**cache.get("a", 1, []() -> Result<std::string> { return "mended"; }), "mended");
}

}  // namespace
}  // namespace junheng
