// SPDX-License-Identifier: Apache-2.0
#include "core/standards/rule_file.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace junheng {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> kRepeated{"indicator", "parameter", "list", "reading"};
constexpr std::string_view kReports = "reports";

/// An overlay may bring texts of reports beside its rules; they are no rules.
bool holds_reports(const fs::path& folder, const fs::path& file) {
    return *file.lexically_relative(folder).begin() == kReports;
}

Result<std::vector<fs::path>> rule_files(const fs::path& folder) {
    std::error_code fault;
    std::vector<fs::path> files;
    if (fs::is_regular_file(folder, fault))
        return std::vector{folder};
    for (fs::recursive_directory_iterator at(folder, fault), end; !fault && at != end;
         at.increment(fault))
        if (at->is_regular_file(fault) && at->path().extension() == ".toml" &&
            !holds_reports(folder, at->path()))
            files.push_back(at->path());
    if (fault)
        return failure(
            ErrorKind::unavailable,
            "standards.folder_absent",
            {{"folder", folder_name(folder)}},
            {.file = folder_name(folder)}
        );
    std::ranges::sort(files);
    return files;
}

std::string shown_name(const fs::path& folder, const fs::path& file) {
    if (folder == file)
        return file.filename().string();
    return (fs::path(folder_name(folder)) / file.lexically_relative(folder)).generic_string();
}

/// Moves, since a copied TOML node forgets its line and column.
void take_rule(
    toml::table&& rule,
    const toml::table& common,
    RuleEntry entry,
    std::vector<RuleEntry>& rules
) {
    entry.table = std::move(rule);
    for (const auto& [key, node] : common)
        if (!node.is_array_of_tables() && !entry.table.contains(key))
            entry.table.insert(key, node);
    rules.push_back(std::move(entry));
}

toml::array* repeated_rules(toml::table& file, std::string_view key) {
    toml::array* rules = file.get_as<toml::array>(key);
    return rules != nullptr && rules->is_array_of_tables() ? rules : nullptr;
}

void take_file(toml::table&& file, const RuleEntry& blank, std::vector<RuleEntry>& rules) {
    bool several = false;
    for (const std::string_view key : kRepeated)
        if (toml::array* repeated = repeated_rules(file, key)) {
            several = true;
            for (toml::node& rule : *repeated)
                take_rule(std::move(*rule.as_table()), file, blank, rules);
        }
    if (!several && !file.empty())
        take_rule(std::move(file), {}, blank, rules);
}

tl::unexpected<Error> unreadable(const std::string& file, const toml::parse_error& fault) {
    const auto begin = fault.source().begin;
    return failure(
        ErrorKind::data,
        "standards.unreadable",
        {{"reason", std::string(fault.description())}},
        {.file = file,
         .row = static_cast<int>(begin.line),
         .column = static_cast<int>(begin.column)}
    );
}

}  // namespace

Result<std::vector<RuleEntry>> read_rules(const fs::path& folder, std::size_t layer) {
    const auto files = rule_files(folder);
    if (!files)
        return tl::unexpected(files.error());
    std::vector<RuleEntry> rules;
    for (const fs::path& path : *files) {
        const RuleEntry blank{.file = shown_name(folder, path), .layer = layer};
        try {
            take_file(toml::parse_file(path.string()), blank, rules);
        } catch (const toml::parse_error& fault) {
            return unreadable(blank.file, fault);
        }
    }
    return rules;
}

std::string folder_name(const fs::path& folder) {
    const fs::path plain = folder.lexically_normal();
    return plain.has_filename() ? plain.filename().string()
                                : plain.parent_path().filename().string();
}

}  // namespace junheng
