"""What a check of an import tells: what files were taken for, what would change at which school; forms to fill in and back."""

import json
import unittest
from urllib.parse import quote

from server import API, ImportTest, ServerTest
from children import child, children_csv, identity_number
from office import FlatSheets, Office
from program import write_table
from workbook import Workbook, write_workbook


class Differences(ImportTest):
    """What a check tells of each school, held against the tables and files themselves."""

    def table(self, client, name):
        table = client.get(f"{API}/tables/{name}").json
        names = [column["name"] for column in table["columns"]]
        return [dict(zip(names, ("" if c is None else c for c in cells))) for cells in table["rows"]]

    def checked(self, client, rows, name="shared.csv"):
        id_ = self.begin(client, rows, name)
        job = client.job(client.post(f"{API}/imports/{id_}/check"))
        self.assertEqual(job["state"], "done", job)
        return job["result"]

    @staticmethod
    def counts(difference):
        return {(school["code"], table["table"]): (table["added"], table["changed"], table["gone"])
                for school in difference["schools"] for table in school["tables"]}

    def assert_sums(self, result):
        counts = self.counts(result["difference"]).values()
        sums = [sum(column) for column in zip(*counts)] or [0, 0, 0]
        sums[1] -= result["difference"]["follow"]
        self.assertEqual(sums, [result["added"], result["changed"], result["gone"]])

    def test_each_school_with_its_cells(self):
        client = self.admin()
        names = {school["code"]: school["name"] for school in client.get(f"{API}/schools").json["schools"]}
        rows = self.table(client, "shared")
        first, second, third = rows[0], rows[1], rows[2]
        rows[0] = first | {"equipment_yuan": "1000"}
        rows[1] = second | {"equipment_yuan": "2000", "sports_ground_m2": ""}
        result = self.checked(client, rows[:2] + rows[3:])
        difference = result["difference"]
        self.assertEqual(self.counts(difference), {
            (first["code"], "shared"): (0, 1, 0), (second["code"], "shared"): (0, 1, 0),
            (third["code"], "shared"): (0, 0, 1)})
        self.assert_sums(result)
        for school in difference["schools"]:
            self.assertEqual(school["name"], names[school["code"]])
        listed = {school["code"]: school["tables"][0]["listed"] for school in difference["schools"]}
        place = {"year": 2025, "table": "shared", "file": "shared.csv", "sheet": None}
        self.assertEqual(listed[first["code"]], [place | {
            "key": first["code"], "act": "set", "field": "equipment_yuan", "row": 2,
            "before": first["equipment_yuan"], "after": "1000"}])
        self.assertEqual({(c["field"], c["before"], c["after"], c["row"]) for c in listed[second["code"]]},
                         {("equipment_yuan", second["equipment_yuan"], "2000", 3),
                          ("sports_ground_m2", second["sports_ground_m2"], None, 3)})
        self.assertEqual([(c["act"], c["key"], c["row"]) for c in listed[third["code"]]],
                         [("removed", third["code"], None)])

    def test_long_lists_are_cut_and_told_whole(self):
        client = self.admin()
        code = self.table(client, "classes")[0]["code"]
        rows = [row | {"pupils": "1"} if row["code"] == code else row for row in self.table(client, "classes")]
        rows += [{"code": code, "grade": "1", "class": f"新{number}", "pupils": "30"} for number in range(40)]
        result = self.checked(client, rows, "classes.csv")
        self.assert_sums(result)
        school = next(s for s in result["difference"]["schools"] if s["code"] == code)
        table = next(t for t in school["tables"] if t["table"] == "classes")
        own = [row for row in self.table(client, "classes") if row["code"] == code and row["pupils"] != "1"]
        self.assertEqual((table["added"], table["changed"], table["changes"]), (40, len(own), 40 + len(own)))
        self.assertEqual(len(table["listed"]), 20)
        acts = [change["act"] for change in table["listed"]]
        self.assertEqual(acts, sorted(acts, key=["removed", "set", "added"].index), "what is lost comes first")

    def test_teachers_are_told_without_who_they_are(self):
        client = self.admin()
        rows = self.table(client, "teachers")
        gone, changed = rows[0], next(row for row in rows if row["code"] != rows[0]["code"] and row["stage"])
        kept = [row | {"birth_year": "1977"} if row is changed else row for row in rows[1:]]
        result = self.checked(client, kept, "teachers.csv")
        self.assert_sums(result)
        counts = self.counts(result["difference"])
        self.assertEqual(counts[gone["code"], "teachers"], (0, 0, 1))
        self.assertEqual(counts[changed["code"], "teachers"], (0, 1, 0))
        text = json.dumps(result["difference"], ensure_ascii=False)
        self.assertEqual([row["id"] for row in rows if f'"{row["id"]}"' in text], [])
        school = next(s for s in result["difference"]["schools"] if s["code"] == changed["code"])
        listed = next(t for t in school["tables"] if t["table"] == "teachers")["listed"]
        self.assertEqual([(c["key"], c["field"], c["before"], c["after"]) for c in listed],
                         [(None, "birth_year", changed["birth_year"], "1977")])
        self.assertEqual(kept[listed[0]["row"] - 2]["id"], changed["id"], "the file's row says which one it is")
        lost = next(s for s in result["difference"]["schools"] if s["code"] == gone["code"])
        self.assertEqual([t["listed"] for t in lost["tables"] if t["table"] == "teachers"], [[]])

    def test_children_are_counted_by_school(self):
        client = self.admin()
        codes = [school["code"] for school in client.get(f"{API}/schools").json["schools"][:2]]
        held = self.place.path / "held.csv"
        held.write_text(children_csv([child(n, codes[n % 2]) for n in range(10)]))
        self.place.must("import", self.county, held)
        id_ = client.post(f"{API}/imports").json["id"]
        # Two of the first school leave; 2 comes over to the second, which also gets three new ones.
        coming = [child(n, codes[n % 2]) for n in range(10) if n not in (0, 4, 2)]
        coming += [child(2, codes[1])] + [child(n, codes[1]) for n in range(20, 23)]
        content = children_csv(coming).encode()
        self.assertEqual(client.request("PUT", f"{API}/imports/{id_}/files/pupils.csv", raw=content).status, 200)
        job = client.job(client.post(f"{API}/imports/{id_}/check"))
        result = job["result"]
        self.assertEqual(self.counts(result["difference"]), {
            (codes[0], "pupils"): (0, 0, 2), (codes[1], "pupils"): (3, 1, 0)}, result)
        self.assert_sums(result)
        for number in range(23):
            self.assertNotIn(identity_number(number), json.dumps(job))

    def test_faults_leave_nothing_to_compare(self):
        client = self.admin()
        rows = self.table(client, "shared")
        result = self.checked(client, [rows[0] | {"equipment_yuan": "many"}, *rows[1:]])
        self.assertNotIn("difference", result)


