// SPDX-License-Identifier: Apache-2.0
/// Foreign layouts as data: which files a layout has, how they are recognised, and which column,
/// sum, constant or fixed cell feeds which field of which table. docs/profiles.md tells how to
/// write one.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/domain/table.h"

namespace junheng {

/// A column by its head, "A›B" by the heads over one another; "A|B" is A where there is one, else
/// B.
using HeadRef = std::string;

/// Where a value comes from. Shape: exactly one of constant, columns, cell, search is given.
struct ProfileValue {
    std::string constant;
    std::vector<HeadRef> columns;  // more than one are added up; an empty one leaves the sum empty
    std::string cell;              // "D17" of a form
    std::string
        search;  // regular expression looked for in a form's first rows, then in the file's name
    std::string words;      // name of a word list of the profile
    int times = 1;          // multiplies the number
    bool optional = false;  // a column that may be absent; in a sum, an empty one counts as nothing
};

struct ProfileRows {
    TableId table = TableId::schools;
    std::map<std::size_t, ProfileValue> fields;
    std::optional<std::size_t> unless_zero;            // no row where this figure is 0 or empty
    std::map<HeadRef, std::vector<std::string>> when;  // only where the column holds one of these
};

struct ProfileSource {
    std::string id;
    std::string file;            // pattern with * of the file's name; empty = any
    std::string sheet;           // the same of the tab
    std::vector<HeadRef> heads;  // that must all be there
    bool form = false;           // fixed cells, one school a sheet
    HeadRef key;                 // school
    HeadRef year;  // column of the year; empty = told by the file or by what is needed
    std::vector<std::string> needs;  // sources of which one must know the key
    std::vector<ProfileRows> rows;
};

/// The first pattern that fits gives the word. Patterns may hold *.
using WordList = std::vector<std::pair<std::string, std::string>>;

struct Profile {
    std::string id;
    std::string name_zh;
    std::string name_en;
    std::string school_code;  // regular expression; empty = the national form
    std::optional<int> year;
    std::optional<std::filesystem::path> overlay;
    std::map<std::string, HeadRef> fields;  // names for --where
    std::map<std::string, WordList> words;
    std::map<std::string, std::string>
        join_kinds;                      // "211+311" = "312": one school seen in two sources
    std::vector<ProfileSource> sources;  // none: our own layout
};

/// Errors (kind data): profile.unreadable, profile.bad_value with file, line and what is wrong.
Result<Profile> load_profile(const std::filesystem::path& file);

/// Errors: import.unknown_profile (usage) with the known ones; as load_profile.
Result<Profile> find_profile(const std::filesystem::path& folder, const std::string& id);
/// By id. Errors: as load_profile.
Result<std::vector<Profile>> all_profiles(const std::filesystem::path& folder);

/// True when the text fits a pattern with *; case and width do not matter.
bool fits_pattern(std::string_view pattern, std::string_view text);

}  // namespace junheng
