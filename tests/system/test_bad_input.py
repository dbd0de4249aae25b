"""Files that no clerk means to send: each is refused with place, value, expectation and advice, and nothing is lost."""

import io
import os
import time
import unittest
import zipfile

from children import HEAD, child, children_csv, identity_number
from program import ISSUE_KEYS, SLOW, SystemTest, ample_tables, csv_text, say
from workbook import Formula, write_workbook

CODE, OTHER = "2141000001", "2141000002"
SHARED_HEAD = ["code", "teaching_area_m2", "indoor_sports_m2", "sports_ground_m2", "equipment_yuan", "multimedia_rooms"]
KIB = 1024
MOST_MEMORY = 1 << 30


class BadInput(SystemTest):
    def setUp(self):
        super().setUp()
        self.county = self.new_county(tables=ample_tables(CODE, OTHER))
        self.state = self.state_of(self.county)

    def file(self, name, content):
        path = self.place.path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def refuse(self, path, *options, exit_code=3):
        """The import is refused and the county as it was; answers the run."""
        run = self.run_program("import", self.county, path, *options, "--json")
        self.assertEqual(run.exit_code, exit_code, str(run))
        self.assertEqual(self.state_of(self.county), self.state)
        return run

    def refuse_file(self, path, code=None, *options, exit_code=3):
        """A file that cannot be read as a table at all: one failure, its place the file, and advice on stderr."""
        run = self.refuse(path, *options, exit_code=exit_code)
        failure = self.assert_refused(run, exit_code, code)
        self.assertEqual(failure["where"]["file"], path.name, str(run))
        self.assertGreaterEqual(len(run.err.decode().strip().splitlines()), 2, f"a sentence and advice: {run}")
        return failure

    def refuse_cells(self, path, *wanted):
        """Faults in cells: (row, column, value, code) of every error, each with expectation and advice."""
        issues = [issue for issue in self.refuse(path).json["issues"] if issue["severity"] == "error"]
        found = []
        for issue in issues:
            self.assertLessEqual(ISSUE_KEYS, set(issue))
            self.assertTrue(issue["expected"] and issue["advice"], issue)
            self.assertEqual(issue["file"], path.name)
            found.append((issue["row"], issue["column"], issue["value"], issue["code"]))
        self.assertEqual(sorted(found), sorted(wanted))
        return issues


