"""What an import does that a clerk may not mean: it is done, and said first of all, in words of the template."""

import tomllib
import unittest
import zipfile

from program import ROOT, SystemTest, ample_tables, export, read_table, school, write_table, write_tables
from workbook import write_workbook

CODES = [f"21410000{number:02d}" for number in range(1, 13)]


def edit_parts(path, edits):
    """The workbook with some of its parts rewritten, each by its function of text."""
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    for name, edit in edits.items():
        before = parts[name].decode()
        parts[name] = edit(before).encode()
        assert parts[name].decode() != before, f"nothing to edit in {name}"
    with zipfile.ZipFile(path, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return path


class Warnings(SystemTest):
    def file(self, name, rows):
        write_table(self.place.path / name, rows)
        return self.place.path / name

    def page(self, *words):
        return self.run_program(*words, "--lang", "zh").out.decode()

    def codes(self, county, *words):
        return [issue["code"] for issue in self.must("import", county, *words, "--json").json["issues"]]


class ManyGone(Warnings):
    def figures(self, codes):
        return [{"code": code, "key": "books", "stage": "", "period": "", "value": 3000, "unit": "book"}
                for code in codes]

    def county(self):
        return self.new_county(tables=ample_tables(*CODES) | {"figures": self.figures(CODES)})

    def test_a_csv_with_a_part_of_the_rows(self):
        county = self.county()
        found = self.must("import", county, self.file("figures.csv", self.figures(CODES[:2])), "--json").json
        self.assertEqual(found["gone"], len(CODES) - 2, "the contract: a table replaces its table")
        issue, = found["issues"]
        self.assertEqual((issue["code"], issue["severity"], issue["file"], issue["value"]),
                         ("import.many_gone", "warning", "figures.csv", "10"))
        self.assertIn("--dry-run", issue["advice"])

    def test_it_is_the_first_thing_on_the_page_and_shows_the_way_back(self):
        county = self.county()
        state = self.state_of(county)
        file = self.file("figures.csv", self.figures(CODES[:2]))
        self.assertIn("学校其他数据", self.page("import", county, file, "--dry-run").splitlines()[0])
        page = self.page("import", county, file)
        self.assertIn("12 行中的 10 行", page.splitlines()[0])
        way_back = page.splitlines()[-1].partition("junheng ")[2].split()
        self.assertEqual(way_back[0], "undo")
        self.assertIn("10", self.page(*way_back))
        self.assertEqual(self.state_of(county), state)

    def test_a_workbook_leaves_the_other_rows(self):
        county = self.county()
        rows = self.figures(CODES[:2])
        book = write_workbook(self.place.path / "part.xlsx",
                              {"figures": [list(rows[0]), *([*row.values()] for row in rows)]})
        found = self.must("import", county, book, "--json").json
        self.assertEqual((found["gone"], found["issues"]), (0, []))

    def test_a_few_rows_are_no_matter(self):
        county = self.county()
        self.assertEqual(self.codes(county, self.file("figures.csv", self.figures(CODES[:-1]))), [])


class Frozen(Warnings):
    def test_an_import_into_a_frozen_year(self):
        county = self.new_county(tables=ample_tables(*CODES))
        self.must("freeze", county, "--signer", "张三")
        tables = ample_tables(*CODES)
        self.assertEqual(self.codes(county, write_tables(self.place.folder("same"), tables)), [], "nothing changes")
        tables["stages"][0]["pupils"] = 101
        folder = write_tables(self.place.folder("more"), tables)
        self.assertEqual(self.codes(county, folder, "--dry-run"), ["import.frozen_year"])
        self.assertIn("张三", self.page("import", county, folder))
        changes = self.must("history", county, "--json").json["changes"]
        self.assertEqual([change["after_freeze"] for change in changes], [[], [], [2025]])
        self.assertIn("已定版的 2025 学年", self.page("history", county))


class Workbooks(Warnings):
    """What openpyxl-like tools cannot show in a csv: hidden sheets and merged cells."""

    def book(self, edit):
        path = self.place.path / "figures.xlsx"
        rows = [["code", "key", "stage", "period", "value", "unit"]] + [
            [code, "books", "", "", 3000, "book"] for code in CODES]
        write_workbook(path, {"figures": rows})
        return edit_parts(path, edit)

    def county(self):
        return self.new_county(tables=ample_tables(*CODES))

    def found(self, book):
        issues = self.must("import", self.county(), book, "--json").json["issues"]
        return [(issue["code"], issue["severity"], issue["sheet"], issue["row"]) for issue in issues]

    def test_merged_cells_among_the_figures(self):
        book = self.book({"xl/worksheets/sheet1.xml": lambda text: text.replace(
            "</sheetData>", '</sheetData><mergeCells count="2"><mergeCell ref="B2:C2"/><mergeCell ref="E3:E5"/></mergeCells>')})
        self.assertEqual(self.found(book), [("import.merged_cells", "warning", "figures", 3)])

    def test_a_hidden_sheet(self):
        stages = [["code", "stage", "pupils"], [CODES[0], "primary", 5]]
        path = write_workbook(self.place.path / "two.xlsx", {"figures": [
            ["code", "key", "stage", "period", "value", "unit"], [CODES[0], "books", "", "", 3, "book"]],
            "stages": stages})
        book = edit_parts(path, {"xl/workbook.xml": lambda text: text.replace('name="stages"', 'name="stages" state="hidden"')})
        self.assertEqual(self.found(book), [("import.hidden_sheet", "warning", "stages", None)])


class TotalsOfTeachers(Warnings):
    """Ten teachers are typed in as totals; a list gives other numbers."""

    def listed(self, honours):
        return [{"id": f"t{i}", "code": CODES[0], "stage": "primary", "subject": "语文", "degree": "bachelor",
                 "contract": "in_quota", "honour": "backbone" if i < honours else ""} for i in range(3)]

    def typed(self, honours):
        stages = ample_tables(CODES[0])["stages"]
        stages[0] |= {"above_degree_teachers": 3, "backbone_teachers": honours, "pe_art_teachers": 0}
        return stages

    def county(self):
        return self.new_county(tables=ample_tables(CODES[0]) | {"stages": self.typed(2)})

    def folder(self, name, **tables):
        return write_tables(self.place.folder(name), tables)

    def backbone(self, county):
        return read_table(export(self.place, county) / "stages.csv")[0]["backbone_teachers"]

    def test_a_list_against_the_totals_beside_it(self):
        """The rows of the totals are as they were: the contradiction stands in the files all the same."""
        county = self.county()
        folder = self.folder("both", stages=self.typed(2), teachers=self.listed(1))
        run = self.run_program("import", county, folder, "--json")
        self.assertEqual(run.exit_code, 3, str(run))
        issue, = run.json["issues"]
        self.assertEqual((issue["code"], issue["file"], issue["row"], issue["value"], issue["expected"]),
                         ("import.teacher_totals", "stages.csv", 2, "2", "1"))
        self.assertEqual(self.backbone(county), "2")

    def test_a_list_alone_goes_before_totals_typed_earlier_and_says_so(self):
        county = self.county()
        folder = self.folder("list", teachers=self.listed(1))
        issue, = self.must("import", county, folder, "--json").json["issues"]
        self.assertEqual((issue["code"], issue["severity"], issue["value"]), ("import.totals_replaced", "warning", "1"))
        self.assertEqual(self.backbone(county), "1")
        again = self.must("import", county, self.folder("more", teachers=self.listed(3)), "--json").json
        self.assertEqual(again["issues"], [], "totals that were counted follow the list without a word")
        self.assertEqual(self.backbone(county), "3")

    def test_totals_that_only_repeat_what_was_counted(self):
        county = self.county()
        self.must("import", county, self.folder("list", teachers=self.listed(1)))
        tables = export(self.place, county)
        write_table(tables / "teachers.csv", self.listed(3))
        self.assertEqual(self.codes(county, tables), [])
        self.assertEqual(self.backbone(county), "3")


class Words(Warnings):
    def test_every_line_with_all(self):
        tables = ample_tables(*CODES)
        tables["rooms"] = [{"code": code, "kind": kind, "area_m2": 70, "count": 1}
                           for code in CODES for kind in ("美术室", "音乐室")]
        county = self.new_county(tables=tables)
        self.assertIn("--all", self.page("check", county))
        page = self.page("check", county, "--all")
        self.assertEqual(page.count("最接近的是"), 2 * len(CODES))
        self.assertIn("美术教室", page)
        self.assertNotIn("--all", page)

    def test_no_identifier_in_a_chinese_message(self):
        county = self.new_county(tables=ample_tables(*CODES))
        tables = ample_tables(*CODES)
        tables["stages"][0]["stage"] = "大学"
        tables["schools"][0]["kind"] = "小小学"
        run = self.run_program("import", county, write_tables(self.place.folder("bad"), tables), "--json",
                               "--lang", "zh")
        self.assertEqual(run.exit_code, 3)
        texts = {issue["value"]: issue["message"] + issue["expected"] for issue in run.json["issues"]}
        self.assertIn("小学、初中、高中", texts["大学"])
        self.assertIn("九年一贯制学校", texts["小小学"])
        self.assertNotRegex(texts["大学"] + texts["小小学"], "[a-z]")

    def test_a_cell_of_a_workbook_is_named_as_the_spreadsheet_names_it(self):
        county = self.new_county(tables=ample_tables(*CODES))
        book = write_workbook(self.place.path / "a.xlsx", {"学段数据": [
            ["学校标识码", "学段", "在校生数"], [CODES[0], "小学", "约一百"]]})
        self.assertIn("a.xlsx [学段数据] C2", self.page("import", county, book))

    def test_an_unknown_school_of_a_template(self):
        county = self.new_county(tables=ample_tables(*CODES))
        run = self.run_program("template", county, "--school", "999", "--out", self.place.path / "x.xlsx")
        self.assertEqual(run.exit_code, 2)
        self.assertIn("999", run.err.decode())
        self.assertNotIn("{", run.err.decode())

    def test_status_names_sheets_and_counts_the_county(self):
        county = self.new_county(tables=ample_tables(*CODES))
        state = self.must("status", county, "--json").json
        self.assertIn("exchange.eligible", state["county"]["figures_missing"])
        rules = tomllib.loads((ROOT / "data/hand_in.toml").read_text(encoding="utf-8"))
        self.assertEqual(state["schools"][0]["missing"], [t for t in rules["tables"] if t not in ample_tables(*CODES)])
        page = self.page("status", county)
        self.assertIn("专用教室", page)
        self.assertIn("学校其他数据", page)
        self.assertIn("县级数据", page)
        self.assertIn("佐证材料", page)

    def test_one_change_set_cell_by_cell(self):
        county = self.new_county(tables=ample_tables(*CODES))
        tables = ample_tables(*CODES)
        tables["stages"][0]["pupils"] = 101
        made = self.must("import", county, write_tables(self.place.folder("more"), tables), "--json").json
        cell, = self.must("history", county, "--id", made["changes_id"], "--json").json["cells"]
        self.assertEqual((cell["table"], cell["column"], cell["before"], cell["after"], cell["file"], cell["row"]),
                         ("stages", "pupils", "100", "101", "stages.csv", 2))
        page = self.page("history", county, "--id", made["changes_id"])
        self.assertIn(f"学段数据 {CODES[0]} 小学 在校生数:“100”改为“101”", page)


class RedCopies(Warnings):
    def test_lists_and_widths_come_back(self):
        county = self.new_county(tables=ample_tables(*CODES))
        self.run_program("import", county, self.file("schools.csv", [school(CODES[0], kind="小小学")]), "--lang", "zh")
        with zipfile.ZipFile(self.place.path / "schools-faults.xlsx") as book:
            sheet = book.read("xl/worksheets/sheet2.xml").decode()
            names = book.read("xl/workbook.xml").decode()
        self.assertIn("<dataValidation ", sheet)
        self.assertIn("<cols>", sheet)
        self.assertIn('name="学校"', names)


if __name__ == "__main__":
    unittest.main()
