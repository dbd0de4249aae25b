// SPDX-License-Identifier: Apache-2.0
/// What every use case needs: where the rules lie, the texts, who asks and the clock.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "core/base/date.h"
#include "core/base/messages.h"
#include "core/base/result.h"

namespace junheng {

struct Context {
    std::filesystem::path home;
    Messages messages;
    Language language = Language::zh;
    std::string user;
    std::function<std::string()> now;  // ISO 8601 with zone

    Date today() const;

    /// The set in force; a later edition of the evaluation is a folder beside it.
    std::filesystem::path standards() const { return home / "data" / "standards" / "balance-2017"; }
    std::filesystem::path glossary() const { return home / "data" / "glossary.toml"; }
    std::filesystem::path checks() const { return home / "data" / "checks.toml"; }
    std::filesystem::path access_rules() const { return home / "data" / "roles.toml"; }
    std::filesystem::path hand_in_rules() const { return home / "data" / "hand_in.toml"; }
    std::filesystem::path contract() const { return home / "openapi" / "junheng.json"; }
    std::filesystem::path reports() const { return home / "data" / "reports"; }
    std::filesystem::path profiles() const { return home / "data" / "profiles"; }
};

/// Errors: home.not_found, messages.unreadable.
Result<Context> make_context(Language language);

}  // namespace junheng
