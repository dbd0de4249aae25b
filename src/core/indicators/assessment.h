// SPDX-License-Identifier: Apache-2.0
/// What an assessment says of a county: school by school, indicator by indicator, and as a whole.
/// Values are unrounded; compliance is decided on exact integers, never on these doubles.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/date.h"
#include "core/base/maybe.h"
#include "core/domain/records.h"
#include "core/standards/standard_set.h"

namespace junheng {

enum class Compliance : std::uint8_t { met, short_of, unknown, not_applicable };
enum class Verdict : std::uint8_t { pass, fail, unknown };

std::string_view name(Compliance compliance);  // met, short, unknown, not_applicable
std::string_view name(Verdict verdict);

/// An amount of something countable. Units: `count` in 0.01 of `unit` where `hundredths`, else
/// whole.
struct CountedAmount {
    std::int64_t count = 0;
    bool hundredths = false;

    double value() const;
    friend bool operator==(const CountedAmount&, const CountedAmount&) = default;
};

struct ExceptionApplied {
    std::string id;
    std::string clause;
    std::string effect;

    friend bool operator==(const ExceptionApplied&, const ExceptionApplied&) = default;
};

/// One indicator of one school and stage.
struct IndicatorValue {
    Maybe<double> value;
    Maybe<double> threshold = Missing::not_applicable;
    Maybe<double> floor = Missing::not_applicable;
    Compliance compliance = Compliance::unknown;
    bool near = false;
    std::optional<bool> above_floor;
    std::optional<CountedAmount> shortfall;  // of the whole building where the stages share it
    std::vector<ExceptionApplied> exceptions;

    friend bool operator==(const IndicatorValue&, const IndicatorValue&) = default;
};

/// One school's one stage. Shape: values[i] belongs to StandardSet::resource[i].
struct SchoolStage {
    std::string code;
    std::string name;
    Stage stage = Stage::primary;
    Maybe<Pupils> pupils;
    bool counted = true;
    std::string excluded_reason;     // empty when counted
    std::optional<Verdict> verdict;  // none outside the count
    int met = 0;                     // of the national indicators
    std::vector<IndicatorValue> values;

    friend bool operator==(const SchoolStage&, const SchoolStage&) = default;
};

struct Theil {
    double value = 0;
    double between = 0;  // town against country
    double within = 0;

    friend bool operator==(const Theil&, const Theil&) = default;
};

struct LevelUp {
    std::int64_t amount = 0;  // whole units
    double bound = 0;         // continuous optimum
    double level = 0;         // the level that raised schools end at, in units a pupil
    std::vector<std::pair<std::string, std::int64_t>> schools;

    friend bool operator==(const LevelUp&, const LevelUp&) = default;
};

/// One indicator over the schools of one stage.
struct ResourceRow {
    std::size_t indicator = 0;  // index into StandardSet::resource
    Stage stage = Stage::primary;
    std::int64_t schools = 0;
    std::int64_t pupils = 0;
    std::int64_t missing = 0;
    Maybe<double> mean = Missing::no_schools;
    Maybe<double> cv = Missing::no_schools;
    Maybe<double> cv_limit = Missing::not_applicable;
    Compliance cv_compliance = Compliance::unknown;
    bool near = false;
    Maybe<double> deviation = Missing::no_schools;  // 标准差, in the indicator's unit
    std::optional<Theil> theil;
    Maybe<double> gini = Missing::no_schools;
    std::int64_t short_schools = 0;
    std::optional<CountedAmount> shortfall;
    std::optional<LevelUp> level_up;

    friend bool operator==(const ResourceRow&, const ResourceRow&) = default;
};

struct EvidenceState {
    std::int64_t needed = 0;
    std::int64_t present = 0;
    std::string state;  // none, missing, partial, complete, accepted

    friend bool operator==(const EvidenceState&, const EvidenceState&) = default;
};

/// One measured part of a judged indicator that has several.
struct JudgedPart {
    std::string id;
    Maybe<double> value;
    Maybe<double> limit = Missing::not_applicable;
    Compliance compliance = Compliance::unknown;

    friend bool operator==(const JudgedPart&, const JudgedPart&) = default;
};

/// A guarantee, quality, recognition or veto indicator.
struct JudgedResult {
    std::string id;
    Compliance compliance = Compliance::unknown;
    bool near = false;
    Maybe<double> value;
    Maybe<double> limit = Missing::not_applicable;
    std::string unit;
    std::vector<std::string> schools_short;
    std::string period;
    std::string confidence;
    EvidenceState evidence;
    std::string reason;  // a code, empty when there is nothing to say
    std::vector<JudgedPart> parts;

    friend bool operator==(const JudgedResult&, const JudgedResult&) = default;
};

/// What one other reading of the rules changes.
struct ReadingChange {
    std::string what;  // resource_verdict, verdict, cv:L2/primary
    std::string from;
    std::string to;

    friend bool operator==(const ReadingChange&, const ReadingChange&) = default;
};

struct ReadingEffect {
    std::string reading;
    std::string choice;
    std::vector<ReadingChange> changes;

    friend bool operator==(const ReadingEffect&, const ReadingEffect&) = default;
};

struct Assessment {
    SchoolYear year;
    Verdict resource_verdict = Verdict::unknown;
    Verdict verdict = Verdict::unknown;
    std::vector<ResourceRow> resource;  // national ones for primary, then junior, then overlays
    std::vector<SchoolStage> schools;   // by code, then stage
    std::vector<JudgedResult> guarantee;
    std::vector<JudgedResult> quality;
    JudgedResult recognition;
    std::vector<JudgedResult> vetoes;

    friend bool operator==(const Assessment&, const Assessment&) = default;
};

}  // namespace junheng
