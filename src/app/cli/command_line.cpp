// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command_line.h"

#include <exception>
#include <functional>
#include <new>
#include <span>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/cli/actions.h"
#include "app/cli/actions_forecast.h"
#include "app/cli/actions_reporting.h"
#include "app/cli/option_checks.h"

namespace junheng {
namespace {

using Action = std::function<int(const Context&, const Console&)>;

/// Everything that the line can set, and what it asks for.
struct Line {
    Manners manners;
    InitOptions init;
    DemoCommand demo;
    TemplateOptions make_template;
    std::string county;
    std::optional<int> year;
    ImportCommand import;
    LookCommand look;
    HistoryCommand history;
    std::int64_t changes_id = 0;
    AssessCommand assess;
    std::string first;
    std::string second;
    ExplainCommand explain;
    ExportOptions exported;
    ReportCommand report;
    std::string file;
    bool force = false;
    FreezeOptions freeze;
    ScenarioOptions scenario;
    ForecastCommand forecast;
    ServeOptions serve;
    UserOptions user;
    std::string head;
    PlanCommand plan;
    Action action;
};

class Commands {
public:
    Commands(CLI::App& app, Line& line, const Context& context)
        : app_(app), line_(line), context_(context) {}

    void define() {
        app_.require_subcommand(1);
        define_making();
        define_exchange();
        define_judging();
        define_forecast();
        define_keeping();
        define_serving();
        define_planning();
    }

private:
    std::string help(const std::string& code) const {
        return context_.messages.text("help." + code, {}, context_.language);
    }

    CLI::App* command(const std::string& name, Action action) {
        return command(app_, name, help(name), std::move(action));
    }

    CLI::App* command(
        CLI::App& above,
        const std::string& name,
        const std::string& what,
        Action action
    ) {
        CLI::App* sub = above.add_subcommand(name, what);
        sub->add_flag("--json", line_.manners.json, help("json"));
        sub->add_flag("--quiet", line_.manners.quiet, help("quiet"));
        sub->add_option("--lang", line_.manners.language, help("lang"))
            ->check(CLI::IsMember({"zh", "en"}));
        sub->callback([this, action = std::move(action)] { line_.action = action; });
        return sub;
    }

    template <class T>
    void county(CLI::App* sub, T& target) {
        sub->add_option("COUNTY", target, help("COUNTY"))->required();
    }

    void define_making() {
        auto* init = command("init", [this](const auto& c, const auto& k) {
            return run_init(c, k, line_.init);
        });
        init->add_option("FILE", line_.init.file, help("FILE"))->required();
        init->add_option("--code", line_.init.code, help("code"))->check(six_digits());
        init->add_option("--name", line_.init.name, help("name"));
        init->add_flag("--force", line_.init.force, help("force"));
        auto* demo = command("demo", [this](const auto& c, const auto& k) {
            return run_demo(c, k, line_.demo);
        });
        demo->add_option("FILE", line_.demo.file, help("FILE"))->required();
        demo->add_option("--seed", line_.demo.seed, help("seed"));
        demo->add_option("--schools", line_.demo.schools, help("schools"))
            ->check(CLI::Range(1, 1'000'000));
        demo->add_option("--years", line_.demo.years, help("years"))->check(CLI::Range(1, 30));
        demo->add_flag("--force", line_.demo.force, help("force"));
    }

