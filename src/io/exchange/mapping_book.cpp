// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "io/exchange/mapping.h"

namespace junheng {
namespace {

constexpr std::array<std::string_view, 2> kSexWords{"male", "female"};
constexpr std::array<std::string_view, 2> kResidenceWords{"boarder", "day"};
constexpr std::array<std::string_view, 3> kOriginPupilWords{
    "local",
    "migrant",
    "migrant_worker_child"};
constexpr std::array<std::string_view, 2> kYesNoWords{"yes", "no"};

constexpr std::array<FieldSpec, 12> kPupilFields{{
    {"student_no", FieldType::code},
    {"identity_no", FieldType::code},
    {"name", FieldType::text},
    {"sex", FieldType::word, {}, kSexWords},
    {"birth", FieldType::date},
    {"code", FieldType::code},
    {"grade", FieldType::count},
    {"class", FieldType::code},
    {"residence", FieldType::word, {}, kResidenceWords},
    {"origin", FieldType::word, {}, kOriginPupilWords},
    {"left_behind", FieldType::word, {}, kYesNoWords},
    {"disabled", FieldType::word, {}, kYesNoWords},
}};

}  // namespace

std::span<const FieldSpec> pupil_fields() {
    return kPupilFields;
}

std::span<const FieldSpec> fields_of(std::optional<TableId> table) {
    return table ? table_spec(*table).fields : pupil_fields();
}

std::vector<std::optional<TableId>> every_table() {
    std::vector<std::optional<TableId>> tables(all_tables().begin(), all_tables().end());
    tables.emplace_back(std::nullopt);
    return tables;
}

std::string_view table_name(std::optional<TableId> table) {
    return table ? table_spec(*table).name : "pupils";
}

HeadBook::HeadBook() {
    for (const std::optional<TableId> table : every_table()) {
        const auto fields = fields_of(table);
        for (std::size_t i = 0; i < fields.size(); ++i) add_field(fields[i].name, {table, i});
        add_table(table_name(table), table);
    }
    for (const Missing reason :
         {Missing::not_reported, Missing::not_applicable, Missing::suppressed})
        add_word({}, name(reason), name(reason));
    for (const std::string_view word : kYesNoWords) add_word("value", word, word);
}

void HeadBook::add_field(std::string_view head, FieldRef field) {
    auto& fields = heads_[read_head(head).plain];
    if (std::ranges::find(fields, field) == fields.end())
        fields.push_back(field);
}

void HeadBook::add_table(std::string_view name, std::optional<TableId> table) {
    tables_.emplace(normal_head(name), table);
}

void HeadBook::add_word(std::string_view column, std::string_view alias, std::string_view word) {
    words_[std::string(column)].emplace(normal_head(alias), std::string(word));
}

void HeadBook::add_unit(std::string_view table, std::string_view key, std::string_view unit) {
    units_.emplace(std::string(table) + "." + std::string(key), unit);
}

bool HeadBook::has_words(std::string_view table, std::string_view column) const {
    return words_.contains(std::string(table) + "." + std::string(column)) ||
           words_.contains(column);
}

std::string_view HeadBook::unit_of(std::string_view table, std::string_view key) const {
    const auto found = units_.find(std::string(table) + "." + std::string(key));
    return found == units_.end() ? std::string_view() : std::string_view(found->second);
}

const std::vector<FieldRef>* HeadBook::find(std::string_view normal) const {
    const auto found = heads_.find(normal);
    return found == heads_.end() ? nullptr : &found->second;
}

std::optional<std::optional<TableId>> HeadBook::table_named(std::string_view name) const {
    const auto found = tables_.find(normal_head(name));
    if (found == tables_.end())
        return std::nullopt;
    return found->second;
}

const std::string* HeadBook::find_word(
    std::string_view table,
    std::string_view column,
    std::string_view text
) const {
    const std::string normal = normal_head(text);
    const std::string own = std::string(table) + "." + std::string(column);
    for (const std::string_view group : {std::string_view(own), column, std::string_view()}) {
        const auto words = words_.find(group);
        if (words == words_.end())
            continue;
        if (const auto found = words->second.find(normal); found != words->second.end())
            return &found->second;
    }
    return nullptr;
}

std::string HeadBook::word(std::string_view table, std::string_view column, std::string_view text)
    const {
    const std::string* known = find_word(table, column, text);
    return known != nullptr ? *known : std::string(text);
}

}  // namespace junheng
