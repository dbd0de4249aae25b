// SPDX-License-Identifier: Apache-2.0
#include "app/server/serve.h"

#include <algorithm>
#include <thread>

#include "app/server/desk.h"
#include "app/server/wire/wire.h"
#include "app/service/audit.h"

namespace junheng {
namespace {

constexpr int kMostThreads = 8;
constexpr std::chrono::milliseconds kPatience{10'000};

int cores() {
    return std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, kMostThreads);
}

/// The end of the chain goes to the journal too, so that it stands in a second place.
Result<void> note_start_or_end(
    const Context& context,
    County& county,
    Journal& journal,
    const std::string& action
) {
    if (auto noted = note_act(context, county, {.action = action}); !noted)
        return noted;
    const auto state = county.store->check_audit(county.code(), {});
    if (!state)
        return tl::unexpected(state.error());
    journal.event(
        action,
        {{"audit_entries", std::to_string(state->entries)},
         {"audit_head", state->head},
         {"audit_broken_at", state->broken_at ? std::to_string(*state->broken_at) : ""}}
    );
    return {};
}

}  // namespace

Result<void> serve(
    const Context& context,
    const ServeOptions& options,
    const std::function<void(const Listening&)>& announce
) {
    auto county = open_county(options.county);
    if (!county)
        return tl::unexpected(county.error());
    const DeskOptions desk_options{
        .county = options.county,
        .pages = options.pages.empty() ? context.home / "web" / "dist" : options.pages,
        .quick_threads = std::max(2, cores()),
        .quiet = options.quiet,
        .secure = options.behind_proxy || !options.certificate.empty()};
    auto desk = Desk::open(context, desk_options);
    if (!desk)
        return tl::unexpected(desk.error());
    const WireOptions wire_options{
        .address = options.listen,
        .port = options.port,
        .threads = std::max(1, cores() / 2),
        .certificate = options.certificate,
        .key = options.key};
    Wire wire(wire_options, **desk);
    if (auto listening = wire.listen(); !listening)
        return listening;
    const auto first = first_account(context, (*desk)->office().rules, *county);
    if (!first)
        return tl::unexpected(first.error());
    Journal& journal = (*desk)->journal();
    if (auto noted = note_start_or_end(context, *county, journal, "server_start"); !noted)
        return noted;
    announce({wire.url(), *first});
    wire.run([&] { (*desk)->begin_draining(); });
    (*desk)->stop(kPatience);
    return note_start_or_end(context, *county, journal, "server_stop");
}

}  // namespace junheng