    void define_exchange() {
        auto* form = command("template", [this](const auto& c, const auto& k) {
            return run_template(c, k, line_.make_template);
        });
        county(form, line_.make_template.county);
        form->add_option("--out", line_.make_template.out, help("out"))->required();
        form->add_flag("--force", line_.make_template.force, help("force"));
        form->add_option("--school", line_.make_template.school, help("school"));
        form->add_flag("--county-only", line_.make_template.county_only, help("county_only"))
            ->excludes("--school");
        form->add_option("--year", line_.make_template.year, help("year"));
        define_import();
        auto* check = command("check", [this](const auto& c, const auto& k) {
            return run_check(c, k, line_.look);
        });
        county(check, line_.look.county);
        check->add_option("--year", line_.look.year, help("year"));
        check->add_flag("--all", line_.look.all, help("all"));
        auto* status = command("status", [this](const auto& c, const auto& k) {
            return run_status(c, k, line_.look);
        });
        county(status, line_.look.county);
        status->add_option("--year", line_.look.year, help("year"));
        status->add_flag("--all", line_.look.all, help("all"));
        auto* exported = command("export", [this](const auto& c, const auto& k) {
            return run_export(c, k, line_.exported);
        });
        county(exported, line_.exported.county);
        exported->add_option("--tables", line_.exported.tables, help("tables"));
        exported->add_option("--xlsx", line_.exported.xlsx, help("xlsx"));
        exported->add_flag("--force", line_.exported.force, help("force"));
        exported->add_option("--year", line_.exported.year, help("year"));
        define_report();
    }

    void define_report() {
        ReportCommand& options = line_.report;
        auto* sub =
            command(app_, "report", help("report_command"), [this](const auto& c, const auto& k) {
                return run_report(c, k, line_.report);
            });
        county(sub, options.county);
        sub->add_option("--out", options.out, help("report_out"))->required();
        sub->add_option("--kind", options.request.kinds, help("report_kind"))
            ->allow_extra_args(false);
        sub->add_option("--reports", options.request.folders, help("reports"))
            ->allow_extra_args(false);
        sub->add_option("--scenario", options.request.scenario, help("scenario_name"));
        sub->add_option("--year", options.year, help("year"));
        sub->add_flag("--force", options.request.force, help("force"));
    }

    void define_import() {
        ImportRequest& request = line_.import.request;
        auto* sub = command("import", [this](const auto& c, const auto& k) {
            return run_import(c, k, line_.import);
        });
        county(sub, line_.import.county);
        sub->add_option("PATH", request.paths, help("PATH"))->required();
        sub->add_option("--profile", request.profile, help("profile"));
        sub->add_option("--where", request.where, help("where"));
        sub->add_option("--year", request.year, help("year"));
        sub->add_flag("--dry-run", request.dry_run, help("dry_run"));
        sub->add_option("--report", request.report, help("report"));
        sub->add_option("--why", request.why, help("why"));
        sub->add_flag("--all", line_.import.all, help("all"));
    }

    void judging_options(CLI::App* sub, AssessCommand& options) {
        county(sub, options.county);
        sub->add_option("--year", options.year, help("year"));
        sub->add_option("--scenario", options.scenario, help("scenario_name"));
        sub->add_option("--overlay", options.overlays, help("overlay"))->allow_extra_args(false);
        sub->add_option("--reading", options.readings, help("reading"))->allow_extra_args(false);
    }

    void define_judging() {
        auto* assess = command("assess", [this](const auto& c, const auto& k) {
            return run_assess(c, k, line_.assess);
        });
        judging_options(assess, line_.assess);
        assess->add_flag("--readings", line_.assess.all_readings, help("readings"));
        assess->add_flag("--all", line_.assess.all_schools, help("all_schools"));
        auto* explain = command("explain", [this](const auto& c, const auto& k) {
            return run_explain(c, k, line_.explain);
        });
        judging_options(explain, line_.explain.assess);
        explain->add_option("--indicator", line_.explain.indicator, help("indicator"));
        explain->add_option("--cv", line_.explain.cv, help("cv"))->excludes("--indicator");
        explain->add_option("--school", line_.explain.school, help("school"));
        explain->add_option("--stage", line_.explain.stage, help("stage"))->transform(stage_word());
        auto* compare = command("compare", [this](const auto& c, const auto& k) {
            return run_compare(c, k, line_.county, line_.first, line_.second);
        });
        county(compare, line_.county);
        compare->add_option("A", line_.first, help("side"))->required();
        compare->add_option("B", line_.second, help("side"))->required();
        auto* scenario = command("scenario", [this](const auto& c, const auto& k) {
            return run_scenario(c, k, line_.scenario);
        });
        county(scenario, line_.scenario.county);
        scenario->add_option("NAME", line_.scenario.name, help("scenario_name"));
        scenario->add_option("--set", line_.scenario.sets, help("set"))->allow_extra_args(false);
        scenario->add_option("--year", line_.scenario.year, help("year"));
        scenario->add_flag("--remove", line_.scenario.remove, help("remove"));
    }

