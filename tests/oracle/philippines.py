#!/usr/bin/env python3
"""Teachers and classrooms per 100 pupils, with their weighted CV, for each province of the Philippine school data.

Usage: philippines.py DATA_DIR [--province NAME] [--json]

Primary = Grade 1-6 of the elementary file, junior = Grade 7-9 of the secondary file; kindergarten, Grade 10-12 and
special classes are not counted. Teachers and classrooms are the school's whole figures, not shared out.
"""

import argparse
import csv
import json
import math
import pathlib
import sys

STAGES = {
    "primary": ("Enrollment_2015_E.csv", range(1, 7)),
    "junior": ("Enrollment_2015_S.csv", range(7, 10)),
}
INDICATORS = {
    "teachers_per_100": ("Teachers.csv", "teachers.regular"),
    "classrooms_per_100": ("Rooms.csv", "rooms.standard.academic"),
}
ID_HEADS = ("School ID", "school.id")


def whole(text):
    """A count that may carry a thousands comma; None for an empty cell."""
    digits = (text or "").strip().replace(",", "")
    return int(digits) if digits else None


def rows_by_school(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        head = next(name for name in ID_HEADS if name in reader.fieldnames)
        return {row[head].strip(): row for row in reader if row[head].strip()}


def pupils_of(row, grades):
    counts = [whole(row[f"Grade {grade} {sex}"]) for grade in grades for sex in ("Male", "Female")]
    reported = [count for count in counts if count is not None]
    return sum(reported) if reported else None


def weighted_cv(pupils, resources):
    all_pupils = sum(pupils)
    mean = sum(resources) / all_pupils
    if mean == 0:
        return None
    squares = math.fsum(p * (r / p - mean) ** 2 for p, r in zip(pupils, resources))
    return math.sqrt(squares / all_pupils) / mean


def indicator_row(enrolment, figures):
    """Pupils by school against one resource by school; schools whose figure is not reported are `missing`."""
    known = [school for school in enrolment if figures.get(school) is not None]
    pupils = [enrolment[school] for school in known]
    resources = [figures[school] for school in known]
    filled = bool(pupils)
    return {
        "schools": len(known),
        "pupils": sum(pupils),
        "missing": len(enrolment) - len(known),
        "mean": 100 * sum(resources) / sum(pupils) if filled else None,
        "cv": weighted_cv(pupils, resources) if filled else None,
    }


def load(folder):
    tables = {name: rows_by_school(folder / name) for name, _ in [*STAGES.values(), *INDICATORS.values()]}
    provinces = rows_by_school(folder / "provinces.csv")
    return tables, {school: row["school.province"].strip() for school, row in provinces.items()}


def enrolment_of(tables, stage, province_of, province):
    file, grades = STAGES[stage]
    counted = {
        school: pupils_of(row, grades)
        for school, row in tables[file].items()
        if province_of.get(school) == province
    }
    return {school: pupils for school, pupils in counted.items() if pupils}


def province_figures(tables, province_of, province):
    figures = []
    for stage in STAGES:
        enrolment = enrolment_of(tables, stage, province_of, province)
        for indicator, (file, column) in INDICATORS.items():
            known = {school: whole(row[column]) for school, row in tables[file].items()}
            figures.append({"province": province, "stage": stage, "indicator": indicator,
                            **indicator_row(enrolment, known)})
    return figures


def print_table(figures):
    for row in figures:
        cv = "-" if row["cv"] is None else f"{row['cv']:.6f}"
        mean = "-" if row["mean"] is None else f"{row['mean']:.4f}"
        print(f"{row['province']:<22} {row['stage']:<8} {row['indicator']:<19} {row['schools']:>5} schools "
              f"{row['pupils']:>8} pupils {row['missing']:>3} missing  mean {mean}  CV {cv}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path, metavar="DATA_DIR")
    parser.add_argument("--province", help="this province only")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    tables, province_of = load(options.folder)
    names = sorted(set(province_of.values()))
    if options.province and options.province not in names:
        parser.error(f"no province {options.province!r} in provinces.csv")
    chosen = [options.province] if options.province else names
    figures = [row for name in chosen for row in province_figures(tables, province_of, name)]
    if options.json:
        json.dump(figures, sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        print_table(figures)


if __name__ == "__main__":
    main()
