// SPDX-License-Identifier: Apache-2.0
#include "core/standards/rule_reader.h"

#include <algorithm>
#include <array>
#include <sstream>

#include "core/domain/words.h"
#include "core/standards/number_kind.h"

namespace junheng {
namespace {

constexpr std::array<std::string_view, 13> kEveryTable{
    "document",
    "title",
    "clause",
    "confidence",
    "from",
    "href",
    "still_valid_on",
    "source",
    "note",
    "id",
    "name",
    "part",
    "description"};

std::string as_text(const toml::node& node) {
    if (const auto text = node.value<std::string>())
        return *text;
    std::ostringstream text;
    node.visit([&](const auto& typed) { text << typed; });
    return text.str();
}

std::optional<Date> as_day(const toml::node& node) {
    if (const auto text = node.value<std::string>())
        return parse_date(std::string_view(*text).substr(0, std::string_view("2017-05-01").size()));
    auto date = node.value<toml::date>();
    if (const auto moment = node.value<toml::date_time>())
        date = moment->date;
    if (!date)
        return std::nullopt;
    return Date{
        std::chrono::year(date->year),
        std::chrono::month(date->month),
        std::chrono::day(date->day)};
}

}  // namespace

void FirstFault::add(Error fault) {
    if (!fault_)
        fault_ = std::move(fault);
}

RuleReader::RuleReader(const RuleEntry& entry, const Documents& documents, FirstFault& faults)
    : entry_(entry), documents_(documents), faults_(faults) {}

const toml::node* RuleReader::find(std::string_view key) const {
    return entry_.table.get(key);
}

void RuleReader::fault(std::string code, const toml::node& at, Args args) {
    // Keys that a file gives to all its rules are copies and know no line: the rule's own line is
    // the next best.
    auto begin = at.source().begin;
    if (!begin)
        begin = entry_.table.source().begin;
    args.emplace_back("rule", entry_.table["id"].value_or(std::string()));
    faults_.add(Error{
        ErrorKind::data,
        std::move(code),
        std::move(args),
        {.file = entry_.file,
         .row = static_cast<int>(begin.line),
         .column = static_cast<int>(begin.column)}});
}

void RuleReader::allow(const toml::table& table, std::initializer_list<std::string_view> known) {
    for (const auto& [key, node] : table)
        if (std::ranges::find(known, key.str()) == known.end() &&
            std::ranges::find(kEveryTable, key.str()) == kEveryTable.end())
            fault("standards.unknown_field", node, {{"field", std::string(key.str())}});
}

std::string RuleReader::text(const toml::table& table, std::string_view key) {
    const toml::node* node = table.get(key);
    if (node == nullptr)
        return {};
    if (!node->is_string())
        fault(
            "standards.bad_value", *node, {{"field", std::string(key)}, {"value", as_text(*node)}}
        );
    return node->value_or(std::string());
}

bool RuleReader::yes(std::string_view key, bool fallback) {
    const toml::node* node = find(key);
    if (node == nullptr)
        return fallback;
    if (!node->is_boolean())
        fault(
            "standards.bad_value", *node, {{"field", std::string(key)}, {"value", as_text(*node)}}
        );
    return node->value_or(fallback);
}

int RuleReader::whole(std::string_view key, int fallback) {
    constexpr int kMostDecimals = 6;
    const toml::node* node = find(key);
    if (node == nullptr)
        return fallback;
    const auto value = node->value_exact<std::int64_t>();
    if (!value || *value < 0 || *value > kMostDecimals)
        fault(
            "standards.bad_value", *node, {{"field", std::string(key)}, {"value", as_text(*node)}}
        );
    return static_cast<int>(value.value_or(fallback));
}

std::vector<std::string> RuleReader::words(const toml::table& table, std::string_view key) {
    std::vector<std::string> words;
    const toml::node* node = table.get(key);
    const auto* list = node == nullptr ? nullptr : node->as_array();
    if (list == nullptr)
        return node == nullptr ? words : std::vector{text(table, key)};
    for (const toml::node& word : *list) {
        if (!word.is_string())
            fault(
                "standards.bad_value", word, {{"field", std::string(key)}, {"value", as_text(word)}}
            );
        words.push_back(word.value_or(std::string()));
    }
    return words;
}

BilingualName RuleReader::name(const toml::table& table, std::string_view key) {
    const auto* both = table.get_as<toml::table>(key);
    if (both == nullptr) {
        const std::string one = text(table, key);
        return {one, one};
    }
    BilingualName name{text(*both, "zh"), text(*both, "en")};
    if (name.zh.empty())
        name.zh = name.en;
    if (name.en.empty())
        name.en = name.zh;
    return name;
}

std::optional<Decimal> RuleReader::number(const toml::node& node, std::string_view name) {
    std::optional<Decimal> value;
    if (const auto whole = node.value_exact<std::int64_t>())
        value = Decimal{*whole, 0};
    else if (const auto real = node.value_exact<double>())
        value = decimal_from_double(*real);
    else if (const auto text = node.value_exact<std::string>())
        value = parse_decimal(*text);
    if (!value || !fits_its_name(name, *value))
        fault(
            "standards.bad_value", node, {{"field", std::string(name)}, {"value", as_text(node)}}
        );
    return value;
}

std::optional<Stage> RuleReader::stage(const toml::node& node, std::string_view word) {
    if (word == "小学")
        return Stage::primary;
    if (word == "初中")
        return Stage::junior;
    const auto stage = stage_by_name(word);
    if (!stage)
        fault("standards.bad_value", node, {{"field", "stage"}, {"value", std::string(word)}});
    return stage;
}

std::vector<Stage> RuleReader::stages(const toml::table& table) {
    std::vector<Stage> stages;
    for (const std::string& word : words(table, "stage")) {
        if (word.empty() || word == "both" || word == "all")
            return {};
        if (const auto one = stage(*table.get("stage"), word))
            stages.push_back(*one);
    }
    return stages;
}

const toml::node* RuleReader::source_node(const toml::table& value, std::string_view key) const {
    for (const toml::table* table : {&value, &entry_.table}) {
        if (const toml::node* own = table->get(key))
            return own;
        if (const auto* source = table->get_as<toml::table>("source"))
            if (const toml::node* named = source->get(key))
                return named;
    }
    return nullptr;
}

std::string RuleReader::source_text(
    const toml::table& value,
    std::string_view key,
    std::string_view other
) {
    for (const std::string_view name : {key, other})
        if (const toml::node* node = source_node(value, name); node != nullptr) {
            if (!node->is_string())
                fault(
                    "standards.bad_value",
                    *node,
                    {{"field", std::string(name)}, {"value", as_text(*node)}}
                );
            return node->value_or(std::string());
        }
    return {};
}

std::optional<Date> RuleReader::day(const toml::table& value, std::string_view key) {
    const toml::node* node = source_node(value, key);
    if (node == nullptr)
        return std::nullopt;
    const auto day = as_day(*node);
    if (!day)
        fault(
            "standards.bad_value", *node, {{"field", std::string(key)}, {"value", as_text(*node)}}
        );
    return day;
}

RuleSource RuleReader::source(const toml::table& value) {
    RuleSource source;
    source.document = source_text(value, "document", "title");
    if (const auto known = documents_.find(source.document); known != documents_.end())
        source = known->second;
    source.clause = source_text(value, "clause", "clause");
    source.confidence = source_text(value, "confidence", "confidence");
    if (const auto href = source_text(value, "href", "href"); !href.empty())
        source.href = href;
    if (const auto checked = day(value, "still_valid_on"))
        source.checked = *checked;
    const auto from = day(value, "from");
    source.from = from.value_or(Date{});
    const std::string_view missing = source.document.empty()     ? "document"
                                     : source.confidence.empty() ? "confidence"
                                     : !from                     ? "from"
                                                                 : "";
    if (!missing.empty())
        fault("standards.no_source", value, {{"field", std::string(missing)}});
    return source;
}

}  // namespace junheng
