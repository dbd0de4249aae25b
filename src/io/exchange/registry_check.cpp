// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/registry_check.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include <toml++/toml.h>

#include "core/domain/words.h"
#include "io/exchange/registry_check_parts.h"

namespace junheng {
namespace {

constexpr std::size_t kFarthest = 3;

/// Optimal string alignment: Damerau's distance without editing a swapped pair again.
std::size_t distance(std::string_view a, std::string_view b) {
    const std::size_t width = b.size() + 1;
    std::vector<std::size_t> before(width), last(width), now(width);
    for (std::size_t j = 0; j < width; ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        now[0] = i;
        for (std::size_t j = 1; j < width; ++j) {
            const std::size_t other = a[i - 1] == b[j - 1] ? 0 : 1;
            now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + other});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = std::min(now[j], before[j - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, now);
    }
    return last[b.size()];
}

std::vector<std::string> texts(const toml::node_view<const toml::node>& node) {
    std::vector<std::string> all;
    if (const auto* list = node.as_array())
        for (const auto& item : *list) all.push_back(item.value_or(std::string()));
    return all;
}

KindRule read_kind(const toml::table& given) {
    KindRule kind{texts(given["category"]), {}};
    for (const std::string& word : texts(given["stages"]))
        if (const auto stage = stage_by_name(word))
            kind.stages.push_back(*stage);
    return kind;
}

std::int64_t number(std::string_view text) {
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::vector<PartRule> read_parts(const toml::array& given) {
    std::vector<PartRule> rules;
    for (const auto& node : given)
        if (const auto* rule = node.as_table())
            rules.push_back(
                {texts((*rule)["part"]),
                 texts((*rule)["whole"]),
                 (*rule)["severity"].value_or(std::string()) == "error" ? Severity::error
                                                                        : Severity::warning}
            );
    return rules;
}

void read_figure_rules(const toml::table& given, CheckRules& rules) {
    for (const std::string& unit : texts(given["units"]["whole"])) rules.whole_units.insert(unit);
    for (const TableId table : {TableId::county, TableId::figures}) {
        const std::string_view name = table_spec(table).name;
        if (const auto* parts = given["parts"][name].as_array())
            rules.parts[table] = read_parts(*parts);
        if (const auto* jumps = given["jumps"][name].as_table())
            for (const auto& [unit, node] : *jumps)
                rules.jumps[table].emplace(std::string(unit.str()), node.value_or(0.0));
    }
}

CheckRules read_rules(const toml::table& given) {
    CheckRules rules;
    read_figure_rules(given, rules);
    if (const auto* limits = given["limits"].as_table())
        for (const auto& [name, node] : *limits)
            rules.limits.emplace(std::string(name.str()), node.value_or(0.0));
    if (const auto* kinds = given["kinds"].as_table())
        for (const auto& [code, node] : *kinds)
            if (const auto* kind = node.as_table())
                rules.kinds.emplace(number(code.str()), read_kind(*kind));
    if (const auto* classes = given["area_classes"]["known"].as_array())
        for (const auto& code : *classes) rules.area_classes.insert(code.value_or(std::int64_t{0}));
    return rules;
}

}  // namespace

double CheckRules::limit(std::string_view name) const {
    const auto found = limits.find(name);
    return found == limits.end() ? std::numeric_limits<double>::infinity() : found->second;
}

Result<CheckRules> load_check_rules(const std::filesystem::path& file) {
    try {
        return read_rules(toml::parse_file(file.string()));
    } catch (const toml::parse_error& fault) {
        const Where where{
            file.filename().string(),
            {},
            static_cast<int>(fault.source().begin.line),
            static_cast<int>(fault.source().begin.column)};
        return failure(
            ErrorKind::data,
            "check.rules_unreadable",
            {{"detail", std::string(fault.description())}},
            where
        );
    }
}

void learn_from_glossary(CheckRules& rules, const Glossary& glossary) {
    std::map<std::string, std::vector<std::string>> columns;  // by group of words
    for (const TableId table : all_tables()) {
        const TableSpec& spec = table_spec(table);
        const std::string name(spec.name);
        for (const FieldSpec& field : spec.fields)
            if (field.type == FieldType::code)
                columns[glossary.word_group(name, field.name)].push_back(
                    name + "." + std::string(field.name)
                );
    }
    for (const TableId table : {TableId::county, TableId::figures})
        columns[std::string(table_spec(table).name)].push_back(
            std::string(table_spec(table).name) + ".key"
        );
    for (const GlossaryRow& row : glossary.rows()) {
        if (const auto table = table_by_name(row.group); table && !row.unit.empty())
            rules.units[*table].emplace(row.id, row.unit);
        const auto group = columns.find(row.group);
        if (group == columns.end())
            continue;
        for (const std::string& column : group->second) {
            TextMap& words = rules.words[column];
            for (const std::string* text : {&row.id, &row.zh, &row.en})
                words.emplace(*text, row.id);
            for (const std::string& alias : row.aliases) words.emplace(alias, row.id);
        }
    }
}

void learn_from_standards(CheckRules& rules, const StandardSet& standards) {
    for (const auto* part : {&standards.guarantee, &standards.quality})
        for (const JudgedIndicator& indicator : *part)
            if (!indicator.evidence.empty())
                rules.papers[indicator.id] = indicator.evidence;
}

void CheckRun::report(
    TableId table,
    std::size_t row,
    std::string_view field,
    std::string code,
    Severity severity,
    Args args
) const {
    const TableSpec& spec = table_spec(table);
    const Row values = row_at(snapshot, table, row);
    const std::size_t index = field_by_name(spec, field).value_or(0);
    Finding finding{{std::move(code), severity}, table, {}, index};
    finding.key.assign(
        values.begin(), values.begin() + static_cast<std::ptrdiff_t>(spec.key_fields)
    );
    finding.issue.value = to_text(spec.fields[index], values[index]);
    finding.issue.args = {
        {"table", std::string(spec.name)},
        {"key", key_text(spec, values)},
        {"field", std::string(field)},
        {"value", finding.issue.value}};
    std::ranges::move(args, std::back_inserter(finding.issue.args));
    if (const auto school = field_by_name(spec, "code");
        school && table != TableId::townships && table != TableId::villages)
        finding.issue.school = to_text(spec.fields[*school], values[*school]);
    findings.push_back(std::move(finding));
}

Findings check_snapshot(const Snapshot& snapshot, const CheckOptions& options) {
    Findings findings;
    const CheckRun run{snapshot, options, findings};
    check_codes(run);
    check_sums(run);
    check_figures(run);
    check_words(run);
    check_districts(run);
    check_ranges(run);
    check_jumps(run);
    return findings;
}

std::string nearest_code(std::string_view code, const std::set<std::string>& known) {
    std::string nearest;
    std::size_t best = kFarthest + 1;
    for (const std::string& one : known) {
        const std::size_t gap =
            one.size() > code.size() ? one.size() - code.size() : code.size() - one.size();
        if (gap >= best)
            continue;
        if (const std::size_t found = distance(code, one); found < best) {
            best = found;
            nearest = one;
        }
    }
    return nearest;
}

}  // namespace junheng
