"""The mathematics of the forecast a second time, from src/planners/forecast/model.md: one year ahead, schools with every
grade in every year (no points, no events). Shares no code with the program."""

import math
from collections import defaultdict

KINDS = ("none", "alone", "own", "shared")
UNTRIED = {"none": 1.1, "alone": 0.65, "own": 0.75, "shared": 1.35}


class Area:
    """n[s][t][g] and feeder[s][t] of the years looked at; areas and sectors by school."""

    def __init__(self, schools, years, grades, preschool):
        self.codes = sorted(schools)
        self.G, self.T = grades, len(years)
        self.n = {s: [[schools[s]["years"].get(y, {}).get(g + 1, 0) for g in range(grades)] for y in years] for s in self.codes}
        self.feeder = {s: [schools[s]["years"].get(y, {}).get("pre", 0) if preschool else 0 for y in years] for s in self.codes}
        self.area = {s: schools[s]["area"] for s in self.codes}
        self.group = {s: (schools[s]["area"], schools[s]["sector"]) for s in self.codes}
        self.sums = {}

    def cut(self, last):
        """What was known at the end of year `last`."""
        other = object.__new__(Area)
        other.__dict__.update(self.__dict__)
        other.T, other.sums = last + 1, {}
        other.codes = [s for s in self.codes if sum(self.n[s][last]) > 0 or self.feeder[s][last] > 0]
        return other

    def total(self, t, g):
        if (t, g) not in self.sums:
            self.sums[t, g] = sum(self.n[s][t][g] for s in self.codes)
        return self.sums[t, g]


def progression(a):
    steps = range(max(0, a.T - 1 - 3), a.T - 1)
    pairs = [(s, t, g, a.n[s][t][g], a.n[s][t + 1][g + 1]) for s in a.codes for t in steps for g in range(a.G - 1)
             if a.n[s][t][g] > 0 and a.n[s][t + 1][g + 1] > 0]
    up, down = defaultdict(float), defaultdict(float)
    for _, t, g, x, y in pairs:
        for key in ((t, g), g):
            up[key] += y
            down[key] += x
    rate = [up[g] / down[g] if down[g] else 1 for g in range(a.G - 1)]
    seen, expected = defaultdict(float), defaultdict(float)
    for s, t, g, x, y in pairs:
        seen[s, t] += y
        expected[s, t] += up[t, g] / down[t, g] * x
    e = {k: seen[k] - expected[k] for k in expected}
    phi = sum(v * v for v in e.values()) / sum(expected.values())
    k = 600
    if len(steps) > 1:
        top = bottom = 0
        for s in a.codes:
            for i in steps:
                for j in steps:
                    if i < j:
                        top += e.get((s, i), 0) * e.get((s, j), 0)
                        bottom += expected[s, i] * expected[s, j]
        k = min(3000, max(200, phi / (top / bottom))) if top > 0 else 3000
    o_s = {s: sum(seen[s, t] for t in steps) for s in a.codes}
    e_s = {s: sum(expected[s, t] for t in steps) for s in a.codes}
    o_c, e_c = defaultdict(float), defaultdict(float)
    for s in a.codes:
        o_c[a.area[s]] += o_s[s]
        e_c[a.area[s]] += e_s[s]
    index = {s: (o_s[s] + k * (o_c[a.area[s]] + 2000) / (e_c[a.area[s]] + 2000)) / (e_s[s] + k) for s in a.codes}
    return rate, index, phi


def shares(a, t, decay, before):
    out = {}
    for s in a.codes:
        items = [(a.n[s][0][g] / a.total(0, g), before) for g in range(a.G - 1, 0, -1)]
        items += [(a.n[s][u][0] / a.total(u, 0), 1) for u in range(t + 1)]
        ages = range(len(items) - 1, -1, -1)
        weight = sum(w * decay ** age for (x, w), age in zip(items, ages) if x > 0)
        mean = sum(x * w * decay ** age for (x, w), age in zip(items, ages) if x > 0)
        out[s] = mean / weight if weight and a.n[s][t][0] > 0 else 0
    whole = sum(out.values())
    return {s: x / whole for s, x in out.items()}


def all_shares(a):
    best = None
    for decay in (0.5, 0.6, 0.7, 0.8, 0.9):
        for before in (0, 0.3, 0.6, 1):
            table = [shares(a, t, decay, before) for t in range(a.T)]
            error = sum((a.n[s][t + 1][0] - table[t][s] * a.total(t, 0)) ** 2 for t in range(a.T - 1) for s in a.codes)
            if best is None or error < best[0]:
                best = (error, table)
    return best[1]


def allot(a, t, share):
    groups = defaultdict(list)
    for s in a.codes:
        groups[a.group[s]].append(s)
    held, kind = {}, {s: "none" for s in a.codes}
    for members in groups.values():
        entering = [s for s in members if a.n[s][t][0] > 0]
        everything = sum(a.feeder[s][t] for s in members)
        own = [s for s in entering if a.feeder[s][t] > 0] if len(entering) > 1 else []
        rest = everything - sum(a.feeder[s][t] for s in own)
        open_share = sum(share[s] for s in entering if s not in own)
        for s in entering:
            kind[s] = "alone" if len(entering) == 1 else "own" if s in own else "shared"
            held[s] = rest if kind[s] == "alone" else a.feeder[s][t] if kind[s] == "own" else rest * share[s] / open_share
    return held, kind


