// SPDX-License-Identifier: Apache-2.0
/// A formula that is written twice: in names, and with the county's numbers put in. Its words are
/// data (data/messages/formula.toml), its names the glossary's.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/maybe.h"
#include "core/base/messages.h"
#include "core/standards/glossary.h"

namespace junheng {

/// Shape: without names the slot shows its number in both writings, without a number its names.
struct FormulaSlot {
    std::string slot;
    std::vector<std::string> names;  // a column, a key of county or figures, rooms.KIND
    std::string number;
};

struct Formula {
    std::string code;     // of the message that is the pattern; empty: `pattern` is
    std::string pattern;  // signs and slots only, the same in every language
    std::vector<FormulaSlot> slots;
    bool equation = false;  // ends in "= value"; else it is a condition
};

/// "a ÷ b = 3 ÷ 4 = 0.75", or for a condition "a ÷ b ≥ 0.5: 3 ÷ 4 ≥ 0.5".
std::string formula_text(
    const Formula& formula,
    const Maybe<double>& value,
    const Messages& messages,
    const Glossary& glossary,
    Language language
);

/// What people call a figure: "pupils.primary", "rooms.music", "teaching_area_m2" or a key. The
/// name itself where the glossary has none.
std::string figure_term(const Glossary& glossary, std::string_view name, Language language);

/// Every digit of a number, "?" for a missing one.
std::string number_text(const Maybe<double>& value);

}  // namespace junheng
