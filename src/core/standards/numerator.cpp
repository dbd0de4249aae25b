// SPDX-License-Identifier: Apache-2.0
#include "core/standards/numerator.h"

#include <algorithm>
#include <array>

#include "core/domain/table.h"

namespace junheng {
namespace {

constexpr std::array<TableId, 2> kFigureTables{TableId::stages, TableId::shared};

constexpr std::array<std::string_view, 15> kPerHundred{
    "per hundred",
    "per hundred pupils",
    "per hundred students",
    "per hundred ratio",
    "ratio per hundred",
    "ratio per hundred pupils",
    "ratio per hundred students",
    "per 100",
    "per 100 pupils",
    "per 100 students",
    "per 100 ratio",
    "ratio per 100",
    "ratio per 100 pupils",
    "每百名",
    "每百名学生"};
constexpr std::array<std::string_view, 7> kPerPupil{
    "per pupil",
    "per pupil amount",
    "amount per pupil",
    "per student",
    "per student amount",
    "amount per student",
    "生均"};

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

bool is_counted_column(TableId table, std::string_view name) {
    const TableSpec& spec = table_spec(table);
    const auto field = field_by_name(spec, name);
    return field && (spec.fields[*field].type == FieldType::count ||
                     spec.fields[*field].type == FieldType::hundredths);
}

bool drop_prefix(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix))
        return false;
    text.remove_prefix(prefix.size());
    return true;
}

bool is_plain(std::string_view name) {
    return !name.empty() && name.find_first_of(" \t*/()") == std::string_view::npos;
}

/// Empty for a word that cannot be a figure.
std::string figure_name(std::string_view word) {
    std::string_view name = word;
    if (drop_prefix(name, "stages."))
        return is_counted_column(TableId::stages, name) ? std::string(name) : "";
    if (drop_prefix(name, "shared."))
        return is_counted_column(TableId::shared, name) ? std::string(name) : "";
    drop_prefix(name, "figures.");
    return is_plain(name) ? std::string(name) : "";
}

/// As form words are compared: lower case, one blank for every run of blanks, dashes, underscores.
std::string plain_words(std::string_view text) {
    std::string plain;
    for (const char letter : trimmed(text)) {
        const bool gap = std::string_view(" \t\r\n-_").find(letter) != std::string_view::npos;
        if (!gap)
            plain +=
                letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
        else if (!plain.ends_with(' '))
            plain += ' ';
    }
    return plain;
}

}  // namespace

std::variant<std::vector<Term>, std::string> parse_terms(std::string_view text) {
    std::vector<Term> terms;
    std::string_view rest = trimmed(text);
    bool subtract = false;
    do {
        if (rest.starts_with('+') || rest.starts_with('-')) {
            subtract = rest.front() == '-';
            rest = trimmed(rest.substr(1));
        }
        // A dash inside a word belongs to the name; a sign has a blank before it.
        const auto plus = rest.find('+');
        const auto end = std::min(plus, rest.find(" -"));
        std::string_view word = trimmed(rest.substr(0, end));
        rest = end == std::string_view::npos ? std::string_view{} : trimmed(rest.substr(end));
        const bool optional = word.ends_with('?');
        if (optional)
            word = trimmed(word.substr(0, word.size() - 1));
        std::string figure = figure_name(word);
        if (figure.empty())
            return std::string(word);
        terms.push_back({std::move(figure), subtract, optional});
    } while (!rest.empty());
    return terms;
}

std::string unit_of_figure(std::string_view figure) {
    for (const TableId table : kFigureTables)
        if (const auto field = field_by_name(table_spec(table), figure))
            return std::string(table_spec(table).fields[*field].unit);
    return figure.starts_with("rooms.") ? "room" : figure.starts_with("teachers.") ? "teacher" : "";
}

std::optional<ResourceForm> parse_resource_form(std::string_view text) {
    const std::string words = plain_words(text);
    if (std::ranges::find(kPerHundred, words) != kPerHundred.end())
        return ResourceForm::per_hundred;
    if (std::ranges::find(kPerPupil, words) != kPerPupil.end())
        return ResourceForm::per_pupil;
    return std::nullopt;
}

}  // namespace junheng
