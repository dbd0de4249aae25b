// SPDX-License-Identifier: Apache-2.0
#include "core/standards/numerator.h"

#include <gtest/gtest.h>

namespace junheng {
namespace {

TEST(ResourceForms, AreAClosedListOfWords) {
    for (const char* word :
         {"per_hundred",
          "per hundred",
          "Per-Hundred ratio",
          "per_hundred_ratio",
          "per_100",
          "per 100 pupils",
          "per_hundred_pupils",
          "ratio per hundred",
          "每百名学生"})
        EXPECT_EQ(parse_resource_form(word), ResourceForm::per_hundred) << word;
    for (const char* word :
         {"per_pupil",
          " per pupil ",
          "per-pupil amount",
          "per_pupil_amount",
          "Per Student",
          "生均"})
        EXPECT_EQ(parse_resource_form(word), ResourceForm::per_pupil) << word;
    for (const char* word :
         {"per 1000 pupils",
          "per_1000",
          "per hundred thousand",
          "hundred",
          "100",
          "not per pupil",
          "per pupils",
          "perpupil",
          "每百名教师",
          ""})
        EXPECT_FALSE(parse_resource_form(word)) << word;
}

}  // namespace
}  // namespace junheng
