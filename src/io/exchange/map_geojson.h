// SPDX-License-Identifier: Apache-2.0
/// The county as a map draws it.
#pragma once

#include <string>

#include "core/domain/snapshot.h"

namespace junheng {

/// A FeatureCollection in WGS 84: townships, villages, what else the map shows, schools; in this
/// order, each by its key. Coordinates are rounded to about a metre. What has no place, or one that
/// cannot be read, has a null geometry. A township or village with an outline carries its own point
/// as `label`.
std::string map_geojson(const Snapshot& snapshot);

}  // namespace junheng