class Recognised(ImportTest):
    """What each file was taken for."""

    def look(self, files):
        client = self.admin()
        id_ = client.post(f"{API}/imports").json["id"]
        for name, content in files.items():
            answer = client.request("PUT", f"{API}/imports/{id_}/files/{quote(name)}", raw=content)
            self.assertEqual(answer.status, 200, str(answer))
        job = client.job(client.post(f"{API}/imports/{id_}/check"))
        self.assertEqual(job["state"], "done", job)
        return job["result"], {file["name"]: file for file in job["result"]["files"]}

    def csv_of(self, rows):
        file = self.place.path / "made.csv"
        write_table(file, rows)
        return file.read_bytes()

    def test_good_files_are_read_beside_those_that_are_none(self):
        rows = [row | {"remark": "x"} for row in self.all_shared(self.admin())]
        result, files = self.look({
            "shared.csv": self.csv_of(rows), "letter.csv": b"Dear Sir or Madam\nyours sincerely\n",
            "broken.xlsx": b"\x89PNG\r\n\x1a\n\0\0", "map.geojson": b"[[["})
        self.assertEqual({name: file["layout"] for name, file in files.items()}, {
            "shared.csv": "tables", "letter.csv": "unknown", "broken.xlsx": "unknown", "map.geojson": "unknown"})
        sheet, = files["shared.csv"]["sheets"]
        self.assertEqual((sheet["tables"], sheet["rows"], sheet["skipped"]), (["shared"], len(rows), 0))
        self.assertEqual(sheet["unknown"], [{"column": len(rows[0]), "head": "remark"}])
        errors = {issue["file"]: issue for issue in result["issues"] if issue["severity"] == "error"}
        self.assertEqual({name: issue["code"] for name, issue in errors.items()}, {
            "letter.csv": "import.unknown_form", "broken.xlsx": "sheet.unknown_form", "map.geojson": "geojson.broken"})
        for issue in errors.values():
            self.assertTrue(issue["message"] and issue["advice"], issue)

    def test_a_foreign_layout_is_named_with_what_it_leaves_out(self):
        book = self.place.path / "foreign.xlsx"
        write_workbook(book, {"小学": [["学校标识码", "学校名称", "办学类型", "在校生数", "专任教师", "食堂"],
                                       ["", "", "", "合计", "合计", ""],
                                       ["2145000001", "一小", "小学", 300, 20, 1]], "附注": [["无"]]})
        _, files = self.look({"小学.xlsx": book.read_bytes()})
        file = files["小学.xlsx"]
        self.assertEqual((file["layout"], file["profile"]["id"]), ("profile", "jiaoji"))
        self.assertTrue(file["profile"]["name"])
        sheets = {sheet["name"]: sheet for sheet in file["sheets"]}
        self.assertIn("schools", sheets["小学"]["tables"])
        self.assertIn("食堂", [column["head"] for column in sheets["小学"]["left_out"]])
        self.assertEqual((sheets["附注"]["tables"], sheets["附注"]["rows"]), ([], 0))


