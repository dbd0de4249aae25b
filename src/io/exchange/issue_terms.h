// SPDX-License-Identifier: Apache-2.0
/// Identifiers in messages made words: what a clerk reads names columns, tables and choices as the
/// template does.
#pragma once

#include "core/base/messages.h"
#include "core/base/result.h"
#include "core/standards/glossary.h"

namespace junheng {

/// Adds, beside the slots that hold identifiers, the glossary's terms for them: table_name,
/// field_name, key_name, value_name (the word that a code stands for), choices (of a column with a
/// list), fault_name, kind_name, nearest_word_name, unit_name, part_name, whole_name. The
/// identifiers stay.
void add_terms(Args& args, const Glossary& glossary, Language language);
void add_terms(Issues& issues, const Glossary& glossary, Language language);

}  // namespace junheng
