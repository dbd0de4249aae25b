// SPDX-License-Identifier: Apache-2.0
/// Words of lists that anyone may extend: kinds of rooms, subjects, degrees, keys of figures.
#include <algorithm>

#include "io/exchange/likeness.h"
#include "io/exchange/registry_check_parts.h"

namespace junheng {
namespace {

struct Nearest {
    std::string word;
    double likeness = 0;
};

Nearest nearest_word(std::string_view text, const TextMap& words) {
    Nearest best;
    for (const auto& [name, word] : words)
        if (const double found = likeness(text, name); found > best.likeness)
            best = {word, found};
    return best;
}

bool is_number(std::string_view text) {
    return text.find_first_not_of("0123456789") == std::string_view::npos;
}

void check_column(const CheckRun& run, TableId table, const FieldSpec& field, std::size_t index) {
    const std::string column = std::string(table_spec(table).name) + "." + std::string(field.name);
    const auto words = run.options.rules.words.find(column);
    if (words == run.options.rules.words.end())
        return;
    for (std::size_t i = 0; i < row_count(run.snapshot, table); ++i) {
        const Value value = cell_at(run.snapshot, table, i, index);
        const auto* text = std::get_if<std::string>(&value);
        if (text == nullptr || is_number(*text) || words->second.contains(*text))
            continue;
        const Nearest nearest = nearest_word(*text, words->second);
        const bool key = field.name == "key";
        const bool near =
            nearest.likeness >= run.options.rules.limit(key ? "key_alike" : "word_alike");
        // Rules of a province may ask for keys of their own; only a slip of the pen is told.
        if (!near && key)
            continue;
        run.report(
            table,
            i,
            field.name,
            near ? "check.unknown_word_near" : "check.unknown_word",
            Severity::warning,
            {{"nearest_word", nearest.word}}
        );
    }
}

/// A registry of another country has kinds of its own.
bool is_national(const CheckRun& run) {
    constexpr std::size_t kDigits = 10;
    return run.options.school_code && run.options.school_code->empty() &&
           std::ranges::any_of(run.snapshot.schools, [](const School& school) {
               return school.code.size() == kDigits && is_number(school.code);
           });
}

/// A paper that no rule asks for counts for nothing.
void check_papers(const CheckRun& run) {
    const auto& papers = run.options.rules.papers;
    if (papers.empty())
        return;
    for (std::size_t i = 0; i < run.snapshot.evidence.size(); ++i) {
        const Evidence& row = run.snapshot.evidence[i];
        const auto slots = papers.find(row.item);
        const bool known = slots != papers.end();
        if (known && std::ranges::find(slots->second, row.slot) != slots->second.end())
            continue;
        std::string choices;
        for (const auto& [item, names] : papers)
            if (!known)
                choices += (choices.empty() ? "" : ", ") + item;
        for (const std::string& slot : known ? slots->second : std::vector<std::string>{})
            choices += (choices.empty() ? "" : ", ") + slot;
        run.report(
            TableId::evidence,
            i,
            known ? "slot" : "item",
            known ? "check.unknown_paper" : "check.item_without_papers",
            Severity::warning,
            {{"item", row.item}, {"known", choices}}
        );
    }
}

}  // namespace

void check_words(const CheckRun& run) {
    check_papers(run);
    if (run.options.rules.words.empty() || !is_national(run))
        return;
    // Units of districts have ids of their own, units of figures have not.
    constexpr std::string_view kUnitId = "unit";
    for (const TableId table : all_tables()) {
        const auto fields = table_spec(table).fields;
        for (std::size_t i = 0; i < fields.size(); ++i)
            if (fields[i].type == FieldType::code && fields[i].name != kUnitId &&
                table != TableId::evidence)
                check_column(run, table, fields[i], i);
    }
}

}  // namespace junheng
