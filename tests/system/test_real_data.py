"""Public data beside the project: Siquijor and the other provinces, the French area."""

import csv
import shutil
import unittest

from program import SHARED_DATA, SLOW, SystemTest, export, missing_data, read_table, say

# contract.md 5: first word of the indicator's name and stage -> schools, pupils, CV
SIQUIJOR = {("Teachers", "primary"): (63, 11393, 0.255521), ("Classrooms", "primary"): (63, 11393, 0.232793),
            ("Teachers", "junior"): (6, 1982, 0.292966), ("Classrooms", "junior"): (6, 1982, 0.195315)}
SOME_PROVINCES = ("Batanes", "Camiguin", "Guimaras", "Biliran")
FIVE_GRADES = {2019: 69_837, 2020: 69_550, 2021: 68_618, 2022: 67_766}


def data(name):
    folder = SHARED_DATA / name
    if not folder.is_dir():
        missing_data(f"no folder {name} in the real data")
    return folder


def whole(text):
    return int(text.strip().replace(",", "") or 0)


class Philippines(SystemTest):
    def province(self, name):
        county = self.place.path / "province.db"
        self.must("init", county, "--force")
        self.must("import", county, data("philippines"), "--profile", "philippines", "--where", f"province={name}",
                  "--json")
        return county

    def assert_national_part_unknown(self, answer):
        for row in answer["resource"][:14]:
            self.assertEqual((row["mean"], row["cv"]), (None, None))
            if row["schools"] + row["missing"]:
                self.assertEqual(row["cv_compliance"], "unknown")
        self.assertEqual(answer["resource_verdict"], "unknown")
        judged = answer["guarantee"] + answer["quality"] + [answer["recognition"]] + answer["vetoes"]
        short = [row["id"] for row in judged if row["compliance"] == "short"]
        # Of all the others only the size of schools can be judged by pupils alone.
        self.assertIn(short, ([], ["G4"]))
        self.assertEqual(answer["verdict"], "fail" if short else "unknown")
        self.assert_too_large(answer, judged[3]["schools_short"])

    def assert_too_large(self, answer, codes):
        """G4 is short where a school has more pupils than any rule allows, and only above the strictest limit."""
        pupils = {}
        for row in answer["schools"]:
            pupils.setdefault(row["code"], []).append(row["pupils"] or 0)
        for code, stages in pupils.items():
            self.assertTrue(code in codes or sum(stages) <= (3000 if len(stages) > 1 else 2400), code)
            self.assertTrue(code not in codes or sum(stages) > (2500 if len(stages) > 1 else 2000), code)

    def test_siquijor(self):
        answer = self.assess(self.province("Siquijor"), "--lang", "en")
        self.assertEqual(answer["school_year"], 2015)
        self.assert_national_part_unknown(answer)
        rows = {(row["name"].split()[0], row["stage"]): row for row in answer["resource"][14:]}
        self.assertEqual(set(rows), set(SIQUIJOR))
        for key, (schools, pupils, cv) in SIQUIJOR.items():
            self.assertEqual((rows[key]["schools"], rows[key]["pupils"], round(rows[key]["cv"], 6)),
                             (schools, pupils, cv), key)
            self.assertEqual(rows[key]["cv_compliance"], "not_applicable")
        say("Siquijor: 63 and 6 schools, CVs as published")

    def test_the_overlay_belongs_to_the_county_from_then_on(self):
        county = self.province("Siquijor")
        self.assertEqual(len(self.assess(county)["standard_set"]["overlays"]), 1)
        again = self.must("import", county, data("philippines"), "--profile", "philippines", "--where",
                          "province=Siquijor", "--json").json
        self.assertIsNone(again["changes_id"])

    def test_grades_outside_are_kept_and_not_counted(self):
        tables = export(self.place, self.province("Siquijor"))
        grades = read_table(tables / "grades.csv")
        self.assertTrue({"0", "10"} <= {row["grade"] for row in grades})
        self.assertEqual(sum(int(row["pupils"]) for row in grades if 1 <= int(row["grade"]) <= 6), 11393)
        self.assertEqual(sum(int(row["pupils"]) for row in grades if 7 <= int(row["grade"]) <= 9), 1982)

    def test_an_unknown_field_or_province(self):
        county = self.new_county()
        folder = data("philippines")
        run = self.run_program("import", county, folder, "--profile", "philippines", "--where", "colour=red", "--json")
        self.assert_refused(run, 2, "import.unknown_field")

    def pupils_of_sources(self):
        """{province: (elementary pupils grade 1-6, secondary pupils grade 7-9)} read from the files themselves."""
        folder = data("philippines")
        with open(folder / "provinces.csv", encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            names = {row["school.id"]: row["school.province"] for row in rows}
        totals = {}
        for name, place, grades in (("Enrollment_2015_E.csv", 0, range(1, 7)),
                                    ("Enrollment_2015_S.csv", 1, range(7, 10))):
            with open(folder / name, encoding="utf-8-sig", newline="") as file:
                for row in csv.DictReader(file):
                    if row["School ID"] in names:
                        total = totals.setdefault(names[row["School ID"]], [0, 0])
                        total[place] += sum(whole(row[f"Grade {grade} {sex}"]) for grade in grades
                                            for sex in ("Male", "Female"))
        return totals

    def test_provinces(self):
        totals = self.pupils_of_sources()
        self.assertEqual(totals["Siquijor"], [11393, 1982])
        wanted = sorted(totals) if SLOW else [name for name in SOME_PROVINCES if name in totals]
        self.assertGreaterEqual(len(wanted), 3, sorted(totals))
        for name in wanted:
            with self.subTest(province=name):
                answer = self.assess(self.province(name))
                self.assert_national_part_unknown(answer)
                found = [sum(row["pupils"] or 0 for row in answer["schools"] if row["stage"] == stage)
                         for stage in ("primary", "junior")]
                self.assertEqual(found, totals[name])
        say(f"{len(wanted)} provinces, pupils as in the files")


class France(SystemTest):
    def test_five_grades_of_four_years(self):
        county = self.new_county()
        self.must("import", county, data("france35"), "--profile", "france35", "--json")
        for year, pupils in FIVE_GRADES.items():
            tables = export(self.place, county, "--year", str(year))
            stages = read_table(tables / "stages.csv")
            self.assertEqual(sum(int(row["pupils"]) for row in stages if row["stage"] == "primary"), pupils, year)
            grades = read_table(tables / "grades.csv")
            self.assertEqual(sum(int(row["pupils"]) for row in grades if 1 <= int(row["grade"]) <= 5), pupils, year)
            shutil.rmtree(tables)
        answer = self.assess(county, "--year", "2021")
        self.assertEqual((answer["resource_verdict"], answer["verdict"]), ("unknown", "unknown"))
        for row in answer["resource"][:14]:
            self.assertEqual((row["mean"], row["cv"], row["cv_compliance"]), (None, None, "unknown"))
            self.assertGreater(row["missing"], 50)
        # The colleges of 2022 are not in the files.
        self.assertEqual({row.get("reason") for row in self.assess(county, "--year", "2022")["resource"][7:14]},
                         {"no_schools"})
        say(f"{len(FIVE_GRADES)} years, {sum(FIVE_GRADES.values())} pupils")

    def test_a_second_import_changes_nothing(self):
        county = self.new_county()
        self.must("import", county, data("france35"), "--profile", "france35", "--json")
        again = self.must("import", county, data("france35"), "--profile", "france35", "--json").json
        self.assertIsNone(again["changes_id"])


if __name__ == "__main__":
    unittest.main()
