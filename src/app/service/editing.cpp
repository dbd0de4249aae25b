// SPDX-License-Identifier: Apache-2.0
#include "app/service/editing.h"

#include <algorithm>

#include "app/service/judging.h"
#include "app/service/keeping.h"
#include "app/service/wished_change.h"
#include "core/indicators/teacher_totals.h"

namespace junheng {
namespace {

/// Makes the changes of one request on a snapshot of its own.
class Edit {
public:
    Edit(Snapshot snapshot, const WriteReach& reach)
        : snapshot_(std::move(snapshot)), reach_(reach) {}

    Result<void> add(const WishedEdit& edit) {
        const auto cell = wished_cell(edit.table, edit.key, edit.field);
        if (!cell)
            return tl::unexpected(cell.error());
        const auto before = wished_value(*cell, edit.before);
        const auto after = wished_value(*cell, edit.after);
        if (!before || !after)
            return tl::unexpected(before ? after.error() : before.error());
        const Change change = change_of(*cell, *before, *after);
        if (auto allowed = reach_.allow(change, snapshot_); !allowed)
            return allowed;
        return make(change);
    }

    /// Errors: edit.follows_from_teachers.
    Result<void> follow_teachers(const StandardSet& standards) {
        for (const Change& derived : diff(snapshot_, with_teacher_totals(snapshot_, standards))) {
            const auto& total = std::get<CellSet>(derived);
            for (const Change& change : changes_)
                if (const auto* cell = std::get_if<CellSet>(&change);
                    cell != nullptr && cell->table == total.table && cell->key == total.key &&
                    cell->field == total.field)
                    return follows(total);
            if (auto made = make(total); !made)
                return made;
        }
        return {};
    }

    const Changes& changes() const { return changes_; }

private:
    Change change_of(const WishedCell& cell, const Value& before, const Value& after) const {
        const auto row = find_row(snapshot_, cell.table, cell.key);
        if (!row && std::holds_alternative<Missing>(before))
            return new_row(cell, after);
        return CellSet{cell.table, cell.key, cell.field, seen(cell, row, before), after};
    }

    /// All absences look alike to the editor; the reason that stands there is the one he saw.
    Value seen(const WishedCell& cell, std::optional<std::size_t> row, const Value& before) const {
        if (!row || !std::holds_alternative<Missing>(before))
            return before;
        const Value present = cell_at(snapshot_, cell.table, *row, cell.field);
        return std::holds_alternative<Missing>(present) ? present : before;
    }

    static RowAdded new_row(const WishedCell& cell, const Value& after) {
        Row row = cell.key;
        row.resize(table_spec(cell.table).fields.size(), Missing::not_reported);
        row[cell.field] = after;
        return {cell.table, std::move(row)};
    }

    static tl::unexpected<Error> follows(const CellSet& total) {
        const TableSpec& spec = table_spec(total.table);
        const FieldSpec& field = spec.fields[total.field];
        return failure(
            ErrorKind::data,
            "edit.follows_from_teachers",
            {{"key", key_text(spec, total.key)},
             {"field", std::string(field.name)},
             {"value", to_text(field, total.before)},
             {"counted", to_text(field, total.after)}}
        );
    }

    Result<void> make(const Change& change) {
        if (const auto* cell = std::get_if<CellSet>(&change);
            cell != nullptr && cell->before == cell->after)
            return {};
        if (auto applied = apply_to(snapshot_, change); !applied)
            return applied;
        changes_.push_back(change);
        return {};
    }

    Snapshot snapshot_;
    const WriteReach& reach_;
    Changes changes_;
};

}  // namespace

Result<Committed> edit_figures(
    const Context& context,
    County& county,
    const EditRequest& request,
    const Writer& writer
) {
    const auto year = held_year(county, request.year);
    if (!year)
        return tl::unexpected(year.error());
    auto snapshot = county.store->load(county.code(), *year);
    const auto standards = standards_for(context, county, *year, {});
    if (!snapshot || !standards)
        return tl::unexpected(snapshot ? standards.error() : snapshot.error());
    const auto reach = WriteReach::of(county, writer, *year);
    if (!reach)
        return tl::unexpected(reach.error());
    Edit edit(*std::move(snapshot), *reach);
    for (const WishedEdit& one : request.edits)
        if (auto added = edit.add(one); !added)
            return tl::unexpected(added.error());
    if (auto followed = edit.follow_teachers(*standards); !followed)
        return tl::unexpected(followed.error());
    Commit commit{.kind = ChangeKind::edit, .author = author_of(context, request.why)};
    for (const Change& change : edit.changes()) commit.changes.push_back({*year, change});
    return county.store->commit(county.code(), commit);
}

}  // namespace junheng
