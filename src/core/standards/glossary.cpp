// SPDX-License-Identifier: Apache-2.0
#include "core/standards/glossary.h"

#include <algorithm>
#include <optional>

#include <toml++/toml.h>

namespace junheng {
namespace {

constexpr std::string_view kGroupSource = "_source";

std::string plain(std::string_view text) {
    std::string result;
    for (const char letter : text) {
        if (letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r')
            continue;
        const bool upper = letter >= 'A' && letter <= 'Z';
        result += upper ? static_cast<char>(letter - 'A' + 'a') : letter;
    }
    return result;
}

/// Walks the tables: one with a Chinese or an English term is a row, any other a group.
class Reader {
public:
    explicit Reader(std::string file) : file_(std::move(file)) {}

    void read(const toml::table& table, const std::string& group) {
        const std::string source = table[kGroupSource].value_or(std::string());
        for (const auto& [key, node] : table) {
            const auto* inner = node.as_table();
            if (inner == nullptr)
                continue;
            if (inner->contains("zh") || inner->contains("en"))
                read_row(*inner, group, std::string(key.str()), source);
            else
                read(
                    *inner,
                    group.empty() ? std::string(key.str()) : group + "." + std::string(key.str())
                );
        }
    }

    std::vector<GlossaryRow> rows;
    std::optional<Error> fault;

private:
    void read_row(
        const toml::table& table,
        const std::string& group,
        std::string id,
        const std::string& source
    ) {
        const auto text = [&](std::string_view key) { return table[key].value_or(std::string()); };
        GlossaryRow row{
            group,
            std::move(id),
            text("zh"),
            text("en"),
            text("unit"),
            text("meaning"),
            text("source")};
        if (row.source.empty())
            row.source = source;
        if (const auto* aliases = table["aliases"].as_array())
            for (const toml::node& alias : *aliases)
                row.aliases.push_back(alias.value_or(std::string()));
        if ((row.zh.empty() || row.en.empty()) && !fault)
            fault = Error{
                ErrorKind::internal,
                "glossary.incomplete",
                {{"term", row.group + "." + row.id}},
                {.file = file_, .row = static_cast<int>(table.source().begin.line)}};
        rows.push_back(std::move(row));
    }

    std::string file_;
};

}  // namespace

Result<Glossary> Glossary::load(const std::filesystem::path& file) {
    Reader reader(file.filename().string());
    try {
        reader.read(toml::parse_file(file.string()), {});
    } catch (const toml::parse_error& fault) {
        return failure(
            ErrorKind::internal,
            "glossary.unreadable",
            {{"reason", std::string(fault.description())}},
            {.file = file.filename().string(), .row = static_cast<int>(fault.source().begin.line)}
        );
    }
    if (reader.fault)
        return tl::unexpected(*reader.fault);
    Glossary glossary;
    glossary.rows_ = std::move(reader.rows);
    glossary.index();
    return glossary;
}

void Glossary::index() {
    for (std::size_t i = 0; i < rows_.size(); ++i)
        by_id_.emplace(Key{rows_[i].group, rows_[i].id}, i);
    const auto add = [this](std::size_t i, std::string_view name) {
        by_name_.emplace(Key{rows_[i].group, plain(name)}, i);
    };
    // Identifiers and terms first, so that no alias hides one.
    for (std::size_t i = 0; i < rows_.size(); ++i)
        for (const std::string* name : {&rows_[i].id, &rows_[i].zh, &rows_[i].en}) add(i, *name);
    for (std::size_t i = 0; i < rows_.size(); ++i)
        for (const std::string& alias : rows_[i].aliases) add(i, alias);
}

const GlossaryRow* Glossary::find(std::string_view group, std::string_view id) const {
    const auto found = by_id_.find(Key{group, id});
    return found == by_id_.end() ? nullptr : &rows_[found->second];
}

const GlossaryRow* Glossary::by_name(std::string_view group, std::string_view text) const {
    const auto found = by_name_.find(Key{std::string(group), plain(text)});
    return found == by_name_.end() ? nullptr : &rows_[found->second];
}

std::string Glossary::word_group(std::string_view table, std::string_view column) const {
    for (const char* between : {".", "_"}) {
        std::string own = "words." + std::string(table) + between + std::string(column);
        if (std::ranges::find(rows_, own, &GlossaryRow::group) != rows_.end())
            return own;
    }
    return "words." + std::string(column);
}

std::string Glossary::term(std::string_view group, std::string_view id, Language language) const {
    const GlossaryRow* row = find(group, id);
    if (row == nullptr)
        return std::string(id);
    return language == Language::zh ? row->zh : row->en;
}

}  // namespace junheng
