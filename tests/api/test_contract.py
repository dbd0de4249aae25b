"""Answers fit the schemas of the contract."""

import copy
from decimal import Decimal
import json
import re
import unittest

import jsonschema

from server import API, CONTRACT, ROOT, ServerTest

SCHEMAS = ROOT / "docs/schema"


def expanded(node, document, depth=0):
    """The schema with every reference replaced by what it names, in this file or beside it."""
    if depth > 60:
        raise AssertionError("a reference goes in a circle")
    if isinstance(node, list):
        return [expanded(item, document, depth + 1) for item in node]
    if not isinstance(node, dict):
        return node
    reference = node.get("$ref")
    if reference is None:
        return {name: expanded(value, document, depth + 1) for name, value in node.items()}
    if not reference.startswith("#"):
        file, _, place = reference.partition("#")
        other = json.loads((ROOT / "openapi" / file).resolve().read_text(encoding="utf-8"))
        return expanded(found_at(other, place), other, depth + 1)
    return expanded(found_at(document, reference[1:]), document, depth + 1)


def found_at(document, place):
    """What stands at "/components/schemas/X"."""
    for part in place.split("/")[1:]:
        document = document[part]
    return document


def schema_of(operation, status):
    for methods in CONTRACT["paths"].values():
        for one in methods.values():
            if one["operationId"] == operation:
                answer = one["responses"].get(str(status), one["responses"]["default"])
                answer = expanded(copy.deepcopy(answer), CONTRACT)
                return answer["content"]["application/json"]["schema"]
    raise AssertionError(operation)


def gaps_of(rows):
    """By national indicator, what these school-stages lack and at how many schools; a building counts once."""
    gaps = {}
    for indicator in (f"L{number}" for number in range(1, 8)):
        shared = indicator in ("L4", "L5", "L6", "L7")
        lacks = {}
        for row in rows:
            value = next(v for v in row["values"] if v["indicator"] == indicator)
            if value["compliance"] == "short":
                lacks.setdefault(row["code"], []).append(Decimal(str(value["shortfall"]["amount"])))
        if lacks:
            gaps[indicator] = (sum(max(each) if shared else sum(each) for each in lacks.values()), len(lacks))
    return gaps


