// SPDX-License-Identifier: Apache-2.0
#include "app/service/import_totals.h"

#include <algorithm>

#include "app/service/judging.h"
#include "core/domain/words.h"
#include "core/indicators/teacher_totals.h"

namespace junheng {
namespace {

class TotalsFromTeachers {
public:
    TotalsFromTeachers(const Context& context, County& county, ImportResult& result)
        : context_(context), county_(county), result_(result) {}

    Result<void> add() {
        const auto sheet =
            std::ranges::find(result_.sheets, TableId::teachers, &SourceSheet::table);
        sheet_ =
            sheet == result_.sheets.end() ? -1 : static_cast<int>(sheet - result_.sheets.begin());
        for (const SchoolYear year : result_.years)
            if (auto done = add_year(year); !done)
                return done;
        return {};
    }

private:
    Result<void> add_year(SchoolYear year) {
        const auto standards = standards_for(context_, county_, year, {});
        if (!standards)
            return tl::unexpected(standards.error());
        const Snapshot& imported = result_.after.at(year);
        const auto listed = teacher_totals(result_.before.at(year), TeacherRules(*standards, year));
        Snapshot counted = with_teacher_totals(imported, *standards);
        std::vector<const CellSet*> replaced;
        std::vector<Change> changes = diff(imported, counted);
        for (const Change& change : changes) {
            const auto& cell = std::get<CellSet>(change);
            const bool was_counted = is_listed(listed, cell);
            if (const StagedRow* row = typed(year, cell, was_counted))
                result_.issues.push_back(disagreement(*row, cell));
            else if (!was_counted && std::holds_alternative<std::int64_t>(cell.before))
                replaced.push_back(&cell);
        }
        warn_of_replaced(year, replaced);
        for (Change& change : changes)
            result_.changes.push_back({year, std::move(change), sheet_, 0});
        result_.after.at(year) = std::move(counted);
        return {};
    }

    static bool is_listed(const ByCode<StageTotals>& totals, const CellSet& cell) {
        const auto school = totals.find(std::get<std::string>(cell.key[0]));
        const auto stage = stage_by_name(std::get<std::string>(cell.key[1]));
        return school != totals.end() && stage &&
               school->second[static_cast<std::size_t>(*stage)].listed > 0;
    }

    /// The row of the files that types this total; nothing where it only repeats what was counted
    /// before.
    const StagedRow* typed(SchoolYear year, const CellSet& cell, bool was_counted) const {
        const StagedYear& tables = result_.given.at(year);
        const auto stages = tables.find(TableId::stages);
        if (stages == tables.end())
            return nullptr;
        const TableSpec& spec = table_spec(TableId::stages);
        const StagedRow* row = stages->second.find(key_text(spec, cell.key));
        if (row == nullptr || (row->given >> cell.field & 1U) == 0 ||
            !std::holds_alternative<std::int64_t>(cell.before))
            return nullptr;
        return was_counted && repeats(year, cell) ? nullptr : row;
    }

    bool repeats(SchoolYear year, const CellSet& cell) const {
        const Snapshot& stored = result_.before.at(year);
        const auto row = find_row(stored, cell.table, cell.key);
        return row && cell_at(stored, cell.table, *row, cell.field) == cell.before;
    }

    Issue disagreement(const StagedRow& row, const CellSet& cell) const {
        Issue issue{.code = "import.teacher_totals", .args = terms(cell)};
        issue.value = to_text(table_spec(TableId::stages).fields[cell.field], cell.before);
        issue.school = to_text(table_spec(TableId::stages).fields[0], cell.key[0]);
        const RowPart& part = part_of(row, cell.field);
        if (part.sheet >= 0) {
            const SourceSheet& sheet = result_.sheets[static_cast<std::size_t>(part.sheet)];
            issue.where = {sheet.file, sheet.sheet, part.row, sheet.columns[cell.field]};
        }
        return issue;
    }

    /// The list goes before totals that were typed in earlier, yet whoever typed them should know.
    void warn_of_replaced(SchoolYear year, const std::vector<const CellSet*>& cells) {
        if (cells.empty())
            return;
        Issue issue{
            .code = "import.totals_replaced",
            .severity = Severity::warning,
            .args = terms(*cells.front())};
        if (sheet_ >= 0) {
            const SourceSheet& sheet = result_.sheets[static_cast<std::size_t>(sheet_)];
            issue.where = {sheet.file, sheet.sheet};
        }
        issue.value = std::to_string(cells.size());
        issue.args.emplace_back("count", issue.value);
        issue.args.emplace_back("year", std::to_string(year.start));
        result_.issues.push_back(std::move(issue));
    }

    static Args terms(const CellSet& cell) {
        const TableSpec& spec = table_spec(TableId::stages);
        const FieldSpec& field = spec.fields[cell.field];
        return {
            {"table", "stages"},
            {"key", key_text(spec, cell.key)},
            {"field", std::string(field.name)},
            {"value", to_text(field, cell.before)},
            {"counted", to_text(field, cell.after)}};
    }

    const Context& context_;
    County& county_;
    ImportResult& result_;
    int sheet_ = -1;
};

}  // namespace

Result<void> add_teacher_totals(const Context& context, County& county, ImportResult& result) {
    return TotalsFromTeachers(context, county, result).add();
}

}  // namespace junheng
