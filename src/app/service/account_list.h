// SPDX-License-Identifier: Apache-2.0
/// A list of accounts to be made, as a csv or a workbook: 120 principals at once.
#pragma once

#include <filesystem>
#include <vector>

#include "app/service/accounts.h"
#include "core/base/result.h"

namespace junheng {

/// Heads of the first sheet, in any order: name, role, full_name, scope ("school:2145000001";
/// empty: the county). Errors: as open_workbook; account.bad_list (data) with the head that is
/// missing.
Result<std::vector<NewAccount>> read_account_list(const std::filesystem::path& file);

/// "KIND" or "KIND:CODE".
AccessScope parse_scope(const std::string& text);

}  // namespace junheng
