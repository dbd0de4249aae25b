// SPDX-License-Identifier: Apache-2.0
/// The closed list of forms in which guarantee, quality, recognition and vetoes are judged, each
/// with what it asks of a rule. docs/standards.md has the same table in words; the judges stand in
/// core/indicators, the formulas in data/messages under formula.NAME.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace junheng {

struct JudgedForm {
    std::string_view name;
    std::vector<std::string> inputs;
    std::vector<std::string> limits;           // one for the whole rule
    std::vector<std::string> limits_by_stage;  // one for every stage, or one for each
    bool by_school = false;     // judged school by school, not on the county's own figures
    bool measured = false;      // has a value that can be near its limit: no flag, no count
    bool reads_pupils = false;  // pupils by school and stage, in itself or in its exceptions
};

std::span<const JudgedForm> judged_forms();
/// Null for an unknown form.
const JudgedForm* find_judged_form(std::string_view name);

}  // namespace junheng
