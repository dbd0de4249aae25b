#!/usr/bin/env python3
"""The oracle against published examples, brute force and its own laws."""

from decimal import Decimal
from fractions import Fraction
import itertools
import json
import math
import os
import pathlib
import random
import statistics
import tempfile
import unittest

from compare import compare
from dispersion import cv_within, gini, theil, theil_parts, weighted_cv
from judge import judge, plain
from leveling import level_up, raise_to
import philippines
from random_county import SCHOOL_COLUMNS, SHARED_COLUMNS, STAGE_COLUMNS, write_county, write_table
from rules import INDICATORS, SPLIT_WEIGHT

E1 = {"1": (45, 279), "2": (37, 137), "3": (89, 935), "4": (76, 160), "5": (55, 402)}
E5 = [(800, 800 * 2600), (300, 300 * 3100), (120, 120 * 4800), (1500, 1500 * 2510)]
PLENTY = {"teaching_area_m2": 99999, "sports_ground_m2": 99999, "equipment_yuan": 9999999, "multimedia_rooms": 999}
STAFF = {"above_degree_teachers": 99, "backbone_teachers": 99, "pe_art_teachers": 99}


def judge_tables(schools, stages, shared):
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        write_table(place, "schools.csv", SCHOOL_COLUMNS, schools)
        write_table(place, "stages.csv", STAGE_COLUMNS, stages)
        write_table(place, "shared.csv", SHARED_COLUMNS, shared)
        return judge(place)


def judge_one(kind="211", pupils=None, area_class="111", flags="", staff=None, shared=None, **more):
    pupils = pupils or {"primary": 100}
    school = {"code": "2141000001", "name": "一", "kind": kind, "area_class": area_class, "flags": flags, **more}
    stages = [{"code": school["code"], "stage": stage, "pupils": count, **STAFF, **(staff or {})}
              for stage, count in pupils.items()]
    return judge_tables([school], stages, [{"code": school["code"], **PLENTY, **(shared or {})}])


def value(found, indicator, stage="primary"):
    row = next(row for row in found["schools"] if row["stage"] == stage)
    return next(value for value in row["values"] if value["indicator"] == indicator)


class PublishedExamples(unittest.TestCase):
    def test_e1_cv_is_weighted_by_pupils(self):
        self.assertAlmostEqual(float(weighted_cv(list(E1.values()))), 0.515257, places=6)

    def test_e1_unweighted_forms_are_other_figures(self):
        values = [r / p for p, r in E1.values()]
        self.assertAlmostEqual(statistics.pstdev(values) / statistics.mean(values), 0.488771, places=6)
        self.assertAlmostEqual(statistics.stdev(values) / statistics.mean(values), 0.546462, places=6)
        self.assertFalse(cv_within(list(E1.values()), Fraction("0.5")))

    def test_e1_levelling_up(self):
        to_limit = level_up(E1, Fraction("0.50"), 1)
        self.assertAlmostEqual(float(to_limit.bound), 16.352645, places=6)
        self.assertAlmostEqual(float(to_limit.level), 2.320430, places=6)
        self.assertEqual(to_limit.added, {"4": 17})
        further = level_up(E1, Fraction("0.30"), 1)
        self.assertAlmostEqual(float(further.bound), 294.287600, places=6)
        self.assertAlmostEqual(float(further.level), 5.232633, delta=1e-6)
        self.assertEqual(set(further.added), {"2", "4"})

    def test_e2_nine_year_split(self):
        found = judge_one("312", {"primary": 166, "junior": 210}, shared={"equipment_yuan": 23226})
        self.assertAlmostEqual(float(value(found, "L6")["value"]), 58.503778, places=6)
        self.assertAlmostEqual(float(value(found, "L6")["share"]), 9711.627, places=3)
        self.assertAlmostEqual(float(value(found, "L6", "junior")["share"]), 13514.373, places=3)

    def test_e3_twelve_year_split(self):
        found = judge_one("345", {"primary": 600, "junior": 300, "senior": 300}, shared={"equipment_yuan": 10000})
        self.assertAlmostEqual(float(value(found, "L6")["share"]), 4524.887, places=3)
        self.assertAlmostEqual(float(value(found, "L6", "junior")["share"]), 2488.688, places=3)

    def test_e4_complete_secondary_split(self):
        found = judge_one("341", {"junior": 400, "senior": 800}, shared={"equipment_yuan": 12000})
        self.assertAlmostEqual(float(value(found, "L6", "junior")["share"]), 3529.412, places=3)
        self.assertAlmostEqual(float(value(found, "L6", "junior")["value"]), 8.823529, places=6)

    def test_e5_equipment(self):
        self.assertAlmostEqual(float(weighted_cv(E5)), 0.179391, places=6)
        values = [r / p for p, r in E5]
        self.assertAlmostEqual(statistics.pstdev(values) / statistics.mean(values), 0.283255, places=6)


