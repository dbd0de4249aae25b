// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/profile_read.h"

#include <algorithm>
#include <map>
#include <set>

#include "io/exchange/profile_cells.h"

namespace junheng {
namespace {

using YearsByKey = std::map<std::string, std::set<SchoolYear>, std::less<>>;

/// What the first pass learns.
struct Known {
    std::map<std::string, YearsByKey> schools;    // by source
    std::optional<std::set<std::string>> wanted;  // keys that --where asks for
    HeadRef where;
};

class ProfileReader {
public:
    ProfileReader(ImportRun& run, const Profile& profile, std::vector<ProfileSheet>& sheets)
        : run_(run), profile_(profile), sheets_(sheets) {}

    Result<void> read() {
        if (const auto done = learn(); !done)
            return done;
        const ImportCounts& counts = run_.result.counts;
        for (ProfileSheet& sheet : sheets_) {
            const ImportCounts before = counts;
            if (const auto done = take_sheet(sheet); !done)
                return done;
            sheet.rows = counts.rows - before.rows;
            sheet.skipped = counts.skipped - before.skipped;
        }
        return {};
    }

private:
    Result<void> learn();
    Result<void> learn_wanted();
    Result<void> take_sheet(ProfileSheet& sheet);
    Result<void> take_form(ProfileSheet& sheet);
    void take_record(const ProfileRecord& record, std::vector<int>& sources);
    void take_rows(
        const ProfileRecord& record,
        const ProfileRows& rows,
        int& source,
        SchoolYear year
    );
    int source_sheet(const ProfileSheet& sheet, const ProfileRows& rows);
    bool outside(const ProfileRecord& record) const;
    std::set<SchoolYear> years_of(const ProfileRecord& record) const;
    std::set<SchoolYear> years_needed(const ProfileSource& source, std::string_view key) const;
    std::optional<Value> joined(TableId table, std::size_t field, const Value& a, const Value& b)
        const;

