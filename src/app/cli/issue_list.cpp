// SPDX-License-Identifier: Apache-2.0
#include "app/cli/issue_list.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "io/exchange/issue_terms.h"

namespace junheng {
namespace {

constexpr std::size_t kMostIssues = 20;

std::string arg(const Issue& one, std::string_view slot) {
    const auto found =
        std::ranges::find(one.args, slot, &std::pair<std::string, std::string>::first);
    return found == one.args.end() ? std::string() : found->second;
}

/// Of a file its cell; of what is stored the table, the row and the column.
std::string place_of(const Issue& one) {
    if (!one.where.file.empty())
        return place_text(one.where);
    const std::string field = arg(one, "field_name");
    if (field.empty())
        return one.school;
    return arg(one, "table_name") + " " + arg(one, "key_name") + " " + field;
}

std::string issue_text(const Console& console, const Issue& one, const Context& context) {
    const std::string place = place_of(one);
    const auto expected = context.messages.expected(one.code, one.args, context.language);
    const auto advice = context.messages.advice(one.code, one.args, context.language);
    return fmt::format(
        "{} {}{}{}\n    {}\n",
        one.severity == Severity::error ? "✕" : "≈",
        place,
        place.empty() ? "" : " ",
        context.messages.text(one.code, one.args, context.language),
        console.text(
            "issue.detail", {{"value", one.value}, {"expected", expected}, {"advice", advice}}
        )
    );
}

}  // namespace

std::string issue_lines(
    const Console& console,
    const Issues& all,
    const Context& context,
    bool every
) {
    std::vector<const Issue*> order;
    for (const Issue& one : all) order.push_back(&one);
    std::ranges::stable_sort(order, {}, [](const Issue* one) {
        const bool whole = one->code == "import.many_gone" || one->code == "import.frozen_year";
        return std::pair(!whole, one->severity != Severity::error);
    });
    const std::size_t shown = every ? order.size() : std::min(order.size(), kMostIssues);
    std::string lines;
    for (std::size_t i = 0; i < shown; ++i) lines += issue_text(console, *order[i], context);
    if (shown < order.size())
        lines +=
            console.text("page.more_all", {{"n", std::to_string(order.size() - shown)}}) + "\n";
    return lines;
}

void print_issues(const Console& console, const Issues& all, const Context& context, bool every) {
    console.print(issue_lines(console, all, context, every));
}

}  // namespace junheng
