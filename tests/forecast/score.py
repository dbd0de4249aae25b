"""How good a forecast is: errors and intervals against what came."""

import csv


def read_totals(path, year):
    """{school: (low, mid, high)} of the rows grade = all."""
    with open(path, encoding="utf-8", newline="") as file:
        return {row["school"]: tuple(float(row[k]) for k in ("low", "mid", "high"))
                for row in csv.DictReader(file) if int(row["year"]) == year and row["grade"] == "all"}


def actual(schools, code, year):
    return sum(n for grade, n in schools[code]["years"][year].items() if grade != "pre")


def share(hits):
    return sum(hits) / len(hits)


def score(schools, codes, totals, base, target):
    """Ratios; the terciles by pupils of the base year."""
    found = {code: actual(schools, code, target) for code in codes}
    miss = {code: abs(totals[code][1] - found[code]) for code in codes}
    inside = {code: totals[code][0] <= found[code] <= totals[code][2] for code in codes}
    by_size = sorted(codes, key=lambda code: (actual(schools, code, base), code))
    third = len(codes) // 3
    terciles = [by_size[:third], by_size[third:2 * third], by_size[2 * third:]]
    return {
        "schools": len(codes),
        "mape": sum(miss[code] / found[code] for code in codes) / len(codes),
        "wape": sum(miss.values()) / sum(found.values()),
        "coverage": share(list(inside.values())),
        "terciles": [share([inside[code] for code in part]) for part in terciles],
        "width": sum((totals[c][2] - totals[c][0]) / totals[c][1] for c in codes) / len(codes),
    }
