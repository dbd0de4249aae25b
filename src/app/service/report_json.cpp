// SPDX-License-Identifier: Apache-2.0
#include "app/service/report_json.h"

#include "core/base/json.h"

namespace junheng {
namespace {

void tally(JsonWriter& json, std::string_view name, const Tally& tally) {
    json.key(name).begin_object().field("added", tally.added).field("changed", tally.changed);
    json.field("gone", tally.gone).end_object();
}

void change_set(JsonWriter& json, const HistoryEntry& entry) {
    const ChangeSet& set = entry.set;
    json.begin_object().field("changes_id", set.id).field("kind", name(set.kind));
    json.field("who", set.author.who).field("at", set.author.at).field("why", set.author.why);
    json.key("files").begin_array();
    for (const std::string& file : set.files) json.value(file);
    json.end_array();
    tally(json, "rows", set.rows);
    tally(json, "pupils", set.pupils);
    json.key("undoes");
    set.undoes ? json.value(*set.undoes) : json.null();
    json.key("undone_by");
    set.undone_by ? json.value(*set.undone_by) : json.null();
    json.key("after_freeze").begin_array();
    for (const SchoolYear year : entry.after_freeze) json.value(year.start);
    json.end_array().end_object();
}

void issue(JsonWriter& json, const Issue& one, const Messages& messages, Language language) {
    json.begin_object().field("code", one.code);
    json.field("severity", one.severity == Severity::error ? "error" : "warning");
    json.key("file");
    one.where.file.empty() ? json.null() : json.value(one.where.file);
    json.key("sheet");
    one.where.sheet.empty() ? json.null() : json.value(one.where.sheet);
    json.key("row");
    one.where.row > 0 ? json.value(one.where.row) : json.null();
    json.key("column");
    one.where.column > 0 ? json.value(one.where.column) : json.null();
    json.field("value", one.value);
    json.field("school", one.school);
    json.field("message", messages.text(one.code, one.args, language));
    json.field("expected", messages.expected(one.code, one.args, language));
    json.field("advice", messages.advice(one.code, one.args, language)).end_object();
}

void columns(JsonWriter& json, std::string_view name, const std::vector<SheetColumn>& all) {
    json.key(name).begin_array();
    for (const SheetColumn& one : all)
        json.begin_object().field("column", one.column).field("head", one.head).end_object();
    json.end_array();
}

void recognised_sheet(JsonWriter& json, const RecognisedSheet& sheet) {
    json.begin_object().key("name");
    sheet.name.empty() ? json.null() : json.value(sheet.name);
    json.key("tables").begin_array();
    for (const auto& table : sheet.tables) json.value(table_name(table));
    json.end_array().field("rows", sheet.rows).field("skipped", sheet.skipped);
    json.field("hidden", sheet.hidden);
    columns(json, "unknown", sheet.unknown);
    columns(json, "left_out", sheet.left_out);
    json.end_object();
}

void profile_of(JsonWriter& json, const ImportReport& report, Language language) {
    json.key("profile").begin_object().field("id", report.profile);
    json.field("name", language == Language::zh ? report.profile_zh : report.profile_en);
    json.end_object();
}

}  // namespace

void write_recognised(JsonWriter& json, const ImportReport& report, Language language) {
    json.key("files").begin_array();
    for (const RecognisedFile& file : report.recognised) {
        json.begin_object().field("name", file.name).field("layout", name(file.layout));
        if (file.layout == FileLayout::profile)
            profile_of(json, report, language);
        else
            json.key("profile").null();
        json.key("sheets").begin_array();
        for (const RecognisedSheet& sheet : file.sheets) recognised_sheet(json, sheet);
        json.end_array().end_object();
    }
    json.end_array();
}

void write_issues(JsonWriter& json, const Issues& all, const Context& context) {
    json.key("issues").begin_array();
    for (const Issue& one : all) issue(json, one, context.messages, context.language);
    json.end_array();
}

std::string history_json(const std::vector<HistoryEntry>& history) {
    JsonWriter json;
    json.begin_object().key("changes").begin_array();
    for (const HistoryEntry& entry : history) change_set(json, entry);
    json.end_array().end_object();
    return json.take();
}

std::string issues_json(const Context& context, const Issues& issues) {
    JsonWriter json;
    json.begin_object();
    write_issues(json, issues, context);
    json.end_object();
    return json.take();
}

std::string import_report_json(
    const Context& context,
    const ImportReport& report,
    const std::function<void(JsonWriter&)>& extra
) {
    JsonWriter json;
    const ImportCounts& c = report.counts;
    json.begin_object().field("rows", c.rows).field("added", c.added).field("changed", c.changed);
    json.field("gone", c.gone).field("unchanged", c.unchanged).field("skipped", c.skipped);
    json.key("changes_id");
    report.changes_id ? json.value(*report.changes_id) : json.null();
    write_issues(json, report.issues, context);
    if (extra)
        extra(json);
    json.end_object();
    return json.take();
}

}  // namespace junheng
