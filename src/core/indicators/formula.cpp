// SPDX-License-Identifier: Apache-2.0
#include "core/indicators/formula.h"

#include <fmt/format.h>

#include "core/domain/words.h"

namespace junheng {
namespace {

/// A figure of one stage, as "pupils.primary".
std::string stage_term(const Glossary& glossary, std::string_view name, Language language) {
    const auto dot = name.rfind('.');
    if (dot == std::string_view::npos || !stage_by_name(name.substr(dot + 1)))
        return {};
    const std::string stage = glossary.term("words.stage", name.substr(dot + 1), language);
    const std::string column = figure_term(glossary, name.substr(0, dot), language);
    return language == Language::zh ? stage + column : fmt::format("{} ({})", column, stage);
}

std::string joined_terms(
    const std::vector<std::string>& names,
    const Glossary& glossary,
    Language language
) {
    std::string text;
    for (const std::string& name : names) {
        if (!text.empty())
            text += language == Language::zh ? "、" : ", ";
        text += figure_term(glossary, name, language);
    }
    return text;
}

}  // namespace

std::string number_text(const Maybe<double>& value) {
    return value ? fmt::format("{}", *value) : std::string("?");
}

std::string figure_term(const Glossary& glossary, std::string_view name, Language language) {
    for (const std::string_view group :
         {"columns.stages", "columns.shared", "county", "figures", "tables"})
        if (glossary.find(group, name) != nullptr)
            return glossary.term(group, name, language);
    constexpr std::string_view kRooms = "rooms.";
    if (name.starts_with(kRooms))
        return glossary.term("words.rooms.kind", name.substr(kRooms.size()), language);
    if (glossary.find("words.rooms.kind", name) != nullptr)
        return glossary.term("words.rooms.kind", name, language);
    const std::string of_stage = stage_term(glossary, name, language);
    return of_stage.empty() ? glossary.term("terms", name, language) : of_stage;
}

std::string formula_text(
    const Formula& formula,
    const Maybe<double>& value,
    const Messages& messages,
    const Glossary& glossary,
    Language language
) {
    Args names;
    Args numbers;
    for (const FormulaSlot& slot : formula.slots) {
        const std::string terms = joined_terms(slot.names, glossary, language);
        names.emplace_back(slot.slot, terms.empty() ? slot.number : terms);
        numbers.emplace_back(slot.slot, slot.number.empty() ? terms : slot.number);
    }
    const auto filled = [&](const Args& args) {
        return formula.code.empty() ? fill_slots(formula.pattern, args)
                                    : messages.text(formula.code, args, language);
    };
    const std::string in_names = filled(names);
    const std::string in_numbers = filled(numbers);
    if (formula.equation)
        return fmt::format("{} = {} = {}", in_names, in_numbers, number_text(value));
    if (in_names == in_numbers)
        return in_names;
    return in_names + (language == Language::zh ? ":" : ": ") + in_numbers;
}

}  // namespace junheng
