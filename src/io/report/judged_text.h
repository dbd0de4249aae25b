// SPDX-License-Identifier: Apache-2.0
/// Guarantee, quality, recognition and vetoes as the official table words them.
#pragma once

#include <string>
#include <vector>

#include "io/report/report_data.h"

namespace junheng {

/// A rule beside its result, and the part of the evaluation that it belongs to.
struct JudgedLine {
    std::string part;  // guarantee, quality, recognition, veto
    const JudgedIndicator* rule = nullptr;
    const JudgedResult* result = nullptr;
};
std::vector<JudgedLine> judged_lines(const ReportInput& input);

/// What the rule asks for, with document, clause and confidence.
std::string standard_text(const ReportInput& input, const JudgedLine& line);
std::string source_text(const ReportInput& input, const RuleSource& source);
/// What was found: value beside its limit, parts, schools short, papers missing; 未填报 where
/// nothing is known.
std::string found_text(const ReportInput& input, const JudgedLine& line);
/// The day or span that it describes, as a line of its own; empty where none is known.
std::string period_text(const ReportInput& input, const JudgedLine& line);
/// The papers that the rule needs, each with its state.
std::string papers_text(const ReportInput& input, const JudgedLine& line);

}  // namespace junheng
