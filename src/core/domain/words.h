// SPDX-License-Identifier: Apache-2.0
/// The closed word lists of the tables, and the enums behind them.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "core/domain/records.h"

namespace junheng {

inline constexpr std::array<std::string_view, 3> kStageWords{"primary", "junior", "senior"};
inline constexpr std::array<std::string_view, 3> kFlagWords{
    "dense_centre",
    "majority_migrant",
    "boarding"};
inline constexpr std::array<std::string_view, 4> kOwnershipWords{
    "education",
    "other_department",
    "local_enterprise",
    "private"};
inline constexpr std::array<std::string_view, 4> kCrsWords{"wgs84", "cgcs2000", "gcj02", "bd09"};
inline constexpr std::array<std::string_view, 3> kOriginWords{"statistics", "register", "ledger"};
inline constexpr std::array<std::string_view, 4> kContractWords{
    "in_quota",
    "contract",
    "part_time",
    "substitute"};
inline constexpr std::array<std::string_view, 4> kHonourWords{
    "special_grade",
    "subject_leader",
    "backbone",
    "rising"};
inline constexpr std::array<std::string_view, 6>
    kTitleWords{"senior_full", "senior", "first", "second", "third", "none"};
inline constexpr std::array<std::string_view, 4> kCertificateWords{
    "primary",
    "junior",
    "senior",
    "none"};
inline constexpr std::array<std::string_view, 3> kTownshipWords{"street", "town", "township"};
inline constexpr std::array<std::string_view, 5> kFeatureWords{
    "road",
    "highway",
    "river",
    "lake",
    "boundary"};
inline constexpr std::array<std::string_view, 4> kUnitWords{"estate", "road", "village", "group"};
inline constexpr std::array<std::string_view, 3> kSideWords{"odd", "even", "both"};
inline constexpr std::array<std::string_view, 4> kEvidenceWords{
    "missing",
    "present",
    "returned",
    "accepted"};
inline constexpr std::array<std::string_view, 2> kJudgedWords{"met", "short"};

constexpr std::string_view name(Stage stage) {
    return kStageWords[static_cast<std::size_t>(stage)];
}
std::optional<Stage> stage_by_name(std::string_view word);

/// Kinds of school 办学类型码 and town-or-country classes 城乡分类代码 as the statistics use them.
/// Source: ministry dictionaries of 办学类型码 and the statistics bureau's 城乡分类代码.
bool is_teaching_point(const School& school);  // 218
bool has_nine_years(const School& school);     // 312 nine-year, 345 twelve-year
bool is_country(const School& school);         // area class 2xx
bool is_town(const School& school);            // area class 1xx

}  // namespace junheng
