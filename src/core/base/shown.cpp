// SPDX-License-Identifier: Apache-2.0
#include "core/base/shown.h"

#include <cmath>

#include <fmt/format.h>

#include "core/base/text.h"

namespace junheng {
namespace {

constexpr double kCloseToLimit = 0.005;
constexpr double kWan = 10'000;
constexpr double kYi = 100'000'000;

}  // namespace

std::string shown_cv(double cv, double limit) {
    return std::abs(cv - limit) <= kCloseToLimit ? fmt::format("{:.4f}", cv)
                                                 : fmt::format("{:.3f}", cv);
}

std::string shown_amount(
    const Messages& messages,
    Language language,
    double amount,
    const std::string& unit
) {
    const auto say = [&](const std::string& code, double n, int decimals) {
        return messages.text("amount." + code, {{"n", grouped(n, decimals)}}, language);
    };
    if (unit == "yuan" && amount >= kYi)
        return say("yi_yuan", amount / kYi, 2);
    if (unit == "yuan" && amount >= kWan)
        return say("wan_yuan", amount / kWan, 1);
    return say(unit, amount, 2);
}

}  // namespace junheng
