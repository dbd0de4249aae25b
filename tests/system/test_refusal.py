"""All or nothing: a file with faults changes nothing and comes back red, one red cell for each issue."""

import unittest

from program import ISSUE_KEYS, SystemTest, ample_tables, say, write_tables
from workbook import Workbook, write_workbook

CODE, OTHER, THIRD = "2141000001", "2141000002", "2141000003"


def sheets_of(tables):
    """The tables as sheets of one workbook, named as the tables are."""
    sheets = {}
    for name, rows in tables.items():
        columns = list(rows[0])
        sheets[name] = [columns] + [[row.get(column, "") for column in columns] for row in rows]
    return sheets


def faulty_tables():
    """Three schools; five faults in as many cells."""
    tables = ample_tables(CODE, OTHER, THIRD)
    tables["shared"][0]["teaching_area_m2"] = "-700"
    tables["shared"][1]["equipment_yuan"] = "约三十万"
    tables["shared"][2]["multimedia_rooms"] = "2.5"
    tables["stages"][1]["pupils"] = "一百零几"
    tables["schools"][2]["ownership"] = "somebody"
    return tables


FAULTS = {("shared", 2, "teaching_area_m2", "-700"), ("shared", 3, "equipment_yuan", "约三十万"),
          ("shared", 4, "multimedia_rooms", "2.5"), ("stages", 3, "pupils", "一百零几"),
          ("schools", 4, "ownership", "somebody")}


class Refusal(SystemTest):
    def refused(self, county, path, *options):
        state = self.state_of(county)
        changes = self.must("history", county, "--json").out
        run = self.run_program("import", county, path, *options, "--json")
        self.assertEqual(run.exit_code, 3, str(run))
        self.assertEqual(self.state_of(county), state, "a refused import changed the county")
        self.assertEqual(self.must("history", county, "--json").out, changes, "a refused import was logged")
        return run.json

    def workbook(self, tables, name="全县.xlsx"):
        return write_workbook(self.place.path / name, sheets_of(tables))


class Issues(Refusal):
    def assert_issues(self, issues, sheet_of):
        """Each fault is told once, at its cell, with what stands there, what is expected and what to do."""
        found = set()
        for issue in issues:
            self.assertLessEqual(ISSUE_KEYS, set(issue))
            self.assertEqual(issue["severity"], "error")
            for key in ("code", "file", "value", "expected", "advice"):
                self.assertTrue(issue[key], f"{key} is empty: {issue}")
            found.add((sheet_of(issue), issue["row"], issue["column"], issue["value"]))
        self.assertEqual(len(found), len(issues), "the same cell twice")
        return found

    def places(self, tables):
        return {(sheet, row, list(tables[sheet][0]).index(column) + 1, value) for sheet, row, column, value in FAULTS}

    def test_csv(self):
        tables = faulty_tables()
        county = self.new_county(tables=ample_tables(CODE))
        answer = self.refused(county, write_tables(self.place.folder("faulty"), tables))
        found = self.assert_issues(answer["issues"], lambda issue: issue["file"].removesuffix(".csv"))
        self.assertEqual(found, self.places(tables))
        self.assertIsNone(answer["changes_id"])

    def test_xlsx(self):
        tables = faulty_tables()
        county = self.new_county(tables=ample_tables(CODE))
        answer = self.refused(county, self.workbook(tables))
        self.assertEqual({issue["file"] for issue in answer["issues"]}, {"全县.xlsx"})
        found = self.assert_issues(answer["issues"], lambda issue: issue["sheet"])
        self.assertEqual(found, self.places(tables))

    def test_in_both_languages(self):
        county = self.new_county(tables=ample_tables(CODE))
        folder = write_tables(self.place.folder("faulty"), faulty_tables())
        texts = {language: self.refused(county, folder, "--lang", language, "--report", self.place.folder("red"))
                 ["issues"] for language in ("zh", "en")}
        for chinese, english in zip(texts["zh"], texts["en"], strict=True):
            self.assertEqual({**chinese, **{key: "" for key in ("message", "expected", "advice")}},
                             {**english, **{key: "" for key in ("message", "expected", "advice")}})
            self.assertNotEqual(chinese["advice"], english["advice"])
            sentences = english["advice"] + english["expected"] + english["message"]
            # What stands in the cell is quoted as it stands.
            self.assertNotRegex(sentences.replace(english["value"], ""), "[\u4e00-\u9fff]")

    def test_one_bad_file_of_many_refuses_all(self):
        county = self.new_county()
        tables = ample_tables(CODE)
        tables["shared"][0]["equipment_yuan"] = "?"
        run = self.run_program("import", county, write_tables(self.place.folder("faulty"), tables), "--json")
        self.assertEqual(run.exit_code, 3)
        self.assertEqual(self.must("history", county, "--json").json["changes"], [])

    def test_a_page_for_people(self):
        county = self.new_county(tables=ample_tables(CODE))
        folder = write_tables(self.place.folder("faulty"), faulty_tables())
        run = self.run_program("import", county, folder, "--lang", "en")
        self.assertEqual(run.exit_code, 3)
        page = run.out.decode()
        for _, _, _, value in FAULTS:
            self.assertIn(value, page)
        self.assertIn("shared.csv", page)

    def test_warnings_do_not_refuse(self):
        tables = ample_tables(CODE)
        tables["shared"][0]["equipment_yuan"] = 99999999999
        run = self.run_program("import", self.new_county(),
                               write_tables(self.place.folder("odd"), tables), "--json")
        self.assertEqual(run.exit_code, 0, str(run))
        self.assertEqual({issue["severity"] for issue in run.json["issues"]}, {"warning"})


