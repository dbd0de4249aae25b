// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/profile.h"

#include <algorithm>

#include <toml++/toml.h>

#include "io/exchange/layout.h"

namespace junheng {
namespace {

namespace fs = std::filesystem;

/// Carries the place of the first fault out of the small readers below.
struct BadProfile {
    std::string what;
    int line = 0;
};

int line_of(const toml::node& node) {
    return static_cast<int>(node.source().begin.line);
}

[[noreturn]] void refuse(const toml::node& node, std::string what) {
    throw BadProfile{std::move(what), line_of(node)};
}

std::string text_at(const toml::table& table, std::string_view key) {
    const auto node = table[key];
    if (!node)
        return {};
    if (const auto text = node.value<std::string>())
        return *text;
    refuse(*node.node(), std::string(key));
}

std::vector<std::string> texts(const toml::node& node) {
    if (const auto one = node.value<std::string>())
        return {*one};
    std::vector<std::string> all;
    if (const auto* list = node.as_array())
        for (const auto& item : *list)
            all.push_back(item.value<std::string>().value_or(std::string()));
    return all;
}

std::vector<std::string> texts_at(const toml::table& table, std::string_view key) {
    const auto* node = table.get(key);
    return node == nullptr ? std::vector<std::string>() : texts(*node);
}

/// $0, $1 … stand for the words of one line of `each`.
std::string filled(std::string text, const std::vector<std::string>& each) {
    for (std::size_t i = each.size(); i-- > 0;) {
        const std::string slot = "$" + std::to_string(i);
        for (auto at = text.find(slot); at != std::string::npos;
             at = text.find(slot, at + each[i].size()))
            text.replace(at, slot.size(), each[i]);
    }
    return text;
}

void read_columns(
    const toml::table& given,
    const std::vector<std::string>& each,
    ProfileValue& value
) {
    for (const std::string_view key : {"column", "sum"})
        for (const std::string& head : texts_at(given, key))
            value.columns.push_back(filled(head, each));
}

ProfileValue read_value(const toml::node& node, const std::vector<std::string>& each) {
    ProfileValue value;
    if (const auto head = node.value<std::string>()) {
        value.columns.push_back(filled(*head, each));
        return value;
    }
    const auto* given = node.as_table();
    if (given == nullptr)
        refuse(node, "value");
    value.constant = filled(text_at(*given, "constant"), each);
    read_columns(*given, each, value);
    value.cell = text_at(*given, "cell");
    value.search = text_at(*given, "search");
    value.words = text_at(*given, "words");
    value.times = static_cast<int>((*given)["times"].value_or(std::int64_t{1}));
    value.optional = (*given)["optional"].value_or(false);
    if (value.constant.empty() && value.columns.empty() && value.cell.empty() &&
        value.search.empty())
        refuse(node, "value");
    return value;
}

std::size_t field_named(const TableSpec& spec, const toml::node& node, std::string_view name) {
    const auto field = field_by_name(spec, name);
    if (!field)
        refuse(node, std::string(spec.name) + "." + std::string(name));
    return *field;
}

ProfileRows read_rows(const toml::table& given, const std::vector<std::string>& each) {
    ProfileRows rows;
    const auto table = table_by_name(text_at(given, "table"));
    if (!table)
        refuse(given, "table");
    rows.table = *table;
    const TableSpec& spec = table_spec(*table);
    if (const auto* fields = given["fields"].as_table())
        for (const auto& [name, node] : *fields)
            rows.fields.emplace(field_named(spec, node, name.str()), read_value(node, each));
    if (const std::string figure = text_at(given, "unless_zero"); !figure.empty())
        rows.unless_zero = field_named(spec, given, figure);
    if (const auto* when = given["when"].as_table())
        for (const auto& [head, node] : *when)
            rows.when.emplace(std::string(head.str()), texts(node));
    return rows;
}

void read_row_blocks(const toml::table& given, ProfileSource& source) {
    const auto* each = given["each"].as_array();
    if (each == nullptr) {
        source.rows.push_back(read_rows(given, {}));
        return;
    }
    for (const auto& line : *each) source.rows.push_back(read_rows(given, texts(line)));
}

template <class F>
void for_each_table(const toml::table& table, std::string_view key, F&& read) {
    if (const auto* list = table[key].as_array())
        for (const auto& item : *list)
            if (const auto* one = item.as_table())
                read(*one);
}

ProfileSource read_source(const toml::table& given) {
    ProfileSource source;
    source.id = text_at(given, "id");
    source.file = text_at(given, "file");
    source.sheet = text_at(given, "sheet");
    source.heads = texts_at(given, "heads");
    source.form = given["form"].value_or(false);
    source.key = text_at(given, "key");
    source.year = text_at(given, "year");
    source.needs = texts_at(given, "needs");
    for_each_table(given, "rows", [&](const toml::table& rows) { read_row_blocks(rows, source); });
    if (source.id.empty() || (source.heads.empty() && source.file.empty() && source.sheet.empty()))
        refuse(given, "source");
    return source;
}

WordList read_words(const toml::node& node) {
    WordList words;
    if (const auto* lines = node.as_array())
        for (const auto& line : *lines)
            if (auto pair = texts(line); pair.size() == 2)
                words.emplace_back(pair[0], pair[1]);
    return words;
}

Profile read_profile(const toml::table& given, const fs::path& file) {
    Profile profile;
    profile.id = file.stem().string();
    profile.name_zh = given["name"]["zh"].value_or(std::string());
    profile.name_en = given["name"]["en"].value_or(std::string());
    profile.school_code = text_at(given, "school_code");
    if (const auto year = given["year"].value<std::int64_t>())
        profile.year = static_cast<int>(*year);
    if (const std::string overlay = text_at(given, "overlay"); !overlay.empty())
        profile.overlay = file.parent_path() / profile.id / overlay;
    if (const auto* fields = given["fields"].as_table())
        for (const auto& [name, node] : *fields)
            profile.fields.emplace(std::string(name.str()), texts(node).front());
    if (const auto* words = given["words"].as_table())
        for (const auto& [name, node] : *words)
            profile.words.emplace(std::string(name.str()), read_words(node));
    if (const auto* kinds = given["join_kinds"].as_table())
        for (const auto& [pair, node] : *kinds)
            profile.join_kinds.emplace(std::string(pair.str()), texts(node).front());
    for_each_table(given, "source", [&](const toml::table& s) {
        profile.sources.push_back(read_source(s));
    });
    return profile;
}

bool fits(std::string_view pattern, std::string_view text) {
    if (pattern.empty())
        return text.empty();
    if (pattern.front() == '*')
        return fits(pattern.substr(1), text) || (!text.empty() && fits(pattern, text.substr(1)));
    return !text.empty() && pattern.front() == text.front() &&
           fits(pattern.substr(1), text.substr(1));
}

Result<std::vector<fs::path>> profile_files(const fs::path& folder) {
    std::error_code fault;
    std::vector<fs::path> files;
    for (fs::directory_iterator at(folder, fault), end; !fault && at != end; at.increment(fault))
        if (at->path().extension() == ".toml")
            files.push_back(at->path());
    if (fault)
        return failure(
            ErrorKind::unavailable, "profile.folder_absent", {}, {folder.filename().string()}
        );
    std::ranges::sort(files);
    return files;
}

}  // namespace

Result<Profile> load_profile(const fs::path& file) {
    const std::string shown = file.filename().string();
    try {
        return read_profile(toml::parse_file(file.string()), file);
    } catch (const toml::parse_error& fault) {
        return failure(
            ErrorKind::data,
            "profile.unreadable",
            {{"detail", std::string(fault.description())}},
            {shown,
             {},
             static_cast<int>(fault.source().begin.line),
             static_cast<int>(fault.source().begin.column)}
        );
    } catch (const BadProfile& fault) {
        return failure(
            ErrorKind::data, "profile.bad_value", {{"what", fault.what}}, {shown, {}, fault.line, 0}
        );
    }
}

Result<Profile> find_profile(const fs::path& folder, const std::string& id) {
    const auto files = profile_files(folder);
    if (!files)
        return tl::unexpected(files.error());
    std::string known;
    for (const fs::path& file : *files) {
        if (file.stem() == id)
            return load_profile(file);
        known += (known.empty() ? "" : ", ") + file.stem().string();
    }
    return failure(ErrorKind::usage, "import.unknown_profile", {{"profile", id}, {"known", known}});
}

Result<std::vector<Profile>> all_profiles(const fs::path& folder) {
    const auto files = profile_files(folder);
    if (!files)
        return tl::unexpected(files.error());
    std::vector<Profile> profiles;
    for (const fs::path& file : *files) {
        auto profile = load_profile(file);
        if (!profile)
            return tl::unexpected(profile.error());
        profiles.push_back(std::move(*profile));
    }
    return profiles;
}

bool fits_pattern(std::string_view pattern, std::string_view text) {
    // normal_head drops *, which is a mark in heads and the joker here.
    std::string plain;
    for (std::size_t from = 0; from <= pattern.size();) {
        const auto star = std::min(pattern.find('*', from), pattern.size());
        plain += normal_head(pattern.substr(from, star - from));
        if (star < pattern.size())
            plain += '*';
        from = star + 1;
    }
    return fits(plain, normal_head(text));
}

}  // namespace junheng
