// SPDX-License-Identifier: Apache-2.0
/// Which sheets of the given files are which sources of a profile, and where their columns stand.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "io/exchange/import_reader.h"
#include "io/exchange/profile.h"

namespace junheng {

/// A sheet that a profile reads. Shape: columns holds every head that the source speaks of and the
/// sheet has.
struct ProfileSheet {
    OpenFile* file = nullptr;
    std::size_t index = 0;
    const ProfileSource* source = nullptr;
    SheetHead head;  // of a form: none
    std::map<HeadRef, int> columns;
    std::int64_t rows = 0;  // below the head, once it was read
    std::int64_t skipped = 0;

    const std::string& name() const { return file->book->sheets()[index]; }
    /// 0 when the sheet has no such column.
    int column(const HeadRef& head_ref) const;
};

/// The column whose heads are these, in this order, with the last one innermost; 0 = none. Of
/// several the first.
int column_of(const std::vector<ColumnHead>& heads, const HeadRef& head);

/// The heads that a source speaks of.
std::vector<HeadRef> heads_of(const ProfileSource& source);

/// The sheets of a file that are sources of the profile; none when the file is foreign to it.
Result<std::vector<ProfileSheet>> profile_sheets(const Profile& profile, OpenFile& file);

}  // namespace junheng
