// SPDX-License-Identifier: Apache-2.0
/// The command `forecast`.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "app/cli/console.h"

namespace junheng {

struct ForecastCommand {
    std::string county;  // or a history file
    std::filesystem::path history;
    int horizon = 3;
    std::filesystem::path out;
    std::filesystem::path events;
    std::filesystem::path children;
    std::string stage;
    std::optional<int> year;
    std::string save;
    bool backtest = false;
};

int run_forecast(const Context& context, const Console& console, const ForecastCommand& command);

}  // namespace junheng
