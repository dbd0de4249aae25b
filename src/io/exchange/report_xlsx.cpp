// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/report_xlsx.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "core/domain/words.h"
#include "io/exchange/sheet_writer.h"

namespace junheng {
namespace {

constexpr std::size_t kWideColumn = 2;

/// Words that stand on the sheets, Chinese and English.
struct Word {
    std::string_view zh;
    std::string_view en;
};
constexpr Word kIndicators{"指标", "Indicators"};
constexpr Word kGaps{"缺口清单", "Gap list"};
constexpr Word kCv{"差异系数", "CV"};
constexpr Word kSchools{"各校七项达标一览", "Schools by indicator"};
constexpr Word kLevelUp{"降差异系数", "Levelling up"};
constexpr Word kJudged{"其他指标", "Other indicators"};
constexpr std::array<Word, 2> kStageNames{{{"小学", "primary"}, {"初中", "junior"}}};
constexpr std::array<Word, 4> kCompliance{
    {{"达标", "met"}, {"未达标", "short"}, {"未定", "unknown"}, {"不适用", "not applicable"}}};
constexpr std::array<Word, 3> kVerdicts{
    {{"达标", "pass"}, {"未达标", "fail"}, {"未定", "unknown"}}};
constexpr std::array<Word, 12> kIndicatorHeads{
    {{"编号", "Id"},
     {"指标", "Indicator"},
     {"学段", "Stage"},
     {"学校数", "Schools"},
     {"在校生数", "Pupils"},
     {"缺数学校", "Missing"},
     {"全县平均值", "Mean"},
     {"标准差", "Deviation"},
     {"差异系数", "CV"},
     {"限值", "Limit"},
     {"差异系数是否达标", "CV compliance"},
     {"未达标学校数", "Schools short"}}};
constexpr std::array<Word, 9> kGapHeads{
    {{"学校标识码", "School code"},
     {"学校名称", "School"},
     {"学段", "Stage"},
     {"编号", "Id"},
     {"指标", "Indicator"},
     {"现值", "Value"},
     {"标准", "Threshold"},
     {"缺口", "Gap"},
     {"单位", "Unit"}}};
constexpr std::array<Word, 6> kLevelUpHeads{
    {{"编号", "Id"},
     {"学校", "School"},
     {"学段", "Stage"},
     {"学校标识码", "School code"},
     {"至少增加", "At least"},
     {"单位", "Unit"}}};
constexpr std::array<Word, 8> kJudgedHeads{
    {{"编号", "Id"},
     {"评估内容", "Item"},
     {"县级自评情况", "Value"},
     {"标准", "Limit"},
     {"是否达标", "Compliance"},
     {"未达标学校数", "Schools short"},
     {"应有材料", "Papers needed"},
     {"已有材料", "Papers given"}}};
constexpr std::array<Word, 6> kUnits{
    {{"人", "teacher"},
     {"平方米", "m2"},
     {"元", "yuan"},
     {"间", "room"},
     {"册", "book"},
     {"人", "pupil"}}};

class Report {
public:
    Report(
        const Assessment& assessment,
        const StandardSet& standards,
        const std::string& county,
        Language language,
        const std::string& mark
    )
        : assessment_(assessment),
          standards_(standards),
          county_(county),
          language_(language),
          mark_(mark.empty() ? mark : "  " + mark) {}

    void write(SheetWriter& out) const {
        indicators(out);
        gaps(out);
        for (const Stage stage : {Stage::primary, Stage::junior}) cv(out, stage);
        schools(out);
        level_up(out);
        judged(out);
    }

private:
    std::string_view say(const Word& word) const {
        return language_ == Language::zh ? word.zh : word.en;
    }
    std::string_view stage(Stage stage) const {
        return say(kStageNames.at(static_cast<std::size_t>(stage)));
    }
    const std::string& indicator_name(const ResourceIndicator& indicator) const {
        return language_ == Language::zh ? indicator.name.zh : indicator.name.en;
    }
    std::string unit(const std::string& word) const {
        const auto found = std::ranges::find(kUnits, word, &Word::en);
        return found == kUnits.end() ? word : std::string(say(*found));
    }

    OutCell compliance(Compliance value) const {
        OutCell cell = text_cell(say(kCompliance.at(static_cast<std::size_t>(value))));
        cell.mark = value == Compliance::met        ? Mark::met
                    : value == Compliance::short_of ? Mark::short_of
                                                    : Mark::none;
        return cell;
    }

    static OutCell figure(const Maybe<double>& value, Look look = Look::ratio) {
        return value ? number_cell(*value, look) : text_cell("");
    }

