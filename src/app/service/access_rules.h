// SPDX-License-Identifier: Apache-2.0
/// Roles, rights and the rules of logging in, as data/roles.toml has them.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/messages.h"
#include "core/base/result.h"
#include "core/standards/standard_set.h"

namespace junheng {

struct Role {
    std::string id;
    BilingualName name;
    std::vector<std::string> scopes;
    std::set<std::string> rights;
    std::set<std::string> sees;  // fields of a person that are not masked

    bool may(std::string_view right) const { return rights.contains(std::string(right)); }
};

/// Units: seconds; characters.
struct AccessRules {
    std::vector<std::pair<std::string, BilingualName>> rights;
    std::vector<Role> roles;
    std::int64_t idle_seconds = 0;
    std::int64_t shared_idle_seconds = 0;
    std::int64_t longest_seconds = 0;
    std::int64_t lockout_failures = 0;
    std::int64_t lockout_seconds = 0;
    std::int64_t shortest_password = 0;
    std::set<std::string> rest_until_changed;

    const Role* role(std::string_view id) const;
    bool has_right(std::string_view id) const;
};

/// Errors (kind internal): access.unreadable with file and reason; access.unknown_right.
Result<AccessRules> load_access_rules(const std::filesystem::path& file);

}  // namespace junheng