def year_groups(a, t, allotments, phi):
    scale = 3 * a.total(t, 0) / sum(a.feeder[s][t] for s in a.codes)
    out = {}
    held, kind = allotments[t]
    for s, pupils in held.items():
        if pupils <= 0:
            continue
        views, entered = [], 0
        for back in range(1 if kind[s] == "shared" else min(3, t + 1)):
            then = allotments[t - back][0].get(s, 0)
            if then <= 0:
                break
            left = 3 - back
            views.append((max(0, then * scale - entered) / left, 1 / (1 - 1 / left + phi * 3 * back / left ** 2)))
            entered += a.n[s][t - back][0]
        out[s] = sum(x * w for x, w in views) / sum(w for _, w in views)
    return out


def entries(a, phi):
    table = all_shares(a)
    last = a.T - 1
    level = a.total(last, 0)
    if sum(a.feeder[s][last] for s in a.codes) == 0:
        return {s: x * level for s, x in table[last].items()}, {s: "none" for s in a.codes}
    allotments = [allot(a, t, table[t]) for t in range(a.T)]
    covariance, variance = defaultdict(float), defaultdict(float)
    for t in range(1 if last > 1 else 0, last):
        groups, share, kind = year_groups(a, t, allotments, phi), table[t], allotments[t][1]
        good = [s for s in groups if share[s] > 0 and a.n[s][t + 1][0] > 0]
        found = sum(a.n[s][t + 1][0] for s in good)
        from_shares, from_feeder = sum(share[s] for s in good), sum(groups[s] for s in good)
        for s in good:
            x = share[s] * found / from_shares
            d = groups[s] * found / from_feeder - x
            covariance[kind[s]] += d * (a.n[s][t + 1][0] - x) / x
            variance[kind[s]] += d * d / x
    weight = {k: min(1, max(0, covariance[k] / variance[k])) if variance[k] > 0 else 0.5 for k in KINDS[1:]}
    groups, share, kind = year_groups(a, last, allotments, phi), table[last], allotments[last][1]
    good = [s for s in groups if share[s] > 0]
    scale = sum(share[s] for s in good) / sum(groups[s] for s in good)
    mixed = {s: (1 - weight[kind[s]]) * share[s] + weight[kind[s]] * groups[s] * scale if s in good else share[s] for s in a.codes}
    first = max(0, last - 3)
    fed = [sum(a.feeder[s][t] for s in a.codes) for t in range(a.T)]
    expected = sum(a.total(t + 1, 0) for t in range(first, last)) / sum(fed[first:last]) * fed[last]
    whole = sum(mixed.values())
    return {s: x / whole * (level + 0.5 * (expected - level)) for s, x in mixed.items()}, kind


def middle(a):
    """{school: pupils by grade}, and the kinds of feeder."""
    rate, index, phi = progression(a)
    first, kind = entries(a, phi)
    last = a.T - 1
    return {s: [first[s]] + [a.n[s][last][g - 1] * rate[g - 1] * index[s] for g in range(1, a.G)] for s in a.codes}, kind


def spread(a):
    """Variance of an entering pupil by kind, and the quantile of totals."""
    misses = []
    for last in range(max(1, a.T - 1 - 3), a.T - 1):
        known = a.cut(last)
        said, kind = middle(known)
        for s, grades in said.items():
            found = sum(a.n[s][last + 1])
            if found > 0 and min(min(year) for year in a.n[s][max(0, last - 2):last + 1]) > 0:
                misses.append((found - sum(grades), sum(grades[1:]), grades[0], kind[s]))
    entry = dict(UNTRIED)
    for k in KINDS:
        top = bottom = used = 0
        for error, up, new, kind in misses:
            given = 0.11 * up + 0.0013 * up * up
            expected = given + 0.5 * new
            if kind == k and new > 0 and error * error <= 9 * expected:
                top += (error * error - given) * new / expected ** 2
                bottom += new * new / expected ** 2
                used += 1
        if used >= 20:
            entry[k] = max(0.05, top / bottom)
    ratios = sorted(abs(error) / math.sqrt(0.11 * up + 0.0013 * up * up + entry[k] * new) for error, up, new, k in misses)
    quantile = ratios[min(len(ratios), math.ceil(0.8 * (len(ratios) + 1))) - 1] if len(ratios) >= 20 else 1.33
    return entry, quantile


def totals(schools, years, grades, preschool):
    """{school: (low, mid, high)} of the year ahead."""
    a = Area(schools, years, grades, preschool)
    a = a.cut(a.T - 1)
    said, kind = middle(a)
    entry, quantile = spread(a)
    out = {}
    for s, pupils in said.items():
        up = sum(pupils[1:])
        half = quantile * math.sqrt(0.11 * up + 0.0013 * up * up + entry[kind[s]] * pupils[0])
        out[s] = (max(0, sum(pupils) - half), sum(pupils), sum(pupils) + half)
    return out
