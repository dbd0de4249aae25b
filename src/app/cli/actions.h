// SPDX-License-Identifier: Apache-2.0
/// What each command does once its line is read: decode, one service call, encode. Each returns the
/// exit code.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/cli/console.h"
#include "app/server/serve.h"
#include "app/service/importing.h"
#include "app/service/judging.h"

namespace junheng {

struct InitOptions {
    std::string file;
    std::string code = "000000";
    std::string name;
    bool force = false;
};

struct DemoCommand {
    std::string file;
    std::uint64_t seed = 1;
    int schools = 120;
    int years = 6;
    bool force = false;
};

struct TemplateOptions {
    std::string county;
    std::filesystem::path out;
    std::string school;
    bool county_only = false;
    bool force = false;
    std::optional<int> year;
};

struct AssessCommand {
    std::string county;
    std::optional<int> year;
    std::string scenario;
    std::vector<std::string> overlays;
    std::vector<std::string> readings;  // NAME=CHOICE
    bool all_readings = false;
    bool all_schools = false;
};

struct ExplainCommand {
    AssessCommand assess;
    std::string indicator;
    std::string cv;
    std::string school;
    std::string stage;
};

struct ExportOptions {
    std::string county;
    std::optional<int> year;
    std::filesystem::path tables;
    std::filesystem::path xlsx;
    bool force = false;
};

struct ImportCommand {
    std::string county;
    ImportRequest request;
    bool all = false;  // every issue on the page
};

/// What check and status look at.
struct LookCommand {
    std::string county;
    std::optional<int> year;
    bool all = false;  // every line of the page
};

struct HistoryCommand {
    std::string county;
    std::optional<std::int64_t> id;  // one change set, cell by cell
    bool all = false;
};

struct FreezeOptions {
    std::string county;
    std::optional<int> year;
    std::string signer;
};

struct ScenarioOptions {
    std::string county;
    std::string name;
    std::optional<int> year;
    std::vector<std::string> sets;  // table:key:column=value
    bool remove = false;
};

enum class UserAct { add, list, reset };

struct UserOptions {
    UserAct act = UserAct::list;
    std::string county;
    std::string name;
    std::string full_name;
    std::string role = "viewer";   // whoever says nothing gives least
    std::string scope = "county";  // KIND:CODE
    std::filesystem::path list;    // in place of a name: many at once
};

int run_serve(const Context& context, const Console& console, const ServeOptions& options);
int run_user(const Context& context, const Console& console, const UserOptions& options);
int run_audit_verify(
    const Context& context,
    const Console& console,
    const std::string& county,
    const std::string& head
);
/// Shape: an empty path is one not given; without seconds and steps the default time holds.
struct PlanCommand {
    std::filesystem::path units;
    std::filesystem::path adjacency;
    std::filesystem::path judged;
    std::filesystem::path out;
    bool contiguous = false;
    std::optional<int> sites;
    std::optional<double> seconds;
    std::optional<std::int64_t> steps;
    std::uint64_t seed = 1;
    int threads = 1;
    std::string county;  // in place of files
    std::string stage;
    std::optional<int> grade;
    std::optional<int> year;
    std::string save;
    double detour = 1;
    std::optional<double> most_metres;
    std::vector<std::string> barriers;
    std::vector<std::string> fixed;  // UNIT=SCHOOL
};

int run_init(const Context& context, const Console& console, const InitOptions& options);
int run_demo(const Context& context, const Console& console, const DemoCommand& options);
int run_template(const Context& context, const Console& console, const TemplateOptions& options);
int run_check(const Context& context, const Console& console, const LookCommand& options);
int run_status(const Context& context, const Console& console, const LookCommand& options);
int run_import(const Context& context, const Console& console, const ImportCommand& options);
int run_history(const Context& context, const Console& console, const HistoryCommand& options);
int run_undo(
    const Context& context,
    const Console& console,
    const std::string& county,
    std::int64_t id
);
int run_assess(const Context& context, const Console& console, const AssessCommand& options);
int run_compare(
    const Context& context,
    const Console& console,
    const std::string& county,
    const std::string& a,
    const std::string& b
);
int run_explain(const Context& context, const Console& console, const ExplainCommand& options);
int run_export(const Context& context, const Console& console, const ExportOptions& options);
int run_backup(
    const Context& context,
    const Console& console,
    const std::string& county,
    const std::string& file,
    bool force
);
int run_restore(
    const Context& context,
    const Console& console,
    const std::string& file,
    const std::string& county,
    bool force
);
int run_roll_over(
    const Context& context,
    const Console& console,
    const std::string& county,
    std::optional<int> from
);
int run_freeze(const Context& context, const Console& console, const FreezeOptions& options);
int run_district(const Context& context, const Console& console, const PlanCommand& command);
int run_site(const Context& context, const Console& console, const PlanCommand& command);
int run_scenario(const Context& context, const Console& console, const ScenarioOptions& options);

}  // namespace junheng
