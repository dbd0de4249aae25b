// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string_view>
#include <tuple>

#include "core/demo/rows.h"
#include "core/domain/words.h"

namespace junheng::demo {
namespace {

using View = std::string_view;

template <class Record, class Key>
void sort_rows(Rows<Record>& rows, Key key) {
    if (!rows.empty() && !std::ranges::is_sorted(rows.view(), {}, key))
        std::ranges::sort(rows.write(), {}, key);
}

}  // namespace

void sort_tables(Snapshot& s) {
    sort_rows(s.county, [](const CountyFigure& r) {
        return std::tuple(View(r.key), View(r.period));
    });
    sort_rows(s.townships, [](const Township& r) { return View(r.code); });
    sort_rows(s.villages, [](const Village& r) { return View(r.code); });
    sort_rows(s.features, [](const MapFeature& r) { return View(r.id); });
    sort_rows(s.schools, [](const School& r) { return View(r.code); });
    sort_rows(s.stages, [](const StageFigures& r) {
        return std::tuple(View(r.code), name(r.stage));
    });
    sort_rows(s.shared, [](const SharedFigures& r) { return View(r.code); });
    sort_rows(s.classes, [](const ClassGroup& r) {
        return std::tuple(View(r.code), r.grade, View(r.name));
    });
    sort_rows(s.grades, [](const GradeFigures& r) { return std::tuple(View(r.code), r.grade); });
    sort_rows(s.rooms, [](const RoomGroup& r) { return std::tuple(View(r.code), View(r.kind)); });
    sort_rows(s.teachers, [](const Teacher& r) { return View(r.id); });
    sort_rows(s.figures, [](const SchoolFigure& r) {
        return std::tuple(View(r.code), View(r.key), View(r.stage), View(r.period));
    });
    sort_rows(s.counts, [](const SourceCount& r) {
        return std::tuple(View(r.code), View(r.figure), View(r.origin), View(r.stage));
    });
    sort_rows(s.evidence, [](const Evidence& r) { return std::tuple(View(r.item), View(r.slot)); });
    sort_rows(s.units, [](const DistrictUnit& r) { return View(r.id); });
    sort_rows(s.unit_pupils, [](const UnitPupils& r) { return std::tuple(View(r.unit), r.grade); });
    sort_rows(s.districts, [](const AdmissionDistrict& r) {
        return std::tuple(View(r.unit), r.entry_grade, View(r.code));
    });
    sort_rows(s.admission, [](const AdmissionPlan& r) {
        return std::tuple(View(r.code), r.entry_grade);
    });
}

}  // namespace junheng::demo
