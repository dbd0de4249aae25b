// SPDX-License-Identifier: Apache-2.0
/// The figures of one report, said in their units, ready to stand in its texts.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "io/report/report_data.h"

namespace junheng {

/// Figure and what is written for it.
using Facts = std::map<std::string, std::string, std::less<>>;

struct ReportFacts {
    Facts county;
    std::map<std::string, std::vector<Facts>, std::less<>> lists;
    std::set<std::string, std::less<>> conditions;  // those that hold
};

/// Shape: every name of report_names.h is there, for each item of each list. The list
/// school_to_mend has the order of ReportData::mendings.
ReportFacts report_facts(const ReportData& data);

/// The conditions of one school, beside those of the county.
std::set<std::string, std::less<>> mending_conditions(const SchoolMending& mending);

/// Puts the figures into a text that a template loaded; the innermost facts come last.
std::string with_facts(std::string_view text, const std::vector<const Facts*>& facts);

}  // namespace junheng
