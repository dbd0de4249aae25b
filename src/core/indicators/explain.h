// SPDX-License-Identifier: Apache-2.0
/// Every number explains itself: the formula with the numbers put in, its inputs with the cells
/// they stand in, and the rule. Where each cell came from is the store's to tell.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/maybe.h"
#include "core/base/result.h"
#include "core/domain/snapshot.h"
#include "core/indicators/assessment.h"
#include "core/indicators/formula.h"
#include "core/standards/standard_set.h"

namespace junheng {

/// A cell of the county's tables. Shape: key holds the key fields.
struct CellRef {
    TableId table;
    Row key;
    std::size_t field;
};

struct ExplainedInput {
    std::string name;  // column or key, as in the glossary
    std::string school;
    std::string school_name;
    std::string stage;
    Maybe<double> value;
    std::string unit;
    std::string text;  // yes or no, where the figure is no number
    std::string at;    // day or period that the figure describes
    std::optional<CellRef> cell;
};

struct ExplainedRule {
    std::string id;
    BilingualName title;
    RuleSource source;
};

/// One school's part in a CV.
struct Contribution {
    std::string code;
    std::string name;
    double value = 0;  // of the indicator
    std::int64_t pupils = 0;
    double share = 0;  // of the squared CV; the shares sum to 1
    bool more_raises_cv = false;
};

/// A paper that an indicator needs. Words: evidence_slot, state, judged of the glossary.
struct ExplainedPaper {
    std::string slot;
    std::string state = "missing";
    std::string judged;
};

/// A school that does not meet an indicator judged school by school, or may not.
struct ExplainedSchool {
    std::string code;
    std::string name;
    Compliance compliance = Compliance::unknown;
    std::optional<double> value;
    std::optional<double> limit;
};

struct Explanation {
    Maybe<double> value;
    std::string unit;
    Formula formula;
    Compliance compliance = Compliance::unknown;
    Maybe<double> limit = Missing::not_applicable;
    bool yes_or_no = false;  // flags and vetoes: value and limit are no amounts
    bool counted = true;     // of a school: takes part in the verdict
    std::optional<CountedAmount> shortfall;
    std::string shortfall_unit;
    std::vector<ExplainedInput> inputs;
    std::vector<ExplainedPaper> papers;
    std::vector<ExplainedSchool> schools;
    ExplainedRule rule;
    std::vector<ExceptionApplied> exceptions;
    std::vector<Contribution> contributions;
    std::string reason;
};

/// Where an input came from: a cell of a file, or an edit.
struct InputSource {
    Where where;     // of a file; file empty for an edit
    std::string by;  // of an edit
    std::string at;
    std::string why;
};
using SourceOf = std::function<std::optional<InputSource>(const CellRef&)>;

/// The value of one indicator at one school and stage.
/// Errors (kind usage): indicator.unknown, school.unknown, school.no_such_stage.
Result<Explanation> explain_value(
    const Snapshot& snapshot,
    const StandardSet& standards,
    std::string_view indicator,
    std::string_view school,
    Stage stage
);

/// The CV of one indicator over the schools of a stage, with each school's part, largest first.
/// Errors (kind usage): indicator.unknown.
Result<Explanation> explain_cv(
    const Snapshot& snapshot,
    const StandardSet& standards,
    std::string_view indicator,
    Stage stage
);

/// A guarantee, quality, recognition or veto indicator. Errors (kind usage): indicator.unknown.
Result<Explanation> explain_judged(
    const Snapshot& snapshot,
    const StandardSet& standards,
    std::string_view id
);

}  // namespace junheng
