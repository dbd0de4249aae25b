// SPDX-License-Identifier: Apache-2.0
/// Who is logged in, in memory only: a restart logs everybody out. Tokens are kept as digests.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/service/access_rules.h"
#include "app/service/accounts.h"

namespace junheng {

using SessionClock = std::chrono::steady_clock;

/// Invariant: what an account may do stays as it was at login; a changed account ends the session.
struct LiveSession {
    Account account;
    const Role* role = nullptr;
    AccessScope scope;
    std::string csrf;
    std::chrono::seconds idle{};
    SessionClock::time_point end;  // however busy it is
    std::atomic<SessionClock::time_point> last_used;
    std::atomic<bool> ended = false;

    bool may(std::string_view right) const { return role->may(right); }
};

using SessionPtr = std::shared_ptr<LiveSession>;

/// Safe to use from several threads.
class LiveSessions {
public:
    explicit LiveSessions(const AccessRules& rules) : rules_(rules) {}

    struct Opened {
        std::string token;
        SessionPtr session;
    };
    /// Errors (internal): account.unknown_role when the role is no longer in the rules.
    Result<Opened> open(const Account& account, bool shared_computer);
    /// Counts as use. None when there is no such session or its time is over.
    SessionPtr find(std::string_view token);
    void close(std::string_view token);
    void close_user(std::string_view name);
    /// Ends the sessions of accounts that are no longer what they were at login.
    void compare(const std::vector<Account>& accounts);
    std::size_t size();

private:
    bool over(const LiveSession& session) const;
    template <class Which>
    void end_each(Which&& which);

    const AccessRules& rules_;
    std::mutex mutex_;
    std::unordered_map<std::string, SessionPtr> by_digest_;
};

}  // namespace junheng
