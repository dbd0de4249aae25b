// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/profile_sheets.h"

#include <algorithm>
#include <ranges>

namespace junheng {
namespace {

std::vector<std::string> split(std::string_view text, std::string_view sign) {
    std::vector<std::string> parts;
    for (std::size_t from = 0; from <= text.size();) {
        const auto end = std::min(text.find(sign, from), text.size());
        parts.emplace_back(text.substr(from, end - from));
        from = end + sign.size();
    }
    return parts;
}

std::vector<std::string> plain_parts(const std::vector<std::string>& parts) {
    std::vector<std::string> plain;
    for (const std::string& part : parts) plain.push_back(read_head(part).plain);
    return plain;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string all;
    for (const std::string& part : parts) all += part;
    return all;
}

/// The wanted heads stand over the column in this order; others may stand between.
bool stands_under(const std::vector<std::string>& path, const std::vector<std::string>& wanted) {
    if (path.empty())
        return false;
    if (path.back() == joined(wanted))  // one cell that holds the whole path
        return true;
    if (path.back() != wanted.back())
        return false;
    auto at = path.begin();
    for (const std::string& part : wanted) {
        at = std::find(at, path.end(), part);
        if (at == path.end())
            return false;
        ++at;
    }
    return true;
}

/// The paths of a sheet's heads in normal form, made once for many questions.
class PlainHeads {
public:
    explicit PlainHeads(const std::vector<ColumnHead>& heads) {
        for (const ColumnHead& head : heads)
            paths_.emplace_back(head.column, plain_parts(head.path));
    }

    int column(const HeadRef& head) const {
        for (const std::string& choice : split(head, "|")) {
            const auto wanted = plain_parts(split(choice, "›"));
            for (const auto& [column, path] : paths_)
                if (stands_under(path, wanted))
                    return column;
        }
        return 0;
    }

private:
    std::vector<std::pair<int, std::vector<std::string>>> paths_;
};

std::map<HeadRef, int> columns_of(
    const std::vector<ColumnHead>& heads,
    const std::vector<HeadRef>& wanted
) {
    const PlainHeads plain(heads);
    std::map<HeadRef, int> columns;
    for (const HeadRef& head : wanted)
        if (const int column = plain.column(head); column != 0)
            columns.emplace(head, column);
    return columns;
}

bool has_all(const ProfileSource& source, const std::map<HeadRef, int>& columns) {
    return std::ranges::all_of(source.heads, [&](const HeadRef& head) {
        return columns.contains(head);
    });
}

Result<std::optional<ProfileSheet>> table_sheet(
    const ProfileSource& source,
    OpenFile& file,
    std::size_t index,
    const std::vector<SheetRow>& top
) {
    const auto merged = file.book->merged(index);
    if (!merged)
        return tl::unexpected(merged.error());
    const auto wanted = heads_of(source);
    const auto score = [&](const std::vector<ColumnHead>& heads) {
        return static_cast<int>(columns_of(heads, wanted).size());
    };
    auto head = find_head(top, *merged, score);
    if (!head)
        return std::nullopt;
    ProfileSheet sheet{&file, index, &source, *head, columns_of(head->columns, wanted)};
    return has_all(source, sheet.columns) ? std::optional(std::move(sheet)) : std::nullopt;
}

bool named_right(const ProfileSource& source, const OpenFile& file, std::size_t index) {
    return (source.file.empty() || fits_pattern(source.file, file.name)) &&
           (source.sheet.empty() || fits_pattern(source.sheet, file.book->sheets()[index]));
}

Result<std::optional<ProfileSheet>> sheet_of(
    const Profile& profile,
    OpenFile& file,
    std::size_t index
) {
    std::optional<std::vector<SheetRow>> top;
    for (const ProfileSource& source : profile.sources) {
        if (!named_right(source, file, index))
            continue;
        if (source.form)
            return ProfileSheet{&file, index, &source, {}, {}};
        if (!top) {
            auto rows = top_rows(*file.book, index);
            if (!rows)
                return tl::unexpected(rows.error());
            top = std::move(*rows);
        }
        auto sheet = table_sheet(source, file, index, *top);
        if (!sheet || *sheet)
            return sheet;
    }
    return std::nullopt;
}

}  // namespace

int ProfileSheet::column(const HeadRef& head_ref) const {
    const auto found = columns.find(head_ref);
    return found == columns.end() ? 0 : found->second;
}

int column_of(const std::vector<ColumnHead>& heads, const HeadRef& head) {
    return PlainHeads(heads).column(head);
}

std::vector<HeadRef> heads_of(const ProfileSource& source) {
    std::vector<HeadRef> heads = source.heads;
    for (const HeadRef& one : {source.key, source.year})
        if (!one.empty())
            heads.push_back(one);
    for (const ProfileRows& rows : source.rows) {
        for (const auto& [field, value] : rows.fields)
            heads.insert(heads.end(), value.columns.begin(), value.columns.end());
        for (const auto& [head, words] : rows.when) heads.push_back(head);
    }
    std::ranges::sort(heads);
    heads.erase(std::unique(heads.begin(), heads.end()), heads.end());
    return heads;
}

Result<std::vector<ProfileSheet>> profile_sheets(const Profile& profile, OpenFile& file) {
    std::vector<ProfileSheet> sheets;
    for (std::size_t i = 0; i < file.book->sheets().size(); ++i) {
        if (file.book->hidden(i))
            continue;
        auto sheet = sheet_of(profile, file, i);
        if (!sheet)
            return tl::unexpected(sheet.error());
        if (*sheet)
            sheets.push_back(std::move(**sheet));
    }
    return sheets;
}

}  // namespace junheng
