"""The documents that a county hands in: read back by this program, they say what `assess --json` says."""

import re
import shutil
import subprocess
import unittest
import zipfile

from document import W, Document, number, text_of
from program import SystemTest, missing_data, small_demo
from workbook import Workbook

FILES = {"self_report": "自评报告.docx", "self_table": "自评表.docx", "monitoring_table": "差异系数监测表.xlsx",
         "school_table": "各校七项达标一览表.xlsx", "school_plans": "一校一案.docx", "three_lists": "问题任务责任三清单.xlsx",
         "overview": "总览.pdf"}
STAGES = {"小学": "primary", "初中": "junior"}
COMPLIANCE = {"达标": "met", "未达标": "short", "未定": "unknown", "不适用": "not_applicable"}
SENTENCES = {"pass": "各项均达到优质均衡县标准", "fail": "尚未达到优质均衡县标准", "unknown": "尚不能判断"}
UNITS = {"名教师": "teacher", "m²": "m2", "元": "yuan", "间": "room"}


def shown_cv(cv, limit):
    """screens.md: three digits, four where three would hide which side of the limit it is on."""
    return f"{cv:.4f}" if abs(cv - limit) <= 0.005 else f"{cv:.3f}"


class Made:
    """All reports of the demo county's last year, made once."""

    def __init__(self):
        self.place = small_demo()
        self.county = self.place.path / "demo.db"
        self.out = self.place.path / "reports"
        self.run = self.place.must("report", self.county, "--out", self.out, "--json").json
        self.assessment = self.place.must("assess", self.county, "--json").json

    def file(self, kind):
        return self.out / FILES[kind]

    def document(self, kind):
        return Document(self.file(kind))

    def book(self, kind):
        return Workbook(self.file(kind))

    def cvs(self):
        return {(row["indicator"], row["stage"]): row for row in self.assessment["resource"]}

    def shortfalls(self):
        """(school, stage, indicator): (amount, unit), of counted schools."""
        units = {row["indicator"]: row["shortfall"]["unit"] for row in self.assessment["resource"] if row["shortfall"]}
        return {(school["name"], school["stage"], value["indicator"]): (value["shortfall"]["amount"],
                                                                       units[value["indicator"]])
                for school in self.assessment["schools"] if school["counted"]
                for value in school["values"] if value["compliance"] == "short"}


class ReportTest(SystemTest):
    made = None

    def setUp(self):
        super().setUp()
        if ReportTest.made is None:
            ReportTest.made = Made()


