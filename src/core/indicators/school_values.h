// SPDX-License-Identifier: Apache-2.0
/// The resource indicators of each school and stage: value, compliance, shortfall, exceptions,
/// verdict.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/indicators/assessment.h"
#include "core/indicators/county_view.h"
#include "core/indicators/dispersion.h"
#include "core/indicators/share.h"

namespace junheng {

/// An indicator with everything resolved once for a county.
struct PreparedException {
    const ExceptionRule* rule = nullptr;
    std::vector<FigureRef> adds;
};

struct PreparedIndicator {
    const ResourceIndicator* rule = nullptr;
    std::vector<FigureRef> numerator;
    std::vector<PreparedException> exceptions;
    ValueScale scale;
    struct StageLimits {
        bool applies = false;
        std::optional<Decimal> threshold;  // as the rounding reading wants it
        std::optional<Decimal> floor;
        Maybe<double> shown_threshold = Missing::not_applicable;
        Maybe<double> shown_floor = Missing::not_applicable;
        std::optional<CvLimit> cv_limit;  // as the rounding reading wants it
        Maybe<double> shown_cv_limit = Missing::not_applicable;
    };
    std::array<StageLimits, 2> limits;
    double near_width = 0;

    const StageLimits& at(Stage stage) const { return limits[static_cast<std::size_t>(stage)]; }
};

std::vector<PreparedIndicator> prepare_indicators(const StandardSet& standards);

/// A row of the assessment with the exact shares behind its values.
struct SchoolRow {
    std::size_t unit = 0;
    SchoolStage result;
    std::vector<std::optional<Share>> shares;  // by indicator; none where the value is unknown
};

/// Rows by code, then stage, for every unit and stage with pupils or with pupils not reported.
std::vector<SchoolRow> school_rows(
    const CountyView& view,
    const std::vector<PreparedIndicator>& indicators
);

/// Computes one indicator of a row anew.
void evaluate_value(
    const CountyView& view,
    const PreparedIndicator& indicator,
    std::size_t index,
    SchoolRow& row
);

/// Fails when two of the seven are short or one is below the floor, whatever the unknown ones are;
/// passes when that is certain; else unknown. Source: 教督〔2017〕6号, at least 6 of 7 and the
/// other not below 85%.
void decide_school(const StandardSet& standards, SchoolStage& row);

/// Whether the named condition holds for the school.
bool holds(
    Condition condition,
    const ExceptionRule& rule,
    const CountyView& view,
    const Unit& unit
);

}  // namespace junheng
