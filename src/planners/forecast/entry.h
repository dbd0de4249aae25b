// SPDX-License-Identifier: Apache-2.0
/// New pupils of the entry grade where nothing is known of the children to come: each school's
/// share of the area's entries, from its own past entry cohorts.
#pragma once

#include <vector>

#include "planners/forecast/origin.h"

namespace junheng {

struct EntryRule {
    double decay = 0.9;  // weight of a cohort against the next younger one
    double prehistory =
        0.6;  // weight of the older grades of the first year, past entries seen late
};

/// Shares of the schools in the entries of the year after each origin. Shape: [year][school] for
/// years 0 to the origin's last; a year's shares sum to 1 or are all 0. A school without pupils in
/// the grade in that year has none in it. Source: model.md, entry.share.
using ShareTable = std::vector<std::vector<double>>;
ShareTable entry_shares(const Origin& origin, EntryRule rule);

/// The rule with the least squared error of pupils over every past year. Source: model.md,
/// entry.rule. Cost: 20 rules, one pass over the entry grades each.
EntryRule choose_entry_rule(const Origin& origin);

/// Pupils of the schools whose lowest offered grade is this one, above the area's entry grade (a
/// central school whose points teach the lower grades): their usual share of that grade. Shape: by
/// school, 0 for every other school.
std::vector<double> upper_entries(const Origin& origin, int grade, EntryRule rule);

}  // namespace junheng
