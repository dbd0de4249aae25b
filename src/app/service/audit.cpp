// SPDX-License-Identifier: Apache-2.0
#include "app/service/audit.h"

namespace junheng {

AuditEntry audit_entry(const Context& context, const AuditedAct& act) {
    return {
        .id = 0,
        .at = context.now(),
        .who = context.user,
        .action = act.action,
        .target = act.target,
        .purpose = act.purpose,
        .outcome = act.outcome,
        .detail = act.detail};
}

Result<void> note_act(const Context& context, County& county, const AuditedAct& act) {
    return county.store->append_audit(county.code(), audit_entry(context, act));
}

Result<AuditState> check_audit(County& county, const std::string& known_head) {
    auto state = county.store->check_audit(county.code(), known_head);
    if (!state)
        return state;
    if (state->broken_at)
        return failure(
            ErrorKind::data, "audit.broken", {{"entry", std::to_string(*state->broken_at)}}
        );
    if (!state->knows)
        return failure(ErrorKind::data, "audit.head_absent", {{"head", known_head}});
    return state;
}

}  // namespace junheng
