"""Templates go out pre-filled and come back; LibreOffice edits one as a clerk would, and the verdict changes."""

import unittest

from office import FlatSheets, Office
from program import SystemTest, ample_tables, say
from workbook import Workbook

CODE, OTHER = "2141000001", "2141000002"


class Template(SystemTest):
    def setUp(self):
        super().setUp()
        tables = ample_tables(CODE, OTHER)
        tables["stages"][0]["above_degree_teachers"] = 3  # below the floor of 3.57
        self.county = self.new_county(tables=tables)
        self.form = self.place.path / "填报表.xlsx"

    def verdicts(self):
        return {row["code"]: row["verdict"] for row in self.assess(self.county)["schools"]}

    def changes_by(self, path):
        return self.must("import", self.county, path, "--json").json

    def test_an_untouched_template_changes_nothing(self):
        for options in ([], ["--school", CODE], ["--lang", "en"]):
            self.must("template", self.county, "--force", "--out", self.form, *options)
            found = self.changes_by(self.form)
            self.assertIsNone(found["changes_id"], options)
            self.assertEqual([issue for issue in found["issues"] if issue["severity"] == "error"], [])

    def test_a_template_of_one_school_holds_no_other(self):
        self.must("template", self.county, "--force", "--out", self.form, "--school", CODE)
        texts = {text for sheet in Workbook(self.form).sheets.values() for text in sheet.cells.values()}
        self.assertIn(CODE, texts)
        self.assertNotIn(OTHER, texts)
        self.assert_refused(self.run_program("template", self.county, "--force", "--out", self.form, "--school", "2141999999",
                                             "--json"), 2, "school.unknown")

    def test_heads_name_their_units(self):
        self.must("template", self.county, "--force", "--out", self.form)
        book = Workbook(self.form)
        heads = " ".join(text for sheet in book.sheets.values() for text in sheet.cells.values())
        for head in ("教学及辅助用房面积", "平方米", "元", "学校标识码"):
            self.assertIn(head, heads)

    def test_a_clerk_fills_it_in_with_libreoffice(self):
        office = Office(self.place)
        self.must("template", self.county, "--force", "--out", self.form)
        self.assertEqual(self.verdicts(), {CODE: "fail", OTHER: "pass"})
        state = self.state_of(self.county)

        flat = FlatSheets(office.convert(self.form, "fods"))
        untouched = office.convert(flat.path, "xlsx")
        self.assertIsNone(self.changes_by(untouched)["changes_id"], "saved by LibreOffice, nothing changed")
        say("saved by LibreOffice without a change: nothing changes")

        sheet = next(name for name, each in Workbook(self.form).sheets.items() if each.find("高于规定学历教师数"))
        flat.set_number(sheet, CODE, "高于规定学历教师数", 6)
        edited = office.convert(flat.save(), "xlsx")
        found = self.changes_by(edited)
        self.assertEqual((found["added"], found["changed"], found["gone"]), (0, 1, 0))
        self.assertEqual(self.verdicts(), {CODE: "pass", OTHER: "pass"})
        say("3 teachers became 6: the school passes")

        self.must("undo", self.county, found["changes_id"])
        self.assertEqual(self.state_of(self.county), state)
        self.assertEqual(self.changes_by(office.convert(flat.path, "xls"))["changed"], 1)
        self.assertEqual(self.verdicts(), {CODE: "pass", OTHER: "pass"})
        say("and the same as xls")

    def test_a_source_names_the_cell_of_the_workbook(self):
        self.must("template", self.county, "--force", "--out", self.form)
        again = self.new_county("again.db")
        self.must("import", again, self.form, "--json")
        found = self.must("explain", again, "--indicator", "L5", "--school", OTHER, "--stage", "primary", "--json").json
        source = next(one for one in found["inputs"] if one["value"] == 1100)["source"]
        sheet = Workbook(self.form).sheets[source["sheet"]]
        self.assertEqual((source["file"], float(sheet.cells[source["row"], source["column"]])), (self.form.name, 1100))


if __name__ == "__main__":
    unittest.main()
