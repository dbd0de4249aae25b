"""The raw tables of a county: schools with their campuses, pupils by stage and resource totals. Empty = None."""

import csv
from dataclasses import dataclass
from fractions import Fraction
import pathlib

from rules import COUNT_ORDER, SMALL_COUNTRY_SCHOOL, STAGES, WEIGHING_STAGES

TEACHER_COLUMN = {"L1": "above_degree_teachers", "L2": "backbone_teachers", "L3": "pe_art_teachers"}


@dataclass(frozen=True)
class School:
    """A main school together with its campuses. `pupils` holds the stages that it has."""

    code: str
    name: str
    kind: str
    area_class: str
    pupils: dict
    teachers: dict  # (indicator, stage) -> total
    added_pe_art: dict  # stage -> total
    shared: dict  # indicator -> total of the whole building
    added_sports: Fraction

    def compulsory_pupils(self):
        """Pupils of both stages together, None if one is not reported."""
        return total(self.pupils[stage] for stage in STAGES if stage in self.pupils)

    def in_country(self):
        return self.area_class.startswith("2")

    def is_small_country_school(self):
        return self.in_country() and self.compulsory_pupils() in SMALL_COUNTRY_SCHOOL


def total(figures):
    """Sum of figures; not reported as soon as one of them is not."""
    figures = list(figures)
    return None if None in figures else sum(figures, Fraction(0))


def or_none(figure):
    """An empty cell that counts as none."""
    return Fraction(0) if figure is None else figure


def number(text):
    text = (text or "").strip()
    return Fraction(text) if text else None


def read_table(folder, name):
    with open(pathlib.Path(folder) / name, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def read_county(folder):
    """Schools by code, campuses merged into their main school."""
    parts = read_table(folder, "schools.csv")
    stages = {(row["code"], row["stage"]): row for row in read_table(folder, "stages.csv")}
    shared = {row["code"]: row for row in read_table(folder, "shared.csv")}
    fill_from_counts(folder, stages, shared)
    rows = {row["code"]: row for row in parts}
    members = {}
    for row in parts:
        members.setdefault(main_school(rows, row), []).append(row)
    return [_school(rows[code], members[code], stages, shared) for code in sorted(members)]


def fill_from_counts(folder, stages, shared):
    """Statistics decide. A figure that they lack is the register's, else the ledger's."""
    if not (pathlib.Path(folder) / "counts.csv").exists():
        return
    counts = {(row["origin"], row["code"], row["stage"], row["figure"]): row["value"]
              for row in read_table(folder, "counts.csv")}
    for origin in COUNT_ORDER:
        for (source, code, stage, figure), value in counts.items():
            row = stages.get((code, stage)) if stage else shared.get(code)
            if source == origin and row is not None and not (row[figure] or "").strip():
                row[figure] = value


def main_school(rows, row):
    while row["campus_of"] in rows:
        row = rows[row["campus_of"]]
    return row["code"]


def _school(main, members, stages, shared):
    held = {stage: _rows_of(stage, members, stages) for stage in WEIGHING_STAGES}
    pupils = {stage: total(number(row["pupils"]) for row in rows) for stage, rows in held.items()}
    buildings = [(member, shared.get(member["code"], {})) for member in members]
    return School(
        code=main["code"],
        name=main["name"],
        kind=main["kind"].strip(),
        area_class=main["area_class"].strip(),
        pupils={stage: count for stage, count in pupils.items() if count is None or count > 0},
        teachers={
            (indicator, stage): total(number(row[column]) for row in held[stage])
            for indicator, column in TEACHER_COLUMN.items()
            for stage in STAGES
        },
        added_pe_art={
            stage: sum((or_none(number(row["added_pe_art_teachers"])) for row in held[stage]), Fraction(0))
            for stage in STAGES
        },
        shared=_shared_totals([row for _, row in buildings]),
        added_sports=sum((_added_sports(member, row) for member, row in buildings), Fraction(0)),
    )


def _rows_of(stage, members, stages):
    keys = [(member["code"], stage) for member in members]
    return [stages[key] for key in keys if key in stages]


def _shared_totals(rows):
    return {
        "L4": total(_without_gym(row) for row in rows),
        "L5": total(_with_gym(row) for row in rows),
        "L6": total(number(row.get("equipment_yuan")) for row in rows),
        "L7": total(number(row.get("multimedia_rooms")) for row in rows),
    }


def _without_gym(row):
    teaching = number(row.get("teaching_area_m2"))
    return None if teaching is None else teaching - or_none(number(row.get("indoor_sports_m2")))


def _with_gym(row):
    ground = number(row.get("sports_ground_m2"))
    return None if ground is None else ground + or_none(number(row.get("indoor_sports_m2")))


def _added_sports(member, row):
    dense = "dense_centre" in (member["flags"] or "").split()
    return or_none(number(row.get("added_sports_m2"))) if dense else Fraction(0)
