#!/usr/bin/env python3
"""Lets the product judge random counties and demo counties and compares each answer with the oracle's.

Usage: run.py JUNHENG_BINARY [--random N] [--demo N] [--first-seed S] [--keep DIR]
"""

import argparse
from fractions import Fraction
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from compare import Comparison, compare, read_assessment, report
from judge import judge
from random_county import write_county


class CommandFailed(Exception):
    pass


def junheng(binary, *words, env):
    done = subprocess.run([binary, *map(str, words)], env=env, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        command = " ".join(map(str, words))
        raise CommandFailed(f"junheng {command}: exit {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def random_case(binary, seed, folder, env):
    write_county(seed, folder / "tables")
    junheng(binary, "init", folder / "county.db", "--force", env=env)
    junheng(binary, "import", folder / "county.db", folder / "tables", "--json", env=env)


def demo_case(binary, seed, folder, env):
    junheng(binary, "demo", folder / "county.db", "--seed", seed, "--force", env=env)
    junheng(binary, "export", folder / "county.db", "--tables", folder / "tables", env=env)


def compare_case(binary, folder, env):
    """As the rule stands, and where values are rounded to two decimals first."""
    comparison = Comparison()
    for options, spare in (((), Fraction(0)), (("--reading", "rounding=two_decimals"), Fraction("0.005"))):
        answer = folder / "assessment.json"
        found = junheng(binary, "assess", folder / "county.db", *options, "--json", env=env)
        answer.write_text(found, encoding="utf-8")
        comparison.add(compare(judge(folder / "tables", spare), read_assessment(answer)), " ".join(options))
    return comparison


def run_case(name, prepare, binary, seed, place):
    """Values compared, or None when the case failed."""
    folder = place / f"{name}-{seed}"
    folder.mkdir(parents=True, exist_ok=True)
    env = {**os.environ, "JUNHENG_KEY_FILE": str(folder / "key")}
    try:
        prepare(binary, seed, folder, env)
        comparison = compare_case(binary, folder, env)
    except (CommandFailed, json.JSONDecodeError) as failure:
        print(f"{name} seed {seed}: {failure}")
        return None
    print(f"{name} seed {seed}: ", end="")
    return None if report(comparison) else comparison.compared


def run_cases(options, place):
    cases = [("random", random_case, seed) for seed in range(options.first_seed, options.first_seed + options.random)]
    cases += [("demo", demo_case, seed) for seed in range(options.first_seed, options.first_seed + options.demo)]
    counts = [run_case(name, prepare, options.binary, seed, place) for name, prepare, seed in cases]
    failed = counts.count(None)
    compared = sum(count for count in counts if count)
    print(f"{len(cases)} counties ({options.random} random, {options.demo} demo), {failed} failed, "
          f"{compared} values agree")
    return 1 if failed or not compared else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", metavar="JUNHENG_BINARY")
    parser.add_argument("--random", type=int, default=100, metavar="N")
    parser.add_argument("--demo", type=int, default=10, metavar="N")
    parser.add_argument("--first-seed", type=int, default=1, metavar="S")
    parser.add_argument("--keep", type=pathlib.Path, metavar="DIR", help="leave databases, tables and answers here")
    options = parser.parse_args()
    if options.keep:
        return run_cases(options, options.keep)
    with tempfile.TemporaryDirectory() as place:
        return run_cases(options, pathlib.Path(place))


if __name__ == "__main__":
    sys.exit(main())
