// SPDX-License-Identifier: Apache-2.0
/// Where a school's table of a year stands on its way from being filled to being frozen.
#pragma once

#include <string>

#include "core/base/date.h"

namespace junheng {

struct HandInEvent {
    SchoolYear year;
    std::string school;
    std::string table;
    std::string act;
    std::string state;  // that it leads to
    std::string who;
    std::string at;
    std::string reason;
};

/// The state that the one who acts saw; empty: none yet.
struct HandInStep {
    HandInEvent event;
    std::string seen;
};

}  // namespace junheng