    template <class Heads>
    void head(SheetWriter& out, std::string_view sheet, const Heads& heads, std::string_view title)
        const {
        SheetLayout layout;
        constexpr double kNarrow = 13;
        constexpr double kWide = 34;
        layout.widths.assign(heads.size(), kNarrow);
        layout.widths[std::min(kWideColumn, heads.size()) - 1] = kWide;
        layout.frozen_rows = 2;
        layout.repeat_first_row = 2;
        layout.repeat_last_row = 2;
        out.begin_sheet(sheet, layout);
        const std::string_view code = language_ == Language::zh ? "zh" : "en";
        out.merged_row(
            text_cell(
                county_ + " " + school_year_label(assessment_.year, code) + " " +
                    std::string(title) + mark_,
                Look::title
            ),
            static_cast<int>(heads.size())
        );
        std::vector<OutCell> cells;
        for (const auto& one : heads) cells.push_back(text_cell(one, Look::head));
        out.row(cells);
    }

    template <std::size_t N>
    std::vector<std::string> said(const std::array<Word, N>& words) const {
        std::vector<std::string> all;
        for (const Word& word : words) all.emplace_back(say(word));
        return all;
    }

    void indicators(SheetWriter& out) const {
        head(out, say(kIndicators), said(kIndicatorHeads), say(kIndicators));
        for (const ResourceRow& row : assessment_.resource) {
            const ResourceIndicator& indicator = standards_.resource[row.indicator];
            out.row({
                text_cell(indicator.id),
                text_cell(indicator_name(indicator)),
                text_cell(stage(row.stage)),
                number_cell(static_cast<double>(row.schools), Look::integer),
                number_cell(static_cast<double>(row.pupils), Look::integer),
                number_cell(static_cast<double>(row.missing), Look::integer),
                figure(row.mean),
                figure(row.deviation),
                figure(row.cv),
                figure(row.cv_limit, Look::amount),
                compliance(row.cv_compliance),
                number_cell(static_cast<double>(row.short_schools), Look::integer),
            });
        }
    }

    void gaps(SheetWriter& out) const {
        head(out, say(kGaps), said(kGapHeads), say(kGaps));
        for (const SchoolStage& school : assessment_.schools)
            for (std::size_t i = 0; i < school.values.size(); ++i)
                if (school.counted && school.values[i].compliance == Compliance::short_of)
                    gap(out, school, standards_.resource[i], school.values[i]);
    }

    void gap(
        SheetWriter& out,
        const SchoolStage& school,
        const ResourceIndicator& indicator,
        const IndicatorValue& value
    ) const {
        out.row({
            text_cell(school.code, Look::text),
            text_cell(school.name),
            text_cell(stage(school.stage)),
            text_cell(indicator.id),
            text_cell(indicator_name(indicator)),
            figure(value.value, Look::amount),
            figure(value.threshold, Look::amount),
            value.shortfall ? number_cell(
                                  value.shortfall->value(),
                                  value.shortfall->hundredths ? Look::amount : Look::integer
                              )
                            : text_cell(""),
            text_cell(unit(indicator.unit)),
        });
    }

    std::vector<const ResourceRow*> rows_of(Stage stage) const {
        std::vector<const ResourceRow*> rows;
        for (const ResourceRow& row : assessment_.resource)
            if (row.stage == stage && !standards_.resource[row.indicator].overlay)
                rows.push_back(&row);
        return rows;
    }

    using Figure = Maybe<double> ResourceRow::*;

    void cv(SheetWriter& out, Stage of) const {
        const auto rows = rows_of(of);
        std::vector<std::string> heads{""};
        for (const ResourceRow* row : rows) heads.push_back(standards_.resource[row->indicator].id);
        heads.emplace_back(say({"综合", "Together"}));
        const std::string name = std::string(say(kCv)) + "(" + std::string(stage(of)) + ")";
        head(out, name, heads, name);
        const std::array<std::pair<Word, Figure>, 3> lines{
            {{{"全县平均值", "Mean"}, &ResourceRow::mean},
             {{"标准差", "Standard deviation"}, &ResourceRow::deviation},
             {kCv, &ResourceRow::cv}}};
        for (const auto& [label, line] : lines) cv_line(out, rows, label, line);
    }

    void cv_line(
        SheetWriter& out,
        const std::vector<const ResourceRow*>& rows,
        const Word& label,
        Figure line
    ) const {
        std::vector<OutCell> cells{text_cell(say(label), Look::head)};
        double sum = 0;
        bool whole = !rows.empty();
        for (const ResourceRow* row : rows) {
            const Maybe<double>& value = row->*line;
            OutCell cell = figure(value);
            if (line == &ResourceRow::cv && row->cv_compliance == Compliance::short_of)
                cell.mark = Mark::short_of;
            cells.push_back(std::move(cell));
            whole = whole && value.has_value();
            sum += value.value_or(0.0);
        }
        // The office expects the plain mean of the seven CVs; means and deviations in unlike units
        // have none.
        const bool meaningful = whole && line == &ResourceRow::cv;
        cells.push_back(
            meaningful ? number_cell(sum / static_cast<double>(rows.size()), Look::ratio)
                       : text_cell("")
        );
        out.row(cells);
    }