class Forms(ServerTest):
    """Workbooks to fill in, taken away and brought back."""

    def take(self, client, **wanted):
        answer = client.post(f"{API}/forms", {"purpose": "autumn figures"} | wanted)
        self.assertEqual(answer.status, 201, str(answer))
        file, = answer.json["files"]
        content = client.get(f"{API}/exports/{answer.json['id']}/{quote(file['name'])}")
        self.assertEqual((content.status, len(content.body)), (200, file["bytes"]))
        place = self.place.path / file["name"]
        place.write_bytes(content.body)
        return place

    def bring(self, client, path):
        id_ = client.post(f"{API}/imports", {"why": "form"}).json["id"]
        put = client.request("PUT", f"{API}/imports/{id_}/files/{quote(path.name)}", raw=path.read_bytes())
        self.assertEqual(put.status, 200, str(put))
        return id_, client.job(client.post(f"{API}/imports/{id_}/check"))["result"]

    @staticmethod
    def texts(path):
        return {text for sheet in Workbook(path).sheets.values() for text in sheet.cells.values()}

    def test_untouched_forms_change_nothing(self):
        client = self.admin()
        codes = {school["code"] for school in client.get(f"{API}/schools").json["schools"]}
        one = sorted(codes)[0]
        for wanted, held in (({}, codes), ({"part": "county"}, set()), ({"school": one}, {one})):
            form = self.take(client, **wanted)
            found = {text for text in self.texts(form) if text in codes}
            self.assertEqual(found - held, set(), wanted)
            self.assertLessEqual({one} & held, found)
            _, result = self.bring(client, form)
            self.assertEqual([result[name] for name in ("added", "changed", "gone")], [0, 0, 0], wanted)
            self.assertEqual([i for i in result["issues"] if i["severity"] == "error"], [])
            self.assertEqual(result["files"][0]["layout"], "form")
        noted = [e for e in client.get(f"{API}/audit?limit=1000").json["entries"] if e["action"] == "export"]
        self.assertEqual((noted[-1]["who"], noted[-1]["target"], noted[-1]["purpose"]),
                         ("admin", f"form 2025 {one}", "autumn figures"))
        self.assertTrue([text for text in self.texts(form) if "admin" in text and "autumn figures" in text])

    def test_a_clerk_takes_fills_and_brings_back_his_own(self):
        admin = self.admin()
        schools = admin.get(f"{API}/schools").json["schools"]
        own, foreign = schools[0]["code"], schools[1]["code"]
        clerk = self.user("form_clerk", "clerk", f"school:{own}")
        self.assert_failure(clerk.post(f"{API}/forms", {"purpose": "none", "school": foreign}), 404, "school.unknown")
        self.assert_failure(clerk.post(f"{API}/forms", {"purpose": "none", "part": "county"}), 403, "export.county_only")
        form = self.take(clerk)
        codes = {school["code"] for school in schools}
        self.assertLessEqual({text for text in self.texts(form) if text in codes},
                             {s["code"] for s in schools if own in (s["code"], s["campus_of"])} | {schools[0]["central_school"]})
        form = self.take(clerk, school=own)
        office = Office(self.place)
        flat = FlatSheets(office.convert(form, "fods"))
        sheet = next(name for name, each in Workbook(form).sheets.items() if each.find("教学仪器设备值"))
        flat.set_number(sheet, own, "教学仪器设备值", 4321)
        id_, result = self.bring(clerk, office.convert(flat.save(), "xlsx"))
        self.assertEqual([i for i in result["issues"] if i["severity"] == "error"], [])
        changes = [change for school in result["difference"]["schools"] for table in school["tables"]
                   for change in table["listed"]]
        self.assertEqual([(c["key"], c["field"], c["after"]) for c in changes], [(own, "equipment_yuan", "4321")])
        stored = clerk.job(clerk.post(f"{API}/imports/{id_}/confirm"))["result"]
        self.assertEqual(stored["changed"], 1, stored)
        table = admin.get(f"{API}/tables/shared?school={own}").json
        at = [column["name"] for column in table["columns"]].index("equipment_yuan")
        self.assertEqual([row[at] for row in table["rows"]], ["4321"])

    def test_a_form_is_ones_own_and_opens_no_other_export(self):
        admin = self.admin()
        own = admin.get(f"{API}/schools").json["schools"][0]["code"]
        clerk = self.user("one_clerk", "clerk", f"school:{own}")
        made = admin.post(f"{API}/forms", {"purpose": "whole county"}).json
        self.assert_failure(clerk.get(f"{API}/exports/{made['id']}/{quote(made['files'][0]['name'])}"), 404, "export.unknown")
        self.assert_failure(clerk.post(f"{API}/exports", {"kind": "tables", "purpose": "all of it"}), 403, "auth.no_right")
        self.assert_failure(self.user("looks_on", "viewer").post(f"{API}/forms", {"purpose": "none"}), 403, "auth.no_right")


if __name__ == "__main__":
    unittest.main()
