// SPDX-License-Identifier: Apache-2.0
#include "core/standards/judged_form.h"

#include <algorithm>

namespace junheng {

std::span<const JudgedForm> judged_forms() {
    static const std::vector<JudgedForm> forms{
        {.name = "documents"},
        {.name = "all_flags"},
        {.name = "rooms_by_classes",
         .inputs = {"music", "art"},
         .limits = {"classes_per_room"},
         .limits_by_stage = {"music_area", "art_area"},
         .by_school = true,
         .reads_pupils = true},
        {.name = "school_size",
         .limits = {"max_pupils", "max_pupils_nine_year"},
         .by_school = true,
         .measured = true,
         .reads_pupils = true},
        {.name = "class_size",
         .limits_by_stage = {"max_pupils"},
         .by_school = true,
         .measured = true},
        {.name = "small_school_funds",
         .inputs = {"funds"},
         .limits = {"pupils_counted"},
         .limits_by_stage = {"norm"},
         .by_school = true,
         .reads_pupils = true},
        {.name = "amount_at_least", .inputs = {"amount"}, .limits = {"minimum"}, .measured = true},
        {.name = "not_below", .inputs = {"left", "right"}, .measured = true},
        {.name = "ratio_at_least",
         .inputs = {"numerator", "denominator"},
         .limits = {"share"},
         .measured = true},
        {.name = "two_ratios", .measured = true, .reads_pupils = true},
        {.name = "retention",
         .inputs = {"formula", "graduates", "intake", "moved_in", "moved_out", "died"},
         .limits = {"share"},
         .measured = true},
        {.name = "school_ratio_at_least",
         .inputs = {"numerator", "denominator"},
         .limits = {"share"},
         .by_school = true,
         .measured = true},
        {.name = "monitoring",
         .inputs = {"level", "level_limit", "rate"},
         .limits = {"rate"},
         .measured = true},
        {.name = "recognition", .limits = {"share"}, .measured = true},
        {.name = "veto", .inputs = {"key"}},
    };
    return forms;
}

const JudgedForm* find_judged_form(std::string_view name) {
    const auto forms = judged_forms();
    const auto found = std::ranges::find(forms, name, &JudgedForm::name);
    return found == forms.end() ? nullptr : &*found;
}

}  // namespace junheng