    void define_forecast() {
        ForecastCommand& options = line_.forecast;
        auto* sub = command("forecast", [this](const auto& c, const auto& k) {
            return run_forecast(c, k, line_.forecast);
        });
        auto* county = sub->add_option("COUNTY", options.county, help("COUNTY"));
        sub->add_option("--history", options.history, help("history_file"))->excludes(county);
        sub->add_option("--horizon", options.horizon, help("horizon"))->check(CLI::Range(1, 30));
        sub->add_option("--out", options.out, help("forecast_out"));
        sub->add_option("--events", options.events, help("events_file"));
        sub->add_option("--children", options.children, help("children_file"));
        sub->add_flag("--backtest", options.backtest, help("backtest"));
        sub->add_option("--stage", options.stage, help("stage"))->transform(stage_word());
        sub->add_option("--year", options.year, help("year"));
        sub->add_option("--save", options.save, help("save_scenario"));
    }

    void define_keeping() {
        auto* history = command("history", [this](const auto& c, const auto& k) {
            return run_history(c, k, line_.history);
        });
        county(history, line_.history.county);
        history->add_option("--id", line_.history.id, help("history_id"));
        history->add_flag("--all", line_.history.all, help("all"));
        auto* undo = command("undo", [this](const auto& c, const auto& k) {
            return run_undo(c, k, line_.county, line_.changes_id);
        });
        county(undo, line_.county);
        undo->add_option("CHANGES_ID", line_.changes_id, help("CHANGES_ID"))->required();
        auto* backup = command("backup", [this](const auto& c, const auto& k) {
            return run_backup(c, k, line_.county, line_.file, line_.force);
        });
        county(backup, line_.county);
        backup->add_option("FILE", line_.file, help("backup_file"))->required();
        backup->add_flag("--force", line_.force, help("force"));
        auto* restore = command("restore", [this](const auto& c, const auto& k) {
            return run_restore(c, k, line_.file, line_.county, line_.force);
        });
        restore->add_option("FILE", line_.file, help("backup_file"))->required();
        county(restore, line_.county);
        restore->add_flag("--force", line_.force, help("force"));
        auto* roll = command("roll-over", [this](const auto& c, const auto& k) {
            return run_roll_over(c, k, line_.county, line_.year);
        });
        county(roll, line_.county);
        roll->add_option("--from", line_.year, help("from_year"));
        auto* freeze = command("freeze", [this](const auto& c, const auto& k) {
            return run_freeze(c, k, line_.freeze);
        });
        county(freeze, line_.freeze.county);
        freeze->add_option("--signer", line_.freeze.signer, help("signer"))->required();
        freeze->add_option("--year", line_.freeze.year, help("year"));
    }

    void define_serving() {
        auto* sub = command("serve", [this](const auto& c, const auto& k) {
            line_.serve.quiet = line_.manners.quiet;
            return run_serve(c, k, line_.serve);
        });
        county(sub, line_.serve.county);
        sub->add_option("--port", line_.serve.port, help("port"));
        sub->add_option("--listen", line_.serve.listen, help("listen"));
        sub->add_option("--web", line_.serve.pages, help("web"));
        auto* certificate =
            sub->add_option("--certificate", line_.serve.certificate, help("certificate"));
        auto* key = sub->add_option("--key", line_.serve.key, help("key"));
        certificate->needs(key);
        key->needs(certificate);
        sub->add_flag("--behind-proxy", line_.serve.behind_proxy, help("behind_proxy"));
        define_users();
        CLI::App* audit = app_.add_subcommand("audit", help("audit"));
        audit->require_subcommand(1);
        auto* verify =
            command(*audit, "verify", help("audit_verify"), [this](const auto& c, const auto& k) {
                return run_audit_verify(c, k, line_.county, line_.head);
            });
        county(verify, line_.county);
        verify->add_option("--head", line_.head, help("head"));
    }

