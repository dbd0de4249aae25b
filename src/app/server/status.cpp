// SPDX-License-Identifier: Apache-2.0
#include "app/server/status.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace junheng {
namespace {

struct CodeStatus {
    std::string_view code;
    int status;
};

/// Codes whose status does not follow from their kind.
constexpr std::array kByCode{
    CodeStatus{"auth.required", 401},
    CodeStatus{"auth.wrong_password", 401},
    CodeStatus{"auth.locked", 429},
    CodeStatus{"change.conflict", 409},
    CodeStatus{"change.row_exists", 409},
    CodeStatus{"change.row_absent", 409},
    CodeStatus{"county.no_such_year", 404},
    CodeStatus{"export.unknown", 404},
    CodeStatus{"figure.unknown", 404},
    CodeStatus{"hand_in.wrong_state", 409},
    CodeStatus{"http.no_such_address", 404},
    CodeStatus{"http.wrong_method", 405},
    CodeStatus{"http.wrong_type", 415},
    CodeStatus{"import.unknown", 404},
    CodeStatus{"import.busy", 409},
    CodeStatus{"indicator.unknown", 404},
    CodeStatus{"job.unknown", 404},
    CodeStatus{"paper.changed", 409},
    CodeStatus{"paper.nothing_to_review", 409},
    CodeStatus{"paper.outside_scope", 404},
    CodeStatus{"paper.unknown_slot", 404},
    CodeStatus{"paper.wrong_type", 415},
    CodeStatus{"school.no_such_stage", 404},
    CodeStatus{"school.unknown", 404},
    CodeStatus{"store.account_exists", 409},
    CodeStatus{"store.account_unknown", 404},
    CodeStatus{"store.already_undone", 409},
    CodeStatus{"store.change_set_unknown", 404},
    CodeStatus{"store.hand_in_conflict", 409},
    CodeStatus{"store.paper_unknown", 404},
    CodeStatus{"store.reported_unknown", 404},
    CodeStatus{"store.scenario_unknown", 404},
    CodeStatus{"store.undo_conflict", 409},
    CodeStatus{"store.undo_conflict_row", 409},
    CodeStatus{"table.unknown", 404},
    CodeStatus{"teacher.unknown", 404}};

}  // namespace

int status_of(const Error& error) {
    const auto found = std::ranges::find(kByCode, error.code, &CodeStatus::code);
    if (found != kByCode.end())
        return found->status;
    switch (error.kind) {
        case ErrorKind::internal:
            return 500;
        case ErrorKind::usage:
            return 400;
        case ErrorKind::data:
        case ErrorKind::infeasible:
            return 422;
        case ErrorKind::unavailable:
            return 503;
        case ErrorKind::forbidden:
            return 403;
    }
    return 500;
}

}  // namespace junheng
