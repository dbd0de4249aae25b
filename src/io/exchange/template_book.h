// SPDX-License-Identifier: Apache-2.0
/// Workbooks to fill in: what the county holds already, Chinese heads with units, lists to choose
/// from; read_import takes them back, also with columns moved or added.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "core/base/messages.h"
#include "core/base/result.h"
#include "core/domain/snapshot.h"
#include "core/standards/glossary.h"

namespace junheng {

enum class TemplatePart : std::uint8_t { all, county, schools };

/// Shape: one school when `school` is given, else the county's own figures, the schools, or both.
struct TemplateScope {
    std::string school = {};
    TemplatePart part = TemplatePart::all;
    Language language = Language::zh;
    /// Indicator and slot of each paper that the rules ask for: a line each, without a school.
    std::vector<std::pair<std::string, std::string>> papers = {};
    std::string mark = {};  // who took it, when and what for: stands on the page of notes
};

/// Errors: school.unknown (usage); file.unwritable.
Result<void> write_template(
    const Snapshot& snapshot,
    const TemplateScope& scope,
    const Glossary& glossary,
    const std::filesystem::path& file
);

}  // namespace junheng
