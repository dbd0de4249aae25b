// SPDX-License-Identifier: Apache-2.0
/// The log of who did what and for which purpose.
#pragma once

#include <string>

#include "app/service/context.h"
#include "app/service/county.h"
#include "core/base/result.h"

namespace junheng {

struct AuditedAct {
    std::string action;
    std::string target = {};
    std::string purpose = {};
    std::string outcome = "done";
    std::string detail = {};
};

/// By the user of the context, now.
AuditEntry audit_entry(const Context& context, const AuditedAct& act);
Result<void> note_act(const Context& context, County& county, const AuditedAct& act);

/// The whole chain, and whether a hash that was noted elsewhere still stands in it (empty: not
/// asked). Errors (data): audit.broken with the entry; audit.head_absent.
Result<AuditState> check_audit(County& county, const std::string& known_head);

}  // namespace junheng
