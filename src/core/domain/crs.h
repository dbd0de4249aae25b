// SPDX-License-Identifier: Apache-2.0
/// From the reference systems of Chinese web maps to WGS 84.
#pragma once

#include <string_view>
#include <utility>

namespace junheng {

/// Shape: longitude, latitude in degrees.
using LonLat = std::pair<double, double>;

/// `crs` as in the tables: wgs84, cgcs2000, gcj02, bd09. CGCS2000 differs from WGS 84 by
/// centimetres and is left as it is. The offset of the others is known the other way only, so it
/// is taken back by fixed-point iteration, to within a millimetre. Source: the public formulas of
/// the offset (no official document gives them); outside China there is no offset.
LonLat to_wgs84(LonLat at, std::string_view crs);

}  // namespace junheng
