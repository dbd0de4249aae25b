// SPDX-License-Identifier: Apache-2.0
#include "app/cli/actions_reporting.h"

#include "core/base/json.h"

namespace junheng {

int run_report(const Context& context, const Console& console, const ReportCommand& command) {
    auto county = open_county(command.county);
    if (!county)
        return console.fail(county.error());
    const auto made =
        make_county_reports(context, *county, command.year, command.request, command.out);
    if (!made)
        return console.fail(made.error());
    if (!console.json()) {
        for (const std::string& file : made->files) console.line(file);
        console.line(console.text(
            "done.report",
            {{"n", std::to_string(made->files.size())}, {"folder", command.out.string()}}
        ));
        return 0;
    }
    JsonWriter json;
    json.begin_object().field("school_year", made->school_year).key("files").begin_array();
    for (const std::string& file : made->files) json.value(file);
    json.end_array().end_object();
    console.line(json.take());
    return 0;
}

}  // namespace junheng
