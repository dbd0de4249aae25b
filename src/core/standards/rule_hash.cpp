// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <sstream>

#include <sodium.h>

#include "core/standards/rule_file.h"

namespace junheng {
namespace {

constexpr std::size_t kHashBytes = 32;

std::string canonical_text(const RuleEntry& rule) {
    std::ostringstream text;
    text << rule.layer << ' ' << toml::json_formatter{rule.table};
    return text.str();
}

}  // namespace

std::string hash_text(const std::string& text) {
    std::array<unsigned char, kHashBytes> digest{};
    const std::vector<unsigned char> bytes(text.begin(), text.end());
    crypto_generichash(digest.data(), digest.size(), bytes.data(), bytes.size(), nullptr, 0);
    std::array<char, 2 * kHashBytes + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
    return hex.data();
}

std::string contents_hash(const std::vector<RuleEntry>& rules) {
    std::vector<std::string> texts;
    for (const RuleEntry& rule : rules) texts.push_back(canonical_text(rule));
    std::ranges::sort(texts);
    std::string all;
    for (const std::string& text : texts) all += hash_text(text);
    return hash_text(all);
}

}  // namespace junheng
