// SPDX-License-Identifier: Apache-2.0
#include "app/service/sessions.h"

#include <algorithm>

#include "app/service/secrets.h"

namespace junheng {

Result<LiveSessions::Opened> LiveSessions::open(const Account& account, bool shared_computer) {
    const Role* role = rules_.role(account.role);
    if (role == nullptr)
        return failure(ErrorKind::internal, "account.unknown_role", {{"role", account.role}});
    const auto now = SessionClock::now();
    auto session = std::make_shared<LiveSession>();
    session->account = account;
    session->role = role;
    session->scope = {account.scope_kind, account.scope_code};
    session->csrf = random_token();
    session->idle =
        std::chrono::seconds(shared_computer ? rules_.shared_idle_seconds : rules_.idle_seconds);
    session->end = now + std::chrono::seconds(rules_.longest_seconds);
    session->last_used = now;
    Opened opened{random_token(), session};
    const std::scoped_lock lock(mutex_);
    std::erase_if(by_digest_, [&](const auto& entry) { return over(*entry.second); });
    by_digest_.emplace(token_digest(opened.token), std::move(session));
    return opened;
}

bool LiveSessions::over(const LiveSession& session) const {
    const auto now = SessionClock::now();
    return session.ended || now >= session.end || now - session.last_used.load() >= session.idle;
}

SessionPtr LiveSessions::find(std::string_view token) {
    const std::string digest = token_digest(token);
    const std::scoped_lock lock(mutex_);
    const auto found = by_digest_.find(digest);
    if (found == by_digest_.end())
        return nullptr;
    if (over(*found->second)) {
        found->second->ended = true;
        by_digest_.erase(found);
        return nullptr;
    }
    found->second->last_used = SessionClock::now();
    return found->second;
}

void LiveSessions::close(std::string_view token) {
    const std::scoped_lock lock(mutex_);
    const auto found = by_digest_.find(token_digest(token));
    if (found == by_digest_.end())
        return;
    found->second->ended = true;
    by_digest_.erase(found);
}

template <class Which>
void LiveSessions::end_each(Which&& which) {
    const std::scoped_lock lock(mutex_);
    std::erase_if(by_digest_, [&](auto& entry) {
        if (!which(*entry.second))
            return false;
        entry.second->ended = true;
        return true;
    });
}

void LiveSessions::close_user(std::string_view name) {
    end_each([&](const LiveSession& session) { return session.account.name == name; });
}

void LiveSessions::compare(const std::vector<Account>& accounts) {
    end_each([&](const LiveSession& session) {
        return std::ranges::find(accounts, session.account) == accounts.end();
    });
}

std::size_t LiveSessions::size() {
    const std::scoped_lock lock(mutex_);
    return by_digest_.size();
}

}  // namespace junheng
