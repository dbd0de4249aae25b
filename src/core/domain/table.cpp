// SPDX-License-Identifier: Apache-2.0
#include "core/domain/table.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "core/base/date.h"
#include "core/base/decimal.h"
#include "core/domain/schema.h"

namespace junheng {
namespace {

constexpr std::int64_t kLargestCount = 1'000'000'000;
constexpr std::int64_t kLargestHundredths = 1'000'000'000'000'000;
constexpr int kHundredthsScale = 2;
/// What sums and ratios of a county's own figures can hold in 64 bits.
constexpr double kLargestDecimal = 1e12;
constexpr int kDecimalDigits = 6;
constexpr std::int64_t kFirstYear = 1800;
constexpr std::int64_t kLastYear = 2200;

template <class Record>
constexpr auto specs() {
    std::array<FieldSpec, Schema<Record>::fields.size()> result{};
    for (std::size_t i = 0; i < result.size(); ++i) result[i] = Schema<Record>::fields[i].spec;
    return result;
}

template <class Record>
const TableSpec& spec_of() {
    static constexpr auto fields = specs<Record>();
    static constexpr TableSpec spec{
        Schema<Record>::id, Schema<Record>::name, fields, Schema<Record>::key_fields};
    return spec;
}

constexpr std::array<TableId, kTableCount> kTables = [] {
    std::array<TableId, kTableCount> tables{};
    for (std::size_t i = 0; i < kTableCount; ++i) tables[i] = static_cast<TableId>(i);
    return tables;
}();

using Parsed = std::variant<Value, FieldFault>;

Parsed parse_whole(std::string_view text, std::int64_t least, std::int64_t largest) {
    const auto number = parse_decimal(text);
    if (!number)
        return FieldFault{"field.not_a_number"};
    const auto whole = in_units(*number, 0);
    if (!whole)
        return FieldFault{"field.not_whole"};
    if (*whole < 0 && least >= 0)
        return FieldFault{"field.negative"};
    if (*whole < least || *whole > largest)
        return FieldFault{"field.out_of_range"};
    return Value(*whole);
}

Parsed parse_hundredths(std::string_view text) {
    const auto number = parse_decimal(text);
    if (!number)
        return FieldFault{"field.not_a_number"};
    if (number->mantissa < 0)
        return FieldFault{"field.negative"};
    const auto units = in_units(*number, kHundredthsScale);
    if (!units)
        return FieldFault{"field.too_precise"};
    if (*units > kLargestHundredths)
        return FieldFault{"field.out_of_range"};
    return Value(*units);
}

Parsed parse_coordinate(std::string_view text) {
    constexpr double kHalfCircle = 180.0;
    double degrees = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), degrees);
    if (fault != std::errc{} || end != text.data() + text.size())
        return FieldFault{"field.not_a_number"};
    if (!(degrees >= -kHalfCircle && degrees <= kHalfCircle))
        return FieldFault{"field.out_of_range"};
    return Value(degrees);
}

Parsed parse_flags(const FieldSpec& field, std::string_view text) {
    std::vector<bool> given(field.words.size());
    while (!text.empty()) {
        const auto space = text.find(' ');
        const auto one = text.substr(0, space);
        text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
        if (one.empty())
            continue;
        const auto found = std::ranges::find(field.words, one);
        if (found == field.words.end())
            return FieldFault{"field.unknown_word"};
        given[static_cast<std::size_t>(found - field.words.begin())] = true;
    }
    std::string words;
    for (std::size_t i = 0; i < given.size(); ++i)
        if (given[i])
            words += (words.empty() ? "" : " ") + std::string(field.words[i]);
    return words.empty() ? Value(Missing::not_reported) : Value(words);
}

Parsed parse_decimal_text(std::string_view text) {
    if (text == "yes" || text == "no")
        return Value(std::string(text));
    const auto number = parse_decimal(text);
    if (!number)
        return FieldFault{"field.not_a_number"};
    if (std::abs(number->value()) > kLargestDecimal)
        return FieldFault{"field.out_of_range"};
    if (!in_units(*number, kDecimalDigits))
        return FieldFault{"field.too_precise"};
    return Value(to_text(*number));
}

}  // namespace

const TableSpec& table_spec(TableId id) {
    return with_record(id, []<class Record>() -> const TableSpec& { return spec_of<Record>(); });
}

std::span<const TableId> all_tables() {
    return kTables;
}

std::optional<TableId> table_by_name(std::string_view name) {
    const auto found =
        std::ranges::find(kTables, name, [](TableId id) { return table_spec(id).name; });
    return found == kTables.end() ? std::nullopt : std::optional(*found);
}

std::optional<std::size_t> field_by_name(const TableSpec& table, std::string_view name) {
    const auto found = std::ranges::find(table.fields, name, &FieldSpec::name);
    if (found == table.fields.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - table.fields.begin());
}

Row key_part(const TableSpec& table, const Row& row) {
    return Row(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(table.key_fields));
}

std::string key_text(const TableSpec& table, const Row& row) {
    std::string key;
    for (std::size_t i = 0; i < table.key_fields; ++i)
        key += (i == 0 ? "" : "/") + to_text(table.fields[i], row[i]);
    return key;
}

bool key_less(const TableSpec& table, const Row& a, const Row& b) {
    const auto keys = static_cast<std::ptrdiff_t>(table.key_fields);
    return std::lexicographical_compare(a.begin(), a.begin() + keys, b.begin(), b.begin() + keys);
}

std::string to_text(const FieldSpec& field, const Value& value) {
    if (const auto* reason = std::get_if<Missing>(&value))
        return *reason == Missing::not_reported ? "" : std::string(name(*reason));
    if (const auto* text = std::get_if<std::string>(&value))
        return *text;
    if (const auto* degrees = std::get_if<double>(&value))
        return fmt::format("{}", *degrees);
    const auto number = std::get<std::int64_t>(value);
    return field.type == FieldType::hundredths ? to_text(Decimal{number, kHundredthsScale})
                                               : fmt::format("{}", number);
}

std::variant<Value, FieldFault> parse_field(const FieldSpec& field, std::string_view text) {
    if (text.empty())
        return Value(Missing::not_reported);
    if (const auto reason = missing_by_name(text))
        return Value(*reason);
    switch (field.type) {
        case FieldType::integer:
            return parse_whole(text, -kLargestCount, kLargestCount);
        case FieldType::count:
            return parse_whole(text, 0, kLargestCount);
        case FieldType::year:
            return parse_whole(text, kFirstYear, kLastYear);
        case FieldType::hundredths:
            return parse_hundredths(text);
        case FieldType::coordinate:
            return parse_coordinate(text);
        case FieldType::decimal:
            return parse_decimal_text(text);
        case FieldType::flags:
            return parse_flags(field, text);
        case FieldType::date:
            if (!parse_date(text))
                return FieldFault{"field.not_a_date"};
            return Value(std::string(text));
        case FieldType::word:
            if (std::ranges::find(field.words, text) == field.words.end())
                return FieldFault{"field.unknown_word"};
            return Value(std::string(text));
        case FieldType::text:
        case FieldType::code:
        case FieldType::geometry:
            break;
    }
    return Value(std::string(text));
}

}  // namespace junheng
