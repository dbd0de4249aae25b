// SPDX-License-Identifier: Apache-2.0
/// Reads typed values out of one rule's table. The first fault is kept and reading goes on with
/// defaults, so that the builders stay free of error plumbing; whoever reads a rule asks for the
/// fault at the end.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/standards/rule_file.h"
#include "core/standards/standard_set.h"

namespace junheng {

/// Keeps the first fault of a load.
class FirstFault {
public:
    void add(Error fault);
    const std::optional<Error>& fault() const { return fault_; }

private:
    std::optional<Error> fault_;
};

/// Documents of the set by their number, so that files cite the number alone.
using Documents = std::map<std::string, RuleSource>;

class RuleReader {
public:
    RuleReader(const RuleEntry& entry, const Documents& documents, FirstFault& faults);

    const RuleEntry& entry() const { return entry_; }
    const toml::node* find(std::string_view key) const;
    bool has(std::string_view key) const { return find(key) != nullptr; }

    /// Errors: standards.unknown_field for any key that is not among `known` or the source keys.
    void allow(const toml::table& table, std::initializer_list<std::string_view> known);

    /// Absent = empty or the fallback. Errors: standards.bad_value.
    std::string text(const toml::table& table, std::string_view key);
    std::string text(std::string_view key) { return text(entry_.table, key); }
    bool yes(std::string_view key, bool fallback);
    int whole(std::string_view key, int fallback);
    /// One text, or a list of texts.
    std::vector<std::string> words(const toml::table& table, std::string_view key);
    /// `{zh =, en =}` or one text for both.
    BilingualName name(const toml::table& table, std::string_view key);
    /// Errors: standards.bad_value for what is no number, or none that can be called `name`.
    std::optional<Decimal> number(const toml::node& node, std::string_view name = "number");
    std::optional<Stage> stage(const toml::node& node, std::string_view word);
    /// The stages that the key `stage` names; none = every stage ("both", "all", absent).
    std::vector<Stage> stages(const toml::table& table);

    /// The source of a value: its own keys (`document`, `clause`, `confidence`, `from`, `href`),
    /// those of its `source` table, else those of the rule. Errors: standards.no_source when
    /// document, confidence or day is missing.
    RuleSource source(const toml::table& value);

    void fault(std::string code, const toml::node& at, Args args = {});

private:
    std::string source_text(const toml::table& value, std::string_view key, std::string_view other);
    std::optional<Date> day(const toml::table& value, std::string_view key);
    const toml::node* source_node(const toml::table& value, std::string_view key) const;

    const RuleEntry& entry_;
    const Documents& documents_;
    FirstFault& faults_;
};

}  // namespace junheng