class RedCopy(Refusal):
    def red_copies(self, folder):
        return [path for path in folder.rglob("*.xlsx") if path.name != "全县.xlsx"]

    def test_one_red_cell_for_each_issue(self):
        tables = faulty_tables()
        county = self.new_county(tables=ample_tables(CODE))
        source = self.workbook(tables)
        before = source.read_bytes()
        answer = self.refused(county, source)
        self.assertEqual(source.read_bytes(), before, "the clerk's own file is left alone")
        copies = self.red_copies(self.place.path)
        self.assertEqual(len(copies), 1, f"red copies: {copies}")
        book = Workbook(copies[0])
        told = {(issue["sheet"], issue["row"], issue["column"]) for issue in answer["issues"]}
        self.assertEqual(len(told), len(FAULTS))
        self.assertEqual(len(told), len(answer["issues"]))
        red = [(sheet, row, column) for sheet, row, column in book.red_cells() if sheet in tables]
        self.assertEqual(sorted(red), sorted(told))
        self.assertGreaterEqual(book.comments, len(told), "each red cell has a comment")
        say(f"{len(red)} red cells for {len(answer['issues'])} issues in {copies[0].name}")

    def test_the_figures_stay_as_the_clerk_wrote_them(self):
        tables = faulty_tables()
        county = self.new_county(tables=ample_tables(CODE))
        source = self.workbook(tables)
        self.refused(county, source)
        copy = Workbook(self.red_copies(self.place.path)[0])
        for name, sheet in Workbook(source).sheets.items():
            for place, text in sheet.cells.items():
                self.assertEqual(copy.sheets[name].cells.get(place), text, (name, place))

    def test_report_folder(self):
        county = self.new_county(tables=ample_tables(CODE))
        folder = self.place.folder("reports")
        self.refused(county, self.workbook(faulty_tables()), "--report", folder)
        self.assertEqual(len(list(folder.glob("*.xlsx"))), 1)
        self.assertEqual([path.name for path in self.place.path.glob("*.xlsx")], ["全县.xlsx"])

    def test_a_mended_copy_is_accepted(self):
        """The clerk mends the red cells in the copy itself and hands that in."""
        county = self.new_county(tables=ample_tables(CODE))
        self.refused(county, self.workbook(faulty_tables()))
        mended = self.workbook(ample_tables(CODE, OTHER, THIRD), "改正.xlsx")
        self.must("import", county, mended, "--json")
        self.assertEqual(len(self.assess(county)["schools"]), 3)

    def test_a_mended_folder_is_accepted_with_the_red_copies_still_in_it(self):
        county = self.new_county(tables=ample_tables(CODE))
        folder = write_tables(self.place.folder("all"), faulty_tables())
        first = self.refused(county, folder)
        self.assertTrue(list(folder.glob("*.xlsx")), "red copies lie beside the files")
        self.assertEqual(self.refused(county, folder)["issues"], first["issues"], "the red copies were read too")
        write_tables(folder, ample_tables(CODE, OTHER, THIRD))
        self.must("import", county, folder, "--json")
        self.assertEqual(len(self.assess(county)["schools"]), 3)

    def test_no_red_copy_without_faults(self):
        county = self.new_county()
        self.must("import", county, self.workbook(ample_tables(CODE)), "--json")
        self.assertEqual(self.red_copies(self.place.path), [])


if __name__ == "__main__":
    unittest.main()
