// SPDX-License-Identifier: Apache-2.0
#include "app/server/wire/target.h"

#include <gtest/gtest.h>

namespace junheng::wire {
namespace {

TEST(Target, IsPathAndPairs) {
    const auto target = parse_target("/api/v1/explain?cv=L2&stage=primary&name=%E5%B0%8F+%2B");
    ASSERT_TRUE(target);
    EXPECT_EQ(target->path, "/api/v1/explain");
    EXPECT_EQ(target->query, (Query{{"cv", "L2"}, {"stage", "primary"}, {"name", "小 +"}}));
    EXPECT_EQ(parse_target("/a+b")->path, "/a+b");
    EXPECT_EQ(parse_target("/%61")->path, "/a");
    EXPECT_TRUE(parse_target("/?a&b=")->query == (Query{{"a", ""}, {"b", ""}}));
}

TEST(Target, WhatCouldMeanTwoThingsIsRefused) {
    for (const char* text : {"",        "a",      "http://a/", "*",           "/..",     "/../a",
                             "/a/..",   "/a/./b", "/%2e%2e/a", "/a%2f..%2fb", "/a\\b",   "/a%5cb",
                             "/%",      "/%1",    "/%zz",      "/%00",        "/a%0ab",  "/%7f",
                             "/%c3%28", "/%80",   "/?a=%00",   "/?a=1&a=2",   "/?%zz=1", "/?a=%ff"})
        EXPECT_FALSE(parse_target(text)) << text;
    EXPECT_TRUE(parse_target("/..a/b..")) << "two dots within a name are no way up";
}

}  // namespace
}  // namespace junheng::wire
