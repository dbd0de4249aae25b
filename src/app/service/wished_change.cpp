// SPDX-License-Identifier: Apache-2.0
#include "app/service/wished_change.h"

#include <algorithm>
#include <iterator>

#include "core/domain/acts.h"
#include "core/domain/words.h"
#include "core/indicators/teacher_totals.h"

namespace junheng {
namespace {

Result<Value> parsed(const FieldSpec& field, const std::string& text) {
    auto value = parse_field(field, text);
    if (const auto* fault = std::get_if<FieldFault>(&value))
        return failure(
            ErrorKind::usage,
            std::string(fault->code),
            {{"field", std::string(field.name)}, {"value", text}}
        );
    return std::get<Value>(std::move(value));
}

/// An identifier that no teacher has.
std::string free_id(const Snapshot& snapshot, std::int64_t& last) {
    for (;;) {
        std::string id = "new-" + std::to_string(++last);
        if (!find_row(snapshot, TableId::teachers, Row{id}))
            return id;
    }
}

/// Teachers who are yet to be found: full-time, on a post, certified for the stage.
Result<Changes> add_teachers(const Snapshot& snapshot, const WishedChange& wish) {
    if (find_school(snapshot, wish.school) == nullptr)
        return failure(ErrorKind::usage, "school.unknown", {{"school", wish.school}});
    if (!stage_by_name(wish.stage))
        return failure(
            ErrorKind::usage,
            "school.no_such_stage",
            {{"school", wish.school}, {"stage", wish.stage}}
        );
    const TableSpec& spec = table_spec(TableId::teachers);
    Changes changes;
    std::int64_t last = 0;
    for (std::int64_t i = 0; i < wish.count; ++i) {
        Row row(spec.fields.size(), Missing::not_reported);
        row[0] = free_id(snapshot, last);
        for (const auto& [field, text] :
             {std::pair<std::string_view, std::string_view>{"code", wish.school},
              {"stage", wish.stage},
              {"subject", wish.subject},
              {"degree", wish.degree},
              {"honour", wish.honour},
              {"certificate", wish.stage},
              {"contract", "in_quota"}})
            if (!text.empty()) {
                const std::size_t at = *field_by_name(spec, field);
                auto value = parsed(spec.fields[at], std::string(text));
                if (!value)
                    return tl::unexpected(value.error());
                row[at] = *std::move(value);
            }
        changes.push_back(RowAdded{TableId::teachers, std::move(row)});
    }
    return changes;
}

Result<Changes> changes_of(
    const Snapshot& snapshot,
    const StandardSet& standards,
    const WishedChange& wish
) {
    if (wish.act == "move_teacher")
        return move_teacher(snapshot, wish.teacher, wish.to);
    if (wish.act == "merge_school")
        return merge_school(snapshot, wish.school, wish.to);
    if (wish.act == "add_teachers")
        return add_teachers(snapshot, wish);
    if (wish.act != "set")
        return failure(ErrorKind::usage, "change.unknown_act", {{"act", wish.act}});
    const auto cell = wished_cell(wish.table, wish.key, wish.field);
    if (!cell)
        return tl::unexpected(cell.error());
    const auto value = wished_value(*cell, wish.after);
    if (!value)
        return tl::unexpected(value.error());
    if (cell->table == TableId::stages &&
        follows_from_teachers(snapshot, standards, cell->key, wish.field))
        return failure(
            ErrorKind::usage,
            "change.follows_from_teachers",
            {{"key", key_text(table_spec(cell->table), cell->key)}, {"field", wish.field}}
        );
    return set_figure(snapshot, cell->table, cell->key, cell->field, *value);
}

}  // namespace

Result<WishedCell> wished_cell(
    const std::string& table,
    std::span<const std::string> key,
    const std::string& field
) {
    const auto id = table_by_name(table);
    if (!id)
        return failure(ErrorKind::usage, "change.unknown_table", {{"table", table}});
    const TableSpec& spec = table_spec(*id);
    const auto index = field_by_name(spec, field);
    if (!index || *index < spec.key_fields || key.size() != spec.key_fields)
        return failure(
            ErrorKind::usage,
            "change.unknown_field",
            {{"table", table}, {"field", field}, {"key_fields", std::to_string(spec.key_fields)}}
        );
    WishedCell cell{.table = *id, .key = {}, .field = *index};
    for (std::size_t i = 0; i < key.size(); ++i) {
        auto part =
            key[i].empty() ? Result<Value>(Missing::not_reported) : parsed(spec.fields[i], key[i]);
        if (!part)
            return tl::unexpected(part.error());
        cell.key.push_back(*std::move(part));
    }
    return cell;
}

Result<Value> wished_value(const WishedCell& cell, const std::optional<std::string>& text) {
    if (!text || text->empty())
        return Value(Missing::not_reported);
    if (const auto reason = missing_by_name(*text))
        return Value(*reason);
    return parsed(table_spec(cell.table).fields[cell.field], *text);
}

Result<Changes> wished_changes(
    const Snapshot& snapshot,
    const StandardSet& standards,
    std::span<const WishedChange> wishes
) {
    Changes all;
    Snapshot state = snapshot;
    for (const WishedChange& wish : wishes) {
        auto changes = changes_of(state, standards, wish);
        if (!changes)
            return changes;
        auto next = junheng::apply(*changes, state);
        if (!next)
            return tl::unexpected(next.error());
        state = *std::move(next);
        std::ranges::move(*changes, std::back_inserter(all));
    }
    return all;
}

}  // namespace junheng