    void define_users() {
        CLI::App* user = app_.add_subcommand("user", help("user"));
        user->require_subcommand(1);
        const auto act = [&](const std::string& word, UserAct what) {
            CLI::App* sub = command(
                *user,
                word,
                help("user_" + word),
                [this, what](const auto& c, const auto& k) {
                    line_.user.act = what;
                    return run_user(c, k, line_.user);
                }
            );
            county(sub, line_.user.county);
            return sub;
        };
        act("list", UserAct::list)->add_option("NAME", line_.user.name, help("NAME"));
        act("reset", UserAct::reset)->add_option("NAME", line_.user.name, help("NAME"))->required();
        CLI::App* add = act("add", UserAct::add);
        auto* name = add->add_option("NAME", line_.user.name, help("NAME"));
        auto* list = add->add_option("--list", line_.user.list, help("list"));
        name->excludes(list);
        add->add_option("--role", line_.user.role, help("role"));
        add->add_option("--scope", line_.user.scope, help("scope"));
        add->add_option("--full-name", line_.user.full_name, help("full_name"));
    }

    CLI::App* planner(const std::string& name, Action action) {
        constexpr int kMostThreads = 256;
        PlanCommand& plan = line_.plan;
        auto* sub = command(name, std::move(action));
        sub->add_option("--units", plan.units, help("units"));
        sub->add_option("--out", plan.out, help("plan_out"));
        sub->add_option("--evaluate", plan.judged, help("evaluate"));
        sub->add_option("--time", plan.seconds, help("time"))->check(CLI::PositiveNumber);
        sub->add_option("--steps", plan.steps, help("steps"))->check(CLI::PositiveNumber);
        sub->add_option("--seed", plan.seed, help("seed"));
        sub->add_option("--threads", plan.threads, help("threads"))
            ->check(CLI::Range(1, kMostThreads));
        return sub;
    }

    void define_planning() {
        auto* district = planner("district", [this](const auto& c, const auto& k) {
            return run_district(c, k, line_.plan);
        });
        PlanCommand& plan = line_.plan;
        district->add_option("--adjacency", plan.adjacency, help("adjacency"));
        auto* county = district->add_option("COUNTY", plan.county, help("COUNTY"));
        county->excludes("--units")->excludes("--adjacency");
        district->add_option("--stage", plan.stage, help("stage"))->transform(stage_word());
        district->add_option("--grade", plan.grade, help("entry_grade"))
            ->check(CLI::PositiveNumber);
        district->add_option("--year", plan.year, help("year"));
        district->add_option("--save", plan.save, help("save_plan"));
        district->add_option("--detour", plan.detour, help("detour"))->check(CLI::Range(1.0, 5.0));
        district->add_option("--max-metres", plan.most_metres, help("max_metres"))
            ->check(CLI::PositiveNumber);
        district->add_option("--barrier", plan.barriers, help("barrier"))
            ->allow_extra_args(false)
            ->check(feature_kind());
        district->add_option("--fix", plan.fixed, help("fix"))->allow_extra_args(false);
        auto* site = planner("site", [this](const auto& c, const auto& k) {
            return run_site(c, k, line_.plan);
        });
        site->add_option("--adjacency", line_.plan.adjacency, help("adjacency"));
        site->add_flag("--contiguous", line_.plan.contiguous, help("contiguous"));
        site->add_option("--sites", line_.plan.sites, help("sites"))->check(CLI::PositiveNumber);
    }

    /// A stage by its identifier or by its name in any language.
    CLI::Validator stage_word() {
        return {
            [this](std::string& text) {
                for (const std::string id : {"primary", "junior"})
                    for (const Language language : {Language::zh, Language::en})
                        if (text == id ||
                            text == context_.messages.text("stage." + id, {}, language)) {
                            text = id;
                            return std::string();
                        }
                return text + " not in {primary,junior}";
            },
            "{primary,junior}"};
    }

