// SPDX-License-Identifier: Apache-2.0
/// The bilingual glossary: every identifier with its Chinese and English term, unit, meaning and
/// source, and the other heads and words under which files know it.
#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/messages.h"
#include "core/base/result.h"

namespace junheng {

/// Shape: `group` is tables, county, figures, indicators, readings, terms, columns.TABLE,
/// words.COLUMN or words.TABLE.COLUMN; `id` is the identifier within it.
struct GlossaryRow {
    std::string group;
    std::string id;
    std::string zh;
    std::string en;
    std::string unit;
    std::string meaning;
    std::string source;
    std::vector<std::string> aliases;
};

class Glossary {
public:
    /// Errors: glossary.unreadable (not found or not TOML), glossary.incomplete (a row without zh
    /// or en), with place.
    static Result<Glossary> load(const std::filesystem::path& file);

    const GlossaryRow* find(std::string_view group, std::string_view id) const;
    /// The row of a group whose identifier, Chinese term, English term or alias this is; blanks and
    /// the case of Latin letters make no difference. Where two rows share a text, the one that
    /// stands first.
    const GlossaryRow* by_name(std::string_view group, std::string_view text) const;

    /// The group with the words of a column: words.TABLE.COLUMN or words.TABLE_COLUMN if there is
    /// one, else words.COLUMN; may be unknown.
    std::string word_group(std::string_view table, std::string_view column) const;
    /// The term of an identifier; the identifier itself where the glossary has no row.
    std::string term(std::string_view group, std::string_view id, Language language) const;

    std::span<const GlossaryRow> rows() const { return rows_; }

private:
    using Key = std::pair<std::string, std::string>;

    void index();

    std::vector<GlossaryRow> rows_;
    std::map<Key, std::size_t> by_id_;
    std::map<Key, std::size_t> by_name_;
};

}  // namespace junheng
