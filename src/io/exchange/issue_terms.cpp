// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/issue_terms.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "core/domain/table.h"

namespace junheng {
namespace {

std::vector<std::string> split(std::string_view text, char sign) {
    std::vector<std::string> parts;
    for (std::size_t from = 0; from <= text.size();) {
        const auto end = std::min(text.find(sign, from), text.size());
        parts.emplace_back(text.substr(from, end - from));
        from = end + 1;
    }
    return parts;
}

class Terms {
public:
    Terms(Args& args, const Glossary& glossary, Language language)
        : args_(args),
          glossary_(glossary),
          language_(language),
          table_(given("table")),
          field_(given("field")) {}

    void add() {
        const Args before = args_;
        for (const auto& [slot, value] : before) add(slot, value);
    }

private:
    std::string given(std::string_view slot) const {
        const auto found =
            std::ranges::find(args_, slot, &std::pair<std::string, std::string>::first);
        return found == args_.end() ? std::string() : found->second;
    }

    void put(std::string slot, std::string text) {
        args_.emplace_back(std::move(slot), std::move(text));
    }

    std::string term(const std::string& group, const std::string& id) const {
        return glossary_.term(group, id, language_);
    }

    /// The group of the words that stand in a column; keys of figures have one each.
    std::string group_of(std::string_view column) const {
        if (column == "key" && (table_ == "county" || table_ == "figures"))
            return table_;
        if (column == "unit")
            return "words.unit";
        return glossary_.word_group(table_, column);
    }

    void add(const std::string& slot, const std::string& value) {
        if (slot == "table")
            put("table_name", term("tables", value));
        else if (slot == "field")
            add_field(value);
        else if (slot == "key")
            put("key_name", key_name(value));
        else if (slot == "value")
            put("value_name", term(group_of(field_), value));
        else if (slot == "fault")
            put("fault_name", term("words.identity_fault", value));
        else if (slot == "kind")
            put("kind_name", term("words.schools.kind", value));
        else if (slot == "nearest_word")
            put("nearest_word_name", term(group_of(field_), value));
        else if (slot == "unit")
            put("unit_name", term("words.unit", value));
        else if (slot == "parts")
            put("part_name", figures(value));
        else if (slot == "wholes")
            put("whole_name", figures(value));
    }

    void add_field(const std::string& field) {
        put("field_name", term("columns." + table_, field));
        const std::string group = group_of(field);
        std::string choices;
        for (const std::string& word : choices_of(field, group))
            choices += (choices.empty()             ? ""
                        : language_ == Language::zh ? "、"
                                                    : ", ") +
                       term(group, word);
        put("choices", std::move(choices));
    }

    /// A closed list in its own order, else what the glossary knows.
    std::vector<std::string> choices_of(const std::string& field, const std::string& group) const {
        std::vector<std::string> words;
        if (const auto table = table_by_name(table_))
            if (const auto index = field_by_name(table_spec(*table), field))
                for (const std::string_view word : table_spec(*table).fields[*index].words)
                    words.emplace_back(word);
        if (words.empty() && group.starts_with("words."))
            for (const GlossaryRow& row : glossary_.rows())
                if (row.group == group)
                    words.push_back(row.id);
        return words;
    }

    /// "2145000001/primary" as "2145000001 小学".
    std::string key_name(const std::string& key) const {
        const auto table = table_by_name(table_);
        auto parts = split(key, '/');
        if (!table || parts.size() != table_spec(*table).key_fields)
            return key;
        std::string text;
        for (std::size_t i = 0; i < parts.size(); ++i)
            if (!parts[i].empty())
                text += (text.empty() ? "" : " ") +
                        term(group_of(table_spec(*table).fields[i].name), parts[i]);
        return text;
    }

    /// Keys of figures and columns of stages, summed.
    std::string figures(const std::string& keys) const {
        constexpr std::string_view kStages = "stages.";
        std::string text;
        for (const std::string& key : split(keys, ' '))
            text += (text.empty() ? "" : "＋") +
                    (key.starts_with(kStages) ? term("columns.stages", key.substr(kStages.size()))
                                              : term(table_, key));
        return text;
    }

    Args& args_;
    const Glossary& glossary_;
    Language language_;
    std::string table_;
    std::string field_;
};

}  // namespace

void add_terms(Args& args, const Glossary& glossary, Language language) {
    Terms(args, glossary, language).add();
}

void add_terms(Issues& issues, const Glossary& glossary, Language language) {
    for (Issue& issue : issues) add_terms(issue.args, glossary, language);
}

}  // namespace junheng
