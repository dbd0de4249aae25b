// SPDX-License-Identifier: Apache-2.0
#include "app/cli/issue_list.h"

#include <algorithm>

#include <fmt/format.h>

namespace junheng {
namespace {

constexpr std::size_t kMostIssues = 20;

void issue(JsonWriter& json, const Issue& one, const Messages& messages, Language language) {
    json.begin_object().field("code", one.code);
    json.field("severity", one.severity == Severity::error ? "error" : "warning");
    json.key("file");
    one.where.file.empty() ? json.null() : json.value(one.where.file);
    json.key("sheet");
    one.where.sheet.empty() ? json.null() : json.value(one.where.sheet);
    json.key("row");
    one.where.row > 0 ? json.value(one.where.row) : json.null();
    json.key("column");
    one.where.column > 0 ? json.value(one.where.column) : json.null();
    json.field("value", one.value);
    json.field("school", one.school);
    json.field("message", messages.text(one.code, one.args, language));
    json.field("expected", messages.expected(one.code, one.args, language));
    json.field("advice", messages.advice(one.code, one.args, language)).end_object();
}

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

void write_issues(JsonWriter& json, const Issues& all, const Context& context) {
    json.key("issues").begin_array();
    for (const Issue& one : all) issue(json, one, context.messages, context.language);
    json.end_array();
}

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