class Figures(ReportTest):
    def test_every_report_is_there(self):
        self.assertEqual(sorted(self.made.run["files"]), sorted(FILES.values()))
        self.assertEqual(self.made.run["school_year"], 2025)
        for kind in FILES:
            self.assertGreater(self.made.file(kind).stat().st_size, 1000)

    def test_the_fourteen_cvs_of_the_self_report(self):
        table = next(t for t in self.made.document("self_report").tables if "差异系数" in t[0])
        indicator, found = "", {}
        for row in table[1:]:
            indicator = row[0].split()[0] if row[0] else indicator
            found[indicator, STAGES[row[1]]] = row
        self.assertEqual(set(found), set(self.made.cvs()))
        self.assertEqual(len(found), 14)
        for key, row in self.made.cvs().items():
            cells = dict(zip(table[0], found[key]))
            self.assertEqual(cells["差异系数"], shown_cv(row["cv"], row["cv_limit"]), key)
            self.assertEqual(float(cells["限值"]), row["cv_limit"])
            self.assertEqual(COMPLIANCE[cells["差异系数是否达标"]], row["cv_compliance"], key)
            self.assertEqual(int(cells["未达标学校数"]), row["short_schools"], key)

    def test_the_fourteen_cvs_of_the_monitoring_table(self):
        book = self.made.book("monitoring_table")
        for stage, sheet in (("primary", "差异系数(小学)"), ("junior", "差异系数(初中)")):
            rows = grid(book, sheet)
            head = next(row for row in rows if "L1" in row)
            lines = {row[0]: dict(zip(head, row)) for row in rows if row and row[0] in ("全县平均值", "差异系数")}
            cvs = [float(lines["差异系数"][f"L{i}"]) for i in range(1, 8)]
            for i, cv in enumerate(cvs, 1):
                row = self.made.cvs()[f"L{i}", stage]
                self.assertAlmostEqual(cv, row["cv"], delta=1e-12)
                self.assertAlmostEqual(float(lines["全县平均值"][f"L{i}"]), row["mean"], delta=1e-9 * row["mean"])
            self.assertAlmostEqual(float(lines["差异系数"]["综合"]), sum(cvs) / 7, delta=1e-12)

    def test_the_verdict(self):
        sentence = SENTENCES[self.made.assessment["verdict"]]
        text = self.made.document("self_report").text
        self.assertEqual([said for said in SENTENCES.values() if said in text], [sentence])
        resource = {"pass": "达标", "fail": "未达标", "unknown": "未定"}[self.made.assessment["resource_verdict"]]
        self.assertIn(f"其中资源配置{resource}；", self.made.document("self_report").text)

    def test_the_official_table_holds_the_32_and_the_vetoes(self):
        table = self.made.document("self_table").tables[0]
        self.assertEqual(table[0], ["评估内容", "评估指标", "国家标准", "县级自评情况", "是否达标", "佐证材料"])
        found = {row[1].split()[0]: row for row in table[1:]}
        judged = self.made.assessment["guarantee"] + self.made.assessment["quality"] + \
            [self.made.assessment["recognition"]] + self.made.assessment["vetoes"]
        self.assertEqual(len([id_ for id_ in found if re.fullmatch(r"[LGQR]\d+", id_)]), 32)
        for item in judged:
            self.assertEqual(COMPLIANCE[found[item["id"]][4]], item["compliance"], item["id"])
        for (indicator, stage), row in self.made.cvs().items():
            lines = dict(line.split() for line in found[indicator][4].split("\n"))
            self.assertEqual(COMPLIANCE[{v: lines[k] for k, v in STAGES.items()}[stage]], row["cv_compliance"])
            self.assertIn(f"差异系数 {shown_cv(row['cv'], row['cv_limit'])}", found[indicator][3])

    def test_every_school_by_indicator(self):
        rows = grid(self.made.book("school_table"), "各校七项达标一览")
        head = next(row for row in rows if "L1" in row)
        found = {(row[0], STAGES[row[2]]): dict(zip(head, row)) for row in rows if len(row) > 2 and row[2] in STAGES}
        self.assertEqual(set(found), {(s["code"], s["stage"]) for s in self.made.assessment["schools"]})
        for school in self.made.assessment["schools"]:
            row = found[school["code"], school["stage"]]
            for value in school["values"]:
                shown = row[value["indicator"]]
                if value["value"] is None:
                    self.assertIn(shown, ("未填报", "不适用"))
                else:
                    self.assertAlmostEqual(float(shown), value["value"], delta=1e-9 * max(1, value["value"]))
            verdict = {"pass": "达标", "fail": "未达标", "unknown": "未定", None: "不计入"}[school["verdict"]]
            self.assertEqual((row["结论"], int(row["达标项数"])), (verdict, school["met"]))

    def test_all_shortfalls_of_the_workbook(self):
        file = self.place.path / "w.xlsx"
        self.must("export", self.made.county, "--xlsx", file, env=self.made.place.env)
        rows = grid(Workbook(file), "缺口清单")
        units = {"人": "teacher", "平方米": "m2", "元": "yuan", "间": "room"}
        found = {(row[1], STAGES[row[2]], row[3]): (float(row[7]), units[row[8]]) for row in rows
                 if len(row) > 8 and row[2] in STAGES}
        self.assertEqual(found, self.made.shortfalls())

    def test_all_shortfalls_of_the_plans_and_a_page_a_school(self):
        document = self.made.document("school_plans")
        found = {}
        names = []
        for page in document.pages():
            name = text_of(page[1])
            names.append(name)
            for table in (node for node in page if node.tag == f"{W}tbl"):
                rows = [[text_of(cell) for cell in row.findall(f"{W}tc")] for row in table.findall(f"{W}tr")]
                if rows[0][:2] != ["学段", "指标"]:
                    continue
                for row in rows[1:]:
                    if row[5] != "未填报":
                        unit = UNITS[row[5].split()[-1]]
                        found[name, STAGES[row[0]], row[1].split()[0]] = (number(row[5]), unit)
        to_mend = {s["name"] for s in self.made.assessment["schools"] if s["verdict"] in ("fail", "unknown")}
        self.assertEqual(sorted(names), sorted(to_mend))
        self.assertEqual(found, {key: gap for key, gap in self.made.shortfalls().items() if key[0] in to_mend})

    def test_three_lists_share_their_numbers(self):
        book = self.made.book("three_lists")
        lists = {name: [row for row in grid(book, name) if row and row[0].isdigit()]
                 for name in ("问题清单", "任务清单", "责任清单")}
        subjects = [row[2] for row in lists["问题清单"]]
        for name in ("任务清单", "责任清单"):
            self.assertEqual([row[1] for row in lists[name]], subjects)
        over = [r for r in self.made.assessment["resource"] if r["cv_compliance"] in ("short", "unknown")]
        schools = {s["code"] for s in self.made.assessment["schools"] if s["verdict"] in ("fail", "unknown")}
        items = [i for i in self.made.assessment["guarantee"] + self.made.assessment["quality"] +
                 [self.made.assessment["recognition"]] + self.made.assessment["vetoes"]
                 if i["compliance"] in ("short", "unknown")]
        self.assertEqual(len(subjects), len(over) + len(schools) + len(items))

    def test_money_is_left_open_where_no_cost_is_known(self):
        rows = [row for table in self.made.document("school_plans").tables if table[0][0] == "措施" for row in table[1:]]
        self.assertTrue(rows)
        for row in rows:
            self.assertEqual(row[2] == "待核算", "设备" not in row[0], row)
            self.assertEqual(row[3:], ["", "", ""], "owners and dates are the county's to write")

    def test_nothing_is_recognised(self):
        texts = [self.made.document(kind).text for kind in FILES if FILES[kind].endswith("docx")]
        texts += ["".join(cell for sheet in self.made.book(kind).sheets for row in grid(self.made.book(kind), sheet)
                          for cell in row) for kind in FILES if FILES[kind].endswith("xlsx")]
        for text in texts:
            self.assertNotIn("通过", text)


