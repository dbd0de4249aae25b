// SPDX-License-Identifier: Apache-2.0
/// 上报数 | 现时数 | 差异 | 原因: a frozen state against the county as it stands.
#pragma once

#include <string>
#include <vector>

#include "app/service/county.h"
#include "app/service/reach.h"
#include "core/base/result.h"

namespace junheng {

struct ReportedDifference {
    std::string table;
    std::string key;
    std::string school;
    std::string act;    // set; added or removed for a whole row
    std::string field;  // of a cell
    std::string reported;
    std::string current;
    std::string who;  // who set the present value, when and why
    std::string at;
    std::string why;
};

struct ReportedAgainstCurrent {
    Reported reported;
    std::vector<ReportedDifference> differences;  // table by table, by key
};

/// Shape: the oldest first.
Result<std::vector<Reported>> reported(County& county);
/// Errors: store.reported_unknown.
Result<ReportedAgainstCurrent> reported_against_current(
    County& county,
    std::int64_t id,
    const AccessScope& scope
);

}  // namespace junheng
