"""Admission districts of a county: the plan and its effect recomputed from the raw tables, by another program."""

import collections
import math
import re
import unittest
import zipfile
from xml.etree import ElementTree

from program import Place, export, read_table, row_of, write_table

GAP, LEAST_BORDER = 5, 20  # metres, as src/planners/districting/model.md has them
EARTH = 6371008.8
NORM = {1: 45, 4: 45, 7: 50}


class Map:
    """Units and schools on a plane of metres."""

    def __init__(self, tables):
        self.units = {row["id"]: row for row in tables["units"]}
        schools = [row for row in tables["schools"] if row["lon"]]
        points = [(float(row["lon"]), float(row["lat"])) for row in schools + tables["units"]]
        self.middle = [sum(axis) / len(points) for axis in zip(*points)]
        self.at = {row["id"]: self.place(row["lon"], row["lat"]) for row in tables["units"]}
        self.school = {row["code"]: self.place(row["lon"], row["lat"]) for row in schools}
        self.rings = {id_: [self.place(*pair.split()) for pair in row["polygon"][10:-2].split(", ")]
                      for id_, row in self.units.items()}

    def place(self, lon, lat):
        metres = EARTH * math.pi / 180
        return ((float(lon) - self.middle[0]) * metres * math.cos(self.middle[1] * math.pi / 180),
                (float(lat) - self.middle[1]) * metres)

    def touch(self, a, b):
        """Some stretch of b's border runs beside a's."""
        ring, other = self.rings[a], self.rings[b]
        near = 0.0
        for (x1, y1), (x2, y2) in zip(other, other[1:]):
            pieces = max(1, math.ceil(math.hypot(x2 - x1, y2 - y1) / GAP))
            for k in range(pieces):
                share = (k + 0.5) / pieces
                if distance_to(ring, (x1 + (x2 - x1) * share, y1 + (y2 - y1) * share)) <= GAP:
                    near += math.hypot(x2 - x1, y2 - y1) / pieces
        return near >= LEAST_BORDER

    def box(self, id_):
        xs, ys = zip(*self.rings[id_])
        return min(xs) - GAP, min(ys) - GAP, max(xs) + GAP, max(ys) + GAP


def distance_to(ring, point):
    best = math.inf
    for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
        dx, dy = x2 - x1, y2 - y1
        length = dx * dx + dy * dy
        share = 0 if length == 0 else max(0, min(1, ((point[0] - x1) * dx + (point[1] - y1) * dy) / length))
        best = min(best, math.hypot(point[0] - x1 - share * dx, point[1] - y1 - share * dy))
    return best


WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def notice_rows(path):
    """The rows of the notice's table; a cell that goes on takes the text above."""
    root = ElementTree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
    before = None
    for row in list(root.iter(f"{WORD}tr"))[1:]:
        cells = ["".join(text.text or "" for text in cell.iter(f"{WORD}t")) for cell in row.iter(f"{WORD}tc")]
        cells[0] = cells[0] or before
        before = cells[0]
        yield cells


def homes_of_phrase(phrase):
    found = re.fullmatch(r"(.+?)(单号|双号)?(\d+)—(\d+)号", phrase)
    if not found:
        return {phrase}
    road, side, first, last = found.groups()
    return {(road, number) for number in range(int(first), int(last) + 1) if not side or number % 2 == (side == "单号")}


def homes_of_unit(unit):
    if unit["kind"] != "road":
        return {unit["name"]}
    side = {"odd": "单号", "even": "双号", "both": ""}[unit["side"]]
    return homes_of_phrase(f"{unit['road']}{side}{unit['from']}—{unit['to']}号")


