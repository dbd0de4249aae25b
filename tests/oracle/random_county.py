#!/usr/bin/env python3
"""Writes a random county as bare tables (schools, stages, shared), rich in edges.

Usage: random_county.py --seed N --out DIR [--teachers]

Every kind of school, points around 50 pupils, small country schools with added teachers, dense centres, campuses, empty
cells, a stage still without pupils, nothing at all of a resource, one school or none in a stage, figures on a threshold
and one unit beside it.
--teachers writes some schools' teachers one by one as well, in agreement with their totals.
"""

import argparse
import csv
from dataclasses import dataclass, field
from fractions import Fraction
import math
import pathlib
import random

from rules import FLOOR_SHARE, INDICATORS, SPLIT_WEIGHT, STAGES, WEIGHING_STAGES

SCHOOL_COLUMNS = ("code name kind area_class ownership township village lon lat crs built_year central_school "
                  "campus_of merged_into flags").split()
STAGE_COLUMNS = ("code stage pupils above_degree_teachers backbone_teachers pe_art_teachers "
                 "added_pe_art_teachers").split()
SHARED_COLUMNS = ("code teaching_area_m2 indoor_sports_m2 sports_ground_m2 added_sports_m2 equipment_yuan "
                  "multimedia_rooms").split()
TEACHER_COLUMNS = ("id code stage subject degree title honour honour_until certificate birth_year in_post_since "
                   "contract").split()

# kind: category digits of the school code, stages, how often
KINDS = {
    "211": ("21", ("primary",), 24),
    "218": ("21", ("primary",), 12),
    "219": ("21", ("primary",), 2),
    "311": ("31", ("junior",), 14),
    "312": ("31", ("primary", "junior"), 10),
    "319": ("31", ("junior",), 2),
    "321": ("32", ("junior",), 2),
    "341": ("34", ("junior", "senior"), 5),
    "342": ("34", ("senior",), 2),
    "345": ("34", ("primary", "junior", "senior"), 5),
    "349": ("34", ("junior", "senior"), 1),
    "371": ("37", ("junior",), 1),
    "511": ("51", ("primary", "junior"), 1),
    "512": ("51", ("primary",), 1),
    "513": ("51", ("primary", "junior"), 1),
    "514": ("51", ("primary",), 1),
    "519": ("51", ("primary",), 1),
}
AREA_CLASSES = ("111", "112", "121", "122", "123", "210", "220")
POINT_PUPILS = (1, 12, 48, 49, 50, 51, 99, 100)
SMALL_PUPILS = (49, 50, 51, 75, 98, 99, 100)
CENT = Fraction("0.01")
COUNT_COLUMNS = "code stage figure origin value as_of".split()
COUNT_ORIGINS = ("statistics", "register", "ledger")
PROVINCES = ("13", "21", "34", "41", "52", "64")


@dataclass(frozen=True)
class Character:
    """What the schools of one county have in common."""

    empty: float  # share of empty cells
    edge: float  # share of figures on or beside a threshold or floor
    spread: float  # of all other figures
    richness: float  # their middle, in thresholds
    nothing: float  # share of figures that are 0
    scale: int  # pupils of the largest school
    primary_only: bool


@dataclass
class Draft:
    code: str
    kind: str
    area_class: str
    pupils: dict
    campus_of: str = ""
    flags: list = field(default_factory=list)


def character(random):
    return Character(
        empty=random.choice((0, 0, 0, 0.01, 0.15)),
        edge=random.choice((0, 0.1, 0.4)),
        spread=random.choice((0, 0.05, 0.3, 0.7, 1.5)),
        richness=random.choice((0.9, 1.1, 1.3, 2)),
        nothing=random.choice((0, 0, 0.03, 0.3)),
        scale=random.choice((60, 400, 2500, 2500, 90000)),
        primary_only=random.random() < 0.1,
    )


def school_count(random):
    return random.choice((1, 2, 3, random.randint(4, 12), random.randint(4, 12), random.randint(13, 60)))


# Schools and their pupils


def draft_schools(random, traits):
    serials = iter(random.sample(range(1, 1_000_000), 200))
    province = random.choice(PROVINCES)
    kinds = [kind for kind in KINDS if not traits.primary_only or KINDS[kind][1] == ("primary",)]
    weights = [KINDS[kind][2] for kind in kinds]
    drafts = []
    for kind in random.choices(kinds, weights, k=school_count(random)):
        code = f"{KINDS[kind][0]}{province}{next(serials):06d}"
        drafts.append(draft_school(random, traits, code, kind))
    main_schools = [draft for draft in drafts if draft.kind in ("211", "311", "312", "341") and random.random() < 0.1]
    return drafts + [draft_campus(random, draft, next(serials)) for draft in main_schools]