class Files(BadInput):
    def test_empty_file(self):
        for name in ("schools.csv", "全县.xlsx"):
            self.refuse_file(self.file(name, b""), "sheet.empty_file")

    def test_wrong_type(self):
        self.refuse_file(self.file("照片.xlsx", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 40))
        self.refuse_file(self.file("通知.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 40))

    def test_a_wps_table_gets_the_advice_to_save_as_xlsx(self):
        ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2040
        failure = self.refuse_file(self.file("全县.et", ole))
        self.assertIn("xlsx", failure["message"] + self.run_program("import", self.county, "全县.et").err.decode())

    def test_a_letter_is_no_table(self):
        self.refuse_file(self.file("letter.csv", "Dear Sir or Madam\nyours sincerely\n"), "import.unknown_form")

    def test_missing_sheet(self):
        book = write_workbook(self.place.path / "全县.xlsx", {"说明": [["填表说明"], ["请勿改动表头"]]})
        self.refuse_file(book, "import.unknown_form")

    def test_absent_file(self):
        self.refuse_file(self.place.path / "没有.xlsx", "file.not_found", exit_code=5)

    def test_unknown_profile(self):
        run = self.refuse(self.file("x.csv", "a,b\n1,2\n"), "--profile", "nobody", exit_code=2)
        self.assert_refused(run, 2, "import.unknown_profile")

    def test_an_empty_folder(self):
        self.place.folder("nothing")
        self.assert_refused(self.refuse(self.place.path / "nothing"), 3, "import.nothing_to_read")

    def test_unwritable_target(self):
        blocked = self.file("blocked", b"")
        self.assert_refused(self.run_program("export", self.county, "--tables", blocked / "out", "--json"), 5)
        self.assert_refused(self.run_program("export", self.county, "--tables", "/proc/nowhere", "--json"), 5)

    def test_a_link_that_leads_to_itself(self):
        folder = self.place.folder("tables")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "stages.csv").symlink_to("stages.csv")
        run = self.refuse(folder, exit_code=5)
        self.assertEqual((run.json["code"], run.json["where"]["file"]), ("file.unreadable", "stages.csv"))

    def test_a_marked_copy_that_cannot_be_written_hides_no_fault(self):
        run = self.refuse(self.file("shared.csv", csv_text([SHARED_HEAD, [CODE, -700, "", 1100, 300000, 3]])),
                          "--report", self.place.path / "county.db" / "copies")
        self.assertEqual([issue["code"] for issue in run.json["issues"] if issue["severity"] == "error"],
                         ["field.negative"])
        self.assertIn("import.no_red_copy", [issue["code"] for issue in run.json["issues"]])

    def test_a_school_year_that_is_none(self):
        path = self.file("shared.csv", csv_text([SHARED_HEAD, [CODE, 700, "", 1100, 300000, 3]]))
        for year in ("20255", "25", "-1"):
            run = self.refuse(path, f"--year={year}", exit_code=2)
            self.assertEqual(run.json["code"], "county.far_year")
            run = self.run_program("template", self.county, "--out", self.place.path / "form.xlsx", f"--year={year}")
            self.assertEqual(run.exit_code, 2)
        self.assertFalse((self.place.path / "form.xlsx").exists())

    def test_a_school_year_in_a_name_that_none_can_be(self):
        path = self.file("shared_2093.csv", csv_text([SHARED_HEAD, [CODE, 700, "", 1100, 300000, 3]]))
        issues = [i for i in self.refuse(path).json["issues"] if i["severity"] == "error"]
        far = next((i for i in issues if i["code"] == "county.far_year"), {})
        self.assertEqual((far.get("value"), far.get("file")), ("2093", path.name), issues)
        self.assertTrue(far["expected"] and far["advice"], far)

    def test_a_broken_workbook(self):
        whole = write_workbook(self.place.path / "全县.xlsx", {"schools": [["code", "name"], [CODE, "一小"]]})
        content = whole.read_bytes()
        for part in (len(content) // 3, len(content) - 10):
            self.refuse_file(self.file("断.xlsx", content[:part]))

    def test_an_encrypted_workbook_or_other_ole_file(self):
        content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
        self.refuse_file(self.file("密.xlsx", content))


class Giants(BadInput):
    def timed(self, path):
        """Refused within 5 s and 1 GiB of memory."""
        start = time.monotonic()
        process = self.place.start("import", self.county, path, "--json")
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - start
        self.assertEqual(process.returncode, 3)
        self.assertLess(seconds, 5)
        self.assertLess(used.ru_maxrss * KIB, MOST_MEMORY)
        say(f"{path.name}: refused in {seconds:.2f} s with {used.ru_maxrss // KIB} MiB")
        return self.refuse_file(path)

    def test_2_gib_of_sparse_garbage(self):
        for name in ("garbage.xlsx", "garbage.csv"):
            path = self.place.path / name
            with open(path, "wb") as file:
                file.write(b"\x00\x01\x02\x03garbage")
                file.truncate(2 << 30)
            self.timed(path)

    def bomb(self, name, megabytes, text=b" "):
        path = write_workbook(self.place.path / name, {"schools": [["code", "name"], [CODE, "一小"]]})
        content = {}
        with zipfile.ZipFile(path) as archive:
            content = {entry: archive.read(entry) for entry in archive.namelist()}
        sheet = content.pop("xl/worksheets/sheet1.xml")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for entry, data in content.items():
                archive.writestr(entry, data)
            with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
                head, tail = sheet.split(b"<sheetData>")
                part.write(head + b"<sheetData>")
                for _ in range(megabytes):
                    part.write(text * ((1 << 20) // len(text)))
                part.write(tail)
        return path

    def test_zip_bomb(self):
        path = self.bomb("炸弹.xlsx", 2048 if SLOW else 256)
        say(f"{path.stat().st_size} bytes packed")
        self.assertIn(self.timed(path)["code"], ("sheet.zip_bomb", "sheet.too_large"))

    def test_a_zip_within_the_zip_and_many_entries(self):
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a", b"0" * (16 << 20))
        path = self.place.path / "多.xlsx"
        with zipfile.ZipFile(path, "w") as archive:
            for number in range(20_000):
                archive.writestr(f"xl/{number}", inner.getvalue() if number == 0 else b"")
        self.timed(path)

    @unittest.skipUnless(SLOW, "JUNHENG_SLOW=1 writes half a GiB")
    def test_a_csv_of_endless_line(self):
        path = self.place.path / "schools.csv"
        with open(path, "wb") as file:
            file.write(b"code,name\n" + CODE.encode() + b',"')
            for _ in range(512):
                file.write(b"x" * (1 << 20))
        self.timed(path)


class Cells(BadInput):
    def test_negative_area(self):
        self.refuse_cells(self.file("shared.csv", csv_text([SHARED_HEAD, [CODE, -700, "", 1100, 300000, 3]])),
                          (2, 2, "-700", "field.negative"))

    def test_words_where_a_number_belongs(self):
        self.refuse_cells(self.file("shared.csv", csv_text([SHARED_HEAD, [CODE, "很大", "", 1100, 300000, "三间"],
                                                            [OTHER, 700, "", 1100, 300000, 3]])),
                          (2, 2, "很大", "import.value.not_number"), (2, 6, "三间", "import.value.not_number"))

    def test_formula_without_a_computed_value(self):
        book = write_workbook(self.place.path / "办学条件.xlsx", {"shared": [
            SHARED_HEAD, [CODE, Formula("300+400"), "", 1100, 300000, 3]]})
        issues = self.refuse(book).json["issues"]
        self.assertEqual([(issue["code"], issue["sheet"], issue["row"], issue["column"]) for issue in issues],
                         [("import.value.formula_uncomputed", "shared", 2, 2)])
        self.assertTrue(issues[0]["expected"] and issues[0]["advice"])

    def test_missing_key_column(self):
        run = self.refuse(self.file("shared.csv", csv_text([SHARED_HEAD[1:], [700, "", 1100, 300000, 3]])))
        self.assertTrue(run.json.get("issues") or run.json.get("code"), str(run))

    def test_a_missing_column_leaves_the_figures_as_they_are(self):
        path = self.file("shared.csv", csv_text([["code", "multimedia_rooms"], [CODE, 5], [OTHER, 3]]))
        self.must("import", self.county, path, "--json")
        values = {row["code"]: row["values"] for row in self.assess(self.county)["schools"]}
        self.assertEqual((values[CODE][3]["value"], values[CODE][6]["value"]), (7, 5))

    def test_empty_key(self):
        self.refuse_cells(self.file("shared.csv", csv_text([SHARED_HEAD, ["", 700, "", 1100, 300000, 3],
                                                            [OTHER, 700, "", 1100, 300000, 3]])),
                          (2, 1, "", "field.empty_key"))

    def test_duplicate_rows_name_the_first(self):
        row = [CODE, 700, "", 1100, 300000, 3]
        (issue,) = self.refuse_cells(self.file("shared.csv", csv_text([SHARED_HEAD, row, row])),
                                     (3, 1, CODE, "import.duplicate_row"))
        self.assertIn("2", issue["message"])

    def test_a_code_off_by_one_digit_names_the_nearest(self):
        wrong = "2141000008"
        rows = [["code", "stage", "pupils"], [CODE, "primary", 100], [OTHER, "primary", 100], [wrong, "primary", 100]]
        (issue,) = self.refuse_cells(self.file("stages.csv", csv_text(rows)),
                                     (4, 1, wrong, "check.unknown_school_near"))
        self.assertTrue(CODE in issue["message"] or OTHER in issue["message"], issue)

    def test_a_comma_inside_a_figure_of_a_csv(self):
        """Unquoted, it makes two cells of one and shifts the rest: areas would stand under other heads."""
        head = ",".join(SHARED_HEAD)
        path = self.file("shared.csv", f"{head}\n{CODE},1,014,,1100,300000,3\n{OTHER},700,,1100,300000,3\n")
        issue, = self.refuse(path).json["issues"]
        self.assertEqual((issue["code"], issue["row"], issue["value"], issue["expected"]),
                         ("import.row_width", 2, "7", "6 列"))

    def test_a_csv_row_that_ends_too_soon(self):
        head = ",".join(SHARED_HEAD)
        path = self.file("shared.csv", f"{head}\n{CODE},700,,1100,300000,3\n{OTHER},700,,1100\n")
        issue, = self.refuse(path).json["issues"]
        self.assertEqual((issue["code"], issue["row"], issue["value"]), ("import.row_width", 3, "4"))

    def test_empty_cells_beyond_the_head_are_no_fault(self):
        head = ",".join(SHARED_HEAD)
        path = self.file("shared.csv", f"{head},,\n{CODE},900,,1100,300000,3,,\n{OTHER},700,,1100,300000,3,,\n")
        self.must("import", self.county, path, "--json")

    def schools(self, **more):
        heads = ["code", "name", "kind", "area_class", *more]
        rows = [[code, f"{code} 小学", 211, 111, *(values[i] for values in more.values())]
                for i, code in enumerate((CODE, OTHER))]
        return self.file("schools.csv", csv_text([heads, *rows]))

    def test_a_position_off_the_earth(self):
        path = self.schools(lon=[113.2, 28.1], lat=[28.1, 113.2], crs=["wgs84", "wgs84"])
        self.refuse_cells(path, (3, 6, "113.2", "check.position_off_earth"))

    def test_schools_in_a_ring(self):
        for field in ("campus_of", "central_school", "merged_into"):
            run = self.refuse(self.schools(**{field: [OTHER, CODE]}))
            rings = [(issue["row"], issue["column"], issue["value"]) for issue in run.json["issues"]
                     if issue["code"] == "check.school_ring"]
            self.assertEqual(rings, [(2, 5, OTHER), (3, 5, CODE)], field)

    def test_columns_given_twice(self):
        path = self.file("shared.csv", csv_text([["code", "multimedia_rooms", "multimedia_rooms"], [CODE, 3, 4]]))
        issues = self.refuse(path).json["issues"]
        self.assertIn("import.column_twice", [issue["code"] for issue in issues])

    def test_excel_damage(self):
        """4.2E+17 lost its digits and cannot be mended; the rest is repaired."""
        rows = [["code", "name"], ["2.141E+09", "一小"]]
        run = self.refuse(self.file("schools.csv", csv_text(rows)))
        self.assertTrue(run.json["issues"][0]["advice"])
        rows = [SHARED_HEAD, [f"'{CODE}", "1,014", "", "１１００", "30万", " 3 "], [OTHER, 700, "", 1100, 300000, 3]]
        self.must("import", self.county, self.file("shared.csv", csv_text(rows)), "--json")
        values = self.assess(self.county)["schools"][0]["values"]
        self.assertEqual([values[i]["value"] for i in (3, 4, 5, 6)], [10.14, 11, 3000, 3])


class Encodings(BadInput):
    ROWS = [["学校标识码", "学校名称"], [CODE, "云岭县第一小学"], [OTHER, "第二小学"]]

    def name_after(self, content, name="schools.csv"):
        self.must("import", self.county, self.file(name, content), "--json")
        return self.assess(self.county)["schools"][0]["name"]

    def test_readable_ones(self):
        text = csv_text(self.ROWS)
        for content in (text.encode("gb18030"), text.encode(), b"\xef\xbb\xbf" + text.encode(),
                        text.replace(",", ";").encode(), text.replace(",", "\t").encode("gb18030"),
                        text.replace("\n", "\r\n").encode("gb18030")):
            self.assertEqual(self.name_after(content), "云岭县第一小学")

    def test_gb18030_under_a_utf8_mark(self):
        """The mark says UTF-8, the text is not: refused with a clear word, or read right; never garbled."""
        path = self.file("schools.csv", b"\xef\xbb\xbf" + csv_text(self.ROWS).encode("gb18030"))
        run = self.run_program("import", self.county, path, "--json")
        if run.exit_code == 0:
            self.assertEqual(self.assess(self.county)["schools"][0]["name"], "云岭县第一小学")
        else:
            self.refuse_file(path, "sheet.encoding")


class Children(BadInput):
    def refuse_pupils(self, *rows):
        run = self.refuse(self.file("pupils.csv", children_csv(rows)))
        for issue in run.json["issues"]:
            self.assertTrue(issue["expected"] and issue["advice"] and issue["row"], issue)
            self.assertNotRegex(str(issue), r"\d{17}", "an identity number in a message")
        return [(issue["code"], issue["row"]) for issue in run.json["issues"] if issue["severity"] == "error"]

    def test_a_pupil_in_two_schools(self):
        self.assertEqual(self.refuse_pupils(child(1, CODE), child(2, CODE), child(1, OTHER)),
                         [("import.pupil.two_schools", 4)])

    def test_a_pupil_in_two_schools_by_two_files(self):
        self.must("import", self.county, self.file("pupils.csv", children_csv([child(1, CODE)])), "--json")
        other = write_workbook(self.place.path / "二小.xlsx", {"学生": [HEAD, child(1, OTHER), child(2, OTHER)]})
        issues = self.refuse(other).json["issues"]
        self.assertEqual([(issue["code"], issue["row"]) for issue in issues], [("import.pupil.enrolled_elsewhere", 2)])
        self.assertIn(CODE, issues[0]["message"])

    def test_a_list_of_the_whole_county_moves_a_pupil(self):
        self.must("import", self.county, self.file("pupils.csv", children_csv([child(1, CODE)])), "--json")
        path = self.file("pupils.csv", children_csv([child(1, OTHER)]))
        moved = self.must("import", self.county, path, "--json").json
        self.assertEqual((moved["added"], moved["changed"], moved["gone"]), (0, 1, 0))

    def test_a_pupil_twice(self):
        self.assertEqual(self.refuse_pupils(child(1, CODE), child(1, CODE)), [("import.pupil.twice", 3)])

    def test_check_digits(self):
        good = identity_number(1)
        wrong = good[:-1] + ("0" if good[-1] != "0" else "1")
        self.assertEqual(self.refuse_pupils(child(1, CODE, 学籍号="G" + wrong, 身份证件号="")),
                         [("check.student_number", 2)])
        self.assertEqual(self.refuse_pupils(child(1, CODE, 身份证件号=wrong)), [("check.identity_number", 2)])
        self.assertEqual(self.refuse_pupils(child(1, CODE, 身份证件号=identity_number(2))),
                         [("check.numbers_differ", 2)])

    def test_digits_lost_by_a_spreadsheet(self):
        self.assertEqual(len(self.refuse_pupils(child(1, CODE, 身份证件号="4.10101E+17"))), 1)

    def test_an_unknown_school(self):
        self.assertEqual(self.refuse_pupils(child(1, "2141000009")), [("check.unknown_school", 2)])


if __name__ == "__main__":
    unittest.main()
