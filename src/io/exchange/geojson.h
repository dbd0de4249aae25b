// SPDX-License-Identifier: Apache-2.0
/// Townships, villages, schools and map features from GeoJSON: points give positions, lines and
/// areas become WKT. Coordinates are kept as given, with the tag of their reference system.
#pragma once

#include <filesystem>

#include "core/base/result.h"
#include "io/exchange/import_reader.h"

namespace junheng {

/// Reads a FeatureCollection. The table is told by the file's name, a property `table`, or the
/// code: 9 digits a township, 12 a village, any other a school; features without a code are map
/// features. Properties are named as columns are. Rows count the features from 1. Changes rows,
/// never removes one. Errors: geojson.broken, geojson.no_collection (data). Faults of single
/// features come as issues: geojson.unknown_feature, geojson.bad_geometry, geojson.unknown_crs,
/// field.*.
Result<void> read_geojson(ImportRun& run, const std::filesystem::path& file);

}  // namespace junheng
