#!/usr/bin/env python3
"""What `assess --json` must say of a county's resource part, computed from the raw tables alone.

Usage: judge.py TABLES_DIR [--json]

Where the contract leaves room, this program reads it so:
- A row of `schools[]` exists for a school and stage with pupils above 0 or with pupils not reported.
- A campus is merged into its main school: figures are added (one empty cell makes the sum not reported, a stage that a
  campus does not have adds nothing), kind and area class are the main school's, `dense_centre` each campus's own.
- A teaching point (218) is outside the count only when fewer than 50 pupils are certain; the exception of L3 holds only
  when 50-99 pupils are certain.
- A building cannot be split while the pupils of one of its stages, senior too, are not reported: L4-L7 are unknown.
- Rows outside the count have values, compliance and shortfalls like any other; only their verdict is null.
- Shortfalls are 0 where met, null where unknown. A stage's shortfall in `resource[]` adds up that stage's own rows,
  each in the whole building's unit.
- Several schools that all have none of a resource are equal: CV 0, met.
- A stage without counted rows: CV null, `cv_compliance` not_applicable, no hindrance to passing; a county without any
  counted row is unknown. Where rows exist but none has a value: CV null, `cv_compliance` unknown.
- `merged_into` and `central_school` change nothing in a year's figures.
"""

import argparse
from decimal import Decimal
from fractions import Fraction
import json
import math
import sys

from dispersion import cv_within, gini, theil_parts, weighted_cv
from leveling import level_up
from rules import (CV_LIMIT, FLOOR_SHARE, INDICATORS, POINT_COUNTS_FROM, SPLIT_WEIGHT, STAGES, TEACHING_POINT,
                   outside_by_kind)
from tables import read_county


def judge(folder, spare=Fraction(0)):
    """`spare` is what rounding may add to a value before it meets its limit: half of the last decimal kept."""
    schools = read_county(folder)
    rows = [judge_row(school, stage, spare) for school in schools for stage in STAGES if stage in school.pupils]
    country = {school.code: school.in_country() for school in schools}
    resource = [
        judge_resource([row for row in rows if row["counted"] and row["stage"] == stage], stage, indicator, country, spare)
        for stage in STAGES
        for indicator in INDICATORS
    ]
    return {"resource_verdict": resource_verdict(rows, resource), "resource": resource, "schools": rows}


# One school and stage


def judge_row(school, stage, spare):
    reason = excluded_reason(school)
    values = [judge_value(school, stage, indicator, spare) for indicator in INDICATORS]
    return {
        "code": school.code,
        "name": school.name,
        "stage": stage,
        "pupils": school.pupils[stage],
        "counted": reason is None,
        "excluded_reason": reason,
        "verdict": row_verdict(values) if reason is None else None,
        "met": sum(value["compliance"] == "met" for value in values),
        "values": values,
    }


def excluded_reason(school):
    if outside_by_kind(school.kind):
        return "kind"
    pupils = school.compulsory_pupils()
    if school.kind == TEACHING_POINT and pupils is not None and pupils < POINT_COUNTS_FROM:
        return "small_teaching_point"
    return None


def row_verdict(values):
    short = sum(value["compliance"] == "short" for value in values)
    if short >= 2 or any(value["above_floor"] is False for value in values):
        return "fail"
    return "unknown" if any(value["compliance"] == "unknown" for value in values) else "pass"


def judge_value(school, stage, indicator, spare):
    threshold = indicator.threshold(stage)
    building, pupils = resource_of(school, stage, indicator), weighed_pupils(school, stage, indicator)
    known = building is not None and pupils is not None
    required = before_rounding(threshold, spare) * pupils / indicator.per if known else None
    floor = before_rounding(FLOOR_SHARE * threshold, spare) * pupils / indicator.per if known else None
    return {
        "indicator": indicator.id,
        "value": building * indicator.per / pupils if known else None,
        "share": building * school.pupils[stage] / pupils if known else None,
        "threshold": threshold,
        "floor": FLOOR_SHARE * threshold,
        "compliance": compliance(building, required) if known else "unknown",
        "above_floor": building >= floor if known else None,
        "shortfall": {
            "amount": missing_amount(building, required, indicator.smallest) if known else None,
            "unit": indicator.unit,
        },
        "excepted": exception_amount(school, stage, indicator) if known else None,
    }


def before_rounding(limit, spare):
    """The least value that is `limit` or more once it is rounded; a limit of more decimals asks for the next rounded value."""
    return math.ceil(limit / (2 * spare)) * 2 * spare - spare if spare else limit


def compliance(resource, required):
    return "met" if resource >= required else "short"


def missing_amount(resource, required, smallest):
    return max(Fraction(0), math.ceil((required - resource) / smallest) * smallest)