class Contract(ServerTest):
    def fits(self, operation, answer):
        self.assertLess(answer.status, 300, str(answer))
        jsonschema.validate(answer.json, schema_of(operation, answer.status))
        return answer.json

    def test_it_is_served(self):
        self.assertEqual(self.server.client().get(f"{API}/openapi.json").json, CONTRACT)

    def test_readings_of_the_county(self):
        client = self.admin()
        self.fits("session", client.get(f"{API}/session"))
        county = self.fits("county", client.get(f"{API}/county"))
        self.fits("overview", client.get(f"{API}/overview"))
        self.fits("trend", client.get(f"{API}/trend"))
        assessment = self.fits("assessment", client.get(f"{API}/assessment?readings=true&lang=en"))
        first = assessment["schools"][0]
        code, stage = first["code"], first["stage"]
        self.fits("explain", client.get(f"{API}/explain?indicator=L5&school={code}&stage={stage}"))
        self.fits("explain", client.get(f"{API}/explain?cv=L2&stage=primary"))
        self.fits("explain", client.get(f"{API}/explain?indicator=G1"))
        self.fits("compare", client.get(f"{API}/compare?a={county['years'][0]}&b={county['years'][-1]}"))
        self.fits("indicators", client.get(f"{API}/indicators?lang=en"))
        self.fits("schools", client.get(f"{API}/schools"))
        self.fits("school", client.get(f"{API}/schools/{code}"))
        self.fits("map", client.get(f"{API}/map"))
        for table in ("county", "townships", "schools", "teachers", "evidence", "features"):
            self.fits("table", client.get(f"{API}/tables/{table}"))
        self.fits("papers", client.get(f"{API}/evidence"))
        self.fits("hand_ins", client.get(f"{API}/hand-ins"))
        self.fits("checks", client.get(f"{API}/checks"))
        self.fits("history", client.get(f"{API}/history"))
        self.fits("change_set", client.get(f"{API}/history/1?limit=50"))

    def test_readings_are_told_in_both_languages(self):
        client = self.admin()
        told = {lang: {r["id"]: r for r in client.get(f"{API}/indicators?lang={lang}").json["readings"]} for lang in ("zh", "en")}
        self.assertEqual(len(told["zh"]), 11)  # standards.md 14
        for name, zh in told["zh"].items():
            en = told["en"][name]
            for one in (zh, en):
                self.assertTrue(one["name"] and one["ask"] and one["source"]["document"] and one["source"]["clause"], name)
                self.assertIn(one["chosen"], [choice["id"] for choice in one["choices"]])
            for a, b in zip([zh] + zh["choices"], [en] + en["choices"]):
                # Terms without a good English word stand in brackets behind it.
                self.assertRegex(b["name"], r"^[A-Za-z0-9(]", b)
                self.assertRegex(a["name"], r"[\u4e00-\u9fff]", a)
                self.assertNotEqual(a["name"], b["name"])
        for effect in client.get(f"{API}/assessment?readings=true").json["readings"]:
            choices = [choice["id"] for choice in told["zh"][effect["reading"]]["choices"]]
            self.assertIn(effect["choice"], choices)
            self.assertTrue(effect["changes"])

    def test_the_command_line_says_the_same(self):
        client = self.admin()
        printed = self.place.must("assess", self.county, "--json", "--lang", "zh").json
        self.assertEqual(client.get(f"{API}/assessment?lang=zh").json, printed)
        printed = self.place.must("history", self.county, "--json").json
        self.assertEqual(client.get(f"{API}/history").json, printed)

    def test_the_overview_says_what_the_assessment_says(self):
        client = self.admin()
        overview, assessment = client.get(f"{API}/overview").json, client.get(f"{API}/assessment").json
        self.assertEqual(overview["resource"], assessment["resource"])
        counted = [s for s in assessment["schools"] if s["counted"]]
        for verdict in ("pass", "fail", "unknown"):
            self.assertEqual(overview["schools"][verdict], sum(s["verdict"] == verdict for s in counted))
        worst = {}
        for row in counted:
            worst.setdefault(row["code"], set()).add(row["verdict"])
        tally = [next(v for v in ("fail", "unknown", "pass") if v in verdicts) for verdicts in worst.values()]
        self.assertEqual(overview["schools_distinct"],
                         {"counted": len(tally)} | {v: tally.count(v) for v in ("pass", "fail", "unknown")})
        for name, passing in (("gaps", False), ("tolerated_gaps", True)):
            expected = gaps_of([row for row in counted if (row["verdict"] == "pass") == passing])
            self.assertTrue(expected, name)
            self.assertEqual({gap["indicator"]: (gap["amount"], gap["short_schools"]) for gap in overview[name]},
                             {indicator: (float(amount), schools) for indicator, (amount, schools) in expected.items()})

    def test_page_command_line_and_report_say_the_same_gap(self):
        overview = self.admin().get(f"{API}/overview?lang=zh").json
        page = self.place.must("assess", self.county, "--lang", "zh").out.decode()
        for name, words in (("gaps", "未达标学校的缺口:"), ("tolerated_gaps", "已达标学校的余项")):
            line = next(line for line in page.splitlines() if line.startswith(words))
            told = [gap["indicator"] for gap in overview[name]]
            self.assertEqual(re.findall(r"\bL\d\b", line), told)
            for gap in overview[name]:
                if gap["unit"] in ("teacher", "room"):
                    self.assertRegex(line, rf"\b{gap['indicator']} {gap['amount']:.0f}\b")

    def test_what_is_done(self):
        client = self.user("doer", "bureau_admin")
        self.fits("users", client.get(f"{API}/users"))
        added = client.post(f"{API}/users", {"accounts": [{"name": "new", "role": "viewer"}]})
        self.fits("add_users", added)
        self.fits("change_user", client.request("PATCH", f"{API}/users/new", {"full_name": "新"}))
        self.fits("reset_user", client.post(f"{API}/users/new/reset"))
        self.fits("roles", client.get(f"{API}/roles?lang=en"))
        self.fits("audit", client.get(f"{API}/audit?limit=5"))
        self.fits("verify_audit", client.get(f"{API}/audit/verify"))
        self.fits("save_scenario", client.request("PUT", f"{API}/scenarios/s", {"changes": []}))
        self.fits("scenario", client.get(f"{API}/scenarios/s"))
        self.fits("scenarios", client.get(f"{API}/scenarios"))
        self.fits("what_if", client.post(f"{API}/what-if", {"changes": []}))
        self.fits("new_import", client.post(f"{API}/imports"))
        self.fits("imports", client.get(f"{API}/imports"))
        self.fits("new_form", client.post(f"{API}/forms", {"purpose": "contract test"}))
        self.check_of_an_import(client)
        started = client.post(f"{API}/exports", {"kind": "backup", "purpose": "contract test"})
        self.fits("new_export", started)
        events = client.end_of(started.json["job"])
        self.assertEqual(events[-1]["state"], "done", events)
        for event in events:
            jsonschema.validate(event, schema_of("job", 200))
        jsonschema.validate(events[-1]["result"], expanded(CONTRACT["components"]["schemas"]["Export"], CONTRACT))
        self.fits("jobs", client.get(f"{API}/jobs"))

    def check_of_an_import(self, client):
        id_ = client.post(f"{API}/imports").json["id"]
        content = b"code,equipment_yuan,remark\n" + client.get(f"{API}/schools").json["schools"][0]["code"].encode() + b",5,x\n"
        client.request("PUT", f"{API}/imports/{id_}/files/shared.csv", raw=content)
        result = client.job(client.post(f"{API}/imports/{id_}/check"))["result"]
        self.assertTrue(result["difference"]["schools"])
        jsonschema.validate(result, expanded(CONTRACT["components"]["schemas"]["ImportResult"], CONTRACT))

    def test_what_it_refuses(self):
        client = self.admin()
        failure = expanded(CONTRACT["components"]["schemas"]["Error"], CONTRACT)
        for path, status, code in (
                ("/assessment?year=1899", 400, "http.bad_parameter"), ("/assessment?year=x", 400, "http.bad_parameter"),
                ("/assessment?year=2050", 404, "county.no_such_year"), ("/assessment?yaer=1", 400, "http.unknown_parameter"),
                ("/assessment?scenario=none", 404, "store.scenario_unknown"), ("/compare?a=2025", 400, "http.missing_parameter"),
                ("/explain?indicator=L99", 404, "indicator.unknown"),
                ("/schools/none", 404, "school.unknown"), ("/tables/none", 404, "table.unknown"),
                ("/history/1e3", 400, "http.bad_parameter"), ("/jobs/none", 404, "job.unknown")):
            answer = client.get(API + path)
            jsonschema.validate(self.assert_failure(answer, status, code), failure)

    def test_answers_are_kept_and_known_again(self):
        client = self.admin()
        plain = client.get(f"{API}/overview")
        again = client.get(f"{API}/overview", headers={"If-None-Match": plain.headers["ETag"]})
        self.assertEqual((again.status, again.body), (304, b""))
        packed = client.get(f"{API}/assessment", headers={"Accept-Encoding": "gzip"})
        self.assertEqual(packed.headers["Content-Encoding"], "gzip")
        import gzip
        self.assertEqual(gzip.decompress(packed.body), client.get(f"{API}/assessment").body)
        client.request("PUT", f"{API}/scenarios/moves", {"changes": []})
        self.assertIn("moves", client.get(f"{API}/county").json["scenarios"])

    def test_another_program_writes(self):
        client = self.admin()
        before = client.get(f"{API}/overview").json["last_change"]
        code = client.get(f"{API}/schools").json["schools"][0]["code"]
        self.place.must("freeze", self.county, "--signer", "局长")
        after = client.get(f"{API}/overview").json["last_change"]
        self.assertNotEqual(before, after, code)


if __name__ == "__main__":
    unittest.main()
