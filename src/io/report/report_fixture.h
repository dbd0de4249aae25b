// SPDX-License-Identifier: Apache-2.0
/// For tests: the program's own templates, a county to report on, scratch folders.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "core/indicators/assess.h"
#include "core/indicators/county_fixture.h"
#include "io/exchange/import_test_county.h"
#include "io/exchange/sheet.h"
#include "io/report/report_data.h"
#include "io/report/report_template.h"

namespace junheng::test {

inline const Messages& messages() {
    static const Messages texts = *Messages::load("data/messages");
    return texts;
}

inline const Glossary& glossary() {
    static const Glossary terms = *Glossary::load("data/glossary.toml");
    return terms;
}

inline ReportInput report_input(
    const Snapshot& snapshot,
    const StandardSet& standards,
    const Assessment& assessment,
    Language language = Language::zh
) {
    return {
        .snapshot = snapshot,
        .standards = standards,
        .assessment = assessment,
        .glossary = glossary(),
        .messages = messages(),
        .language = language,
        .county = "云岭县"};
}

inline ReportSet reports() {
    const std::vector<std::filesystem::path> folders{"data/reports"};
    auto set = load_reports(folders);
    EXPECT_TRUE(set.has_value()) << (set ? "" : set.error().code + set.error().where.file);
    return set.value_or(ReportSet{});
}

inline const ReportTemplate& report(const ReportSet& set, std::string_view id) {
    const auto found = std::ranges::find(set.templates, id, &ReportTemplate::id);
    EXPECT_NE(found, set.templates.end()) << id;
    return *found;
}

}  // namespace junheng::test
