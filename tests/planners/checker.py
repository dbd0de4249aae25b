#!/usr/bin/env python3
"""Verifies plans of districting and siting from the files alone; shares nothing with the engines.

usage: checker.py UNITS PLAN [--adjacency FILE] [--siting] [--contiguous] [--sites K] [--objective VALUE]
"""

import argparse
import csv
import math
from fractions import Fraction


class Instance:
    def __init__(self, units, adjacency=None):
        self.demand, self.place, self.fixed, self.capacity = {}, {}, {}, {}
        with open(units, encoding="utf-8-sig", newline="") as file:
            lines = file.read().splitlines()
        for line in lines[1:]:
            if not line.strip():
                continue
            name, demand, x, y, _, fixed, capacity = (cell.strip() for cell in line.split("\t")[:7])
            assert name not in self.demand, f"unit {name} twice"
            self.demand[name] = Fraction(demand)
            self.place[name] = (float(x), float(y))
            self.fixed[name] = float(fixed)
            self.capacity[name] = Fraction(capacity)
        self.beside = {name: set() for name in self.demand}
        if adjacency:
            with open(adjacency, encoding="utf-8-sig", newline="") as file:
                for row in list(csv.reader(file))[1:]:
                    if len(row) >= 3 and row[1] != row[2]:
                        self.beside[row[1].strip()].add(row[2].strip())
                        self.beside[row[2].strip()].add(row[1].strip())

    def schools(self):
        return [name for name, capacity in self.capacity.items() if capacity > 0]


def read_plan(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["unit", "school"], rows[0]
    plan = {}
    for unit, school in rows[1:]:
        assert unit not in plan, f"unit {unit} twice in the plan"
        plan[unit] = school
    return plan


def connected(area, start, beside):
    seen, stack = {start}, [start]
    while stack:
        for other in beside[stack.pop()]:
            if other in area and other not in seen:
                seen.add(other)
                stack.append(other)
    return len(seen) == len(area)


def faults_of(instance, plan, siting=False, contiguous=True, sites=None):
    """Every rule that the plan breaks, as words."""
    faults = [f"unit {unit} has no school" for unit in instance.demand if unit not in plan]
    faults += [f"unknown unit {unit}" for unit in plan if unit not in instance.demand]
    areas = {}
    for unit, school in plan.items():
        if instance.capacity.get(school, 0) <= 0:
            faults.append(f"{school} is no school")
        else:
            areas.setdefault(school, set()).add(unit)
    for school, area in areas.items():
        load = sum(instance.demand[unit] for unit in area)
        if load > instance.capacity[school]:
            faults.append(f"school {school}: {load} pupils, {instance.capacity[school]} places")
        if contiguous and school not in area:
            faults.append(f"school {school} does not serve its own unit")
        elif contiguous and not connected(area, school, instance.beside):
            faults.append(f"the area of school {school} is in pieces")
    if not siting:
        faults += [f"school {school} serves nobody" for school in instance.schools() if school not in areas]
    if sites is not None and len(areas) != sites:
        faults.append(f"{len(areas)} sites are open, not {sites}")
    return faults


def objective_of(instance, plan, siting=False):
    metres = (float(instance.demand[unit]) * math.dist(instance.place[unit], instance.place[school])
              for unit, school in plan.items())
    fixed = sum(instance.fixed[school] for school in set(plan.values())) if siting else 0
    return math.fsum(metres) / 1000 + fixed


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("units")
    parser.add_argument("plan")
    parser.add_argument("--adjacency")
    parser.add_argument("--siting", action="store_true")
    parser.add_argument("--contiguous", action="store_true")
    parser.add_argument("--sites", type=int)
    parser.add_argument("--objective", type=float)
    options = parser.parse_args()
    instance, plan = Instance(options.units, options.adjacency), read_plan(options.plan)
    contiguous = options.contiguous or not options.siting
    faults = faults_of(instance, plan, options.siting, contiguous, options.sites)
    value = objective_of(instance, plan, options.siting)
    if options.objective is not None and not math.isclose(value, options.objective, rel_tol=1e-9):
        faults.append(f"the objective is {value}, not {options.objective}")
    print(value, *faults, sep="\n")
    raise SystemExit(1 if faults else 0)


if __name__ == "__main__":
    main()
