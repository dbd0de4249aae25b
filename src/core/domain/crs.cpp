// SPDX-License-Identifier: Apache-2.0
#include "core/domain/crs.h"

#include <cmath>
#include <numbers>

namespace junheng {
namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kDegree = kPi / 180.0;
// Krasovsky 1940, on which the offset is built.
constexpr double kSemiMajor = 6'378'245.0;
constexpr double kEccentricity = 0.006'693'421'622'965'943'23;
constexpr double kBaiduStep = kPi * 3000.0 / 180.0;
constexpr double kBaiduLon = 0.0065;
constexpr double kBaiduLat = 0.006;
constexpr int kRounds = 30;
constexpr double kClose = 1e-13;  // degrees

bool in_china(LonLat at) {
    return at.first > 72.004 && at.first < 137.8347 && at.second > 0.8293 && at.second < 55.8271;
}

double wave(double x, double first, double second, double third) {
    return (20.0 * std::sin(6.0 * x * kPi) + 20.0 * std::sin(2.0 * x * kPi)) * 2.0 / 3.0 + first +
           second + third;
}

double offset_lat(double x, double y) {
    return -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * std::sqrt(std::abs(x)) +
           wave(
               x,
               (20.0 * std::sin(y * kPi) + 40.0 * std::sin(y / 3.0 * kPi)) * 2.0 / 3.0,
               (160.0 * std::sin(y / 12.0 * kPi) + 320.0 * std::sin(y * kPi / 30.0)) * 2.0 / 3.0,
               0.0
           );
}

double offset_lon(double x, double y) {
    return 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * std::sqrt(std::abs(x)) +
           wave(
               x,
               (20.0 * std::sin(x * kPi) + 40.0 * std::sin(x / 3.0 * kPi)) * 2.0 / 3.0,
               (150.0 * std::sin(x / 12.0 * kPi) + 300.0 * std::sin(x / 30.0 * kPi)) * 2.0 / 3.0,
               0.0
           );
}

LonLat wgs84_to_gcj02(LonLat at) {
    if (!in_china(at))
        return at;
    constexpr double kMiddleLon = 105.0;
    constexpr double kMiddleLat = 35.0;
    const double x = at.first - kMiddleLon;
    const double y = at.second - kMiddleLat;
    const double sine = std::sin(at.second * kDegree);
    const double magic = 1 - kEccentricity * sine * sine;
    const double root = std::sqrt(magic);
    const double lat_metres = kSemiMajor * (1 - kEccentricity) / (magic * root) * kDegree;
    const double lon_metres = kSemiMajor / root * std::cos(at.second * kDegree) * kDegree;
    return {at.first + offset_lon(x, y) / lon_metres, at.second + offset_lat(x, y) / lat_metres};
}

LonLat gcj02_to_bd09(LonLat at) {
    const double radius = std::hypot(at.first, at.second) + 2e-5 * std::sin(at.second * kBaiduStep);
    const double angle = std::atan2(at.second, at.first) + 3e-6 * std::cos(at.first * kBaiduStep);
    return {radius * std::cos(angle) + kBaiduLon, radius * std::sin(angle) + kBaiduLat};
}

/// The offset changes slowly, so that stepping back by it converges.
template <class Forward>
LonLat inverse(LonLat target, Forward forward) {
    LonLat at = target;
    for (int i = 0; i < kRounds; ++i) {
        const LonLat reached = forward(at);
        const LonLat miss{target.first - reached.first, target.second - reached.second};
        at = {at.first + miss.first, at.second + miss.second};
        if (std::abs(miss.first) < kClose && std::abs(miss.second) < kClose)
            break;
    }
    return at;
}

}  // namespace

LonLat to_wgs84(LonLat at, std::string_view crs) {
    if (crs == "gcj02")
        return inverse(at, wgs84_to_gcj02);
    return crs == "bd09" ? to_wgs84(inverse(at, gcj02_to_bd09), "gcj02") : at;
}

}  // namespace junheng