class Form(ReportTest):
    def test_documents_keep_the_order_of_the_schema(self):
        for kind, file in FILES.items():
            if file.endswith("docx"):
                document = self.made.document(kind)
                self.assertEqual(document.faults(), [], kind)
                self.assertEqual(document.stamps, {(1980, 1, 1, 0, 0, 0)})
                size = document.body.find(f"{W}sectPr/{W}pgSz")
                self.assertEqual({size.get(f"{W}w"), size.get(f"{W}h")}, {"11906", "16838"}, "A4")
                for sign in ("填表人", "审核人", "单位负责人（签章）", "填报日期"):
                    self.assertIn(sign, document.text)

    def test_the_check_of_the_order_can_fail(self):
        import xml.etree.ElementTree as xml
        from document import faults_of
        space = W[1:-1]
        cell = xml.fromstring(f'<w:tc xmlns:w="{space}"><w:p/><w:tcPr/></w:tc>')
        self.assertTrue(faults_of(cell))
        self.assertTrue(faults_of(xml.fromstring(f'<w:rFonts xmlns:w="{space}" w:ascii="x"/>')))

    def test_same_input_same_bytes(self):
        again = self.place.path / "again"
        self.must("report", self.made.county, "--out", again, env=self.made.place.env)
        for file in FILES.values():
            self.assertEqual((again / file).read_bytes(), (self.made.out / file).read_bytes(), file)

    def test_an_office_opens_them(self):
        if shutil.which("soffice") is None or shutil.which("pdftotext") is None:
            missing_data("soffice or pdftotext is not installed")
        out = self.place.folder("pdf")
        files = [str(self.made.file(kind)) for kind, file in FILES.items() if not file.endswith("pdf")]
        subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{self.place.path}/office",
                        "--convert-to", "pdf", "--outdir", str(out), *files],
                       check=True, capture_output=True, timeout=300)
        for kind, file in FILES.items():
            pdf = self.made.file(kind) if file.endswith("pdf") else out / (file.rsplit(".", 1)[0] + ".pdf")
            text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True).stdout.decode()
            self.assertIn("云岭县" if kind != "school_plans" else "一校一案", text, kind)
        pages = subprocess.run(["pdfinfo", str(out / "一校一案.pdf")], check=True, capture_output=True).stdout.decode()
        schools = {s["code"] for s in self.made.assessment["schools"] if s["verdict"] in ("fail", "unknown")}
        self.assertEqual(int(re.search(r"Pages:\s+(\d+)", pages)[1]), len(schools), "a page a school")

    def test_the_overview_says_the_verdict_and_the_cvs(self):
        if shutil.which("pdftotext") is None:
            missing_data("pdftotext is not installed")
        text = subprocess.run(["pdftotext", str(self.made.file("overview")), "-"], check=True, capture_output=True).stdout.decode()
        text = re.sub(r"\s", "", text)
        self.assertIn(SENTENCES[self.made.assessment["verdict"]], text)
        for key, row in self.made.cvs().items():
            self.assertIn(shown_cv(row["cv"], row["cv_limit"]), text, key)

    def test_english(self):
        out = self.place.path / "en"
        files = self.must("report", self.made.county, "--out", out, "--lang", "en", "--json", env=self.made.place.env).json["files"]
        self.assertIn("self_report.docx", files)
        document = Document(out / "self_report.docx")
        self.assertIn("Result: the standard is not yet met", document.text)
        self.assertEqual(document.faults(), [])
        for file in files:
            if file.endswith("docx"):
                self.assertNotIn("report.", Document(out / file).text, "a text is missing")

    def test_names_stay_text(self):
        evil = ['=HYPERLINK("http://x")', '<w:p>&amp;"\'', "@SUM(1)"]
        tables = {"schools": [["code", "name", "kind", "area_class"]], "stages": [["code", "stage", "pupils",
                  "above_degree_teachers", "backbone_teachers", "pe_art_teachers"]],
                  "shared": [["code", "teaching_area_m2", "indoor_sports_m2", "sports_ground_m2", "equipment_yuan",
                              "multimedia_rooms"]]}
        for i, name in enumerate(evil):
            code = f"214100000{i}"
            tables["schools"].append([code, name, "211", "111"])
            tables["stages"].append([code, "primary", "300", "20", "1", "1"])
            tables["shared"].append([code, "1000", "0", "1000", "900000", "3"])
        folder = self.place.folder("t")
        for table, rows in tables.items():
            quoted = ["," .join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
            (folder / f"{table}.csv").write_text("\n".join(quoted) + "\n", encoding="utf-8")
        county = self.place.path / "evil.db"
        self.must("init", county)
        self.must("import", county, folder, "--json")
        self.must("report", county, "--out", self.place.path / "r")
        plans = Document(self.place.path / "r" / FILES["school_plans"])
        self.assertEqual(plans.faults(), [])
        for name in evil:
            self.assertIn(name, plans.paragraphs)
        for kind in ("school_table", "three_lists"):
            with zipfile.ZipFile(self.place.path / "r" / FILES[kind]) as book:
                sheets = b"".join(book.read(n) for n in book.namelist() if n.startswith("xl/worksheets/sheet"))
            self.assertNotIn(b"<f>", sheets)
            names = {cell for sheet in Workbook(self.place.path / "r" / FILES[kind]).sheets
                     for row in grid(Workbook(self.place.path / "r" / FILES[kind]), sheet) for cell in row}
            self.assertLessEqual(set(evil), names)


class Templates(ReportTest):
    def own(self, text, name="own.toml"):
        folder = self.place.folder("own")
        (folder / name).write_text(text, encoding="utf-8")
        return folder

    def report(self, folder, *options):
        return self.run_program("report", self.made.county, "--out", self.place.path / "o", "--reports", folder, *options,
                                "--json", env=self.made.place.env)

    HEAD = ('id = "story"\nform = "docx"\nfile = { zh = "故事", en = "story" }\n'
            'title = { zh = "{county:name}的故事", en = "Story" }\n')

    def refused(self, block, code, row, **args):
        run = self.report(self.own(self.HEAD + block))
        failure = self.assert_refused(run, 3, code)
        self.assertEqual((failure["where"]["file"], failure["where"]["row"]), ("own.toml", row), str(run))
        self.assertLessEqual(args.items(), failure["args"].items())
        self.assertFalse((self.place.path / "o").exists(), "nothing is written")

    def test_a_percentage_where_percentage_points_belong(self):
        self.refused('[[block]]\neach = "cv_over"\ntext = { zh = "超 {cv_limit_excess:percent}", en = "x" }\n',
                     "report.wrong_unit", 7, figure="cv_limit_excess", right_unit="percentage_point")

    def test_the_line_within_a_long_text(self):
        self.refused('[[block]]\ntext.en = "x"\ntext.zh = """\n一\n二 {cvs:school}\n三"""\n',
                     "report.wrong_unit", 9, figure="cvs", unit="school", right_unit="item")

    def test_unknown_names(self):
        self.refused('[[block]]\ntext = { zh = "{teachers:person}", en = "x" }\n', "report.unknown_figure", 6)
        self.refused('[[block]]\ntext = { zh = "x", en = "{cv:coefficient}" }\n', "report.unknown_figure", 6)
        self.refused('[[block]]\ntext = { zh = "{cvs}", en = "x" }\n', "report.bad_slot", 6)
        self.refused('[[block]]\ntext = { zh = "{cvs:item", en = "x" }\n', "report.bad_slot", 6)
        self.refused('[[block]]\neach = "all"\ntext = { zh = "x", en = "x" }\n', "report.unknown_list", 6)
        self.refused('[[block]]\nwhen = "good"\ntext = { zh = "x", en = "x" }\n', "report.unknown_condition", 6)
        self.refused('[[block]]\ntable = "school_acts"\n', "report.unknown_table", 6)
        self.refused('[[block]]\ntext = { zh = "x" }\n', "report.bad_value", 6)
        self.refused('[[block]]\nbold = true\ntext = { zh = "x", en = "x" }\n', "report.unknown_key", 6)
        self.refused('[[block]\n', "report.unreadable", 5)

    def test_a_county_words_its_own(self):
        folder = self.own(self.HEAD + '[[block]]\nwhen = "any cv_over"\n'
                          'text = { zh = "超限{cvs_over:item}。", en = "Over: {cvs_over:item}." }\n')
        run = self.report(folder, "--kind", "story")
        self.assertEqual(run.json["files"], ["故事.docx"], str(run))
        document = Document(self.place.path / "o" / "故事.docx")
        over = sum(row["cv_compliance"] == "short" for row in self.made.assessment["resource"])
        self.assertEqual(document.paragraphs[0], "云岭县的故事")
        self.assertEqual(f"超限{over} 项。" in document.paragraphs, over > 0)
        self.assert_refused(self.report(folder, "--kind", "story"), 2, "file.exists")
        self.assertEqual(self.report(folder, "--kind", "story", "--force").exit_code, 0)
        self.assert_refused(self.report(folder, "--kind", "tale"), 2, "report.unknown_kind")

    def test_a_known_cost_is_multiplied_out(self):
        folder = self.own("".join(f'[L{i}]\nyuan = 1000\nsource = "县财政评审"\n' for i in (1, 2, 3, 4, 5, 7)), "unit_costs.toml")
        self.assertEqual(self.report(folder, "--kind", "school_plans").exit_code, 0)
        rows = [row for table in Document(self.place.path / "o" / FILES["school_plans"]).tables
                if table[0][0] == "措施" for row in table[1:]]
        costed = [row for row in rows if "教师" in row[0]]
        self.assertTrue(rows and all(row[2] != "待核算" for row in rows))
        for row in costed:
            yuan = number(row[0].rsplit(" ", 2)[-2]) * 1000
            self.assertEqual(row[2], f"{yuan:,.0f} 元" if yuan < 10000 else f"{yuan / 10000:.1f}".rstrip("0").rstrip(".") + " 万元")
        self.assert_refused(self.report(self.own("[L7]\nyuan = 30000\n", "unit_costs.toml")), 3, "report.bad_cost")

    def test_without_a_chinese_face(self):
        empty = self.place.path / "fonts.conf"
        empty.write_text('<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig/>')
        env = self.made.place.env | {"FONTCONFIG_FILE": str(empty)}
        out = self.place.path / "f"
        run = self.run_program("report", self.made.county, "--out", out, "--kind", "overview", "--json", env=env)
        self.assert_refused(run, 5, "report.font_missing")
        self.assertEqual(list(out.iterdir()), [])
        self.must("report", self.made.county, "--out", out, "--kind", "self_report", env=env)


def grid(book, sheet):
    """The texts of a sheet, row by row."""
    cells = book.sheets[sheet].cells
    rows, columns = (max(place[i] for place in cells) for i in (0, 1))
    return [[cells.get((row, column), "") for column in range(1, columns + 1)] for row in range(1, rows + 1)]


if __name__ == "__main__":
    unittest.main()
