// SPDX-License-Identifier: Apache-2.0
/// A county of one school year, as a value. Tables are shared between copies and copied when one is
/// written, so that a what-if costs what it changes.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/base/date.h"
#include "core/base/result.h"
#include "core/domain/records.h"
#include "core/domain/table.h"

namespace junheng {

/// Rows sorted by key, shared until written.
template <class Record>
class Rows {
public:
    std::span<const Record> view() const {
        return rows_ ? std::span<const Record>(*rows_) : std::span<const Record>();
    }
    auto begin() const { return view().begin(); }
    auto end() const { return view().end(); }
    std::size_t size() const { return view().size(); }
    bool empty() const { return view().empty(); }
    const Record& operator[](std::size_t i) const { return view()[i]; }
    /// The caller keeps the order by key and the keys unique.
    std::vector<Record>& write() {
        if (!rows_)
            rows_ = std::make_shared<std::vector<Record>>();
        else if (rows_.use_count() > 1)
            rows_ = std::make_shared<std::vector<Record>>(*rows_);
        return *rows_;
    }

private:
    std::shared_ptr<std::vector<Record>> rows_;
};

struct Snapshot {
    std::string county_code;  // 6 digits
    std::string county_name;
    SchoolYear year;

    Rows<CountyFigure> county;
    Rows<Township> townships;
    Rows<Village> villages;
    Rows<MapFeature> features;
    Rows<School> schools;
    Rows<StageFigures> stages;
    Rows<SharedFigures> shared;
    Rows<ClassGroup> classes;
    Rows<GradeFigures> grades;
    Rows<RoomGroup> rooms;
    Rows<Teacher> teachers;
    Rows<SchoolFigure> figures;
    Rows<SourceCount> counts;
    Rows<Evidence> evidence;
    Rows<DistrictUnit> units;
    Rows<UnitPupils> unit_pupils;
    Rows<AdmissionDistrict> districts;
    Rows<AdmissionPlan> admission;
};

/// Generic access, one row at a time.
std::size_t row_count(const Snapshot& snapshot, TableId table);
Row row_at(const Snapshot& snapshot, TableId table, std::size_t index);
Value cell_at(const Snapshot& snapshot, TableId table, std::size_t index, std::size_t field);
/// The row with this key (only key fields of `key` are read), or nothing. Cost: O(log rows).
std::optional<std::size_t> find_row(const Snapshot& snapshot, TableId table, const Row& key);
/// All rows of a table, in key order.
std::vector<Row> rows_of(const Snapshot& snapshot, TableId table);
/// Replaces a whole table. Errors: table.duplicate_key (kind data) with the key.
Result<void> set_rows(Snapshot& snapshot, TableId table, std::vector<Row> rows);

/// Equal figures in every table (identity of the county and year included).
bool same_figures(const Snapshot& a, const Snapshot& b);

const School* find_school(const Snapshot& snapshot, std::string_view code);
const SharedFigures* find_shared(const Snapshot& snapshot, std::string_view code);
/// The rows of one school, contiguous since tables are sorted by code.
std::span<const StageFigures> stages_of(const Snapshot& snapshot, std::string_view code);
std::span<const ClassGroup> classes_of(const Snapshot& snapshot, std::string_view code);
std::span<const RoomGroup> rooms_of(const Snapshot& snapshot, std::string_view code);
std::span<const SchoolFigure> figures_of(const Snapshot& snapshot, std::string_view code);

}  // namespace junheng