    ImportRun& run_;
    const Profile& profile_;
    std::vector<ProfileSheet>& sheets_;
    Known known_;
};

template <class F>
Result<void> for_each_row(ProfileSheet& sheet, F&& take) {
    const int last_head = sheet.head.last_row;
    return sheet.file->book->read(sheet.index, [&](const SheetRow& row) {
        if (row.number > last_head && !is_blank(row))
            take(ProfileRecord{sheet, &row, nullptr});
        return true;
    });
}

Result<void> ProfileReader::learn_wanted() {
    const auto named = profile_.fields.find(run_.options.where_field);
    known_.where = named == profile_.fields.end() ? run_.options.where_field : named->second;
    known_.wanted.emplace();
    bool any = false;
    for (ProfileSheet& sheet : sheets_) {
        const int column = sheet.source->form ? 0 : column_of(sheet.head.columns, known_.where);
        if (column == 0)
            continue;
        any = true;
        sheet.columns[known_.where] = column;
        const auto done = for_each_row(sheet, [&](const ProfileRecord& record) {
            if (head_text(record, known_.where) == run_.options.where_value)
                known_.wanted->emplace(head_text(record, sheet.source->key));
        });
        if (!done)
            return done;
    }
    if (!any)
        return failure(
            ErrorKind::usage, "import.unknown_field", {{"field", run_.options.where_field}}
        );
    report_empty_choice(run_, !known_.wanted->empty());
    return {};
}

Result<void> ProfileReader::learn() {
    if (!run_.options.where_field.empty())
        if (const auto done = learn_wanted(); !done)
            return done;
    std::set<std::string> needed;
    for (const ProfileSource& source : profile_.sources)
        needed.insert(source.needs.begin(), source.needs.end());
    for (ProfileSheet& sheet : sheets_) {
        if (!needed.contains(sheet.source->id) || sheet.source->form)
            continue;
        YearsByKey& schools = known_.schools[sheet.source->id];
        const auto done = for_each_row(sheet, [&](const ProfileRecord& record) {
            const auto key = head_text(record, sheet.source->key);
            if (!key.empty())
                schools[std::string(key)].merge(years_of(record));
        });
        if (!done)
            return done;
    }
    return {};
}

std::set<SchoolYear> ProfileReader::years_needed(const ProfileSource& source, std::string_view key)
    const {
    std::set<SchoolYear> years;
    for (const std::string& id : source.needs)
        if (const auto schools = known_.schools.find(id); schools != known_.schools.end())
            if (const auto found = schools->second.find(key); found != schools->second.end())
                years.insert(found->second.begin(), found->second.end());
    return years;
}

/// The years that a row speaks of; none when it is of another year than asked for, or nobody needs
/// it.
std::set<SchoolYear> ProfileReader::years_of(const ProfileRecord& record) const {
    const ProfileSource& source = *record.sheet.source;
    if (!source.year.empty()) {
        const auto year = year_in_name(head_text(record, source.year));
        const bool wanted = year && (!run_.options.year || *year == *run_.options.year);
        return wanted ? std::set{*year} : std::set<SchoolYear>();
    }
    if (!source.needs.empty())
        return years_needed(source, head_text(record, source.key));
    return {year_of_file(run_, *record.sheet.file)};
}

bool ProfileReader::outside(const ProfileRecord& record) const {
    if (!known_.wanted)
        return false;
    const auto key = head_text(record, record.sheet.source->key);
    return !known_.wanted->contains(std::string(key));
}

int ProfileReader::source_sheet(const ProfileSheet& sheet, const ProfileRows& rows) {
    SourceSheet source{
        sheet.file->name,
        sheet.name(),
        rows.table,
        std::vector<int>(table_spec(rows.table).fields.size())};
    for (const auto& [field, value] : rows.fields) {
        if (!value.columns.empty())
            source.columns[field] = sheet.column(value.columns.front());
        else if (const auto place = cell_address(value.cell))
            source.columns[field] = place->second;
    }
    return add_sheet(run_, std::move(source));
}

std::optional<Value> ProfileReader::joined(
    TableId table,
    std::size_t field,
    const Value& a,
    const Value& b
) const {
    if (table != TableId::schools || table_spec(table).fields[field].name != "kind" || a == b)
        return std::nullopt;
    const FieldSpec& spec = table_spec(table).fields[field];
    for (const auto& [first, second] : {std::pair(&a, &b), std::pair(&b, &a)})
        if (const auto found =
                profile_.join_kinds.find(to_text(spec, *first) + "+" + to_text(spec, *second));
            found != profile_.join_kinds.end())
            if (auto kind = parse_field(spec, found->second); std::holds_alternative<Value>(kind))
                return std::get<Value>(kind);
    return std::nullopt;
}

bool is_zero(const Value& value) {
    const auto* number = std::get_if<std::int64_t>(&value);
    return number == nullptr || *number == 0;
}

bool applies(const ProfileRecord& record, const ProfileRows& rows) {
    return std::ranges::all_of(rows.when, [&](const auto& condition) {
        const auto text = head_text(record, condition.first);
        return std::ranges::any_of(condition.second, [&](const std::string& p) {
            return fits_pattern(p, text);
        });
    });
}

void ProfileReader::take_rows(
    const ProfileRecord& record,
    const ProfileRows& rows,
    int& source,
    SchoolYear year
) {
    if (record.row != nullptr && !applies(record, rows))
        return;
    const TableSpec& spec = table_spec(rows.table);
    StagedRow staged{Row(spec.fields.size(), Value(Missing::not_reported)), 0, {}};
    int row_number = record.row == nullptr ? 0 : record.row->number;
    bool sound = true;
    for (const auto& [field, value] : rows.fields) {
        ProfileFigure figure =
            profile_figure({record, profile_, value, rows.table, spec.fields[field], run_.book});
        const Where where{
            record.sheet.file->name, record.sheet.name(), figure.found.row, figure.found.column};
        if (!figure.value.ok())
            add_issue(
                run_,
                {figure.value.fault,
                 Severity::error,
                 where,
                 figure.found.cell.text,
                 cell_args(rows.table, spec.fields[field], figure.found.cell.text)}
            );
        sound = sound && figure.value.ok();
        if (field < spec.key_fields && !key_may_be_empty(rows.table, field) &&
            std::holds_alternative<Missing>(figure.value.value) && figure.value.ok()) {
            add_issue(
                run_,
                {"field.empty_key",
                 Severity::error,
                 where,
                 {},
                 cell_args(rows.table, spec.fields[field], {})}
            );
            sound = false;
        }
        if (record.form != nullptr && field >= spec.key_fields)
            row_number = std::max(row_number, figure.found.row);
        staged.values[field] = std::move(figure.value.value);
        staged.given |= static_cast<std::uint32_t>(figure.given) << field;
    }
    if (!sound || (rows.unless_zero && is_zero(staged.values[*rows.unless_zero])))
        return;
    source = source < 0 ? source_sheet(record.sheet, rows) : source;
    staged.parts.push_back({source, row_number, staged.given});
    run_.staging.mention(year, rows.table, false, source);
    run_.staging.add(
        year,
        rows.table,
        std::move(staged),
        Twin::join,
        [this, &rows](std::size_t field, const Value& a, const Value& b) {
            return joined(rows.table, field, a, b);
        }
    );
}

void ProfileReader::take_record(const ProfileRecord& record, std::vector<int>& sources) {
    const auto years = outside(record) ? std::set<SchoolYear>() : years_of(record);
    if (years.empty()) {
        ++run_.result.counts.skipped;
        return;
    }
    const auto& blocks = record.sheet.source->rows;
    for (const SchoolYear year : years)
        for (std::size_t i = 0; i < blocks.size(); ++i)
            take_rows(record, blocks[i], sources[i], year);
}

Result<void> ProfileReader::take_form(ProfileSheet& sheet) {
    constexpr int kLastRow = 500;
    std::vector<SheetRow> rows;
    const auto done = sheet.file->book->read(sheet.index, [&](const SheetRow& row) {
        rows.push_back(row);
        return row.number < kLastRow;
    });
    if (!done)
        return done;
    ++run_.result.counts.rows;
    std::vector<int> sources(sheet.source->rows.size(), -1);
    take_record({sheet, nullptr, &rows}, sources);
    return {};
}

Result<void> ProfileReader::take_sheet(ProfileSheet& sheet) {
    if (sheet.source->form)
        return take_form(sheet);
    std::vector<int> sources(sheet.source->rows.size(), -1);
    const int last_head = sheet.head.last_row;
    return sheet.file->book->read(sheet.index, [&](const SheetRow& row) {
        if (row.number <= last_head)
            return true;
        ++run_.result.counts.rows;
        if (is_blank(row))
            ++run_.result.counts.skipped;
        else
            take_record({sheet, &row, nullptr}, sources);
        return true;
    });
}

}  // namespace

Result<void> read_profile_sheets(
    ImportRun& run,
    const Profile& profile,
    std::vector<ProfileSheet>& sheets
) {
    return ProfileReader(run, profile, sheets).read();
}

}  // namespace junheng
