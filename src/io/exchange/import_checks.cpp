// SPDX-License-Identifier: Apache-2.0
#include <set>
#include <tuple>

#include "io/exchange/import_reader.h"

namespace junheng {
namespace {

using Told = std::set<std::tuple<std::string, TableId, std::string, std::size_t>>;

auto identity(const Finding& finding) {
    return std::tuple{
        finding.issue.code,
        finding.table,
        key_text(table_spec(finding.table), finding.key),
        finding.field};
}

class ImportCheck {
public:
    ImportCheck(ImportRun& run, SchoolYear year) : run_(run), year_(year) {}

    Result<void> check() {
        const auto previous = year_before();
        if (!previous)
            return tl::unexpected(previous.error());
        CheckOptions options{run_.options.checks};
        options.previous = previous->schools.empty() ? nullptr : &*previous;
        options.school_code = run_.result.pupil_rules.school_code;
        options.known_schools = run_.county.known_schools;
        options.told_names = told_names();
        const Told told = told_before(options);
        for (Finding& finding : check_snapshot(run_.result.after.at(year_), options))
            take(std::move(finding), told);
        return {};
    }

private:
    Result<Snapshot> year_before() const {
        const SchoolYear before{year_.start - 1};
        if (const auto found = run_.result.after.find(before); found != run_.result.after.end())
            return found->second;
        return run_.county.snapshot(before);
    }

    /// Names that stand beside codes; a wrong code may have the right name.
    TextMap told_names() const {
        TextMap names;
        for (const auto& [table, staged] : run_.staging.years().at(year_)) {
            const auto code = field_by_name(table_spec(table), "code");
            if (!code || table == TableId::schools)
                continue;
            for (const StagedRow& row : staged.rows)
                if (const auto* text = std::get_if<std::string>(&row.values[*code]);
                    text != nullptr && !row.school_name.empty())
                    names.emplace(*text, row.school_name);
        }
        return names;
    }

    Told told_before(const CheckOptions& options) const {
        Told told;
        const Snapshot& current = run_.result.before.at(year_);
        if (!current.schools.empty())
            for (const Finding& finding : check_snapshot(current, options))
                told.insert(identity(finding));
        return told;
    }

    const StagedRow* staged(const Finding& finding) const {
        const StagedYear& tables = run_.staging.years().at(year_);
        const auto table = tables.find(finding.table);
        return table == tables.end()
                   ? nullptr
                   : table->second.find(key_text(table_spec(finding.table), finding.key));
    }

    void take(Finding finding, const Told& told) {
        const StagedRow* row = staged(finding);
        if (row == nullptr && told.contains(identity(finding)))
            return;
        if (row != nullptr)
            finding.issue.where = place(part_of(*row, finding.field), finding.field);
        add_issue(run_, std::move(finding.issue));
    }

    Where place(const RowPart& part, std::size_t field) const {
        const SourceSheet& sheet = run_.result.sheets[static_cast<std::size_t>(part.sheet)];
        return {sheet.file, sheet.sheet, part.row, sheet.columns[field]};
    }

    ImportRun& run_;
    SchoolYear year_;
};

}  // namespace

Result<void> check_import(ImportRun& run) {
    for (const SchoolYear year : run.result.years)
        if (auto done = ImportCheck(run, year).check(); !done)
            return done;
    return {};
}

}  // namespace junheng
