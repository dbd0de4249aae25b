// SPDX-License-Identifier: Apache-2.0
#include "app/service/moments.h"

#include <ctime>

#include <array>

#include <time.h>

namespace junheng {
namespace {

constexpr const char* kForm = "%Y-%m-%dT%H:%M:%SZ";

}  // namespace

std::string later(const std::string& moment, std::int64_t seconds) {
    std::tm parts{};
    if (strptime(moment.c_str(), kForm, &parts) == nullptr)
        return moment;
    const std::time_t then = timegm(&parts) + seconds;
    gmtime_r(&then, &parts);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), kForm, &parts);
    return text.data();
}

}  // namespace junheng
