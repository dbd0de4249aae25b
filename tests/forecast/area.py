"""The French area: pupils by school, year and grade out of the published file, and histories cut from them."""

import csv
import os
from pathlib import Path

FILE = "france35/fr-en-ecoles-effectifs-nb_classes.csv"
GRADES = ["CP", "CE1", "CE2", "CM1", "CM2"]
HEAD = ["school", "area", "sector", "year", "grade", "pupils"]


def data_folder():
    named = os.environ.get("JUNHENG_SHARED_DATA")
    return Path(named) if named else Path(__file__).parents[3] / "shared" / "data"


def read(folder):
    """{school: {"area": , "sector": , "years": {year: {"pre": n, 1: n, ...}}}}"""
    schools = {}
    with open(folder / FILE, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            school = schools.setdefault(row["Numéro de l'école"], {"years": {}})
            school["area"], school["sector"] = row["Commune"], row["Secteur"]
            counts = {g + 1: int(row[f"Nombre d'élèves en {name} hors ULIS"]) for g, name in enumerate(GRADES)}
            counts["pre"] = int(row["Nombre d'élèves en pré-élémentaire hors ULIS"])
            school["years"][int(row["Rentrée scolaire"])] = counts
    return schools


def history_rows(schools, years, preschool):
    """Every school with pupils in the last of the years; nothing of later years is looked at."""
    for code, school in sorted(schools.items()):
        last = school["years"].get(years[-1], {})
        if sum(n for grade, n in last.items() if preschool or grade != "pre") == 0:
            continue
        for year in years:
            for grade, pupils in school["years"].get(year, {}).items():
                if grade != "pre" or preschool:
                    yield [code, school["area"], school["sector"], year, grade, pupils]


def write_history(path, schools, years, preschool):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEAD)
        writer.writerows(history_rows(schools, years, preschool))


def complete_schools(schools, years):
    """The schools with every grade in every year."""
    def whole(counts):
        return all(counts.get(g + 1, 0) > 0 for g in range(len(GRADES)))
    return [code for code, school in sorted(schools.items())
            if all(whole(school["years"].get(year, {})) for year in years)]