class Spread(unittest.TestCase):
    def schools(self, source):
        return [(source.randint(1, 300), Fraction(source.randint(0, 999))) for _ in range(source.randint(1, 9))]

    def test_scaling_changes_nothing(self):
        schools = self.schools(random.Random(1))
        tenfold = [(p, 10 * r) for p, r in schools]
        self.assertEqual(weighted_cv(schools), weighted_cv(tenfold))
        self.assertEqual(gini(schools), gini(tenfold))

    def test_theil_is_between_and_within(self):
        for seed in range(20):
            town, country = self.schools(random.Random(seed)), self.schools(random.Random(-seed - 1))
            self.assertAlmostEqual(float(sum(theil_parts([town, country]))), float(theil(town + country)), places=14)

    def test_gini_by_pairs(self):
        schools = self.schools(random.Random(7))
        pupils, resource = sum(p for p, _ in schools), sum(r for _, r in schools)
        pairs = sum(p * q * abs(r / p - s / q) for p, r in schools for q, s in schools)
        self.assertEqual(gini(schools), pairs / 2 / pupils / resource)

    def test_one_school_is_equal(self):
        self.assertEqual(weighted_cv([(7, Fraction(3))]), 0)


class LevellingUp(unittest.TestCase):
    LIMITS = (Fraction("0.50"), Fraction("0.45"))

    def tiny_county(self, seed):
        source = random.Random(seed)
        schools = {str(code): (source.randint(1, 40), Fraction(source.randint(0, 60), source.choice((1, 1, 3))))
                   for code in range(source.randint(2, 4))}
        return schools, source.choice(self.LIMITS)

    def short_counties(self, seeds):
        for schools, limit in map(self.tiny_county, seeds):
            if any(r for _, r in schools.values()) and not cv_within(list(schools.values()), limit):
                yield schools, limit

    def test_agrees_with_brute_force(self):
        tried = 0
        for schools, limit in self.short_counties(range(400)):
            found = level_up(schools, limit, 1)
            if found.amount > 14:
                continue
            tried += 1
            self.assertEqual(found.amount, least_by_brute_force(list(schools.values()), limit))
            raised = [(p, r + found.added.get(code, 0)) for code, (p, r) in schools.items()]
            self.assertTrue(cv_within(raised, limit))
        self.assertGreater(tried, 60)

    def test_agrees_with_single_steps_from_nothing(self):
        for schools, limit in self.short_counties(range(1000, 1100)):
            self.assertEqual(level_up(schools, limit, 1).added, added_singly(schools, limit))

    def test_a_cv_that_rounds_over_the_limit_takes_one_step(self):
        schools, half = {"1": (1000, 301), "2": (1000, 99)}, Fraction("0.005")
        self.assertEqual(weighted_cv(list(schools.values())), Decimal("0.505"))
        self.assertFalse(cv_within(list(schools.values()), Fraction("0.50"), half))
        self.assertEqual(level_up(schools, Fraction("0.50"), 1, half).added, {"2": 1})

    def test_schools_that_all_have_none_are_equal_however_values_are_rounded(self):
        for spare in (0, Fraction("0.005")):
            self.assertTrue(cv_within([(100, 0), (50, 0)], Fraction("0.50"), spare))

    def test_bound_meets_the_limit_and_less_does_not(self):
        for schools, limit in self.short_counties(range(200)):
            level = Fraction(level_up(schools, limit, 1).level)
            self.assertTrue(cv_within(raise_to(list(schools.values()), level * (1 + Fraction(1, 10**12))), limit))
            self.assertFalse(cv_within(raise_to(list(schools.values()), level * (1 - Fraction(1, 10**12))), limit))

    def test_steps_of_a_hundred_yuan(self):
        found = level_up({"1": (10, Fraction("55.55")), "2": (10, Fraction(90000))}, Fraction("0.5"), 100)
        self.assertEqual(found.amount % 100, 0)
        self.assertLess(abs(float(found.amount) - float(found.bound)), 100)


