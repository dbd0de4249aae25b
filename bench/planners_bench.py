#!/usr/bin/env python3
"""Districting and siting on the public instances: the gap table against the published values.

usage: planners_bench.py [district|sscflp|cflsap|k] [--time S | --steps N] [--seeds 1,2,3] [--only WORD] [--threads N]
Every plan is verified by tests/planners/checker.py; a fault ends the run.
"""

import argparse
import csv
import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests/planners"))
import checker  # noqa: E402

DATA = pathlib.Path(os.environ.get("JUNHENG_SHARED_DATA", ROOT.parent / "shared/data"))
PROGRAM = os.environ.get("JUNHENG_BINARY", str(ROOT / "build/release/junheng"))


def rows_of(path):
    with open(path, encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def district_jobs():
    for row in rows_of(DATA / "districting/reference.tsv"):
        name = row["instance"]
        best = min(float(row["milp_objective"]), float(row["best_heuristic_objective"]))
        family = name.split("_")[0]
        yield {"name": name, "group": family, "best": best, "published": float(row["best_heuristic_objective"]),
               "units": DATA / f"districting/{name}.txt",
               "adjacency": DATA / f"districting/{family}_connectivity.txt", "words": ["district"]}


def siting_jobs(kind):
    rows = rows_of(DATA / "siting/reference.tsv")
    best_of_k = {}
    for row in rows:
        if row["K"] and row["problem"] == "CKFLSAP":
            best = min(float(row["cplex_UB"]), float(row["matheur_obj"]))
            best_of_k[row["instance"]] = min(best, best_of_k.get(row["instance"], best))
    wanted = {"sscflp": ("SSCFLP",), "cflsap": ("CFLSAP",), "k": ("SSCKFLP", "CKFLSAP")}[kind]
    for row in rows:
        if row["problem"] not in wanted:
            continue
        name, contiguous = row["instance"], row["problem"] in ("CFLSAP", "CKFLSAP")
        best = min(float(row["cplex_UB"]), float(row["matheur_obj"]))
        if row["problem"] == "CFLSAP":
            best = min(best, best_of_k.get(name, best))
        adjacency = DATA / ("siting/zy_connectivity.txt" if name.startswith("z") else "siting/gy2_connectivity.txt")
        words = ["site"] + (["--contiguous"] if contiguous else []) + (["--sites", row["K"]] if row["K"] else [])
        yield {"name": f"{row['problem']} {name} {row['K']}".strip(), "group": row["problem"], "best": best,
               "published": float(row["matheur_obj"]), "units": DATA / f"siting/{name}.txt",
               "adjacency": adjacency if contiguous else None, "words": words}


def solve(job, options, seed, folder):
    plan = pathlib.Path(folder) / "plan.csv"
    words = [PROGRAM, *job["words"], "--units", job["units"], "--seed", str(seed), "--json", "--quiet",
             "--out", plan, "--threads", str(options.threads)]
    words += ["--adjacency", job["adjacency"]] if job["adjacency"] else []
    words += ["--steps", str(options.steps)] if options.steps else ["--time", str(options.time)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True)
    cpu = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    if done.returncode != 0:
        return None, cpu
    answer = json.loads(done.stdout)
    siting, contiguous = job["words"][0] == "site", job["adjacency"] is not None
    count = int(job["words"][job["words"].index("--sites") + 1]) if "--sites" in job["words"] else None
    instance, made = checker.Instance(job["units"], job["adjacency"]), checker.read_plan(plan)
    faults = checker.faults_of(instance, made, siting, contiguous, count)
    value = checker.objective_of(instance, made, siting)
    if faults or abs(value - answer["objective"]) > 1e-6 * value:
        raise SystemExit(f"{job['name']}: {faults} {value} {answer['objective']}")
    return answer, cpu


def summary(group, rows):
    gaps = [row["gap"] for row in rows]
    print(f"{group}: mean {statistics.mean(gaps):.4f}% worst {max(gaps):.4f}%  proven "
          f"{statistics.mean(row['proven'] for row in rows):.3f}%  at best known (0.001%) "
          f"{sum(gap <= 0.001 for gap in gaps)} of {len(gaps)}  at published heuristic "
          f"{sum(row['beats'] for row in rows)} of {len(gaps)}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kind", nargs="?", default="district", choices=["district", "sscflp", "cflsap", "k"])
    parser.add_argument("--time", type=float, default=30)
    parser.add_argument("--steps", type=int)
    parser.add_argument("--seeds", default="1")
    parser.add_argument("--only", default="")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    jobs = district_jobs() if options.kind == "district" else siting_jobs(options.kind)
    groups, found = {}, []
    print("| instance | best known | gap % (median of seeds) | bound below best % | proven gap % | cpu s |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for job in jobs:
            if options.only not in job["name"]:
                continue
            answers = [solve(job, options, seed, folder) for seed in options.seeds.split(",")]
            plans = [answer for answer, _ in answers if answer]
            cpu = statistics.mean(cpu for _, cpu in answers)
            if len(plans) < len(answers):
                print(f"| {job['name']} | {job['best']} | no plan | | | {cpu:.1f} |", flush=True)
                continue
            value = statistics.median(answer["objective"] for answer in plans)
            row = {"gap": 100 * (value / job["best"] - 1),
                   "proven": 100 * statistics.median(answer["gap"] for answer in plans),
                   "below": 100 * (1 - statistics.median(answer["bound"] for answer in plans) / job["best"]),
                   "beats": value <= job["published"] * (1 + 1e-5)}
            print(f"| {job['name']} | {job['best']} | {row['gap']:.4f} | {row['below']:.3f} | {row['proven']:.3f} | {cpu:.1f} |",
                  flush=True)
            groups.setdefault(job["group"], []).append(row)
            found.append(row)
    for group, rows in groups.items():
        summary(group, rows)
    if found:
        summary("all", found)


if __name__ == "__main__":
    main()
