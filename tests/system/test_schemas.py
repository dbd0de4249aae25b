"""Real output against the schemas in docs/schema."""

import json
import unittest

import jsonschema

from program import ROOT, SystemTest, ample_tables, say

CODE = "2141000001"


class Schemas(SystemTest):
    def check(self, schema_name, answer):
        schema = json.loads((ROOT / f"docs/schema/{schema_name}.schema.json").read_text(encoding="utf-8"))
        jsonschema.Draft7Validator.check_schema(schema)
        faults = [f"{'/'.join(map(str, fault.absolute_path))}: {fault.message[:300]}"
                  for fault in jsonschema.Draft7Validator(schema).iter_errors(answer)]
        self.assertEqual(faults, [])

    def test_assess(self):
        demo = self.demo()
        bare = self.new_county(tables=ample_tables(CODE))
        for county, options in ((demo, ["--readings"]), (demo, ["--year", "2024"]), (bare, []),
                                (demo, ["--reading", "private_schools=not_counted"])):
            self.check("assessment", self.assess(county, *options))

    def test_assess_rows_stand_in_order(self):
        answer = self.assess(self.demo())
        wanted = [(f"L{i}", stage) for stage in ("primary", "junior") for i in range(1, 8)]
        self.assertEqual([(row["indicator"], row["stage"]) for row in answer["resource"]], wanted)
        keys = [(row["code"], ["primary", "junior"].index(row["stage"])) for row in answer["schools"]]
        self.assertEqual(keys, sorted(keys))
        self.assertEqual([row["id"] for row in answer["guarantee"]], [f"G{i}" for i in range(1, 16)])
        self.assertEqual([row["id"] for row in answer["quality"]], [f"Q{i}" for i in range(1, 10)])

    def test_explain(self):
        demo = self.demo()
        row = next(row for row in self.assess(demo)["schools"] if row["counted"])
        count = 0
        for indicator in [f"L{i}" for i in range(1, 8)]:
            self.check("explanation", self.must("explain", demo, "--indicator", indicator, "--school", row["code"],
                                                "--stage", row["stage"], "--json").json)
            self.check("explanation", self.must("explain", demo, "--cv", indicator, "--stage", row["stage"],
                                                "--json").json)
            count += 2
        for indicator in ("G3", "G8", "G11", "Q1", "Q9"):
            self.check("explanation", self.must("explain", demo, "--indicator", indicator, "--json").json)
        say(f"{count} explanations of the seven indicators and 5 of others")

    def test_explain_agrees_with_assess(self):
        demo = self.demo()
        answer = self.assess(demo)
        row = next(row for row in answer["schools"] if row["counted"])
        for value in row["values"]:
            found = self.must("explain", demo, "--indicator", value["indicator"], "--school", row["code"],
                              "--stage", row["stage"], "--json").json
            self.assertEqual(found["value"], value["value"], value["indicator"])
        for resource in answer["resource"]:
            found = self.must("explain", demo, "--cv", resource["indicator"], "--stage", resource["stage"],
                              "--json").json
            self.assertEqual(found["value"], resource["cv"], resource["indicator"])
            self.assertAlmostEqual(sum(part["share"] for part in found["contributions"]), 1, places=9)
            self.assertEqual(len(found["contributions"]), resource["schools"])

    def test_explain_names_the_cell(self):
        county = self.new_county(tables=ample_tables("2141000002", CODE))
        found = self.must("explain", county, "--indicator", "L5", "--school", CODE, "--stage", "primary",
                          "--json").json
        ground = next(one for one in found["inputs"] if one["value"] == 1100)
        self.assertEqual((ground["source"]["file"], ground["source"]["row"], ground["source"]["column"]),
                         ("shared.csv", 3, 3))
        self.assertEqual((ground["unit"], ground["edit"]), ("m2", None))

    def test_import(self):
        demo = self.demo()
        self.must("export", demo, "--tables", "out")
        self.must("init", "new.db")
        first = self.must("import", "new.db", "out", "--json").json
        self.check("import", first)
        self.assertGreater(first["added"], 0)
        self.check("import", self.must("import", "new.db", "out", "--json").json)
        stages = self.place.path / "out/stages.csv"
        stages.write_text(stages.read_text().replace("primary,", "primary,-", 1))
        refused = self.run_program("import", "new.db", "out", "--json")
        self.assertEqual(refused.exit_code, 3)
        self.check("import", refused.json)
        self.assertTrue(refused.json["issues"])

    def test_check_history_compare_and_error(self):
        demo = self.demo()
        self.check("check", self.must("check", demo, "--json").json)
        self.check("history", self.must("history", demo, "--json").json)
        self.check("compare", self.must("compare", demo, "2024", "2025", "--json").json)
        failures = [["assess", "absent.db"], ["assess"], ["import", demo, "absent.csv"], ["undo", demo, "999"],
                    ["assess", demo, "--year", "1999"]]
        for line in failures:
            self.check("error", self.run_program(*line, "--json").json)

    def test_an_answer_that_is_wrong_is_found(self):
        answer = self.assess(self.new_county(tables=ample_tables(CODE)))
        answer["verdict"] = "perhaps"
        with self.assertRaises(AssertionError):
            self.check("assessment", answer)


if __name__ == "__main__":
    unittest.main()
