// SPDX-License-Identifier: Apache-2.0
/// The totals that follow from the teachers, as an import leaves them.
#pragma once

#include "app/service/context.h"
#include "app/service/county.h"
#include "core/base/result.h"
#include "io/exchange/import.h"

namespace junheng {

/// Sets them, and reports those that the import gave otherwise. Errors: as standards_for.
Result<void> add_teacher_totals(const Context& context, County& county, ImportResult& result);

}  // namespace junheng
