// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/template_book.h"

#include <algorithm>
#include <array>

#include "io/exchange/template_sheet.h"

namespace junheng {
namespace {

constexpr std::array<TableId, 8> kSchoolTables{
    TableId::schools,
    TableId::stages,
    TableId::shared,
    TableId::classes,
    TableId::grades,
    TableId::rooms,
    TableId::teachers,
    TableId::figures};
constexpr int kSpareRowsOfSchool = 30;
constexpr int kSpareRowsOfCounty = 200;

struct Texts {
    std::string_view notes, year, county, how, keep, empty, none, units, order, title_end, fill,
        taken;
};
constexpr Texts kChinese{
    "填写说明",
    "学年",
    "县(市、区)",
    "填写方法",
    "白色单元格可以修改；列可以移动，可以加列；请勿修改学校标识码。",
    "没有数据请留空；实际为零请填 0。",
    "没有这一项请填“无此项”。",
    "金额单位为元，面积单位为平方米；列名中改写为(万元)或(亩)时按该单位换算。",
    "填好后用 junheng import 导入；有错的单元格会标红并附说明，原数据不变。",
    "填报表",
    "请按统计时点填写；带下拉列表的列请从列表中选择。",
    "下载"};
constexpr Texts kEnglish{
    "Notes",
    "school_year",
    "County",
    "How to fill in",
    "Columns may be moved and added; leave school codes as they are.",
    "Leave a cell empty when there is no figure; write 0 when there are none.",
    "Write \"not applicable\" where there is no such thing.",
    "Money in yuan, areas in m²; a head may name another unit in brackets.",
    "Take it back with junheng import; faulty cells come back red with a comment.",
    "to fill in",
    "Figures as of the statistics day; choose from the lists.",
    "Taken by"};

const Texts& texts(Language language) {
    return language == Language::zh ? kChinese : kEnglish;
}

void write_notes(SheetWriter& out, const Snapshot& snapshot, const TemplateScope& scope) {
    const Texts& t = texts(scope.language);
    constexpr double kLabelWidth = 16;
    constexpr double kTextWidth = 90;
    SheetLayout layout;
    layout.widths = {kLabelWidth, kTextWidth};
    out.begin_sheet(t.notes, layout);
    const std::string_view code = scope.language == Language::zh ? "zh" : "en";
    out.row(
        {text_cell(t.year, Look::head),
         text_cell(school_year_label(snapshot.year, code), Look::text)}
    );
    out.row(
        {text_cell(t.county, Look::head),
         text_cell(snapshot.county_name + " " + snapshot.county_code, Look::text)}
    );
    for (const std::string_view line : {t.keep, t.empty, t.none, t.units, t.order})
        out.row({text_cell(t.how, Look::head), text_cell(line, Look::note)});
    if (!scope.mark.empty())
        out.row({text_cell(t.taken, Look::head), text_cell(scope.mark, Look::note)});
}

bool of_school(const TableSpec& spec, const Row& row, const std::string& school) {
    const auto code = field_by_name(spec, "code");
    return school.empty() || (code && row[*code] == Value(school));
}

TemplateTable table_of(
    const Snapshot& snapshot,
    TableId table,
    const TemplateScope& scope,
    const Glossary& glossary
) {
    const TableSpec& spec = table_spec(table);
    TemplateTable filled{table, {}, {}, std::string(texts(scope.language).fill), 0};
    for (Row& row : rows_of(snapshot, table))
        if (of_school(spec, row, scope.school))
            filled.rows.push_back(std::move(row));
    filled.title = snapshot.county_name + glossary.term("tables", spec.name, scope.language) +
                   std::string(texts(scope.language).title_end);
    filled.spare_rows = scope.school.empty() ? kSpareRowsOfCounty : kSpareRowsOfSchool;
    return filled;
}

/// A school that has not handed in a table finds its lines there all the same.
void add_school_lines(TemplateTable& table, const Snapshot& snapshot, const std::string& only) {
    const TableSpec& spec = table_spec(table.table);
    for (const School& school : snapshot.schools) {
        const bool wanted = (only.empty() || school.code == only) && school.merged_into.empty();
        const auto has = [&](const Row& row) { return row.front() == Value(school.code); };
        if (!wanted || std::ranges::any_of(table.rows, has))
            continue;
        Row row(spec.fields.size(), Value(Missing::not_reported));
        row.front() = school.code;
        table.rows.push_back(std::move(row));
    }
}

/// Every figure of the county has its line, also those that are empty so far.
void add_county_lines(TemplateTable& table, const Glossary& glossary) {
    const TableSpec& spec = table_spec(TableId::county);
    const std::size_t unit = *field_by_name(spec, "unit");
    for (const GlossaryRow& key : glossary.rows()) {
        const auto has = [&](const Row& row) { return row.front() == Value(key.id); };
        if (key.group != "county" || std::ranges::any_of(table.rows, has))
            continue;
        Row row(spec.fields.size(), Value(Missing::not_reported));
        row.front() = key.id;
        if (!key.unit.empty())
            row[unit] = key.unit;
        table.rows.push_back(std::move(row));
    }
}

/// Every paper that the rules ask for has its line.
void add_paper_lines(TemplateTable& table, const TemplateScope& scope) {
    for (const auto& paper : scope.papers) {
        const auto has = [&](const Row& row) {
            return row[0] == Value(paper.first) && row[1] == Value(paper.second);
        };
        if (std::ranges::any_of(table.rows, has))
            continue;
        Row row(table_spec(table.table).fields.size(), Value(Missing::not_reported));
        row[0] = paper.first;
        row[1] = paper.second;
        table.rows.push_back(std::move(row));
    }
}

void write_county_tables(
    SheetWriter& out,
    const Snapshot& snapshot,
    const TemplateScope& scope,
    const Glossary& glossary
) {
    TemplateTable county = table_of(snapshot, TableId::county, scope, glossary);
    add_county_lines(county, glossary);
    write_template_table(out, county, glossary, scope.language);
    TemplateTable papers = table_of(snapshot, TableId::evidence, scope, glossary);
    add_paper_lines(papers, scope);
    papers.spare_rows = 0;
    write_template_table(out, papers, glossary, scope.language);
}

}  // namespace

Result<void> write_template(
    const Snapshot& snapshot,
    const TemplateScope& scope,
    const Glossary& glossary,
    const std::filesystem::path& file
) {
    if (!scope.school.empty() && find_school(snapshot, scope.school) == nullptr)
        return failure(ErrorKind::usage, "school.unknown", {{"school", scope.school}});
    SheetWriter out(file);
    write_notes(out, snapshot, scope);
    if (scope.school.empty() && scope.part != TemplatePart::schools)
        write_county_tables(out, snapshot, scope, glossary);
    if (scope.part != TemplatePart::county)
        for (const TableId id : kSchoolTables) {
            TemplateTable table = table_of(snapshot, id, scope, glossary);
            if (id == TableId::shared)
                add_school_lines(table, snapshot, scope.school);
            write_template_table(out, table, glossary, scope.language);
        }
    return out.close();
}

}  // namespace junheng