def resource_of(school, stage, indicator):
    """The teachers of the stage, or the whole building's total, with what an exception adds."""
    own = school.shared[indicator.id] if indicator.shared else school.teachers[indicator.id, stage]
    return None if own is None else own + exception_amount(school, stage, indicator)


def exception_amount(school, stage, indicator):
    if indicator.id == "L3" and school.is_small_country_school():
        return school.added_pe_art[stage]
    if indicator.id == "L5":
        return school.added_sports
    return Fraction(0)


def weighed_pupils(school, stage, indicator):
    """Pupils of this stage's weight among whom the resource is shared; the stage's own pupils when it is not shared."""
    if not indicator.shared:
        return school.pupils[stage]
    if None in school.pupils.values():
        return None
    weights = sum(SPLIT_WEIGHT[each] * pupils for each, pupils in school.pupils.items())
    return weights / SPLIT_WEIGHT[stage]


# One indicator and stage over the county


def judge_resource(rows, stage, indicator, country, spare):
    known = {row["code"]: (row["pupils"], value) for row in rows if (value := value_in(row, indicator))}
    schools = {code: (pupils, value["share"]) for code, (pupils, value) in known.items()}
    pairs = list(schools.values())
    missing = len(rows) - len(known)
    cv_compliance = judge_cv(pairs, missing, CV_LIMIT[stage], spare)
    return {
        "indicator": indicator.id,
        "stage": stage,
        "schools": len(known),
        "pupils": sum(pupils for pupils, _ in pairs),
        "missing": missing,
        **spread(schools, indicator, country),
        "cv_limit": CV_LIMIT[stage],
        "cv_compliance": cv_compliance,
        "short_schools": sum(value["compliance"] == "short" for _, value in known.values()),
        "shortfall": {
            "amount": sum((value["shortfall"]["amount"] for _, value in known.values()), Fraction(0)),
            "unit": indicator.unit,
        },
        "level_up": leveling(schools, stage, indicator, spare) if cv_compliance == "short" else None,
    }


def value_in(row, indicator):
    value = next(value for value in row["values"] if value["indicator"] == indicator.id)
    return value if value["value"] is not None else None


def judge_cv(pairs, missing, limit, spare):
    if missing:
        return "unknown"
    if not pairs:
        return "not_applicable"
    return "met" if cv_within(pairs, limit, spare) else "short"


def spread(schools, indicator, country):
    if not schools:
        return {"mean": None, "cv": None, "theil": None, "gini": None}
    pairs = list(schools.values())
    groups = [[pair for code, pair in schools.items() if country[code] is in_country] for in_country in (False, True)]
    between, within = theil_parts(groups)
    return {
        "mean": sum(share for _, share in pairs) * indicator.per / sum(pupils for pupils, _ in pairs),
        "cv": weighted_cv(pairs),
        "theil": {"value": between + within, "between": between, "within": within},
        "gini": gini(pairs),
    }


def leveling(schools, stage, indicator, spare):
    answer = level_up(schools, CV_LIMIT[stage], indicator.step, spare)
    return {
        "amount": answer.amount,
        "bound": answer.bound,
        "unit": indicator.unit,
        "schools": [{"code": code, "amount": amount} for code, amount in sorted(answer.added.items())],
    }


def resource_verdict(rows, resource):
    verdicts = [row["verdict"] for row in rows if row["counted"]]
    spreads = [row["cv_compliance"] for row in resource]
    if "fail" in verdicts or "short" in spreads:
        return "fail"
    certain = verdicts and "unknown" not in verdicts and "unknown" not in spreads
    return "pass" if certain else "unknown"


def plain(number):
    if isinstance(number, (Fraction, Decimal)):
        return int(number) if number == int(number) else float(number)
    raise TypeError(f"no JSON form of {number!r}")


def print_page(found):
    print(f"resource_verdict {found['resource_verdict']}")
    for row in found["resource"]:
        cv = "-" if row["cv"] is None else f"{float(row['cv']):.6f}"
        print(f"{row['indicator']} {row['stage']:<8} {row['schools']:>4} schools  {row['missing']:>3} missing  "
              f"CV {cv}  {row['cv_compliance']:<14} {row['short_schools']:>4} short")
    verdicts = [row["verdict"] or "outside" for row in found["schools"]]
    print("  ".join(f"{verdict} {verdicts.count(verdict)}" for verdict in sorted(set(verdicts))))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", metavar="TABLES_DIR")
    parser.add_argument("--json", action="store_true", help="the whole object instead of one page")
    options = parser.parse_args()
    found = judge(options.folder)
    if options.json:
        json.dump(found, sys.stdout, default=plain, ensure_ascii=False, indent=1)
        print()
    else:
        print_page(found)


if __name__ == "__main__":
    main()
