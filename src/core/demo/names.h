// SPDX-License-Identifier: Apache-2.0
/// Invented names: of counties, townships, villages, people. None is meant to be anybody's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace junheng::demo {

/// The same number gives the same name.
std::string person_name(std::uint64_t hash, bool female);

/// Two characters without what kind of place it is. Shape: unlike for unlike `index` below 900.
std::string township_stem(std::uint64_t seed, std::size_t index);
/// Unlike for unlike `index`, within one seed.
std::string village_name(std::uint64_t seed, std::size_t index);
std::string community_name(std::uint64_t seed, std::size_t index);
/// With 县. Shape: unlike for unlike `index` below 2000; index 0 is the default county.
std::string county_name(std::size_t index);

/// 一, 二, … 九十九. Shape: 1 <= number <= 99.
std::string chinese_number(int number);

}  // namespace junheng::demo
