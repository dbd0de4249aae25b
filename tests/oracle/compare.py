#!/usr/bin/env python3
"""Compares `assess --json` with what judge.py finds in the same county's tables.

Usage: compare.py TABLES_DIR ASSESS_JSON

Figures agree to a relative 1e-9 (the bound of a levelling-up: 1e-6), decisions and amounts exactly. Prints each
disagreement with its place and the count of compared values; exit 1 if there is any, or if nothing was compared.
"""

import argparse
from fractions import Fraction
import json
import math
import sys

from judge import judge
from rules import INDICATORS

FIGURE = 1e-9
BOUND = 1e-6
NOISE = 1e-12  # of a figure that is exactly 0
NOTHING = object()


class Comparison:
    def __init__(self):
        self.compared = 0
        self.disagreements = []

    def fail(self, place, expected, found):
        self.disagreements.append(f"{place}: expected {shown(expected)}, found {shown(found)}")

    def add(self, other, under):
        self.compared += other.compared
        self.disagreements += [f"{under} {line}".lstrip() for line in other.disagreements]

    def check(self, place, expected, found, agree):
        self.compared += 1
        if found is NOTHING or not agree(expected, found):
            self.fail(place, expected, found)

    def exact(self, place, expected, found):
        self.check(place, expected, found, same)

    def figure(self, place, expected, found, tolerance=FIGURE):
        self.check(place, expected, found, lambda a, b: close(a, b, tolerance))


def shown(value):
    if value is NOTHING:
        return "no such field"
    return repr(float(value)) if is_number(value) else repr(value)


def is_number(value):
    return not isinstance(value, bool) and hasattr(value, "__float__")


def same(expected, found):
    """Equal; a number may have lost what its nearest double cannot hold."""
    if is_number(expected) and is_number(found):
        return Fraction(expected) == Fraction(found) or float(expected) == float(found)
    return type(expected) is type(found) and expected == found


def close(expected, found, tolerance):
    if expected is None or not is_number(found):
        return expected is found
    return math.isclose(float(expected), float(found), rel_tol=tolerance, abs_tol=NOISE)


def field(holder, *path):
    for name in path:
        holder = holder.get(name, NOTHING) if isinstance(holder, dict) else NOTHING
    return holder


def compare(expected, found):
    comparison = Comparison()
    comparison.exact("resource_verdict", expected["resource_verdict"], field(found, "resource_verdict"))
    compare_schools(comparison, expected["schools"], listed(found, "schools"))
    compare_resource(comparison, expected["resource"], listed(found, "resource"))
    return comparison


def listed(found, name):
    rows = field(found, name)
    return rows if isinstance(rows, list) else []


def compare_order(comparison, place, expected, found):
    for key in expected:
        if key not in found:
            comparison.fail(f"{place} {' '.join(key)}", "a row", "none")
    for key in found:
        if key not in expected:
            comparison.fail(f"{place} {' '.join(map(str, key))}", "no row", "one")
    if len(found) != len(set(found)):
        comparison.fail(place, "each row once", "some twice")
    elif set(found) == set(expected):
        comparison.exact(f"{place} order", expected, found)


# schools[]


def compare_schools(comparison, expected, found):
    def key(row):
        return row.get("code"), row.get("stage")

    compare_order(comparison, "schools", [key(row) for row in expected], [key(row) for row in found])
    rows = {key(row): row for row in found}
    for row in expected:
        if key(row) in rows:
            compare_school(comparison, f"schools {row['code']} {row['stage']}", row, rows[key(row)])


def compare_school(comparison, place, expected, found):
    for name in ("name", "pupils", "counted", "verdict", "met"):
        comparison.exact(f"{place} {name}", expected[name], field(found, name))
    reason = found.get("excluded_reason")
    comparison.exact(f"{place} excluded_reason given", not expected["counted"], bool(reason))
    values = {value.get("indicator"): value for value in listed(found, "values")}
    for value in expected["values"]:
        where = f"{place} {value['indicator']}"
        compare_value(comparison, where, value, values.get(value["indicator"], {}))


