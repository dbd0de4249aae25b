// SPDX-License-Identifier: Apache-2.0
/// The JSON that outside programs rely on: docs/schema/ holds its schemas, tests validate real
/// output against them.
#pragma once

#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/base/messages.h"
#include "core/base/result.h"
#include "core/indicators/assessment.h"
#include "core/indicators/explain.h"
#include "core/standards/standard_set.h"

namespace junheng {

/// `readings` empty when they were not asked for. Names of indicators come in `language`.
std::string assessment_json(
    const Assessment& assessment,
    const StandardSet& standards,
    const std::vector<ReadingEffect>& readings,
    Language language
);

class JsonWriter;

/// The rows of `resource`, and one row of `schools`, as the assessment has them: other answers hold
/// the same.
void write_resource(
    JsonWriter& json,
    const Assessment& assessment,
    const StandardSet& standards,
    Language language
);
void write_school_stage(JsonWriter& json, const SchoolStage& row, const StandardSet& standards);

/// `formula` as formula_text wrote it; labels of inputs come in `language`.
std::string explanation_json(
    const Explanation& explanation,
    const std::string& formula,
    const SourceOf& source_of,
    const Glossary& glossary,
    Language language
);

/// What an object may say of a place: of an absolute path its last part, since no object names a
/// folder of this machine.
std::string without_folder(const std::string& text);

/// The fields code, args, where and message, into an open object.
void write_error(JsonWriter& json, const Error& error, const Messages& messages, Language language);
/// `{code, args, where, message}`.
std::string error_json(const Error& error, const Messages& messages, Language language);

}  // namespace junheng