def draft_school(random, traits, code, kind):
    stages = list(KINDS[kind][1])
    if kind == "341" and random.random() < 0.1:
        stages.insert(0, "primary")
    flags = [flag for flag, share in (("dense_centre", 0.15), ("majority_migrant", 0.05), ("boarding", 0.1))
             if random.random() < share]
    area_class = random.choice(AREA_CLASSES)
    return Draft(code, kind, area_class, draft_pupils(random, traits, kind, area_class, stages), flags=flags)


def draft_pupils(random, traits, kind, area_class, stages):
    if kind == "218":
        return {"primary": random.choice(POINT_PUPILS)}
    if area_class.startswith("2") and "senior" not in stages and random.random() < 0.4:
        return share_out(random, random.choice(SMALL_PUPILS), stages)
    pupils = {stage: random.randint(1, traits.scale) for stage in stages}
    if len(stages) > 1 and random.random() < 0.1:
        pupils[random.choice(stages)] = 0
    return pupils


def share_out(random, pupils, stages):
    if len(stages) == 1:
        return {stages[0]: pupils}
    first = random.randint(1, pupils - 1)
    return {stages[0]: first, stages[1]: pupils - first}


def draft_campus(random, main, serial):
    pupils = {stage: random.randint(1, 2 * count) for stage, count in main.pupils.items()
              if count and random.random() < 0.8}
    return Draft(f"{main.code[:4]}{serial:06d}", main.kind, main.area_class, pupils, main.code, main.flags)


# Figures


def figure(random, traits, required, unit):
    """A resource of which `required` would just reach the threshold, in whole units, or None for an empty cell."""
    chance = random.random()
    if chance < traits.empty:
        return None
    if chance < traits.empty + traits.nothing:
        return Fraction(0)
    if chance < traits.empty + traits.nothing + traits.edge:
        return beside(random, required * random.choice((1, FLOOR_SHARE)), unit)
    return whole_units(required * Fraction(traits.richness * random.lognormvariate(0, traits.spread)), unit)


def beside(random, edge, unit):
    return max(Fraction(0), math.ceil(edge / unit) * unit + random.choice((0, 0, -1, 1)) * unit)


def whole_units(amount, unit):
    return round(amount / unit) * unit


def required_by(indicator, draft, stage):
    """Teachers of the stage, or the building's total, that the threshold asks for."""
    if not indicator.shared:
        return indicator.threshold(stage) * draft.pupils[stage] / indicator.per
    weighed = sum(SPLIT_WEIGHT[each] * count for each, count in draft.pupils.items())
    return indicator.threshold(stage) * weighed / SPLIT_WEIGHT[stage] / indicator.per


def stage_row(random, traits, draft, stage):
    row = {"code": draft.code, "stage": stage, "pupils": draft.pupils[stage]}
    if stage == "senior":
        return row
    for indicator, column in zip(INDICATORS, STAGE_COLUMNS[3:6]):
        row[column] = figure(random, traits, required_by(indicator, draft, stage), 1)
    if draft.area_class.startswith("2") or random.random() < 0.1:
        row["added_pe_art_teachers"] = random.choice((None, 0, 1, 2))
    return row


def shared_row(random, traits, draft):
    stage = random.choice([stage for stage in STAGES if stage in draft.pupils] or ["junior"])
    needs = {indicator.id: building_need(indicator, draft, stage) for indicator in INDICATORS if indicator.shared}
    indoor = random.choice((None, Fraction(0), whole_units(needs["L5"] / random.randint(2, 20), CENT)))
    teaching = figure(random, traits, needs["L4"], CENT)
    ground = figure(random, traits, needs["L5"], CENT)
    return {
        "code": draft.code,
        "teaching_area_m2": None if teaching is None else teaching + (indoor or 0),
        "indoor_sports_m2": indoor,
        "sports_ground_m2": None if ground is None else max(Fraction(0), ground - random.choice((0, indoor or 0))),
        "added_sports_m2": random.choice((None, None, Fraction(0), whole_units(needs["L5"] / 10, CENT))),
        "equipment_yuan": figure(random, traits, needs["L6"], CENT),
        "multimedia_rooms": figure(random, traits, needs["L7"], 1),
    }


def building_need(indicator, draft, stage):
    if stage not in draft.pupils:
        return Fraction(1000)
    return required_by(indicator, draft, stage)


# Tables


