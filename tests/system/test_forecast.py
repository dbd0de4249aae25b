"""The forecast from outside: against a second computation, on the French area, on bad histories, on the demo county."""

import csv
import json
import random
import sys
import unittest
from pathlib import Path

import jsonschema

from program import BINARY, ISSUE_KEYS, ROOT, SHARED_DATA, SystemTest, csv_text, missing_data, say

sys.path.insert(0, str(Path(__file__).parents[1] / "forecast"))
import area  # noqa: E402
import bars  # noqa: E402
import recompute  # noqa: E402
import score  # noqa: E402

HEAD = ["school", "area", "sector", "year", "grade", "pupils"]
YEARS = [2021, 2022, 2023, 2024]


def some_schools(seed, count=60, grades=5):
    """Complete schools with year groups that move up, some leaving, and preschools of every kind."""
    draw = random.Random(seed)
    schools = {}
    for number in range(count):
        size, drift = draw.randint(15, 80), draw.uniform(0.95, 1.05)
        cohorts = {}
        years = {}
        for year in YEARS:
            years[year] = {}
            for grade in range(1, grades + 1):
                born = year - grade
                cohorts[born] = cohorts.get(born, size * draw.uniform(0.8, 1.2)) * draw.uniform(0.97, 1.03) * drift
                years[year][grade] = max(1, round(cohorts[born]))
            years[year]["pre"] = draw.randint(2 * size, 4 * size) if number % 3 else 0
        schools[f"S{number:03d}"] = {"area": f"A{number % 17}", "sector": "pp"[: 1 + number % 2], "years": years}
    return schools


def rows_of(schools, years):
    return [[code, s["area"], s["sector"], year, grade, n] for code, s in schools.items()
            for year in years for grade, n in s["years"].get(year, {}).items()]


class ForecastTest(SystemTest):
    def history(self, rows, name="history.csv"):
        path = self.place.path / name
        path.write_text(csv_text([HEAD, *rows]), encoding="utf-8")
        return path

    def check(self, schema, answer):
        text = (ROOT / f"docs/schema/{schema}.schema.json").read_text(encoding="utf-8")
        jsonschema.validate(answer, json.loads(text))
        return answer

    def forecast(self, history, *options, horizon=1):
        out = self.place.path / "forecast.csv"
        answer = self.must("forecast", "--history", history, "--horizon", horizon, "--json", "--out", out, *options).json
        self.check("forecast", answer)
        with open(out, encoding="utf-8", newline="") as file:
            return answer, list(csv.DictReader(file))


class SecondComputation(ForecastTest):
    def compare(self, schools, years, grades, preschool):
        kept = {code: s | {"years": {y: {g: n for g, n in counts.items() if preschool or g != "pre"}
                                     for y, counts in s["years"].items()}} for code, s in schools.items()}
        _, rows = self.forecast(self.history(rows_of(kept, years)))
        said = {row["school"]: tuple(float(row[k]) for k in ("low", "mid", "high")) for row in rows if row["grade"] == "all"}
        wanted = recompute.totals(kept, years, grades, preschool)
        self.assertEqual(sorted(said), sorted(wanted))
        for code, numbers in wanted.items():
            for a, b in zip(said[code], numbers):
                self.assertAlmostEqual(a, b, delta=1e-9 * (1 + b), msg=code)

    def test_small_cases_agree_to_the_last_digit(self):
        for seed in range(3):
            for years in (YEARS[:2], YEARS[:3], YEARS):
                for preschool in (False, True):
                    with self.subTest(seed=seed, years=len(years), preschool=preschool):
                        self.compare(some_schools(seed), years, 5, preschool)


class FrenchArea(ForecastTest):
    def setUp(self):
        super().setUp()
        if not (SHARED_DATA / area.FILE).is_file():
            missing_data(f"no {area.FILE}")
        self.schools = area.read(SHARED_DATA)
        self.codes = area.complete_schools(self.schools, bars.BASE + [bars.TARGET])

    def test_bars(self):
        self.assertEqual(len(self.codes), 495)
        for preschool, limits in bars.BARS.items():
            totals, _ = bars.run(BINARY, self.schools, bars.BASE, preschool)
            result = score.score(self.schools, self.codes, totals, bars.BASE[-1], bars.TARGET)
            say(bars.line("with preschool" if preschool else "grades only", result))
            self.assertEqual(bars.faults(result, limits), [])

    def test_the_scores_are_those_of_the_second_computation(self):
        """It knows no points and no growing schools, of which the area has a few, so the scores differ a little."""
        for preschool in bars.BARS:
            base = {c: s for c, s in self.schools.items() if sum(s["years"].get(2021, {}).values()) > 0}
            second = score.score(self.schools, self.codes, recompute.totals(base, bars.BASE, 5, preschool), 2021, 2022)
            totals, _ = bars.run(BINARY, self.schools, bars.BASE, preschool)
            first = score.score(self.schools, self.codes, totals, 2021, 2022)
            self.assertAlmostEqual(first["mape"], second["mape"], delta=2e-4)
            self.assertAlmostEqual(first["wape"], second["wape"], delta=2e-4)

    def test_nothing_of_the_target_year_reaches_the_forecast(self):
        changed = {c: s | {"years": s["years"] | {2022: {"pre": 1, 1: 999}}} for c, s in self.schools.items()}
        before = list(area.history_rows(self.schools, bars.BASE, True))
        self.assertEqual(before, list(area.history_rows(changed, bars.BASE, True)))


