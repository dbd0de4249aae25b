// SPDX-License-Identifier: Apache-2.0
#include "app/server/api/encode.h"
#include "app/server/api/handlers.h"
#include "app/server/respond.h"
#include "app/service/importing.h"
#include "app/service/report_json.h"
#include "io/exchange/map_geojson.h"

namespace junheng {
namespace {

std::string whose(const Call& call) {
    return call.session->scope.kind + ":" + call.session->scope.code;
}

Result<Response> schools(const Call& call) {
    return kept_answer(call, whose(call), [&]() -> Result<std::string> {
        const auto judged = judgement(call);
        if (!judged)
            return tl::unexpected(judged.error());
        return schools_json(**judged, reach(call, (*judged)->snapshot));
    });
}

Result<Response> school(const Call& call) {
    return kept_answer(call, whose(call), [&]() -> Result<std::string> {
        const auto judged = judgement(call);
        if (!judged)
            return tl::unexpected(judged.error());
        const Snapshot& snapshot = (*judged)->snapshot;
        const std::string code = call.text("code");
        const School* found = find_school(snapshot, code);
        if (const auto covered = require_school(reach(call, snapshot), code);
            !covered || found == nullptr)
            return failure(ErrorKind::usage, "school.unknown", {{"school", code}});
        return school_json(**judged, *found);
    });
}

Result<Response> table(const Call& call) {
    const auto table = table_by_name(call.text("table"));
    if (!table)
        return failure(ErrorKind::usage, "table.unknown", {{"table", call.text("table")}});
    const auto judged = judgement(call);
    if (!judged)
        return tl::unexpected(judged.error());
    const Snapshot& snapshot = (*judged)->snapshot;
    const Reach mine = reach(call, snapshot);
    const std::string school = call.text("school");
    if (!school.empty())
        if (auto covered = require_school(mine, school); !covered)
            return tl::unexpected(covered.error());
    return json_answer(call, table_json(snapshot, *table, mine, school));
}

Result<Response> map(const Call& call) {
    return kept_answer(call, whose(call), [&]() -> Result<std::string> {
        const auto judged = judgement(call);
        if (!judged)
            return tl::unexpected(judged.error());
        const Snapshot& snapshot = (*judged)->snapshot;
        return map_geojson(within(snapshot, reach(call, snapshot)));
    });
}

Result<Response> checks(const Call& call) {
    const auto judged = judgement(call);
    auto issues = check_county(call.context(), call.county(), call.integer("year"));
    if (!judged || !issues)
        return tl::unexpected(judged ? issues.error() : judged.error());
    const Reach mine = reach(call, (*judged)->snapshot);
    std::erase_if(*issues, [&](const Issue& issue) {
        return !mine.whole && !mine.schools.contains(issue.school);
    });
    return json_answer(call, issues_json(call.context(), *issues));
}

}  // namespace

void add_school_handlers(Handlers& handlers) {
    handlers["schools"] = schools;
    handlers["school"] = school;
    handlers["map"] = map;
    handlers["table"] = table;
    handlers["checks"] = checks;
}

}  // namespace junheng