def least_by_brute_force(schools, limit):
    for steps in itertools.count():
        for places in itertools.combinations_with_replacement(range(len(schools)), steps):
            if cv_within([(p, r + places.count(i)) for i, (p, r) in enumerate(schools)], limit):
                return steps


def added_singly(schools, limit):
    current, added = dict(schools), {}
    while not cv_within(list(current.values()), limit):
        code = min(current, key=lambda each: ((2 * current[each][1] + 1) / current[each][0], each))
        current[code] = (current[code][0], current[code][1] + 1)
        added[code] = added.get(code, 0) + 1
    return added


class Rules(unittest.TestCase):
    def test_thresholds_are_reached_exactly(self):
        found = judge_one(pupils={"primary": 1000}, staff={"pe_art_teachers": 9})
        self.assertEqual((value(found, "L3")["compliance"], value(found, "L3")["value"]), ("met", Fraction("0.9")))
        found = judge_one(pupils={"primary": 1000}, staff={"pe_art_teachers": 8})
        self.assertEqual(value(found, "L3")["compliance"], "short")
        self.assertEqual(value(found, "L3")["shortfall"]["amount"], 1)

    def test_gym_is_counted_once(self):
        found = judge_one(shared={"teaching_area_m2": 500, "indoor_sports_m2": 60, "sports_ground_m2": 700})
        self.assertEqual([value(found, name)["value"] for name in ("L4", "L5")], [Fraction("4.4"), Fraction("7.6")])

    def test_an_empty_gym_counts_as_none(self):
        found = judge_one(shared={"teaching_area_m2": 500, "sports_ground_m2": 700})
        self.assertEqual([value(found, name)["value"] for name in ("L4", "L5")], [5, 7])

    def test_missing_is_not_zero(self):
        found = judge_one(shared={"multimedia_rooms": ""})
        self.assertEqual(value(found, "L7")["compliance"], "unknown")
        self.assertEqual(found["schools"][0]["verdict"], "unknown")
        self.assertEqual(found["resource"][6]["cv_compliance"], "unknown")

    def test_two_short_fail_whatever_is_unknown(self):
        found = judge_one(staff={"above_degree_teachers": 4, "backbone_teachers": ""},
                          shared={"equipment_yuan": 199999})
        self.assertEqual(found["schools"][0]["verdict"], "fail")

    def test_one_short_above_the_floor_passes(self):
        self.assertEqual(judge_one(staff={"above_degree_teachers": 4})["schools"][0]["verdict"], "pass")
        self.assertEqual(judge_one(staff={"above_degree_teachers": 3})["schools"][0]["verdict"], "fail")

    def test_added_teachers_of_small_country_schools(self):
        staff = {"pe_art_teachers": 0, "added_pe_art_teachers": 1}
        cases = ((49, "220", 0), (50, "220", 1), (99, "210", 1), (100, "210", 0), (60, "121", 0))
        for pupils, area_class, expected in cases:
            found = judge_one(pupils={"primary": pupils}, area_class=area_class, staff=staff)
            self.assertEqual(value(found, "L3")["value"] * pupils / 100, expected)

    def test_small_country_school_counts_both_stages(self):
        staff = {"pe_art_teachers": 0, "added_pe_art_teachers": 1}
        found = judge_one("312", {"primary": 60, "junior": 40}, "220", staff=staff)
        self.assertEqual(value(found, "L3")["value"], 0)

    def test_added_sports_area_of_dense_centres(self):
        shared = {"sports_ground_m2": 700, "added_sports_m2": 50}
        self.assertEqual(value(judge_one(shared=shared), "L5")["value"], 7)
        self.assertEqual(value(judge_one(shared=shared, flags="boarding dense_centre"), "L5")["value"], Fraction("7.5"))

    def test_kinds_outside_the_count(self):
        cases = {"218": False, "321": False, "371": False, "519": False, "211": True, "319": True}
        for kind, counted in cases.items():
            row = judge_one(kind, {"primary": 49})["schools"][0]
            self.assertEqual((row["counted"], row["verdict"] is None), (counted, not counted))
        self.assertTrue(judge_one("218", {"primary": 50})["schools"][0]["counted"])

    def test_senior_pupils_only_weigh(self):
        found = judge_one("341", {"junior": 100, "senior": 100})
        self.assertEqual([row["stage"] for row in found["schools"]], ["junior"])
        self.assertEqual(value(found, "L7", "junior")["value"], Fraction(999 * 100) / 220)

    def test_campus_joins_its_main_school(self):
        schools = [{"code": "2141000002", "kind": "211", "area_class": "111", "campus_of": "2141000001"},
                   {"code": "2141000001", "kind": "211", "area_class": "111"}]
        stages = [{"code": school["code"], "stage": "primary", "pupils": 50, **STAFF} for school in schools]
        shared = [{"code": school["code"], **PLENTY} for school in schools]
        (row,) = judge_tables(schools, stages, shared)["schools"]
        self.assertEqual((row["code"], row["pupils"], row["values"][0]["value"]), ("2141000001", 100, 198))


