// SPDX-License-Identifier: Apache-2.0
/// The handlers by operation of the contract: each decodes, makes one call of a service, encodes.
#pragma once

#include "app/server/desk.h"

namespace junheng {

Handlers all_handlers();

void add_session_handlers(Handlers& handlers);
void add_county_handlers(Handlers& handlers);
void add_school_handlers(Handlers& handlers);
void add_data_handlers(Handlers& handlers);
void add_import_handlers(Handlers& handlers);
void add_scenario_handlers(Handlers& handlers);
void add_job_handlers(Handlers& handlers);
void add_account_handlers(Handlers& handlers);
void add_people_handlers(Handlers& handlers);
void add_way_handlers(Handlers& handlers);
void add_paper_handlers(Handlers& handlers);

}  // namespace junheng