def compare_value(comparison, place, expected, found):
    for name in ("value", "threshold", "floor"):
        comparison.figure(f"{place} {name}", expected[name], field(found, name))
    for name in ("compliance", "above_floor"):
        comparison.exact(f"{place} {name}", expected[name], field(found, name))
    compare_amount(comparison, f"{place} shortfall", expected["shortfall"], field(found, "shortfall"))
    if expected["value"] is None:
        comparison.exact(f"{place} reason", "not_reported", field(found, "reason"))
    elif expected["excepted"]:
        comparison.exact(f"{place} exceptions given", True, bool(listed(found, "exceptions")))


def compare_amount(comparison, place, expected, found):
    if expected["amount"] is None and found is None:
        comparison.compared += 1
        return
    for name in ("amount", "unit"):
        comparison.exact(f"{place} {name}", expected[name], field(found, name))


# resource[]


def compare_resource(comparison, expected, found):
    def key(row):
        return row.get("indicator"), row.get("stage")

    national = {indicator.id for indicator in INDICATORS}
    found = [row for row in found if row.get("indicator") in national]
    compare_order(comparison, "resource", [key(row) for row in expected], [key(row) for row in found])
    rows = {key(row): row for row in found}
    for row in expected:
        if key(row) in rows:
            compare_indicator(comparison, f"resource {row['indicator']} {row['stage']}", row, rows[key(row)])


def compare_indicator(comparison, place, expected, found):
    for name in ("schools", "pupils", "missing", "cv_compliance", "short_schools"):
        comparison.exact(f"{place} {name}", expected[name], field(found, name))
    for name in ("mean", "cv", "cv_limit", "gini"):
        comparison.figure(f"{place} {name}", expected[name], field(found, name))
    compare_theil(comparison, f"{place} theil", expected["theil"], field(found, "theil"))
    if expected["schools"]:
        compare_amount(comparison, f"{place} shortfall", expected["shortfall"], field(found, "shortfall"))
    compare_level_up(comparison, f"{place} level_up", expected["level_up"], field(found, "level_up"))
    if expected["cv"] is None:
        compare_reason(comparison, place, expected, field(found, "reason"))


def compare_reason(comparison, place, expected, found):
    """Where schools exist but none has a value, either word is right."""
    allowed = ("not_reported", "no_schools") if expected["missing"] else ("no_schools",)
    comparison.check(f"{place} reason", allowed[0], found, lambda _, reason: reason in allowed)


def compare_theil(comparison, place, expected, found):
    if expected is None:
        comparison.exact(place, None, None if field(found, "value") is None else found)
        return
    for name in ("value", "between", "within"):
        comparison.figure(f"{place} {name}", expected[name], field(found, name))


def compare_level_up(comparison, place, expected, found):
    if expected is None:
        comparison.exact(place, None, None if field(found, "amount") is None else found)
        return
    for name in ("amount", "unit"):
        comparison.exact(f"{place} {name}", expected[name], field(found, name))
    comparison.figure(f"{place} bound", expected["bound"], field(found, "bound"), BOUND)
    amounts = {row["code"]: row["amount"] for row in expected["schools"]}
    raised = {row.get("code"): row.get("amount") for row in listed(found, "schools")}
    for code in sorted(set(amounts) | set(raised), key=str):
        comparison.exact(f"{place} {code}", amounts.get(code, 0), raised.get(code, NOTHING))


def report(comparison):
    print(f"{comparison.compared} values compared, {len(comparison.disagreements)} disagreements")
    for line in comparison.disagreements:
        print(f"  {line}")
    return 1 if comparison.disagreements or not comparison.compared else 0


def read_assessment(path):
    """Numbers as exact fractions, so that amounts are compared digit for digit."""
    with open(path, encoding="utf-8") as file:
        return json.load(file, parse_float=Fraction)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", metavar="TABLES_DIR")
    parser.add_argument("assessment", metavar="ASSESS_JSON")
    options = parser.parse_args()
    return report(compare(judge(options.folder), read_assessment(options.assessment)))


if __name__ == "__main__":
    sys.exit(main())