class Counties(unittest.TestCase):
    def judged(self, seeds):
        for seed in seeds:
            with tempfile.TemporaryDirectory() as folder:
                write_county(seed, pathlib.Path(folder))
                yield judge(folder)

    def test_splitting_keeps_totals(self):
        found = judge_one("345", {"primary": 611, "junior": 307, "senior": 293})
        for indicator, whole in zip(INDICATORS[3:], PLENTY.values()):
            shares = [value(found, indicator.id, stage)["share"] for stage in ("primary", "junior")]
            senior = value(found, indicator.id)["value"] / indicator.per * SPLIT_WEIGHT["senior"] * 293
            self.assertEqual(sum(shares) + senior, whole)

    def test_shortfall_flips_the_indicator_and_one_unit_less_does_not(self):
        source = random.Random(5)
        for _ in range(200):
            pupils = {stage: source.randint(1, 900) for stage in SPLIT_WEIGHT}
            area = Fraction(source.randint(0, 500000), 100)
            for stage in ("primary", "junior"):
                missing = value(judge_one("345", pupils, shared={"sports_ground_m2": area}), "L5", stage)["shortfall"]
                for less, expected in ((0, "met"), (Fraction("0.01"), "short")):
                    ground = area + missing["amount"] - less
                    found = judge_one("345", pupils, shared={"sports_ground_m2": max(Fraction(0), ground)})
                    if missing["amount"]:
                        self.assertEqual(value(found, "L5", stage)["compliance"], expected)

    def test_an_answer_agrees_with_itself(self):
        for found in self.judged(range(40)):
            answer = json.loads(json.dumps(found, default=plain), parse_float=Fraction)
            add_reasons(answer)
            comparison = compare(found, answer)
            self.assertEqual(comparison.disagreements, [])
            self.assertGreater(comparison.compared, 100)

    def test_a_changed_answer_is_found(self):
        found = next(self.judged([3]))
        answer = json.loads(json.dumps(found, default=plain))
        add_reasons(answer)
        answer["resource"][0]["cv"] = math.nan
        answer["schools"][0]["met"] += 1
        self.assertEqual(len(compare(found, answer).disagreements), 2)

    def test_an_empty_answer_disagrees(self):
        self.assertTrue(compare(next(self.judged([3])), {}).disagreements)


class Philippines(unittest.TestCase):
    FOLDER = pathlib.Path(__file__).resolve().parents[3] / "shared/data/philippines"

    def test_siquijor(self):
        if not self.FOLDER.is_dir() and os.environ.get("JUNHENG_REQUIRE_DATA") != "1":
            self.skipTest(f"no folder {self.FOLDER}")
        tables, province_of = philippines.load(self.FOLDER)
        found = philippines.province_figures(tables, province_of, "Siquijor")
        self.assertEqual([(row["schools"], row["pupils"], round(row["cv"], 6)) for row in found],
                         [(63, 11393, 0.255521), (63, 11393, 0.232793), (6, 1982, 0.292966), (6, 1982, 0.195315)])


def add_reasons(answer):
    """The words and lists that the contract puts beside figures and that the oracle itself does not print."""
    for row in answer["resource"]:
        row["reason"] = "no_schools" if not row["missing"] else "not_reported"
    for row in answer["schools"]:
        for each in row["values"]:
            each["reason"] = "not_reported"
            each["exceptions"] = [{"id": "any"}] if each["excepted"] else []


if __name__ == "__main__":
    unittest.main()
