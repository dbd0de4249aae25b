// SPDX-License-Identifier: Apache-2.0
#include "app/cli/issue_list.h"

#include <algorithm>

#include <fmt/format.h>

namespace junheng {
namespace {

constexpr std::size_t kMostIssues = 20;

std::string place_of(const Issue& one) {
    std::string place = one.where.file.empty() ? one.school : one.where.file;
    if (!one.where.sheet.empty())
        place += " [" + one.where.sheet + "]";
    if (one.where.row > 0)
        place += fmt::format(":{}", one.where.row);
    if (one.where.column > 0)
        place += fmt::format(":{}", one.where.column);
    return place;
}

}  // namespace

std::string issue_lines(const Console& console, const Issues& all, const Context& context) {
    std::string lines;
    for (std::size_t i = 0; i < std::min(all.size(), kMostIssues); ++i) {
        const Issue& one = all[i];
        lines += fmt::format(
            "{} {} {}\n",
            one.severity == Severity::error ? "✕" : "≈",
            place_of(one),
            context.messages.text(one.code, one.args, context.language)
        );
        const auto expected = context.messages.expected(one.code, one.args, context.language);
        const auto advice = context.messages.advice(one.code, one.args, context.language);
        lines +=
            "    " +
            console.text(
                "issue.detail", {{"value", one.value}, {"expected", expected}, {"advice", advice}}
            ) +
            "\n";
    }
    if (all.size() > kMostIssues)
        lines +=
            console.text("page.more", {{"n", std::to_string(all.size() - kMostIssues)}}) + "\n";
    return lines;
}

void print_issues(const Console& console, const Issues& all, const Context& context) {
    console.print(issue_lines(console, all, context));
}

}  // namespace junheng
