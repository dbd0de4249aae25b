// SPDX-License-Identifier: Apache-2.0
#include "io/storage/sealer.h"

#include <gtest/gtest.h>

#include "io/storage/change_text.h"
#include "io/storage/pupil_text.h"

namespace junheng {
namespace {

Key key_with(std::uint8_t byte) {
    Key key{};
    key.fill(byte);
    return key;
}

TEST(Sealer, OpensWhatItSealed) {
    const Sealer sealer(key_with(1));
    const BlindIndex bound = sealer.fingerprint("row");
    const auto sealed = sealer.seal("11010519491231002X", bound);
    EXPECT_EQ(sealed.size(), kNonceBytes + 18 + kTagBytes);
    EXPECT_EQ(sealer.open(sealed, bound), "11010519491231002X");
    EXPECT_EQ(sealer.open(sealed, sealer.fingerprint("another row")), std::nullopt);
    EXPECT_EQ(Sealer(key_with(2)).open(sealed, bound), std::nullopt);
    auto altered = sealed;
    altered.back() ^= 1U;
    EXPECT_EQ(sealer.open(altered, bound), std::nullopt);
    EXPECT_EQ(sealer.open(std::span(sealed).first(3), bound), std::nullopt);
    EXPECT_NE(sealer.seal("11010519491231002X", bound), sealed);
}

TEST(Sealer, IndexesAreEqualForEqualTextsOfOneKey) {
    const Sealer sealer(key_with(1));
    EXPECT_EQ(sealer.index("a"), sealer.index("a"));
    EXPECT_NE(sealer.index("a"), sealer.index("b"));
    EXPECT_NE(sealer.index("a"), Sealer(key_with(2)).index("a"));
    EXPECT_NE(sealer.index("a"), sealer.fingerprint("a"));
    EXPECT_EQ(sealer.check_value(), Sealer(key_with(1)).check_value());
    EXPECT_NE(sealer.check_value(), Sealer(key_with(2)).check_value());
}

TEST(PupilText, RoundTrip) {
    PupilRow row;
    row.student_no = "J1";
    row.name = "张\x1f三";
    row.origin = "migrant";
    row.disabled = true;
    const auto parsed = parse_sealed_text(sealed_text(row));
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed->student_no, "J1");
    EXPECT_EQ(parsed->name, "张三");
    EXPECT_EQ(parsed->origin, "migrant");
    EXPECT_TRUE(parsed->disabled);
    EXPECT_FALSE(parsed->left_behind);
    EXPECT_FALSE(parse_sealed_text("x"));
}

TEST(ChangeText, ValuesKeepTheirKind) {
    for (const Value& value : {
             Value(Missing::not_reported),
             Value(Missing::suppressed),
             Value(std::int64_t{-12}),
             Value(117.0),
             Value(1e-300),
             Value(1e21),
             Value(-0.0),
             Value(36.123456789012345),
             Value(Missing::no_schools),
             Value(INT64_MIN),
             Value(0.1),
             Value(std::string("\"\\\n\t均衡\x01")),
         }) {
        const auto parsed = parse_value_text(value_text(value));
        ASSERT_TRUE(parsed) << value_text(value);
        EXPECT_EQ(*parsed, value) << value_text(value);
    }
}

TEST(ChangeText, IsCompactAndStays) {
    EXPECT_EQ(
        row_text({std::string("均衡"), std::int64_t{2}, 117.0, Missing::not_reported}),
        R"(["均衡",2,117.0,null])"
    );
    const Changes changes{
        RowAdded{TableId::schools, {std::string("1"), Missing::suppressed}},
        RowRemoved{TableId::schools, {std::string("1")}},
        CellSet{TableId::schools, {std::string("1")}, 1, std::string("a"), Missing::not_reported}};
    const std::string text = changes_text(changes);
    EXPECT_EQ(
        text,
        R"([["schools","added",["1",{"missing":"suppressed"}]],["schools","removed",["1"]],)"
        R"(["schools","set",["1"],"name","a",null]])"
    );
    EXPECT_EQ(*parse_changes_text(text), changes);
}

TEST(ChangeText, OldRowsGrowWithTheirTable) {
    const Row row = grown(TableId::schools, {std::string("2137000001")});
    EXPECT_EQ(row.size(), table_spec(TableId::schools).fields.size());
    EXPECT_EQ(row.back(), Value(Missing::not_reported));
}

TEST(ChangeText, RefusesWhatItDidNotWrite) {
    for (const char* text :
         {"",
          "x",
          "[1",
          "[1,]",
          "\"a",
          "\"\\q\"",
          "{\"missing\":\"soon\"}",
          "1 2",
          "[1]x",
          "true",
          "[true]",
          "[[\"schools\"]]",
          "[[\"schools\",\"set\",[\"1\"]]]",
          "[[\"schools\",\"added\",1]]",
          "[[1,2,3]]",
          "\"\\u12\""}) {
        EXPECT_FALSE(parse_row_text(text)) << text;
        EXPECT_FALSE(parse_value_text(text)) << text;
        EXPECT_FALSE(parse_changes_text(text)) << text;
    }
    const std::string deep(1'000'000, '[');
    EXPECT_FALSE(parse_rows_text(deep + std::string(deep.size(), ']')));
    EXPECT_FALSE(parse_changes_text(R"([["nowhere","added",[1]]])"));
    EXPECT_FALSE(parse_changes_text(R"([["schools","set",["1"],"nofield",null,null]])"));
}

}  // namespace
}  // namespace junheng
