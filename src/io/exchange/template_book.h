// SPDX-License-Identifier: Apache-2.0
/// Workbooks to fill in: what the county holds already, Chinese heads with units, lists to choose
/// from; read_import takes them back, also with columns moved or added.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "core/base/messages.h"
#include "core/base/result.h"
#include "core/domain/snapshot.h"
#include "core/standards/glossary.h"

namespace junheng {

/// Shape: one school when `school` is given, the county's own figures alone with `county_only`,
/// else everything.
struct TemplateScope {
    std::string school = {};
    bool county_only = false;
    Language language = Language::zh;
    /// Indicator and slot of each paper that the rules ask for: a line each, without a school.
    std::vector<std::pair<std::string, std::string>> papers = {};
};

/// Errors: school.unknown (usage); file.unwritable.
Result<void> write_template(
    const Snapshot& snapshot,
    const TemplateScope& scope,
    const Glossary& glossary,
    const std::filesystem::path& file
);

}  // namespace junheng
