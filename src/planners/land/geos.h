// SPDX-License-Identifier: Apache-2.0
/// GEOS in the manner of this house: handles that end themselves.
#pragma once

#include <memory>

#include <geos_c.h>

namespace junheng::geos {

struct EndGeometry {
    GEOSContextHandle_t context;
    void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(context, geometry); }
};
using Geometry = std::unique_ptr<GEOSGeometry, EndGeometry>;

/// What a thread needs to work with geometries. Faults are answered by empty handles; GEOS's own
/// words about them go nowhere.
class Context {
public:
    Context() : handle_(GEOS_init_r()) {}
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
    ~Context() { GEOS_finish_r(handle_); }

    GEOSContextHandle_t get() const { return handle_; }
    Geometry own(GEOSGeometry* geometry) const { return {geometry, EndGeometry{handle_}}; }

private:
    GEOSContextHandle_t handle_;
};

}  // namespace junheng::geos
