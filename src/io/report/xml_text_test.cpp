// SPDX-License-Identifier: Apache-2.0
#include "io/report/xml_text.h"

#include <gtest/gtest.h>

namespace junheng {
namespace {

TEST(XmlText, MarkupStaysText) {
    EXPECT_EQ(xml_escaped("<w:p>&\"均'衡"), "&lt;w:p&gt;&amp;&quot;均'衡");
}

TEST(XmlText, WhatNoXmlMayHoldIsReplaced) {
    EXPECT_EQ(xml_escaped(std::string("a\0b\x1f", 4)), "a\uFFFDb\uFFFD");
    EXPECT_EQ(xml_escaped("a\t\nb"), "a\t\nb");
    EXPECT_EQ(xml_escaped("\xEF\xBF\xBF"), "\uFFFD") << "U+FFFF";
    EXPECT_EQ(xml_escaped("\xED\xA0\x80"), "\uFFFD") << "half of a surrogate pair";
    EXPECT_EQ(xml_escaped("x\xE5\x9D"), "x\uFFFD\uFFFD") << "a character cut short";
    EXPECT_EQ(xml_escaped("\xC0\xBC"), "\uFFFD\uFFFD") << "< written the long way";
    EXPECT_EQ(xml_escaped("\xF0\xA0\xAE\xB7"), "𠮷");
}

}  // namespace
}  // namespace junheng
