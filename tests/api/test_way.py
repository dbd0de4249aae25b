"""The way of a figure: filled, signed, checked, reviewed, returned; reported against current; the three counts."""

import unittest

from server import API, ServerTest


class Way(ServerTest):
    def act(self, client, act, school, tables=(), reason=""):
        body = {"school": school, "act": act, "tables": list(tables), "reason": reason}
        if not tables:
            del body["tables"]
        return client.post(f"{API}/hand-ins", body)

    def state(self, client, school, table="shared"):
        matrix = client.get(f"{API}/hand-ins").json
        row = next(s for s in matrix["schools"] if s["code"] == school)
        return next(t for t in row["tables"] if t["table"] == table)

    def edit(self, client, school, after):
        table = client.get(f"{API}/tables/shared?school={school}").json
        names = [column["name"] for column in table["columns"]]
        row = dict(zip(names, table["rows"][0]))
        change = {"table": "shared", "key": [school], "field": "equipment_yuan",
                  "before": row["equipment_yuan"], "after": after}
        return client.post(f"{API}/edits", {"year": 2025, "why": "way", "changes": [change]})

    def test_from_filled_to_frozen(self):
        admin = self.admin()
        listed = admin.get(f"{API}/schools").json["schools"]
        central = next(s["central_school"] for s in listed if s["central_school"])
        school = next(s["code"] for s in listed if s["central_school"] == central and s["code"] != central)
        clerk = self.user("way_clerk", "clerk", f"school:{school}")
        principal = self.user("way_principal", "principal", f"school:{school}")
        checker = self.user("way_checker", "central_school", f"central_school:{central}")
        section = self.user("way_section", "section")
        self.assertEqual(self.state(clerk, school)["state"], "unfilled")
        self.assertTrue(self.state(clerk, school)["filled"])
        self.assert_failure(self.act(principal, "sign", school, ["shared"]), 409, "hand_in.wrong_state")
        self.assertEqual(self.act(clerk, "fill", school).status, 200)
        self.assertEqual(self.edit(clerk, school, "1000").status, 200, "what is only filled may still change")
        self.assert_failure(self.act(clerk, "sign", school, ["shared"]), 403, "auth.no_right")
        self.assertEqual(self.act(principal, "sign", school, ["shared"]).status, 200)
        self.assert_failure(self.edit(clerk, school, "2000"), 403, "edit.closed")
        self.assert_failure(self.act(checker, "send_back", school, ["shared"]), 400, "hand_in.reason_needed")
        self.assertEqual(self.act(checker, "send_back", school, ["shared"], "typing error").status, 200)
        self.assertEqual(self.state(clerk, school)["reason"], "typing error")
        self.assertEqual(self.edit(clerk, school, "2000").status, 200)
        for client, act in ((clerk, "fill"), (principal, "sign"), (checker, "check"), (section, "review")):
            self.assertEqual(self.act(client, act, school, ["shared"]).status, 200, act)
        self.assertEqual(self.state(clerk, school)["state"], "frozen")
        whole = next(s for s in clerk.get(f"{API}/hand-ins").json["schools"] if s["code"] == school)
        self.assertEqual(clerk.get(f"{API}/hand-ins?school={school}").json["schools"], [whole])
        self.assert_failure(self.edit(clerk, school, "3000"), 403, "edit.closed")
        self.assertEqual(self.edit(section, school, "3000").status, 200, "the section corrects")
        history = clerk.get(f"{API}/hand-ins/{school}").json["events"]
        self.assertEqual([e["act"] for e in history if e["table"] == "shared"],
                         ["fill", "sign", "send_back", "fill", "sign", "check", "review"])
        other = next(s["code"] for s in listed if s["code"] not in (school, central))
        self.assert_failure(self.act(clerk, "fill", other), 404, "school.unknown")

    def test_reported_against_current(self):
        admin = self.admin()
        school = admin.get(f"{API}/tables/shared").json["rows"][0][0]
        frozen = admin.post(f"{API}/reported", {"signer": "局长"})
        self.assertEqual(frozen.status, 201, str(frozen))
        id_ = frozen.json["id"]
        self.assertEqual(admin.get(f"{API}/reported/{id_}").json["differences"], [])
        self.assertEqual(self.edit(admin, school, "4321").status, 200)
        found = admin.get(f"{API}/reported/{id_}").json["differences"]
        self.assertEqual([(d["school"], d["field"], d["current"], d["who"], d["why"]) for d in found],
                         [(school, "equipment_yuan", "4321", "admin", "way")])
        self.assertIn(id_, [state["id"] for state in admin.get(f"{API}/reported").json["reported"]])

    def test_three_counts_are_ranked_by_what_they_do(self):
        admin = self.admin()
        counts = admin.get(f"{API}/three-counts").json
        self.assertGreater(counts["compared"], 0)
        self.assertGreater(len(counts["differing"]), 0)
        one = next(d for d in counts["differing"] if any(e["cvs"] for e in d["effects"]))
        effect = next(e for e in one["effects"] if e["cvs"])
        key = [one["school"]] + ([one["stage"]] if one["stage"] else [])
        change = {"act": "set", "table": one["table"], "key": key, "field": one["figure"], "after": effect["value"]}
        tried = admin.post(f"{API}/what-if", {"changes": [change]}).json["assessment"]
        self.assertEqual((tried["verdict"], tried["resource_verdict"]), (effect["verdict"], effect["resource_verdict"]))
        for shift in effect["cvs"]:
            row = next(r for r in tried["resource"]
                       if (r["indicator"], r["stage"]) == (shift["indicator"], shift["stage"]))
            self.assertEqual((row["cv"], row["cv_compliance"]), (shift["after"], shift["compliance_after"]))
        turned = [any(e["verdict"] != counts["verdict"] or e["resource_verdict"] != counts["resource_verdict"]
                      for e in d["effects"]) for d in counts["differing"]]
        self.assertEqual(turned, sorted(turned, reverse=True))


if __name__ == "__main__":
    unittest.main()