class Districts(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = Place()
        cls.addClassCleanup(cls.place.close)
        cls.place.must("demo", cls.place.path / "demo.db", "--schools", "30", "--years", "1")
        cls.folder = export(cls.place, "demo.db")
        cls.tables = {name: read_table(cls.folder / f"{name}.csv")
                      for name in ("units", "unit_pupils", "districts", "admission", "schools", "stages", "grades", "classes")}

    def solve(self, *options):
        out = self.place.path / "plan.csv"
        run = self.place.must("district", "demo.db", *options, "--steps", "200000", "--out", out, "--json")
        return run.json, {row["unit"]: row["school"] for row in read_table(out)}

    def children(self, grade):
        return {row["unit"]: int(row["pupils"]) for row in self.tables["unit_pupils"] if row["grade"] == str(grade) and row["pupils"]}

    def test_capacity_contiguity_and_objective(self):
        land = Map(self.tables)
        for stage, grade in (("primary", 1), ("junior", 7)):
            answer, plan = self.solve("--stage", stage)
            self.assertIn(answer["status"], ("optimal", "feasible"), answer["conflicts"])
            self.assertLessEqual(answer["bound"], answer["objective"] + 1e-9)
            self.assertEqual(set(plan), set(land.units))
            children = self.children(grade)
            missing = set(plan) - set(children)
            load, total = collections.Counter(), 0
            for unit, school in plan.items():
                load[school] += children.get(unit, 0)
            room = {row["code"]: int(row["classes"]) * NORM[grade] for row in self.tables["admission"] if row["entry_grade"] == str(grade)}
            for school, pupils in load.items():
                self.assertLessEqual(pupils, room[school], school)
            together = collections.defaultdict(list)
            for unit in plan:
                together[land.units[unit]["together"] or unit].append(unit)
            for units in together.values():
                self.assertEqual(len({plan[unit] for unit in units}), 1, "kept together")
                x, y = (sum(land.at[u][axis] for u in units) / len(units) for axis in (0, 1))
                there = land.school[plan[units[0]]]
                total += sum(children.get(u, 0) for u in units) * math.hypot(x - there[0], y - there[1]) / 1000
            if not missing:
                self.assertAlmostEqual(total, answer["objective"], delta=answer["objective"] * 1e-6)
            for school in set(plan.values()):
                self.assert_one_piece(land, [unit for unit in plan if plan[unit] == school])

    def assert_one_piece(self, land, units):
        boxes = {unit: land.box(unit) for unit in units}
        meets = lambda a, b: all(boxes[a][i] <= boxes[b][i + 2] and boxes[b][i] <= boxes[a][i + 2] for i in (0, 1))
        reached, queue = {units[0]}, [units[0]]
        while queue:
            at = queue.pop()
            for other in units:
                if other not in reached and meets(at, other) and (land.touch(at, other) or land.touch(other, at)):
                    reached.add(other)
                    queue.append(other)
        self.assertEqual(reached, set(units))

    def test_the_effect_is_the_children_who_move(self):
        answer, plan = self.solve("--stage", "primary", "--save", "划片")
        before = collections.defaultdict(dict)
        for row in self.tables["districts"]:
            before[row["unit"]][int(row["entry_grade"])] = row["code"]
        at = lambda chain, grade: chain[max(entry for entry in chain if entry <= grade)]
        moved = collections.Counter()
        for row in self.tables["unit_pupils"]:
            grade = int(row["grade"])
            if grade > 6 or not row["pupils"]:
                continue
            old = at(before[row["unit"]], grade)
            new = at(before[row["unit"]] | {1: plan[row["unit"]]}, grade)
            if old != new:
                moved[old, grade] -= int(row["pupils"])
                moved[new, grade] += int(row["pupils"])
        self.assertGreater(len(moved), 0, "a plan that moves nobody shows nothing")
        judged = self.place.must("assess", "demo.db", "--scenario", "划片", "--json").json
        totals = collections.Counter()
        for (school, _), pupils in moved.items():
            totals[school] += pupils
        for row in self.tables["stages"]:
            if row["stage"] == "primary" and row["pupils"]:
                found = [one for one in judged["schools"] if (one["code"], one["stage"]) == (row["code"], "primary")]
                for one in found:
                    self.assertEqual(one["pupils"], int(row["pupils"]) + totals[row["code"]], row["code"])
        again = self.place.must("assess", "demo.db", "--json").json
        self.assertEqual(answer["effect"]["before"]["verdict"], again["verdict"])
        for row in answer["effect"]["resource"]:
            wanted = row_of(judged["resource"], indicator=row["indicator"], stage=row["stage"])
            self.assertEqual(row["after"]["cv"], wanted["cv"])

    def test_today_is_judged_and_changes_nothing(self):
        run = self.place.must("district", "demo.db", "--stage", "primary", "--evaluate", "current", "--json").json
        self.assertIsNone(run["bound"])
        self.assertEqual(run["moved"], 0)
        chosen = {row["unit"]: row["code"] for row in self.tables["districts"] if row["entry_grade"] == "1"}
        groups = collections.defaultdict(list)
        for row in self.tables["units"]:
            if row["together"]:
                groups[row["together"]].append(row["id"])
        split = [unit for units in groups.values() for unit in units if chosen[unit] != chosen[units[0]]]
        self.assertEqual([one["unit"] for one in run["violations"] if one["constraint"] == "together"], split)
        for row in run["effect"]["resource"]:
            self.assertEqual(row["before"], row["after"])

    def test_a_plan_that_was_written_is_judged_as_it_is(self):
        answer, plan = self.solve("--stage", "primary")
        out = self.place.path / "plan.csv"
        judged = self.place.must("district", "demo.db", "--stage", "primary", "--evaluate", out, "--json").json
        self.assertEqual((judged["status"], judged["violations"], judged["moved"]), ("feasible", [], answer["moved"]))
        pair = [row["id"] for row in self.tables["units"] if row["together"]][:2]
        other = next(school for school in plan.values() if school != plan[pair[0]])
        rows = read_table(out)
        row_of(rows, unit=pair[1])["school"] = other
        write_table(out, rows)
        judged = self.place.must("district", "demo.db", "--stage", "primary", "--evaluate", out, "--json").json
        self.assertEqual([one["unit"] for one in judged["violations"] if one["constraint"] == "together"], [pair[1]])

    def test_a_fixed_unit_stays_and_a_short_way_may_be_too_short(self):
        answer, plan = self.solve("--stage", "primary")
        unit = next(row["id"] for row in self.tables["units"] if not row["together"])
        fixed, bound = self.solve("--stage", "primary", "--fix", f"{unit}={plan[unit]}")
        self.assertEqual(bound[unit], plan[unit])
        self.assertGreaterEqual(fixed["objective"], answer["bound"] - 1e-6)
        run = self.place.run("district", "demo.db", "--stage", "primary", "--max-metres", "50", "--steps", "1000", "--json")
        self.assertEqual((run.exit_code, run.json["status"]), (4, "infeasible"))
        self.assertTrue(all(one["constraint"] == "distance" and one["units"] for one in run.json["conflicts"]))

    def test_the_notice_read_back_gives_the_same_districts(self):
        out = self.place.path / "notice"
        made = self.place.must("report", "demo.db", "--kind", "admission_notice", "--out", out, "--json").json
        names = {row["code"]: row["name"] for row in self.tables["schools"]}
        told = collections.defaultdict(set)
        for grade, school, _, area in notice_rows(out / made["files"][0]):
            told[grade, school] |= {home for phrase in area.split("、") for home in homes_of_phrase(phrase)}
        wanted = collections.defaultdict(set)
        units = {row["id"]: row for row in self.tables["units"]}
        for row in self.tables["districts"]:
            wanted[row["entry_grade"], names[row["code"]]] |= homes_of_unit(units[row["unit"]])
        self.assertEqual(dict(told), dict(wanted))

    def test_numbers_that_overlap_or_miss_and_names_that_repeat(self):
        folder = export(self.place, "demo.db")
        rows = read_table(folder / "units.csv")
        road = next(row for row in rows if row["kind"] == "road" and row["side"] == "odd")
        estates = [row for row in rows if row["kind"] == "estate" and row["township"] == road["township"]][:2]
        estates[1]["name"] = estates[0]["name"]
        rows.append(road | {"id": "overlap", "name": "x", "from": "51", "to": "101"})
        rows.append(road | {"id": "beyond", "name": "y", "from": "105", "to": "109"})
        write_table(folder / "units.csv", rows)
        write_table(folder / "districts.csv", read_table(folder / "districts.csv") + [{"unit": "nowhere", "entry_grade": "1", "code": self.tables["admission"][0]["code"]}])
        county = self.place.path / "faulty.db"
        self.place.must("init", county)
        self.place.must("import", county, folder, "--json")
        codes = collections.Counter(issue["code"] for issue in self.place.must("check", county, "--json").json["issues"])
        for code in ("check.numbers_overlap", "check.numbers_missing", "check.name_twice", "check.unknown_unit"):
            self.assertEqual(codes[code], 1, code)

    def test_bad_input_has_places(self):
        for options, code in ((["--stage", "primary", "--fix", "x"], "district.bad_fix"),
                              (["--stage", "primary", "--fix", "none=2141000012"], "district.unknown_fixed"),
                              (["--grade", "5"], "district.no_entrants"),
                              (["--stage", "primary", "--barrier", "moat"], "cli.value_refused"),
                              ([], "district.stage_missing")):
            run = self.place.run("district", "demo.db", *options, "--json")
            self.assertEqual(run.json["code"], code, str(run))
            self.assertTrue(run.json["message"])
        for table, column, value, code in (("units", "polygon", "POLYGON ((0 0, 1 1))", "land.bad_outline"),
                                           ("schools", "lon", "", "district.school_no_place")):
            rows = read_table(self.folder / f"{table}.csv")
            taker = next(row["code"] for row in self.tables["admission"])
            target = next(row for row in rows if table == "units" or row["code"] == taker)
            county = self.place.path / f"{code}.db"
            self.place.must("init", county)
            changed = [dict(row) if row is not target else row | {column: value} for row in rows]
            folder = export(self.place, "demo.db")
            write_table(folder / f"{table}.csv", changed)
            self.place.must("import", county, folder, "--json")
            run = self.place.run("district", county, "--stage", "primary", "--json")
            self.assertEqual(run.json["code"], code, str(run))


if __name__ == "__main__":
    unittest.main()
