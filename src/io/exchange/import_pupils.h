// SPDX-License-Identifier: Apache-2.0
/// Lists of children, row by row to the sink in constant memory a row; only fingerprints of their
/// numbers are kept, to find a child that stands in two places.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>

#include "core/domain/pupil.h"
#include "io/exchange/import_reader.h"

namespace junheng {

class PupilReader {
public:
    PupilReader(ImportRun& run, std::string file, std::string sheet, const BoundTable& columns);

    void take(const SheetRow& row, SchoolYear year);
    bool stopped() const { return stopped_; }

private:
    ImportRun& run_;
    std::string file_;
    std::string sheet_;
    std::array<int, 12> columns_{};  // by pupil field, 0 = none
    bool stopped_ = false;
};

}  // namespace junheng
