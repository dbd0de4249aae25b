// SPDX-License-Identifier: Apache-2.0
/// What reports are made of: one judged year of a county, and the words for it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/messages.h"
#include "core/domain/snapshot.h"
#include "core/indicators/assessment.h"
#include "core/indicators/mending.h"
#include "core/indicators/summary.h"
#include "core/standards/glossary.h"
#include "core/standards/standard_set.h"

namespace junheng {

struct ReportInput {
    const Snapshot& snapshot;
    const StandardSet& standards;
    const Assessment& assessment;
    const Glossary& glossary;
    const Messages& messages;
    Language language = Language::zh;
    std::string county;
    std::string scenario;  // empty: the county as it stands
    std::string mark;      // who took it away, when, what for; may be empty
    UnitCosts costs;
};

/// The input with what several tables and texts draw from it, worked out once. The input must
/// outlive it. Schools that the assessment does not show, being out of somebody's reach, are not
/// mended either.
struct ReportData {
    explicit ReportData(const ReportInput& given);

    /// The code where the assessment does not know it.
    std::string school_name(const std::string& code) const;

    const ReportInput& input;
    Summary summary;
    std::vector<SchoolMending> mendings;
};

/// Words and figures in the language of the report.
class ReportWords {
public:
    explicit ReportWords(const ReportInput& input) : input_(input) {}

    /// A text of data/messages.
    std::string say(std::string_view code, const Args& args = {}) const;
    const std::string& name(const BilingualName& name) const;
    std::string stage(Stage stage) const;
    std::string compliance(Compliance compliance) const;
    std::string verdict(Verdict verdict) const;
    std::string missing(Missing reason) const;
    std::string year() const;

    /// 12 所, 38 项: a count with its word. Shape: `unit` as in report_names.h.
    std::string count(std::int64_t n, std::string_view unit) const;
    std::string coefficient(const Maybe<double>& cv, const Maybe<double>& limit) const;
    /// One digit; more where one would hide which side of the limit it is on.
    std::string percent(
        const Maybe<double>& ratio,
        const Maybe<double>& limit = Missing::not_applicable
    ) const;
    std::string percentage_points(double ratio) const;
    /// An amount of an indicator's unit, rounded as on screen.
    std::string amount(double amount, const std::string& unit) const;
    /// The same to the last digit: what is handed in must add up.
    std::string exact_amount(double amount, const std::string& unit) const;
    std::string value(const Maybe<double>& value, const ResourceIndicator& rule) const;

    bool chinese() const { return input_.language == Language::zh; }

private:
    const ReportInput& input_;
};

}  // namespace junheng
