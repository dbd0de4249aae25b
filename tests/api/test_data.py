"""Figures in and out: edits and their conflicts, undo, imports, what-ifs, exports."""

import contextlib
import csv
import io
import json
import re
import sqlite3
import unittest
import zipfile
from urllib.parse import quote

from server import API, ImportTest, Server, ServerTest, demo_place
from children import child, children_csv
from program import write_table


def stage_row(client, pick=lambda row: True):
    table = client.get(f"{API}/tables/shared").json
    names = [column["name"] for column in table["columns"]]
    return next(row for row in (dict(zip(names, cells)) for cells in table["rows"]) if pick(row))


class Edits(ServerTest):
    def edit(self, client, row, after, before=None, field="equipment_yuan"):
        change = {"table": "shared", "key": [row["code"]], "field": field,
                  "before": row[field] if before is None else before, "after": after}
        return client.post(f"{API}/edits", {"year": 2025, "why": "test", "changes": [change]})

    def test_edit_shows_and_is_undone(self):
        client = self.admin()
        row = stage_row(client)
        before = client.get(f"{API}/assessment").json
        done = self.edit(client, row, "123456.78")
        self.assertEqual(done.status, 200, str(done))
        self.assertEqual(stage_row(client, lambda r: r["code"] == row["code"])["equipment_yuan"], "123456.78")
        explained = client.get(f"{API}/explain?indicator=L6&school={row['code']}&stage="
                               + next(s["stage"] for s in before["schools"] if s["code"] == row["code"])).json
        self.assertIn("admin", json.dumps(explained["inputs"]))
        undone = client.post(f"{API}/history/{done.json['changes_id']}/undo", {"why": "back"})
        self.assertEqual(undone.status, 200, str(undone))
        self.assertEqual(client.get(f"{API}/assessment").json, before)
        again = client.post(f"{API}/history/{done.json['changes_id']}/undo")
        self.assert_failure(again, 409, "store.already_undone")

    def test_two_editors(self):
        first, second = self.admin(), self.admin()
        row = stage_row(first)
        self.assertEqual(self.edit(first, row, "111").status, 200)
        clash = self.assert_failure(self.edit(second, row, "222"), 409, "change.conflict")
        self.assertEqual(clash["args"]["expected"], row["equipment_yuan"])
        self.assertEqual(clash["args"]["found"], "111")
        self.assertNotIn("{", clash["message"], "a slot of the sentence was left open")
        self.assertEqual(self.edit(second, row, "222", before="111").status, 200)

    def test_what_cannot_stand_in_a_cell(self):
        client = self.admin()
        row = stage_row(client)
        for value, code in (("many", "field.not_a_number"), ("-1", "field.negative"),
                            ("1.234", "field.too_precise")):
            self.assert_failure(self.edit(client, row, value), 400, code)
        self.assert_failure(self.edit(client, row | {"code": "0"}, "1", before="7"), 409)
        change = {"table": "nothing", "key": ["1"], "field": "x", "before": None, "after": "1"}
        answer = client.post(f"{API}/edits", {"year": 2025, "why": "w", "changes": [change]})
        self.assert_failure(answer, 400, "change.unknown_table")

    def test_totals_follow_from_the_teachers(self):
        client = self.admin()
        table = client.get(f"{API}/tables/stages").json
        names = [column["name"] for column in table["columns"]]
        row = next(r for r in (dict(zip(names, c)) for c in table["rows"]) if r["pe_art_teachers"] not in (None, "0"))
        change = {"table": "stages", "key": [row["code"], row["stage"]], "field": "pe_art_teachers",
                  "before": row["pe_art_teachers"], "after": "999"}
        answer = client.post(f"{API}/edits", {"year": 2025, "why": "w", "changes": [change]})
        self.assert_failure(answer, 422, "edit.follows_from_teachers")

    def test_formulas_in_names_stay_text_in_exports(self):
        client = self.admin()
        code = client.get(f"{API}/schools").json["schools"][0]["code"]
        name = client.get(f"{API}/schools/{code}").json["school"]["name"]
        evil = "=HYPERLINK(\"http://x\")'; DROP TABLE schools;--"
        change = {"table": "schools", "key": [code], "field": "name", "before": name, "after": evil}
        self.assertEqual(client.post(f"{API}/edits", {"year": 2025, "why": "w", "changes": [change]}).status, 200)
        self.assertEqual(client.get(f"{API}/schools/{code}").json["school"]["name"], evil)
        for kind, file in (("report", "junheng.xlsx"), ("tables", "schools.csv")):
            job = client.job(client.post(f"{API}/exports", {"kind": kind, "purpose": "formula test"}))
            self.assertEqual(job["state"], "done", job)
            content = client.get(f"{API}/exports/{job['result']['id']}/{file}")
            self.assertEqual(content.status, 200)
            if kind == "report":
                self.assertNotIn(b"<f>", self.sheets(content.body))
            else:
                rows = list(csv.DictReader(io.StringIO(content.body.decode("utf-8-sig"))))
                shown = next(row["name"] for row in rows if row["code"] == code)
                self.assertEqual(shown, "'" + evil, "a csv has no types: an apostrophe keeps it a text")

    @staticmethod
    def sheets(content):
        book = zipfile.ZipFile(io.BytesIO(content))
        return b"".join(book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/"))


class Ties(ServerTest):
    """Cells that name a school tie it to the row, and it may be somebody else's."""

    def rows(self, client, table):
        got = client.get(f"{API}/tables/{table}").json
        names = [column["name"] for column in got["columns"]]
        return [dict(zip(names, cells)) for cells in got["rows"]]

    def edit(self, client, table, key, field, before, after):
        change = {"table": table, "key": [key], "field": field, "before": before, "after": after}
        return client.post(f"{API}/edits", {"year": 2025, "why": "tie", "changes": [change]})

    def test_a_clerk_ties_nothing_to_a_school_outside_his_scope(self):
        admin = self.admin()
        teacher = next(t for t in self.rows(admin, "teachers") if t["works_at"] is None)
        own = next(s for s in self.rows(admin, "schools") if s["code"] == teacher["code"])
        foreign = next(s["code"] for s in self.rows(admin, "schools")
                       if s["code"] not in (own["code"], own["central_school"]))
        clerk = self.user("clerk_of_ties", "clerk", f"school:{own['code']}")
        for table, row, field in (("teachers", teacher, "code"), ("teachers", teacher, "works_at"),
                                  ("schools", own, "campus_of"), ("schools", own, "merged_into"),
                                  ("schools", own, "central_school")):
            with self.subTest(field=field):
                answer = self.edit(clerk, table, row[next(iter(row))], field, row[field], foreign)
                self.assert_failure(answer, 404, "school.unknown")
        self.assertEqual(self.edit(admin, "teachers", teacher["id"], "works_at", None, foreign).status, 200)
        self.assert_failure(self.edit(clerk, "teachers", teacher["id"], "works_at", foreign, None), 404, "school.unknown")


class Restored(ServerTest):
    def test_a_restored_county_is_not_answered_from_the_one_before(self):
        client = self.admin()
        row = stage_row(client)

        def equip(value):
            change = {"table": "shared", "key": [row["code"]], "field": "equipment_yuan",
                      "before": row["equipment_yuan"], "after": value}
            done = client.post(f"{API}/edits", {"year": 2025, "why": "test", "changes": [change]})
            self.assertEqual(done.status, 200, str(done))

        def shown():
            return stage_row(client, lambda r: r["code"] == row["code"])["equipment_yuan"]

        copy = self.place.path / "copy.db"
        self.place.must("backup", self.county, copy)
        equip("111")
        self.assertEqual(shown(), "111")
        self.place.must("restore", copy, self.county, "--force")
        equip("222")
        self.assertEqual(shown(), "222")


class WhatIf(ServerTest):
    def test_it_is_what_the_scenario_will_be(self):
        client = self.admin()
        row = stage_row(client)
        short = next(s for s in client.get(f"{API}/assessment").json["schools"]
                     if any(v["indicator"] == "L3" and v["compliance"] == "short" for v in s["values"]))
        changes = [{"act": "set", "table": "shared", "key": [row["code"]], "field": "equipment_yuan", "after": "9"},
                   {"act": "add_teachers", "school": short["code"], "stage": short["stage"], "subject": "22",
                    "count": 30}]
        tried = client.post(f"{API}/what-if", {"changes": changes})
        self.assertEqual(tried.status, 200, str(tried))
        saved = client.request("PUT", f"{API}/scenarios/计划 A".replace(" ", "%20").replace("计划", "%E8%AE%A1%E5%88%92"),
                               {"changes": changes, "why": "test"})
        self.assertEqual(saved.status, 200, str(saved))
        name = saved.json["name"]
        self.assertIn(name, client.get(f"{API}/county").json["scenarios"])
        quoted = "%E8%AE%A1%E5%88%92%20A"
        self.assertEqual(client.get(f"{API}/assessment?scenario={quoted}").json, tried.json["assessment"])
        self.assertEqual(client.get(f"{API}/compare?a=2025&b={quoted}").json, tried.json["comparison"])
        now = next(s for s in tried.json["assessment"]["schools"]
                   if (s["code"], s["stage"]) == (short["code"], short["stage"]))
        self.assertEqual(next(v["compliance"] for v in now["values"] if v["indicator"] == "L3"), "met")
        self.assertEqual(client.request("DELETE", f"{API}/scenarios/{quoted}").status, 204)
        self.assert_failure(client.get(f"{API}/scenarios/{quoted}"), 404, "store.scenario_unknown")

    def test_what_would_do_nothing_is_refused(self):
        client = self.admin()
        school = client.get(f"{API}/assessment").json["schools"][0]
        change = {"act": "set", "table": "stages", "key": [school["code"], school["stage"]],
                  "field": "pe_art_teachers", "after": "99"}
        self.assert_failure(client.post(f"{API}/what-if", {"changes": [change]}), 400, "change.follows_from_teachers")


class Imports(ImportTest):
    def test_faults_then_mended_then_stored_then_undone(self):
        client = self.admin()
        before = client.get(f"{API}/assessment").json
        rows = self.all_shared(client)
        rows[0] = rows[0] | {"equipment_yuan": "many"}
        id_ = self.begin(client, rows, why="autumn")
        job = client.job(client.post(f"{API}/imports/{id_}/check"))
        self.assertEqual(job["state"], "done", job)
        self.assertIn("import.value.not_number", [issue["code"] for issue in job["result"]["issues"]])
        self.assertEqual(client.get(f"{API}/imports/{id_}").json["state"], "refused")
        rows[0]["equipment_yuan"] = "1000"
        file = self.place.path / "shared.csv"
        write_table(file, rows)
        client.request("PUT", f"{API}/imports/{id_}/files/shared.csv", raw=file.read_bytes())
        checked = client.job(client.post(f"{API}/imports/{id_}/check"))["result"]
        self.assertEqual((checked["changes_id"], checked["changed"]), (None, 1))
        self.assertIn("resource", checked["effect"])
        self.assertEqual(client.get(f"{API}/assessment").json, before, "a check must not store")
        stored = client.job(client.post(f"{API}/imports/{id_}/confirm"))["result"]
        self.assertIsInstance(stored["changes_id"], int)
        self.assertNotEqual(client.get(f"{API}/assessment").json, before)
        self.assert_failure(client.post(f"{API}/imports/{id_}/confirm"), 400, "import.already_stored")
        client.post(f"{API}/history/{stored['changes_id']}/undo")
        self.assertEqual(client.get(f"{API}/assessment").json, before)

    def test_drafts_are_ones_own(self):
        client, other = self.admin(), self.user("other_planner", "planner")
        id_ = self.begin(client, self.all_shared(client))
        self.assert_failure(other.get(f"{API}/imports/{id_}"), 404, "import.unknown")
        self.assertEqual(client.request("DELETE", f"{API}/imports/{id_}").status, 204)
        self.assert_failure(client.get(f"{API}/imports/{id_}"), 404, "import.unknown")

    def test_file_names(self):
        client = self.admin()
        id_ = client.post(f"{API}/imports").json["id"]
        for name in ("a.exe", ".xlsx", "a", "a.xlsx.sh"):
            answer = client.request("PUT", f"{API}/imports/{id_}/files/{name}", raw=b"x")
            self.assert_failure(answer, 400, "import.bad_file_name")
        client.request("PUT", f"{API}/imports/{id_}/files/a.csv", raw=b"x")
        self.assertEqual(client.request("PUT", f"{API}/imports/{id_}/files/b.csv", raw=b"y").status, 200)
        left = client.request("DELETE", f"{API}/imports/{id_}/files/a.csv")
        self.assertEqual([file["name"] for file in left.json["files"]], ["b.csv"])
        self.assert_failure(client.request("DELETE", f"{API}/imports/{id_}/files/a.csv"), 404, "import.unknown")
        for name in ("..%2fa.csv", "..%5ca.csv"):
            answer = client.request("PUT", f"{API}/imports/{id_}/files/{name}", raw=b"x")
            self.assertIn(answer.status, (400, 404))

    def upload(self, client, name, content, **more):
        """A draft that holds one file."""
        draft = client.post(f"{API}/imports", more)
        self.assertEqual(draft.status, 201, str(draft))
        put = client.request("PUT", f"{API}/imports/{draft.json['id']}/files/{name}", raw=content.encode())
        self.assertEqual(put.status, 200, str(put))
        return draft.json["id"]

    def confirmed(self, client, id_):
        job = client.job(client.post(f"{API}/imports/{id_}/confirm"))
        self.assertEqual(job["state"], "done", job)
        return job["result"]

    def test_what_is_signed_in_a_year_is_closed_to_files_of_that_year(self):
        rows = self.all_shared(self.admin(), 2024)
        own = rows[0]["code"]
        clerk, principal = self.user("clerk_2024", "clerk", f"school:{own}"), \
            self.user("principal_2024", "principal", f"school:{own}")
        for client, act in ((clerk, "fill"), (principal, "sign")):
            done = client.post(f"{API}/hand-ins", {"year": 2024, "school": own, "act": act, "tables": ["shared"]})
            self.assertEqual(done.status, 200, str(done))
        for name, closed in (("shared_2024.csv", ["edit.closed"]), ("shared_2025.csv", [])):
            shared = rows if closed else self.all_shared(self.admin())
            id_ = self.begin(clerk, [shared[0] | {"equipment_yuan": "78"}, *shared[1:]], name)
            result = self.confirmed(clerk, id_)
            self.assertEqual([i["code"] for i in result["issues"] if i["severity"] == "error"], closed, result)
            self.assertEqual(result["changes_id"] is None, bool(closed), result)

    def test_a_clerks_list_of_children_speaks_of_his_own_school_only(self):
        codes = sorted({s["code"] for s in self.admin().get(f"{API}/assessment").json["schools"]
                        if s["stage"] == "primary"})
        own, foreign = codes[:2]
        register = self.place.path / "pupils.csv"
        register.write_text(children_csv(child(order, own if order % 2 else foreign) for order in range(40)))
        self.place.must("import", self.county, register)
        clerk = self.user("clerk_of_children", "clerk", f"school:{own}")
        left = children_csv(child(order, own) for order in range(3, 40, 2))
        result = self.confirmed(clerk, self.upload(clerk, "pupils.csv", left))
        self.assertEqual((result["gone"], result["unchanged"]), (1, 19), result)
        section = self.user("section_of_children", "section")
        for code, children in ((own, 19), (foreign, 20)):
            found = section.post(f"{API}/children/search", {"school": code, "purpose": "test"})
            self.assertEqual(len(found.json["children"]), children, code)

    def test_a_clerk_brings_no_rules(self):
        admin = self.admin()
        code = self.all_shared(admin)[0]["code"]
        clerk = self.user("clerk_of_rules", "clerk", f"school:{code}")
        heads = ["School ID", *(f"Grade {grade} {sex}" for grade in range(1, 7) for sex in ("Male", "Female"))]
        rows = ",".join(heads) + "\n" + ",".join([""] * len(heads)) + "\n"
        result = self.confirmed(clerk, self.upload(clerk, "elementary.csv", rows, profile="philippines"))
        self.assertEqual([i["code"] for i in result["issues"] if i["severity"] == "error"],
                         ["import.rules_outside_scope"], result)
        self.assertEqual(admin.get(f"{API}/assessment").json["standard_set"]["overlays"], [])

    def test_a_clerks_file_sends_no_teacher_to_another_school(self):
        table = self.admin().get(f"{API}/tables/teachers").json
        names = [column["name"] for column in table["columns"]]
        rows = [dict(zip(names, ("" if c is None else c for c in cells))) for cells in table["rows"]]
        sent = next(row for row in rows if not row["works_at"])
        foreign = next(row["code"] for row in rows if row["code"] != sent["code"])
        clerk = self.user("clerk_of_teachers", "clerk", f"school:{sent['code']}")
        sent["works_at"] = foreign
        result = self.confirmed(clerk, self.begin(clerk, rows, "teachers.csv"))
        self.assertIn(("import.outside_scope", foreign), [(i["code"], i["value"]) for i in result["issues"]])
        self.assertIsNone(result["changes_id"])

    def test_a_clerk_imports_his_own_school_only(self):
        admin = self.admin()
        rows = self.all_shared(admin)
        own, foreign = rows[0]["code"], rows[1]["code"]
        clerk = self.user("clerk_of_one", "clerk", f"school:{own}")
        changed = [row | {"equipment_yuan": "77"} if row["code"] in (own, foreign) else row for row in rows]
        id_ = self.begin(clerk, changed)
        job = clerk.job(clerk.post(f"{API}/imports/{id_}/confirm"))
        refused = [i["value"] for i in job["result"]["issues"] if i["severity"] == "error"]
        self.assertEqual(refused, [foreign], job)
        self.assertIsNone(job["result"]["changes_id"])
        id_ = self.begin(clerk, [row | {"equipment_yuan": "77"} if row["code"] == own else row for row in rows])
        job = clerk.job(clerk.post(f"{API}/imports/{id_}/confirm"))
        self.assertEqual(job["result"]["changed"], 1, job)


class TwoCounties(unittest.TestCase):
    def test_a_backup_takes_no_other_county_along(self):
        place = demo_place()
        self.addCleanup(place.close)
        with contextlib.closing(sqlite3.connect(place.path / "demo.db")) as store, store:
            code = store.execute("SELECT code FROM county_register").fetchone()[0]
            store.execute("INSERT INTO county_register (code, name) VALUES ('999999', '邻县')")
        server = Server(place, f"{place.path / 'demo.db'}#{code}")
        self.addCleanup(server.end)
        client = server.admin()
        job = client.job(client.post(f"{API}/exports", {"kind": "backup", "purpose": "test"}))
        self.assertEqual((job["state"], (job["error"] or {}).get("code")), ("failed", "export.several_counties"))


class Exports(ServerTest):
    def test_exports_tell_who_when_why_and_are_logged(self):
        client = self.admin()
        self.assert_failure(client.post(f"{API}/exports", {"kind": "tables", "purpose": "x"}), 400, "json.unfit")
        job = client.job(client.post(f"{API}/exports", {"kind": "tables", "purpose": "for the audit office"}))
        result = job["result"]
        self.assertIn("admin", result["watermark"])
        about = client.get(f"{API}/exports/{result['id']}/about.csv").body.decode("utf-8-sig")
        self.assertIn("for the audit office", about)
        self.assertEqual(self.server.client().get(f"{API}/exports/{result['id']}/about.csv").status, 401)
        other = self.user("another", "planner")
        self.assert_failure(other.get(f"{API}/exports/{result['id']}/about.csv"), 404, "export.unknown")
        entries = client.get(f"{API}/audit?limit=1000").json["entries"]
        noted = [e for e in entries if e["action"] == "export"]
        self.assertEqual((noted[-1]["who"], noted[-1]["purpose"]), ("admin", "for the audit office"))

    def documents(self, client, **wanted):
        body = {"kind": "documents", "purpose": "handed to the city"} | wanted
        job = client.job(client.post(f"{API}/exports", body))
        return job, {file["name"]: client.get(f"{API}/exports/{job['result']['id']}/{quote(file['name'])}").body
                     for file in (job.get("result") or {}).get("files", [])}

    def test_documents_carry_who_when_why_on_each_page(self):
        client = self.admin()
        job, files = self.documents(client, documents=["self_report", "overview"])
        self.assertEqual(set(files), {"自评报告.docx", "总览.pdf"}, job)
        with zipfile.ZipFile(io.BytesIO(files["自评报告.docx"])) as document:
            self.assertIn(job["result"]["watermark"], document.read("word/header1.xml").decode())
        self.assertTrue(files["总览.pdf"].startswith(b"%PDF"))
        job, files = self.documents(client)
        self.assertEqual(len(files), 7, job)
        job, _ = self.documents(client, documents=["tale"])
        self.assertEqual((job["state"], job["error"]["code"]), ("failed", "report.unknown_kind"))
        refused = client.post(f"{API}/exports", {"kind": "documents", "purpose": "none", "documents": ["../x"]})
        self.assert_failure(refused, 400, "json.unfit")

    def test_who_sees_some_schools_gets_these_only(self):
        listed = self.admin().get(f"{API}/schools").json["schools"]
        central = next(s["central_school"] for s in listed if s["central_school"])
        inside = {s["code"] for s in listed if central in (s["code"], s["central_school"])}
        client = self.user("central", "central_school", f"central_school:{central}")
        job, files = self.documents(client)
        self.assertEqual(set(files), {"一校一案.docx", "各校七项达标一览表.xlsx"}, job)
        with zipfile.ZipFile(io.BytesIO(files["一校一案.docx"])) as document:
            codes = set(re.findall(r"\b2\d{9}\b", document.read("word/document.xml").decode()))
        self.assertLessEqual(codes, inside)
        with zipfile.ZipFile(io.BytesIO(files["各校七项达标一览表.xlsx"])) as book:
            sheet = book.read("xl/worksheets/sheet1.xml").decode() + book.read("xl/sharedStrings.xml").decode() \
                if "xl/sharedStrings.xml" in book.namelist() else book.read("xl/worksheets/sheet1.xml").decode()
        self.assertEqual(set(re.findall(r"\b2\d{9}\b", sheet)) - inside, set())
        job, _ = self.documents(client, documents=["self_report"])
        self.assertEqual((job["state"], job["error"]["code"]), ("failed", "export.county_only"))

    def test_exported_tables_come_back(self):
        client = self.admin()
        job = client.job(client.post(f"{API}/exports", {"kind": "tables", "purpose": "round trip"}))
        folder = self.place.folder("taken")
        for file in job["result"]["files"]:
            content = client.get(f"{API}/exports/{job['result']['id']}/{file['name']}").body
            self.assertEqual(len(content), file["bytes"])
            (folder / file["name"]).write_bytes(content)
        run = self.place.must("import", self.county, folder, "--json").json
        self.assertEqual((run["added"], run["changed"], run["gone"]), (0, 0, 0))


if __name__ == "__main__":
    unittest.main()
