#!/usr/bin/env python3
"""Scores the French area one year ahead and holds it against the bars: bars.py JUNHENG [--all-years]."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import area
import score

BASE, TARGET = [2019, 2020, 2021], 2022
BARS = {
    False: {"mape": 0.0565, "wape": 0.0495, "width": 0.175},
    True: {"mape": 0.0510, "wape": 0.0455, "width": 0.160},
}
COVERAGE = (0.77, 0.83)
TERCILE = (0.75, 0.85)


def run(binary, schools, years, preschool, horizon=1):
    """The totals of the first year ahead, and the answer's JSON."""
    with tempfile.TemporaryDirectory() as folder:
        history, out = Path(folder) / "history.csv", Path(folder) / "out.csv"
        area.write_history(history, schools, years, preschool)
        done = subprocess.run([binary, "forecast", "--history", history, "--horizon", str(horizon), "--json", "--out", out],
                              capture_output=True, text=True, check=True)
        return score.read_totals(out, years[-1] + 1), json.loads(done.stdout)


def faults(result, bars):
    found = [f"{name} {result[name]:.4f} > {bar}" for name, bar in bars.items() if result[name] > bar]
    if not COVERAGE[0] <= result["coverage"] <= COVERAGE[1]:
        found.append(f"coverage {result['coverage']:.4f}")
    return found + [f"tercile {value:.4f}" for value in result["terciles"] if not TERCILE[0] <= value <= TERCILE[1]]


def line(name, result):
    thirds = " ".join(f"{100 * value:.1f}" for value in result["terciles"])
    return (f"{name:28} schools {result['schools']}  MAPE {100 * result['mape']:.3f}  WAPE {100 * result['wape']:.3f}  "
            f"cover {100 * result['coverage']:.1f} ({thirds})  width {100 * result['width']:.2f}")


def main():
    binary = Path(sys.argv[1]).resolve()
    schools = area.read(area.data_folder())
    codes = area.complete_schools(schools, BASE + [TARGET])
    failed = False
    for preschool, bars in BARS.items():
        totals, answer = run(binary, schools, BASE, preschool)
        result = score.score(schools, codes, totals, BASE[-1], TARGET)
        print(line("with preschool" if preschool else "grades only", result), f"seconds {answer['seconds']:.3f}")
        for fault in faults(result, bars):
            failed = True
            print("  missed:", fault)
    if "--all-years" in sys.argv:
        for preschool in BARS:
            totals, _ = run(binary, schools, BASE[:2], preschool)
            result = score.score(schools, codes, totals, BASE[1], BASE[2])
            print(line(f"2021 from 2019-2020{', preschool' if preschool else ''}", result))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
