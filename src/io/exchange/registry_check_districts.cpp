// SPDX-License-Identifier: Apache-2.0
#include "core/domain/admission_area.h"
#include "io/exchange/registry_check_parts.h"

namespace junheng {

void check_districts(const CheckRun& run) {
    for (const DistrictFault& fault : district_faults(run.snapshot)) {
        const bool of_unit = fault.table == TableId::units;
        run.report(
            fault.table,
            fault.row,
            of_unit ? "id" : "unit",
            std::string(fault.code),
            Severity::warning,
            {{"unit", fault.unit}, {"other", fault.other}}
        );
    }
}

}  // namespace junheng