    void schools(SheetWriter& out) const {
        std::vector<std::string> heads = said(std::array<Word, 4>{
            {{"学校标识码", "School code"},
             {"学校名称", "School"},
             {"学段", "Stage"},
             {"在校生数", "Pupils"}}});
        for (const ResourceIndicator& indicator : standards_.resource)
            heads.push_back(indicator.id);
        for (const Word& word : {Word{"达标项数", "Met"}, Word{"结论", "Verdict"}})
            heads.emplace_back(say(word));
        head(out, say(kSchools), heads, say(kSchools));
        for (const SchoolStage& school : assessment_.schools) school_line(out, school);
    }

    void school_line(SheetWriter& out, const SchoolStage& school) const {
        std::vector<OutCell> cells{
            text_cell(school.code, Look::text),
            text_cell(school.name),
            text_cell(stage(school.stage)),
            school.pupils ? number_cell(static_cast<double>(school.pupils->count), Look::integer)
                          : text_cell("")};
        for (const IndicatorValue& value : school.values) {
            OutCell cell = figure(value.value, Look::amount);
            if (school.counted)
                cell.mark = value.compliance == Compliance::short_of ? Mark::short_of
                            : value.compliance == Compliance::met    ? Mark::met
                                                                     : Mark::none;
            cells.push_back(std::move(cell));
        }
        cells.push_back(number_cell(static_cast<double>(school.met), Look::integer));
        cells.push_back(text_cell(
            school.verdict ? say(kVerdicts.at(static_cast<std::size_t>(*school.verdict)))
                           : say({"不计入", "not counted"})
        ));
        out.row(cells);
    }

    /// For each CV over its limit the schools that raise it with least, and how much each.
    void level_up(SheetWriter& out) const {
        head(out, say(kLevelUp), said(kLevelUpHeads), say(kLevelUp));
        for (const ResourceRow& row : assessment_.resource) {
            if (!row.level_up)
                continue;
            const ResourceIndicator& indicator = standards_.resource[row.indicator];
            for (const auto& [code, amount] : row.level_up->schools)
                out.row({
                    text_cell(indicator.id),
                    text_cell(name_of(code)),
                    text_cell(stage(row.stage)),
                    text_cell(code, Look::text),
                    number_cell(static_cast<double>(amount), Look::amount),
                    text_cell(unit(indicator.unit)),
                });
        }
    }

    std::string_view name_of(const std::string& code) const {
        const auto found = std::ranges::find(assessment_.schools, code, &SchoolStage::code);
        return found == assessment_.schools.end() ? std::string_view(code) : found->name;
    }

    void judged(SheetWriter& out) const {
        head(out, say(kJudged), said(kJudgedHeads), say(kJudged));
        for (const auto& [rules, results] :
             {std::pair{&standards_.guarantee, &assessment_.guarantee},
              std::pair{&standards_.quality, &assessment_.quality},
              std::pair{&standards_.vetoes, &assessment_.vetoes}})
            for (std::size_t i = 0; i < rules->size(); ++i)
                judged_line(out, (*rules)[i], (*results)[i]);
        judged_line(out, standards_.recognition, assessment_.recognition);
    }

    void judged_line(SheetWriter& out, const JudgedIndicator& rule, const JudgedResult& result)
        const {
        const bool amounts = rule.form != "all_flags" && rule.form != "veto";
        out.row({
            text_cell(rule.id),
            text_cell(language_ == Language::zh ? rule.name.zh : rule.name.en),
            amounts ? figure(result.value) : text_cell(""),
            amounts ? figure(result.limit) : text_cell(""),
            compliance(result.compliance),
            number_cell(static_cast<double>(result.schools_short.size()), Look::integer),
            number_cell(static_cast<double>(result.evidence.needed), Look::integer),
            number_cell(static_cast<double>(result.evidence.present), Look::integer),
        });
    }

    const Assessment& assessment_;
    const StandardSet& standards_;
    const std::string& county_;
    Language language_;
    std::string mark_;
};

}  // namespace

Result<void> write_report_xlsx(
    const Assessment& assessment,
    const StandardSet& standards,
    const std::string& county_name,
    Language language,
    const std::filesystem::path& file,
    const std::string& mark
) {
    SheetWriter out(file);
    Report(assessment, standards, county_name, language, mark).write(out);
    return out.close();
}

}  // namespace junheng
