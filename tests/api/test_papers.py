"""Papers: brought, looked at, sent back, undone, kept by a backup."""

import hashlib
import unittest

from server import API, Server, ServerTest
from program import write_table

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 40


class Papers(ServerTest):
    def slot(self, client, indicator, slot):
        return next(s for s in client.get(f"{API}/evidence").json["slots"]
                    if (s["indicator"], s["slot"]) == (indicator, slot))

    def put(self, client, indicator, slot, content=PDF, name="plan.pdf", query=""):
        return client.request("PUT", f"{API}/evidence/{indicator}/{slot}/files/{name}{query}", raw=content)

    def review(self, client, indicator, slot, **body):
        return client.post(f"{API}/evidence/{indicator}/{slot}/review", {"file": None} | body)

    def judged(self, client, indicator):
        assessment = client.get(f"{API}/assessment").json
        return next(r for r in assessment["guarantee"] + assessment["quality"] if r["id"] == indicator)

    def test_every_slot_of_the_rules_is_listed(self):
        client = self.admin()
        rules = client.get(f"{API}/indicators").json["judged"]
        wanted = [(rule["id"], slot) for rule in rules for slot in rule["evidence"]]
        listed = client.get(f"{API}/evidence").json["slots"]
        self.assertEqual([(s["indicator"], s["slot"]) for s in listed], wanted)
        table = client.get(f"{API}/tables/evidence").json
        names = [column["name"] for column in table["columns"]]
        rows = {tuple(cells[:2]): dict(zip(names, cells)) for cells in table["rows"]}
        for slot in listed:
            row = rows.get((slot["indicator"], slot["slot"]), {"state": "missing", "title": None, "judged": None})
            self.assertEqual([slot[c] for c in ("state", "title", "judged")], [row[c] for c in ("state", "title", "judged")])
        english = client.get(f"{API}/evidence?lang=en").json["slots"]
        self.assertTrue(all(a["name"] != b["name"] and b["name"].isascii() for a, b in zip(listed, english)))

    def test_brought_sent_back_accepted_and_undone(self):
        section, planner = self.user("paper_section", "section"), self.user("paper_planner", "planner")
        before = self.slot(section, "G1", "layout_plan")
        self.assertEqual((before["state"], self.judged(section, "G1")["compliance"]), ("accepted", "met"))
        done = self.put(planner, "G1", "layout_plan", query="?title=%E8%A7%84%E5%88%92")
        self.assertEqual(done.status, 200, str(done))
        slot = self.slot(section, "G1", "layout_plan")
        self.assertEqual((slot["state"], slot["judged"], slot["title"]), ("present", None, "规划"))
        self.assertEqual(slot["last"]["who"], "paper_planner")
        file = slot["files"][0]
        self.assertEqual((file["size"], file["sha256"], file["type"], file["current"]),
                         (len(PDF), hashlib.sha256(PDF).hexdigest(), "application/pdf", True))
        self.assertEqual(self.judged(section, "G1")["compliance"], "unknown", "a paper under review is not met")
        got = section.get(f"{API}/evidence-files/{file['id']}")
        self.assertEqual((got.body, got.headers["Content-Disposition"]), (PDF, "attachment; filename*=UTF-8''plan.pdf"))
        self.assert_failure(self.review(section, "G1", "layout_plan", act="accept", judged="met"), 409, "paper.changed")
        answer = self.review(section, "G1", "layout_plan", act="return", file=file["id"])
        self.assert_failure(answer, 400, "paper.reason_needed")
        self.assert_failure(self.review(section, "G1", "layout_plan", act="accept", file=file["id"]), 400, "paper.judgement_needed")
        answer = self.review(section, "G1", "layout_plan", act="return", file=file["id"], reason="缺少附表")
        self.assertEqual(answer.status, 200, str(answer))
        slot = self.slot(planner, "G1", "layout_plan")
        self.assertEqual((slot["state"], slot["last"]["who"], slot["last"]["why"]), ("returned", "paper_section", "缺少附表"))
        second = self.put(planner, "G1", "layout_plan", PDF + b"with its table").json["changes_id"]
        slot = self.slot(section, "G1", "layout_plan")
        self.assertEqual([f["current"] for f in slot["files"]], [True, False])
        newest = slot["files"][0]["id"]
        self.assert_failure(self.review(planner, "G1", "layout_plan", act="accept", judged="met", file=newest), 403, "paper.own_upload")
        answer = self.review(section, "G1", "layout_plan", act="accept", judged="met", file=newest)
        self.assertEqual(answer.status, 200, str(answer))
        self.assertEqual(self.judged(section, "G1")["compliance"], "met")
        for change in (answer.json["changes_id"], second):
            undone = planner.post(f"{API}/history/{change}/undo", {"why": "back"})
            self.assertEqual(undone.status, 200, str(undone))
        slot = self.slot(section, "G1", "layout_plan")
        self.assertEqual(slot["state"], "returned")
        self.assertEqual(next(f["sha256"] for f in slot["files"] if f["current"]), file["sha256"])
        acts = [(e["who"], e["action"]) for e in self.admin().get(f"{API}/audit?limit=1000").json["entries"]
                if e["target"] == "G1/layout_plan"]
        self.assertEqual([act for _, act in acts], ["paper_upload", "paper_download", "paper_return", "paper_upload", "paper_accept"])
        self.assertEqual(acts[1][0], "paper_section")

    def test_nothing_but_the_review_accepts_a_paper(self):
        planner = self.user("own_reviewer", "planner")
        free = next(s for s in planner.get(f"{API}/evidence").json["slots"] if s["indicator"] not in ("G1", "Q6", "Q8"))
        item, slot = free["indicator"], free["slot"]
        self.assertEqual(self.put(planner, item, slot).status, 200)
        for field, before, after in (("state", "present", "accepted"), ("judged", None, "met")):
            change = {"table": "evidence", "key": [item, slot], "field": field, "before": before, "after": after}
            answer = planner.post(f"{API}/edits", {"year": 2025, "why": "shortcut", "changes": [change]})
            self.assert_failure(answer, 403, "edit.reviewed_only")
        table = planner.get(f"{API}/tables/evidence").json
        names = [column["name"] for column in table["columns"]]
        rows = [dict(zip(names, ("" if c is None else c for c in cells))) for cells in table["rows"]]
        for name, changed in (("cell", [r | {"judged": "met", "state": "accepted"} if r["slot"] == slot else r for r in rows]),
                              ("added", [*rows, rows[0] | {"slot": "another"}]),
                              ("removed", [r for r in rows if r["slot"] != slot])):
            with self.subTest(name):
                result = self.imported(planner, changed)
                self.assertIn("edit.reviewed_only", [i["code"] for i in result["issues"]], result)
                self.assertIsNone(result["changes_id"])
        self.assertEqual(self.slot(planner, item, slot)["state"], "present")
        self.assertEqual(self.imported(planner, [r | {"title": "新题"} if r["slot"] == slot else r for r in rows])["changed"], 1)

    def imported(self, client, rows):
        draft = client.post(f"{API}/imports", {"why": "papers"}).json["id"]
        file = self.place.path / "evidence.csv"
        write_table(file, rows)
        put = client.request("PUT", f"{API}/imports/{draft}/files/evidence.csv", raw=file.read_bytes())
        self.assertEqual(put.status, 200, str(put))
        return client.job(client.post(f"{API}/imports/{draft}/confirm"))["result"]

    def test_what_is_no_paper(self):
        client = self.admin()
        self.assert_failure(self.put(client, "G1", "layout_plan", b"MZ a program"), 415, "paper.wrong_type")
        self.assert_failure(self.put(client, "G1", "layout_plan", b"<script>", "a.html"), 415, "paper.wrong_type")
        self.assert_failure(self.put(client, "G1", "layout_plan", b""), 415, "paper.wrong_type")
        self.assert_failure(self.put(client, "G1", "layout_plan", PDF, "..%2Fa.pdf"), 400)
        self.assert_failure(self.put(client, "G1", "layout_plan", PDF, ".pdf"), 400, "paper.bad_name")
        self.assert_failure(self.put(client, "G1", "none"), 404, "paper.unknown_slot")
        self.assert_failure(self.put(client, "L1", "layout_plan"), 404, "paper.unknown_slot")
        self.assert_failure(self.review(client, "Q3", "informatised_management", act="accept", judged="met"),
                            409, "paper.nothing_to_review")
        self.assert_failure(client.get(f"{API}/evidence-files/999999"), 404, "store.paper_unknown")
        large = client.request("PUT", f"{API}/evidence/G1/layout_plan/files/a.pdf", raw=b"%PDF-",
                               headers={"Content-Length": str(40 << 20)}, timeout=10)
        self.assert_failure(large, 413)

    def test_names_do_not_lead_out_and_do_not_break_the_head(self):
        client = self.admin()
        name = "%E8%A7%84%E5%88%92%22%3B%20x%3D=1.pdf"
        self.assertEqual(self.put(client, "Q6", "moral_education", PDF, name).status, 200)
        file = self.slot(client, "Q6", "moral_education")["files"][0]
        self.assertEqual(file["name"], '规划"; x==1.pdf')
        head = client.get(f"{API}/evidence-files/{file['id']}").headers["Content-Disposition"]
        self.assertEqual(head, "attachment; filename*=UTF-8''%E8%A7%84%E5%88%92%22%3B%20x%3D%3D1.pdf")

    def test_a_backup_holds_the_papers(self):
        client = self.admin()
        self.assertEqual(self.put(client, "Q8", "study_load", PDF + b"kept").status, 200)
        wanted = self.slot(client, "Q8", "study_load")["files"][0]
        self.place.must("backup", self.county, self.place.path / "copy.db")
        self.place.must("restore", self.place.path / "copy.db", self.place.path / "again.db")
        password = self.place.must("user", "reset", self.place.path / "again.db", "admin", "--json").json["passwords"][0]["password"]
        other = Server(self.place, self.place.path / "again.db")
        self.addCleanup(other.end)
        reader = other.client()
        self.assertEqual(reader.login("admin", password).status, 200)
        file = self.slot(reader, "Q8", "study_load")["files"][0]
        self.assertEqual(file["sha256"], wanted["sha256"])
        self.assertEqual(reader.get(f"{API}/evidence-files/{file['id']}").body, PDF + b"kept")


if __name__ == "__main__":
    unittest.main()
