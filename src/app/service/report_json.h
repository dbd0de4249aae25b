// SPDX-License-Identifier: Apache-2.0
/// What commands and server tell of imports, checks and the log, as one JSON.
#pragma once

#include <string>
#include <vector>

#include "app/service/context.h"
#include "app/service/importing.h"
#include "app/service/keeping.h"
#include "core/base/result.h"

namespace junheng {

class JsonWriter;

std::string history_json(const std::vector<HistoryEntry>& history);
/// The key `issues` with its array, into an open object.
void write_issues(JsonWriter& json, const Issues& all, const Context& context);
std::string issues_json(const Context& context, const Issues& issues);
/// The key `files`: what each was taken for, into an open object.
void write_recognised(JsonWriter& json, const ImportReport& report, Language language);
/// `extra` writes further members.
std::string import_report_json(
    const Context& context,
    const ImportReport& report,
    const std::function<void(JsonWriter&)>& extra = {}
);

}  // namespace junheng
