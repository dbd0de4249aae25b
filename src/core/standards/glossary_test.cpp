// SPDX-License-Identifier: Apache-2.0
#include "core/standards/glossary.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "core/domain/table.h"
#include "core/standards/standards_fixture.h"

namespace junheng {
namespace {

const Glossary& glossary() {
    static const Result<Glossary> loaded = Glossary::load("data/glossary.toml");
    EXPECT_TRUE(loaded) << describe(loaded.error());
    return *loaded;
}

const StandardSet& national() {
    static const StandardSet set = *load_national();
    return set;
}

std::vector<const JudgedIndicator*> judged() {
    std::vector<const JudgedIndicator*> rules{&national().recognition};
    for (const auto* part : {&national().guarantee, &national().quality, &national().vetoes})
        for (const JudgedIndicator& rule : *part) rules.push_back(&rule);
    return rules;
}

void expect_row(const std::string& group, std::string_view id) {
    const GlossaryRow* row = glossary().find(group, id);
    ASSERT_NE(row, nullptr) << group << " " << id;
    EXPECT_FALSE(row->zh.empty()) << group << " " << id;
    EXPECT_FALSE(row->en.empty()) << group << " " << id;
    EXPECT_FALSE(row->source.empty()) << group << " " << id;
}

TEST(Glossary, NamesEveryTableAndColumnWithItsUnit) {
    for (const TableId id : all_tables()) {
        const TableSpec& table = table_spec(id);
        expect_row("tables", table.name);
        for (const FieldSpec& field : table.fields) {
            const std::string group = "columns." + std::string(table.name);
            expect_row(group, field.name);
            EXPECT_EQ(glossary().find(group, field.name)->unit, field.unit)
                << table.name << "." << field.name;
        }
    }
}

TEST(Glossary, NamesEveryWordOfEveryClosedList) {
    for (const TableId id : all_tables()) {
        const TableSpec& table = table_spec(id);
        for (const FieldSpec& field : table.fields)
            for (const std::string_view word : field.words)
                expect_row(glossary().word_group(table.name, field.name), word);
    }
}

TEST(Glossary, NamesEveryIndicatorReadingAndPaper) {
    for (const ResourceIndicator& rule : national().resource)
        expect_row("indicators", rule.identifier);
    for (const JudgedIndicator* rule : judged()) {
        expect_row("indicators", rule->identifier);
        expect_row("words.clock", rule->clock);
        for (const std::string& slot : rule->evidence) expect_row("words.evidence_slot", slot);
        for (const ExceptionRule& exception : rule->exceptions)
            expect_row("words.effect", exception.effect);
    }
    for (const Reading& reading : national().readings) {
        expect_row("readings", reading.id);
        for (const std::string& choice : reading.choices)
            expect_row("readings", reading.id + "." + choice);
    }
}

/// Inputs that name no figure: how the rule is computed, not what from.
bool is_setting(std::string_view role) {
    static const std::set<std::string_view> settings{
        "level", "scope", "computed", "formula", "level_limit"};
    return settings.contains(role);
}

TEST(Glossary, NamesEveryKeyThatARuleReads) {
    int keys = 0;
    for (const JudgedIndicator* rule : judged())
        for (const auto& [role, key] : rule->inputs) {
            if ((is_setting(role) && !key.starts_with("monitoring.")) || key == "pupils")
                continue;
            const bool named = glossary().find("county", key) != nullptr ||
                               glossary().find("figures", key) != nullptr ||
                               glossary().find("words.rooms.kind", key) != nullptr;
            EXPECT_TRUE(named) << rule->id << " " << role << " = " << key;
            ++keys;
        }
    EXPECT_GT(keys, 50);
}

TEST(Glossary, NamesEveryFigureThatHasAClock) {
    for (const std::string list : {"school_year_start", "calendar_year", "term", "five_years"})
        for (const std::string& figure : national().lists.at("clock." + list)) {
            const bool named = std::ranges::any_of(glossary().rows(), [&](const GlossaryRow& row) {
                return row.id == figure && !row.group.starts_with("words.");
            });
            EXPECT_TRUE(named) << figure;
        }
}

TEST(Glossary, KnowsHeadsByPinyinInitialsAndChineseTerms) {
    const auto id = [](std::string_view group, std::string_view text) {
        const GlossaryRow* row = glossary().by_name(group, text);
        return row == nullptr ? std::string() : row->id;
    };
    EXPECT_EQ(id("columns.schools", "XXBSM"), "code");
    EXPECT_EQ(id("columns.schools", "xxmc"), "name");
    EXPECT_EQ(id("columns.schools", "学校名称"), "name");
    EXPECT_EQ(id("columns.schools", "BXLXM"), "kind");
    EXPECT_EQ(id("columns.schools", "SZDCXLXM"), "area_class");
    EXPECT_EQ(id("columns.teachers", "GH"), "id");
    EXPECT_EQ(id("columns.pupils", "SFZJH"), "identity_no");
    EXPECT_EQ(id("columns.pupils", "XJH"), "student_no");
    EXPECT_EQ(id("columns.stages", " 在校生数 "), "pupils");
    EXPECT_EQ(id("words.schools.kind", "九年一贯制学校"), "312");
    EXPECT_EQ(id("words.area_class", "镇中心区"), "121");
    EXPECT_EQ(id(glossary().word_group("teachers", "title"), "高级教师"), "senior");
    EXPECT_EQ(id("words.stage", "no such word"), "");
    EXPECT_EQ(glossary().term("words.compliance", "met", Language::zh), "达标");
    EXPECT_EQ(glossary().term("county", "no.such.key", Language::en), "no.such.key");
}

TEST(Glossary, HasNoNameTwiceInAGroupOfColumnsOrWords) {
    std::map<std::pair<std::string, std::string>, std::string> names;
    for (const GlossaryRow& row : glossary().rows()) {
        if (!row.group.starts_with("columns.") && !row.group.starts_with("words."))
            continue;
        if (row.group == "words.unit")  // heads and people are both 人
            continue;
        auto own = row.aliases;
        own.push_back(row.zh);
        for (const std::string& name : own) {
            const auto [other, is_new] = names.emplace(std::pair(row.group, name), row.id);
            EXPECT_TRUE(is_new || other->second == row.id) << row.group << " " << name;
        }
    }
}

TEST(Glossary, RefusesRowsThatLackALanguage) {
    const ScratchFolder folder;
    folder.write("glossary.toml", "[terms]\nschool = { zh = \"学校\" }\n");
    const auto loaded = Glossary::load(folder.path() / "glossary.toml");
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().code, "glossary.incomplete");
    EXPECT_EQ(loaded.error().where.row, 2);
    EXPECT_EQ(Glossary::load(folder.path() / "nowhere.toml").error().code, "glossary.unreadable");
}

}  // namespace
}  // namespace junheng
