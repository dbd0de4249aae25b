// SPDX-License-Identifier: Apache-2.0
#include "app/server/api/handlers.h"

namespace junheng {

Handlers all_handlers() {
    Handlers handlers;
    add_session_handlers(handlers);
    add_county_handlers(handlers);
    add_school_handlers(handlers);
    add_data_handlers(handlers);
    add_import_handlers(handlers);
    add_scenario_handlers(handlers);
    add_job_handlers(handlers);
    add_account_handlers(handlers);
    add_people_handlers(handlers);
    add_way_handlers(handlers);
    add_paper_handlers(handlers);
    return handlers;
}

}  // namespace junheng
