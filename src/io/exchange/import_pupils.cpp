// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/import_pupils.h"

namespace junheng {

PupilReader::PupilReader(
    ImportRun& run,
    std::string file,
    std::string sheet,
    const BoundTable& columns
)
    : run_(run), file_(std::move(file)), sheet_(std::move(sheet)) {
    for (const BoundColumn& column : columns.columns) columns_[column.field] = column.column;
}

void PupilReader::take(const SheetRow& row, SchoolYear year) {
    PupilRow pupil;
    pupil.student_no = cell_text(row, columns_[0]);
    stopped_ = !run_.pupils(year, pupil);
}

}  // namespace junheng