    CLI::App& app_;
    Line& line_;
    const Context& context_;
};

/// Language and form of the answer are needed before the line is read: help and faults of the line
/// use them too.
Manners first_look(std::span<char*> words) {
    Manners manners;
    for (std::size_t i = 1; i < words.size(); ++i) {
        const std::string_view word = words[i];
        if (word == "--json")
            manners.json = true;
        if (word.starts_with("--lang="))
            manners.language = word.substr(7);
        if (word == "--lang" && i + 1 < words.size())
            manners.language = words[i + 1];
    }
    return manners;
}

std::string_view before(std::string_view text, std::string_view mark) {
    return text.substr(0, text.find(mark));
}

std::string_view after(std::string_view text, std::string_view mark) {
    const auto at = text.find(mark);
    return at == std::string_view::npos ? text : text.substr(at + mark.size());
}

/// The library speaks English only; what it found out is said again in the user's language.
Error line_fault(const CLI::App& app, const CLI::ParseError& fault) {
    const std::string reason = fault.what();
    const auto usage = [](std::string code, std::string_view key, std::string_view value) {
        return Error{
            ErrorKind::usage, std::move(code), {{std::string(key), std::string(value)}}, {}};
    };
    const std::vector<std::string> left = app.remaining(true);
    const std::string unknown = left.empty() ? std::string() : left.front();
    if (dynamic_cast<const CLI::RequiredError*>(&fault) != nullptr) {
        if (app.get_subcommands().empty())
            return usage(
                unknown.empty() ? "cli.no_command" : "cli.unknown_command", "word", unknown
            );
        return usage("cli.missing", "name", before(reason, " is required"));
    }
    if (dynamic_cast<const CLI::ExtrasError*>(&fault) != nullptr)
        return usage("cli.unexpected", "word", unknown);
    if (dynamic_cast<const CLI::ConversionError*>(&fault) != nullptr)
        return usage("cli.bad_value", "value", after(reason, ": "));
    if (dynamic_cast<const CLI::ValidationError*>(&fault) != nullptr)
        return Error{
            ErrorKind::usage,
            "cli.value_refused",
            {{"option", std::string(before(reason, ":"))},
             {"expected", std::string(after(after(reason, " not in "), "range "))}},
            {}};
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&fault) != nullptr)
        return usage("cli.needs_value", "name", before(reason, ":"));
    return usage("cli.bad_line", "reason", reason);
}

int report_line_fault(const CLI::App& app, const CLI::ParseError& fault, const Console& console) {
    if (fault.get_exit_code() == 0)
        return app.exit(fault);
    return console.fail(line_fault(app, fault));
}

int run(std::span<char*> words, const Context& context, const Manners& early) {
    CLI::App app(context.messages.text("help.program", {}, context.language), "junheng");
    Line line;
    Commands(app, line, context).define();
    try {
        app.parse(static_cast<int>(words.size()), words.data());
    } catch (const CLI::ParseError& fault) {
        return report_line_fault(app, fault, Console(context, early));
    }
    const Console console(context, line.manners);
    try {
        const int code = line.action(context, console);
        return code == 0 && !console.written()
                   ? console.fail({ErrorKind::unavailable, "cli.output_lost", {}, {}})
                   : code;
    } catch (const std::bad_alloc&) {
        return console.fail({ErrorKind::unavailable, "system.out_of_memory", {}, {}});
    } catch (const std::exception& fault) {
        return console.fail({ErrorKind::internal, "system.internal", {{"reason", fault.what()}}, {}}
        );
    }
}

}  // namespace

int run_command_line(int argc, char** argv) {
    const std::span words(argv, static_cast<std::size_t>(argc));
    const Manners early = first_look(words);
    const auto context = make_context(language_of(early));
    if (!context) {
        fmt::print(stderr, "{}\n", context.error().code);
        return exit_code(context.error().kind);
    }
    return run(words, *context, early);
}

}  // namespace junheng
