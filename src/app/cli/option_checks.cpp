// SPDX-License-Identifier: Apache-2.0
#include "app/cli/option_checks.h"

#include <string>
#include <vector>

#include "core/domain/words.h"

namespace junheng {

CLI::Validator six_digits() {
    return {
        [](const std::string& text) {
            const bool good =
                text.size() == 6 && text.find_first_not_of("0123456789") == std::string::npos;
            return good ? std::string() : text + " not in [000000, 999999]";
        },
        "000000..999999"};
}

CLI::Validator feature_kind() {
    return CLI::IsMember(std::vector<std::string>(kFeatureWords.begin(), kFeatureWords.end()));
}

}  // namespace junheng