def county(seed):
    source = random.Random(seed)
    traits = character(source)
    drafts = draft_schools(source, traits)
    stages = [stage_row(source, traits, draft, stage)
              for draft in drafts for stage in WEIGHING_STAGES if stage in draft.pupils]
    shared = [shared_row(source, traits, draft) for draft in drafts]
    hide_pupils(source, traits, drafts, stages)
    return {
        "schools.csv": (SCHOOL_COLUMNS, [school_row(source, draft) for draft in drafts]),
        "stages.csv": (STAGE_COLUMNS, stages),
        "shared.csv": (SHARED_COLUMNS, shared),
    }


def hide_pupils(random, traits, drafts, stages):
    """Some pupils are not reported, but never where it would be uncertain whether a rule for small schools holds."""
    large = {draft.code for draft in drafts if draft.kind != "218" and not draft.area_class.startswith("2")}
    for row in stages:
        if row["code"] in large and random.random() < traits.empty / 2:
            row["pupils"] = None


def school_row(random, draft):
    return {
        "code": draft.code,
        "name": f"第{draft.code[4:]}学校",
        "kind": draft.kind,
        "area_class": draft.area_class,
        "built_year": random.choice((None, 1987, 2010, 2016, 2021)),
        "campus_of": draft.campus_of,
        "flags": " ".join(draft.flags),
    }


def cell(value):
    if value is None:
        return ""
    if isinstance(value, Fraction):
        return str(int(value)) if value.denominator == 1 else f"{float(value):.2f}"
    return str(value)


def write_table(folder, name, columns, rows):
    with open(folder / name, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([cell(row.get(column)) for column in columns] for row in rows)


def counts_of(rng, stages, shared):
    """The three counts of some figures: a missing one is often given by the register or a ledger, a given one otherwise."""
    figures = [(row, row["stage"], "pupils") for row in stages]
    figures += [(row, "", figure) for row in shared for figure in ("sports_ground_m2", "equipment_yuan")]
    rows = []
    for row, stage, figure in figures:
        if rng.random() > (0.1 if row.get(figure) is not None else 0.6):
            continue
        for origin in rng.sample(COUNT_ORIGINS, rng.randint(1, 3)):
            value = rng.choice((None, rng.randint(1, 400), rng.randint(40, 60)))
            rows.append({"code": row["code"], "stage": stage, "figure": figure, "origin": origin, "value": value,
                         "as_of": "2025-09-01"})
    return rows


def write_county(seed, folder, with_teachers=False):
    folder.mkdir(parents=True, exist_ok=True)
    tables = county(seed)
    rng = random.Random(seed + 1)
    if rng.random() < 0.5:
        counts = counts_of(rng, tables["stages.csv"][1], tables["shared.csv"][1])
        tables["counts.csv"] = (COUNT_COLUMNS, counts)
    if with_teachers:
        tables["teachers.csv"] = (TEACHER_COLUMNS, teachers_of(tables["stages.csv"][1]))
    order = random.Random(seed)
    for name, (columns, rows) in tables.items():
        columns, rows = list(columns), list(rows)
        order.shuffle(columns)
        order.shuffle(rows)
        write_table(folder, name, columns, rows)


# Teachers one by one


def teachers_of(stages):
    """Teachers of every second school whose totals are small and all given."""
    by_school = {}
    for row in stages:
        by_school.setdefault(row["code"], []).append(row)
    chosen = [rows for rows in list(by_school.values())[::2] if all(map(can_be_listed, rows))]
    return [teacher for rows in chosen for row in rows for teacher in stage_teachers(row)]


def can_be_listed(row):
    figures = [row.get(column) for column in STAGE_COLUMNS[3:6]]
    return row["stage"] != "senior" and None not in figures and max(figures) <= 300


def stage_teachers(row):
    above, backbone, pe_art = (int(row[column]) for column in STAGE_COLUMNS[3:6])
    return [
        {
            "id": f"{row['code']}-{row['stage']}-{order}",
            "code": row["code"],
            "stage": row["stage"],
            "subject": "24" if order < pe_art else "13",
            "degree": "21" if order < above else "41",
            "honour": "县级骨干教师" if order < backbone else "",
            "honour_until": "2030-08-31" if order < backbone else "",
            "contract": "在编",
        }
        for order in range(max(above, backbone, pe_art))
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True, metavar="DIR")
    parser.add_argument("--teachers", action="store_true", help="write teachers.csv too")
    options = parser.parse_args()
    write_county(options.seed, options.out, options.teachers)


if __name__ == "__main__":
    main()
