// SPDX-License-Identifier: Apache-2.0
#include "core/domain/change.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace junheng {
namespace {

Value any_value(const FieldSpec& field, bool key) {
    if (!key && *rc::gen::inRange(0, 4) == 0)
        return *rc::gen::element(
            Missing::not_reported, Missing::not_applicable, Missing::suppressed
        );
    switch (field.type) {
        case FieldType::integer:
        case FieldType::count:
        case FieldType::hundredths:
            return *rc::gen::inRange<std::int64_t>(0, 4);
        case FieldType::year:
            return *rc::gen::inRange<std::int64_t>(2000, 2004);
        case FieldType::coordinate:
            return static_cast<double>(*rc::gen::inRange(70, 75)) + 0.25;
        case FieldType::word:
            return std::string(field.words[*rc::gen::inRange<std::size_t>(0, field.words.size())]);
        case FieldType::flags:
            return std::string(field.words.front());
        case FieldType::decimal:
            return *rc::gen::element<std::string>("yes", "no", "4.2", "-3");
        case FieldType::date:
            return std::string("2025-09-01");
        case FieldType::text:
        case FieldType::code:
        case FieldType::geometry:
            break;
    }
    return *rc::gen::element<std::string>("a", "b", "c", "d");
}

/// Text and enum fields keep no reason of absence.
Row settled(TableId table, Row row) {
    Snapshot scratch;
    RC_ASSERT(set_rows(scratch, table, {std::move(row)}).has_value());
    return row_at(scratch, table, 0);
}

Snapshot any_snapshot() {
    Snapshot snapshot;
    for (const TableId table : all_tables()) {
        const TableSpec& spec = table_spec(table);
        std::vector<Row> rows;
        const auto wanted = *rc::gen::inRange(0, 5);
        for (int i = 0; i < wanted; ++i) {
            Row row;
            for (std::size_t f = 0; f < spec.fields.size(); ++f)
                row.push_back(any_value(spec.fields[f], f < spec.key_fields));
            row = settled(table, std::move(row));
            const auto same = [&](const Row& other) {
                return !key_less(spec, row, other) && !key_less(spec, other, row);
            };
            if (std::ranges::none_of(rows, same))
                rows.push_back(std::move(row));
        }
        RC_ASSERT(set_rows(snapshot, table, std::move(rows)).has_value());
    }
    return snapshot;
}

RC_GTEST_PROP(Change, DiffLeadsFromOneCountyToTheOther, ()) {
    const Snapshot a = any_snapshot();
    const Snapshot b = any_snapshot();
    const Changes changes = diff(a, b);
    const auto reached = junheng::apply(changes, a);
    RC_ASSERT(reached.has_value());
    RC_ASSERT(same_figures(*reached, b));
}

RC_GTEST_PROP(Change, TheInverseLeadsBack, ()) {
    const Snapshot a = any_snapshot();
    const Snapshot b = any_snapshot();
    const auto back = junheng::apply(inverse(diff(a, b)), b);
    RC_ASSERT(back.has_value());
    RC_ASSERT(same_figures(*back, a));
}

RC_GTEST_PROP(Change, CellsReadBackAsTheyPrint, ()) {
    const Snapshot snapshot = any_snapshot();
    for (const TableId table : all_tables())
        for (const Row& row : rows_of(snapshot, table))
            for (std::size_t f = 0; f < row.size(); ++f) {
                const FieldSpec& field = table_spec(table).fields[f];
                const auto parsed = parse_field(field, to_text(field, row[f]));
                RC_ASSERT(std::holds_alternative<Value>(parsed));
                RC_ASSERT(std::get<Value>(parsed) == row[f]);
            }
}

TEST(Change, ASecondEditorGetsAConflictWithBothValues) {
    Snapshot county;
    ASSERT_TRUE(set_rows(
        county,
        TableId::shared,
        {{std::string("a"),
          std::int64_t{1},
          Missing::not_reported,
          Missing::not_reported,
          Missing::not_reported,
          Missing::not_reported,
          Missing::not_reported}}
    ));
    const Change change =
        CellSet{TableId::shared, {std::string("a")}, 1, std::int64_t{100}, std::int64_t{300}};
    const auto result = junheng::apply(Changes{change}, county);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, "change.conflict");
    EXPECT_EQ(result.error().args[3].second, "1");
    EXPECT_EQ(result.error().args[4].second, "0.01");
}

TEST(Missing, EveryReasonHasItsNameAndItsPlace) {
    for (std::size_t i = 0; i < kMissingReasons.size(); ++i) {
        EXPECT_EQ(static_cast<std::size_t>(kMissingReasons[i]), i);
        EXPECT_EQ(missing_by_name(name(kMissingReasons[i])), kMissingReasons[i]);
    }
    static_assert(missing_by_name("suppressed") == Missing::suppressed);
    static_assert(!missing_by_name("soon"));
    const FieldSpec field{.name = "n", .type = FieldType::count};
    EXPECT_EQ(std::get<Value>(parse_field(field, "suppressed")), Value(Missing::suppressed));
}

TEST(Table, TheKeyIsTheFirstFields) {
    const TableSpec& spec = table_spec(TableId::stages);
    Row row(spec.fields.size(), std::int64_t{1});
    row.front() = std::string("2137000001");
    const Row key = key_part(spec, row);
    EXPECT_EQ(key.size(), spec.key_fields);
    EXPECT_EQ(key.front(), row.front());
}

}  // namespace
}  // namespace junheng