class BadHistory(ForecastTest):
    GOOD = [["A", "n", "p", year, grade, 30] for year in (2022, 2023) for grade in (1, 2)]

    def refuse(self, rows, code, row=None, column=None, value=None, head=HEAD):
        path = self.place.path / "history.csv"
        path.write_text(csv_text([head, *rows]), encoding="utf-8")
        run = self.run_program("forecast", "--history", path, "--horizon", 1, "--json", "--lang", "en")
        self.assert_refused(run, 3, code)
        issue = next(issue for issue in run.json["issues"] if issue["code"] == code)
        self.assertLessEqual(ISSUE_KEYS, set(issue))
        self.assertEqual(issue["file"], "history.csv")
        self.assertTrue(issue["expected"] and issue["advice"], str(issue))
        for key, wanted in (("row", row), ("column", column), ("value", value)):
            if wanted is not None:
                self.assertEqual(issue[key], wanted, str(run))

    def test_faults_have_place_value_expectation_and_advice(self):
        self.refuse([*self.GOOD, ["A", "n", "p", 2025, 1, 3]], "forecast.year_missing", value="2024")
        self.refuse([*self.GOOD, ["A", "n", "p", 2023, 4, 3]], "forecast.grade_missing", value="3")
        self.refuse([*self.GOOD, self.GOOD[0]], "forecast.duplicate_row", row=6)
        self.refuse([*self.GOOD, ["B", "n", "p", 2023, 1, -4]], "forecast.negative_pupils", row=6, value="-4")
        self.refuse([*self.GOOD, ["B", "n", "p", 2023, 1, "many"]], "forecast.not_pupils", row=6, column=6, value="many")
        self.refuse([*self.GOOD, ["B", "n", "p", "last", 1, 4]], "forecast.not_a_year", row=6, column=4, value="last")
        self.refuse([*self.GOOD, ["B", "n", "p", 2023, "first", 4]], "forecast.not_a_grade", row=6, column=5)
        self.refuse([*self.GOOD, ["", "n", "p", 2023, 1, 4]], "forecast.no_school", row=6)
        self.refuse(self.GOOD[:2], "forecast.history_too_short")
        self.refuse([], "forecast.no_rows")
        self.refuse([row[:-1] for row in self.GOOD], "forecast.column_missing", head=HEAD[:-1])

    def test_closed_schools_are_passed_over_with_a_reason(self):
        rows = [*self.GOOD, *[["B", "n", "p", 2022, g, 9] for g in (1, 2)], *[["C", "n", "p", 2023, g, 0] for g in (1, 2)]]
        answer, said = self.forecast(self.history(rows))
        self.assertEqual([one["school"] for one in answer["skipped"]], ["B", "C"])
        self.assertEqual({row["school"] for row in said}, {"A"})
        self.assertEqual(answer["schools"], 1)

    def test_absent_file_and_nothing_given(self):
        self.assert_refused(self.run_program("forecast", "--history", "no.csv", "--json"), 5)
        self.assert_refused(self.run_program("forecast", "--json"), 2, "forecast.nothing_given")

    def test_what_spreadsheets_do_is_undone(self):
        rows = [["A", "n", "p", year, grade, "１,０１４"] for year in (2022, 2023) for grade in (1, 2)]
        _, said = self.forecast(self.history(rows))
        self.assertAlmostEqual(float(said[-1]["mid"]), 2028)


class County(ForecastTest):
    def test_demo_county_looks_ahead(self):
        county = self.place.path / "county.db"
        self.must("demo", county, "--schools", "40", "--years", "4")
        before = self.state_of(county)
        answer = self.must("forecast", county, "--stage", "primary", "--horizon", "3", "--save", "2028", "--json").json
        self.check("forecast", answer)
        self.assertEqual([year["school_year"] for year in answer["years"]], [2025, 2026, 2027, 2028])
        self.assertTrue(answer["rows"] and answer["needs"])
        for warning in answer["seat_warnings"]:
            self.assertIn(warning["colour"], ("yellow", "orange", "red"))
            self.assertEqual(warning["seats_short"] > 0, warning["colour"] == "red")
        last = answer["years"][-1]
        then = self.assess(county, "--scenario", "2028")
        self.assertEqual((then["resource_verdict"], then["verdict"]), (last["resource_verdict"], last["verdict"]))
        pupils = sum(row["pupils"] or 0 for row in then["schools"] if row["stage"] == "primary")
        self.assertAlmostEqual(pupils, last["primary_pupils"], delta=200)
        self.assertEqual(self.state_of(county), before)

    def test_backtest_beats_last_year_again(self):
        county = self.place.path / "county.db"
        self.must("demo", county, "--schools", "40", "--years", "6")
        answer = self.must("forecast", county, "--stage", "primary", "--horizon", "2", "--backtest", "--json").json
        rows = self.check("backtest", answer)["backtest"]
        self.assertEqual([row["horizon"] for row in rows], [1, 2])
        for row in rows:
            self.assertLess(row["forecast"]["wape"], row["naive"]["wape"])


if __name__ == "__main__":
    unittest.main()
