// SPDX-License-Identifier: Apache-2.0
/// The command `report`: the documents that a county hands in.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "app/cli/console.h"
#include "app/service/reporting.h"

namespace junheng {

struct ReportCommand {
    std::string county;
    std::optional<int> year;
    std::filesystem::path out;
    ReportRequest request;
};

int run_report(const Context& context, const Console& console, const ReportCommand& command);

}  // namespace junheng
