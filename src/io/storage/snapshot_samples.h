// SPDX-License-Identifier: Apache-2.0
/// For tests only: a snapshot that has every field of every table once given, once missing for each
/// reason.
#pragma once

#include "core/domain/snapshot.h"
#include "io/storage/store_fixture.h"

namespace junheng {

inline Value sample_value(const FieldSpec& field, std::size_t number) {
    switch (field.type) {
        case FieldType::integer:
        case FieldType::count:
        case FieldType::hundredths:
            return static_cast<std::int64_t>(211 + number);
        case FieldType::year:
            return std::int64_t{1998};
        case FieldType::coordinate:
            return number % 2 == 0 ? 117.0 : 36.123456789012345;
        case FieldType::date:
            return std::string("2025-09-01");
        case FieldType::word:
        case FieldType::flags:
            return std::string(field.words[number % field.words.size()]);
        case FieldType::decimal:
            return std::string("12.5");
        case FieldType::text:
        case FieldType::code:
        case FieldType::geometry:
            break;
    }
    return "a \"quoted\"\\ 均衡\n" + std::to_string(number);
}

/// Row `number`: the first is full, the others miss what is not part of the key, each for another
/// reason.
inline Row sample_row(const TableSpec& spec, std::size_t number) {
    Row row;
    for (std::size_t field = 0; field < spec.fields.size(); ++field) {
        const bool given = number == 0 || field < spec.key_fields;
        row.push_back(
            given ? sample_value(spec.fields[field], number)
                  : Value(kMissingReasons[(number + field) % kMissingReasons.size()])
        );
    }
    return row;
}

inline Snapshot empty_county(SchoolYear year = kYear) {
    Snapshot snapshot;
    snapshot.county_code = kCounty;
    snapshot.county_name = "历城区";
    snapshot.year = year;
    return snapshot;
}

inline Snapshot sample_county() {
    constexpr std::size_t kRows = 3;
    Snapshot snapshot = empty_county();
    for (const TableId table : all_tables()) {
        std::vector<Row> rows;
        for (std::size_t number = 0; number < kRows; ++number)
            rows.push_back(sample_row(table_spec(table), number));
        EXPECT_TRUE(set_rows(snapshot, table, std::move(rows)));
    }
    // Keys may be missing too: an area, a period, a stage that stands for the whole school.
    snapshot.rooms.write().front().area = Missing::not_reported;
    snapshot.figures.write().front().stage.clear();
    snapshot.figures.write().front().period.clear();
    return snapshot;
}

}  // namespace junheng
