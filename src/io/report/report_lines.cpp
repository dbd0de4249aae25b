// SPDX-License-Identifier: Apache-2.0
#include "io/report/report_lines.h"

namespace junheng {
namespace {

class Filler {
public:
    Filler(const ReportData& data, const ReportFacts& facts)
        : data_(data), facts_(facts), words_(data.input) {}

    FilledReport fill(const ReportTemplate& report) {
        filled_.title = with_facts(words_.name(report.title), {&facts_.county});
        if (!report.each_school) {
            blocks(report, nullptr, nullptr);
            return std::move(filled_);
        }
        const auto& schools = facts_.lists.find("school_to_mend")->second;
        for (std::size_t i = 0; i < schools.size(); ++i) {
            const std::size_t first = filled_.lines.size();
            blocks(report, &data_.mendings[i], &schools[i]);
            if (i > 0 && first < filled_.lines.size())
                filled_.lines[first].new_page = true;
        }
        return std::move(filled_);
    }

private:
    void blocks(const ReportTemplate& report, const SchoolMending* school, const Facts* of_school) {
        const auto own =
            school == nullptr ? std::set<std::string, std::less<>>() : mending_conditions(*school);
        std::vector<const Facts*> known{&facts_.county};
        if (of_school != nullptr)
            known.push_back(of_school);
        for (const ReportBlock& block : report.blocks) {
            if (!block.when.empty() && !facts_.conditions.contains(block.when) &&
                !own.contains(block.when))
                continue;
            if (block.each.empty()) {
                line(block, known, school);
                continue;
            }
            for (const Facts& item : facts_.lists.find(block.each)->second) {
                auto inner = known;
                inner.push_back(&item);
                line(block, inner, school);
            }
        }
    }

    void line(
        const ReportBlock& block,
        const std::vector<const Facts*>& known,
        const SchoolMending* school
    ) {
        ReportLine line{.kind = block.kind, .text = with_facts(words_.name(block.text), known)};
        if (block.kind == BlockKind::table) {
            line.table_name = block.table;
            line.table = report_table(data_, block.table, school);
        }
        filled_.lines.push_back(std::move(line));
    }

    const ReportData& data_;
    const ReportFacts& facts_;
    ReportWords words_;
    FilledReport filled_;
};

}  // namespace

FilledReport fill_report(
    const ReportTemplate& report,
    const ReportData& data,
    const ReportFacts& facts
) {
    return Filler(data, facts).fill(report);
}

}  // namespace junheng
