// SPDX-License-Identifier: Apache-2.0
/// 三数对账: the same figure in the statistics, the student register and the county's ledgers, and
/// what correcting it would do to the verdict.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/service/judging.h"
#include "app/service/reach.h"
#include "core/base/result.h"

namespace junheng {

/// One CV that another count moves.
struct CvShift {
    std::string indicator;
    Stage stage = Stage::primary;
    Maybe<double> before;
    Maybe<double> after;
    Compliance compliance_before = Compliance::unknown;
    Compliance compliance_after = Compliance::unknown;
};

/// The county if the figure were this source's.
struct CountEffect {
    std::string origin;  // statistics, register, ledger
    std::string value;   // as the csv prints it
    Verdict resource_verdict = Verdict::unknown;
    Verdict verdict = Verdict::unknown;
    std::int64_t schools_turned = 0;
    std::vector<CvShift> cvs;  // those that move, the largest shift first
};

struct CountedFigure {
    std::string school;
    std::string name;
    std::string stage;  // empty for the whole school
    std::string table;
    std::string figure;
    std::string unit;
    std::string current;  // as it is judged now; empty: not reported
    std::optional<std::string> statistics;
    std::optional<std::string> register_count;
    std::optional<std::string> ledger;
    std::vector<CountEffect> effects;  // of the sources that differ from the current figure
};

struct ThreeCounts {
    SchoolYear year;
    Verdict resource_verdict = Verdict::unknown;
    Verdict verdict = Verdict::unknown;
    std::int64_t compared = 0;             // figures that some source gives
    std::vector<CountedFigure> differing;  // by what they do to the verdict, the most first
};

/// Cost: one re-assessment of a cell (under 0.1 ms) for each source that differs.
Result<ThreeCounts> three_counts(const Judgement& judgement, const Reach& reach);

}  // namespace junheng
