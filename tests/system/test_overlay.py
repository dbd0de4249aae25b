"""An eighth indicator by a folder of rules beside the unchanged program."""

import json
import unittest

from program import ROOT, SystemTest, ample_tables, say

CODE, OTHER = "2141000001", "2141000002"
BOOKS = """
id = "books"
name = { zh = "生均图书册数", en = "Books per pupil" }
form = "per_pupil"
numerator = ["books"]
denominator = "pupils"
split = true
unit = "book"
document = "县教〔2025〕1号"
clause = "第3条"
confidence = "B"
from = 2025-01-01
"""


class Overlay(SystemTest):
    def setUp(self):
        super().setUp()
        tables = ample_tables(CODE, OTHER)
        tables["figures"] = [{"code": code, "key": "books", "stage": "", "period": "2025", "value": value,
                              "unit": "book"} for code, value in ((CODE, 1000), (OTHER, 3000))]
        self.county = self.new_county(tables=tables)

    def overlay(self, text, name="books"):
        folder = self.place.folder(name)
        (folder / "rule.toml").write_text(text, encoding="utf-8")
        return folder

    def row(self, answer, stage="primary"):
        return next(row for row in answer["resource"] if (row["indicator"], row["stage"]) == ("books", stage))

    def value(self, answer, code):
        school = next(row for row in answer["schools"] if row["code"] == code)
        return next(value for value in school["values"] if value["indicator"] == "books")

    def test_value_cv_and_row_without_touching_the_verdict(self):
        plain = self.assess(self.county)
        answer = self.assess(self.county, "--overlay", self.overlay(BOOKS))
        self.assertEqual(len(answer["resource"]), 16)
        self.assertEqual([row["indicator"] for row in answer["resource"][14:]], ["books", "books"])
        row = self.row(answer)
        self.assertEqual((row["name"], row["mean"], row["cv"], row["cv_limit"], row["cv_compliance"]),
                         ("生均图书册数", 20, 0.5, None, "not_applicable"))
        value = self.value(answer, CODE)
        self.assertEqual((value["value"], value["threshold"], value["compliance"]), (10, None, "not_applicable"))
        self.assertEqual((answer["verdict"], answer["resource_verdict"]), (plain["verdict"], plain["resource_verdict"]))
        self.assertEqual(answer["resource"][:14], plain["resource"])
        self.assertEqual(answer["standard_set"]["overlays"], ["books"])
        self.assertNotEqual(answer["standard_set"]["hash"], plain["standard_set"]["hash"])
        say(f"books: value {value['value']}, mean {row['mean']}, CV {row['cv']}")

    def test_the_answer_still_fits_its_schema(self):
        import jsonschema

        schema = json.loads((ROOT / "docs/schema/assessment.schema.json").read_text(encoding="utf-8"))
        jsonschema.validate(self.assess(self.county, "--overlay", self.overlay(BOOKS)), schema)

    def test_explanation(self):
        folder = self.overlay(BOOKS)
        found = self.must("explain", self.county, "--indicator", "books", "--school", CODE, "--stage", "primary",
                          "--overlay", folder, "--json").json
        self.assertEqual((found["value"], found["rule"]["document"], found["rule"]["clause"],
                          found["rule"]["confidence"], found["rule"]["from"]),
                         (10, "县教〔2025〕1号", "第3条", "B", "2025-01-01"))
        books = next(one for one in found["inputs"] if one["value"] == 1000)
        self.assertEqual((books["source"]["file"], books["source"]["row"]), ("figures.csv", 2))
        cv = self.must("explain", self.county, "--cv", "books", "--stage", "primary", "--overlay", folder,
                       "--json").json
        self.assertEqual(cv["value"], 0.5)
        self.assertEqual([part["share"] for part in cv["contributions"]], [0.5, 0.5])

    def test_threshold_and_limit(self):
        folder = self.overlay(BOOKS + "threshold = { primary = 25, junior = 35 }\ncv_limit = 0.45\n")
        answer = self.assess(self.county, "--overlay", folder)
        self.assertEqual((self.value(answer, CODE)["compliance"], self.value(answer, OTHER)["compliance"]),
                         ("short", "met"))
        self.assertEqual(self.value(answer, CODE)["shortfall"]["amount"], 1500)
        row = self.row(answer)
        self.assertEqual((row["cv_compliance"], row["level_up"]["unit"]), ("short", "book"))
        self.assertEqual(answer["schools"][0]["met"], 7)

    def test_a_province_raises_a_national_threshold(self):
        folder = self.overlay("""
            id = "L1"
            threshold = { primary = 7, junior = 7 }
            document = "省教〔2024〕3号"
            clause = "第1条"
            confidence = "B"
            from = 2024-01-01
            """, "province")
        plain, raised = self.assess(self.county), self.assess(self.county, "--overlay", folder)
        self.assertEqual([answer["schools"][0]["values"][0]["compliance"] for answer in (plain, raised)],
                         ["met", "short"])

    def test_two_overlays_lie_on_each_other(self):
        answer = self.assess(self.county, "--overlay", self.overlay(BOOKS), "--overlay",
                             self.overlay(BOOKS.replace('"books"', '"computers"', 1), "computers"))
        self.assertEqual([row["indicator"] for row in answer["resource"][14:]],
                         ["books", "computers", "books", "computers"])

    def test_rules_that_cannot_be_used(self):
        faulty = {"standards.no_source": BOOKS.replace('document = "县教〔2025〕1号"\n', ""),
                  "standards.unknown_form": BOOKS.replace("per_pupil", "per_moon"),
                  "standards.unreadable": BOOKS + "unit = = 3",
                  "standards.unknown_field": BOOKS + 'colour = "red"\n'}
        for number, (code, text) in enumerate(faulty.items()):
            run = self.run_program("assess", self.county, "--overlay", self.overlay(text, f"faulty{number}"), "--json")
            failure = self.assert_refused(run, run.exit_code, code)
            self.assertIn(run.exit_code, (2, 3))
            self.assertEqual(failure["where"]["file"].split("/")[-1], "rule.toml")
        absent = self.run_program("assess", self.county, "--overlay", self.place.path / "absent", "--json")
        self.assertIn(absent.exit_code, (2, 5))


if __name__ == "__main__":
    unittest.main()
