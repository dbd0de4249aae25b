"""Every operation of the contract as every role, within its scope and outside: answers as authorisation.csv says."""

import csv
import io
import json
import pathlib
import re
import unittest
import zipfile
from urllib.parse import quote

from server import API, CONTRACT, ServerTest
from children import child as child_row, children_csv, identity_number  # noqa: E402, beside the system tests

CHILDREN = 60

TABLE = pathlib.Path(__file__).parent / "authorisation.csv"


def operations():
    """{operationId: (method, path)}"""
    return {operation["operationId"]: (method.upper(), path)
            for path, methods in CONTRACT["paths"].items() for method, operation in methods.items()}


def rows():
    with open(TABLE, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Table(unittest.TestCase):
    def test_every_operation_has_its_row_and_every_row_its_operation(self):
        self.assertEqual({row["operation"] for row in rows()}, set(operations()))

    def test_every_right_is_one_of_the_contract(self):
        asked = {operation["x-right"] for methods in CONTRACT["paths"].values() for operation in methods.values()}
        text = (TABLE.parents[2] / "data/roles.toml").read_text(encoding="utf-8")
        known = set(re.findall(r"^(\w+) = \{ zh", text, re.M))
        # Asked for inside an operation: a backup is one kind of export, signing one kind of act.
        self.assertEqual(asked - {None, "session"} | {"backups_write", "figures_sign", "figures_check"}, known)


class RoleCase(ServerTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        admin = cls.server.admin()
        cls.schools = admin.get(f"{API}/assessment").json["schools"]
        listed = admin.get(f"{API}/schools").json["schools"]
        cls.central = next(s["central_school"] for s in listed if s["central_school"])
        inside = {s["code"] for s in listed if cls.central in (s["code"], s["central_school"])}
        cls.own = next(s for s in cls.schools if s["code"] in inside)
        cls.foreign = next(s for s in cls.schools if s["code"] not in inside)
        classes = admin.get(f"{API}/tables/classes?school={cls.own['code']}").json["rows"]
        cls.one_class = "/".join(classes[0][:3])
        table = admin.get(f"{API}/tables/shared").json
        names = [column["name"] for column in table["columns"]]
        cls.shared = {cells[0]: dict(zip(names, cells)) for cells in table["rows"]}
        admin.request("PUT", f"{API}/scenarios/kept", {"changes": []})

    def scope_of(self, role):
        if role in ("principal", "clerk", "teacher", "inspector"):
            return f"school:{self.own['code']}"
        return {"central_school": f"central_school:{self.central}", "carer": f"class:{self.one_class}"}.get(
            role, "county")

    def path_of(self, operation, path, target):
        filled = path.replace("{code}", target["code"]).replace("{table}", "shared").replace("{name}", "none.csv")
        filled = filled.replace("{id}", {"change_set": "1", "undo": "999999", "reported_differences": "999999"}.get(operation, "none"))
        if operation == "put_paper":
            filled = f"{API}/evidence/G1/layout_plan/files/plan.pdf"
        if operation == "review_paper":
            filled = f"{API}/evidence/Q8/study_load/review"
        if operation == "paper_file":
            filled = f"{API}/evidence-files/999999"
        if operation == "scenario":
            filled = f"{API}/scenarios/kept"
        # Whoever may save has saved it just before.
        if operation in ("save_scenario", "drop_scenario"):
            filled = f"{API}/scenarios/passing"
        return filled + {
            "explain": f"?indicator=L6&school={target['code']}&stage={target['stage']}",
            "compare": "?a=2024&b=2025", "table": f"?school={target['code']}",
        }.get(operation, "")

    def body_of(self, operation, target):
        row = self.shared[target["code"]]
        same = {"table": "shared", "key": [target["code"]], "field": "equipment_yuan",
                "before": row["equipment_yuan"], "after": row["equipment_yuan"]}
        return {
            "login": {"user": "none", "password": "none"},
            "change_password": {"old": "wrong", "new": "long enough to be one"},
            "edit": {"year": 2025, "why": "nothing", "changes": [same]},
            "save_scenario": {"changes": []}, "what_if": {"changes": []},
            "hand_in": {"school": target["code"], "act": "fill"}, "freeze": {"signer": "signer"},
            "review_paper": {"act": "accept", "judged": "met", "file": None},
            "add_users": {"accounts": [{"name": "x", "role": "none"}]},
            "search_children": {"school": target["code"], "purpose": "authorisation test"},
            "new_export": {"kind": "tables", "purpose": "authorisation test"},
            "new_form": {"school": target["code"], "purpose": "authorisation test"},
        }.get(operation, {})

    def ask(self, client, operation, target):
        method, path = operations()[operation]
        if operation == "events":
            method = "HEAD"  # the stream itself does not end
        body = self.body_of(operation, target)
        options = {"raw": b"%PDF-1.4"} if operation in ("put_import_file", "put_paper") else {"body": body} if method not in ("GET", "HEAD") else {}
        return client.request(method, self.path_of(operation, path, target), **options)

class EveryRole(RoleCase):
    def check_role(self, role):
        client = self.server.client() if role == "nobody" else self.user(f"{role}_1", role, self.scope_of(role))
        wrong = []
        # Logging out and a wrong old password come last.
        late = ("change_password", "logout")
        for row in sorted(rows(), key=lambda row: row["operation"] in late):
            target = self.foreign if row["scope"] == "foreign" else self.own
            answer = self.ask(client, row["operation"], target)
            if str(answer.status) != row[role]:
                wrong.append(f"{row['operation']} {row['scope']}: {answer.status}, not {row[role]}: {answer}")
        self.assertEqual(wrong, [])


def add_role_tests():
    for role in list(rows()[0])[2:]:
        setattr(EveryRole, f"test_{role}", lambda self, role=role: self.check_role(role))


add_role_tests()


class Secrecy(RoleCase):
    """No answer that a role may get holds a child's number, or a name of a child outside its scope."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Children whose numbers are known from outside: half of them at home, half abroad.
        own, foreign = cls.own["code"], cls.foreign["code"]
        register = cls.place.path / "pupils.csv"
        register.write_text(children_csv(
            child_row(order, own if order % 2 else foreign, 姓名=f"{'内外'[order % 2 == 0]}童{order}") for order in range(CHILDREN)))
        cls.place.must("import", cls.county, register)
        cls.numbers = {identity_number(order) for order in range(CHILDREN)}
        cls.names = {f"外童{order}" for order in range(0, CHILDREN, 2)}
        cls.all_names = cls.names | {f"内童{order}" for order in range(1, CHILDREN, 2)}

    def test_the_children_are_there(self):
        """Else nothing could leak: the section sees each of them by name, and none by number."""
        section = self.user("knows_all", "section")
        found = []
        for school in (self.own, self.foreign):
            answer = section.post(f"{API}/children/search", {"school": school["code"], "purpose": "secrecy test"})
            found += answer.json["children"]
        self.assertEqual({child["name"] for child in found}, self.all_names)

    def test_nothing_leaks(self):
        numbers, names = self.numbers, self.names
        for role in list(rows()[0])[2:]:
            client = self.server.client() if role == "nobody" else self.user(f"{role}_s", role, self.scope_of(role))
            for operation, (method, _) in operations().items():
                if method != "GET" and operation != "search_children":
                    continue
                for target in (self.own, self.foreign):
                    text = self.ask(client, operation, target).body.decode("utf-8", "replace")
                    self.scan(role, operation, target, text, numbers, names)

    def test_nothing_leaks_into_exports(self):
        numbers, names = self.numbers, self.all_names
        admin = self.admin()
        rights = {role["id"]: role["rights"] for role in admin.get(f"{API}/roles").json["roles"]}
        kinds = CONTRACT["components"]["schemas"]["ExportRequest"]["properties"]["kind"]["enum"]
        exporting = [role for role in list(rows()[0])[3:] if "exports_write" in rights[role]]
        self.assertTrue(exporting)
        for role in exporting:
            client = self.user(f"{role}_x", role, self.scope_of(role))
            for kind in kinds:
                asked = client.post(f"{API}/exports", {"kind": kind, "purpose": "secrecy test"})
                if asked.status == 403:
                    continue
                job = client.job(asked)
                if job["state"] != "done":
                    self.assertEqual(job["error"]["code"], "export.county_only", f"{role} {kind}: {job}")
                    continue
                for file in job["result"]["files"]:
                    content = client.get(f"{API}/exports/{job['result']['id']}/{file['name']}").body
                    self.assertEqual(len(content), file["bytes"])
                    self.scan_file(f"{role} {kind} {file['name']}", content, numbers, names)

    def test_nothing_leaks_into_forms(self):
        admin = self.admin()
        rights = {role["id"]: role["rights"] for role in admin.get(f"{API}/roles").json["roles"]}
        foreign = self.foreign["code"].encode()
        for role in [role for role in list(rows()[0])[3:] if "imports_write" in rights[role]]:
            client = self.user(f"{role}_f", role, self.scope_of(role))
            made = client.post(f"{API}/forms", {"purpose": "secrecy test"}).json
            content = client.get(f"{API}/exports/{made['id']}/{quote(made['files'][0]['name'])}").body
            self.scan_file(f"{role} form", content, self.numbers, self.all_names)
            book = zipfile.ZipFile(io.BytesIO(content))
            whole = any(foreign in book.read(name) for name in book.namelist())
            self.assertEqual(whole, self.scope_of(role) == "county", role)

    def scan_file(self, place, content, numbers, names):
        parts = [content]
        if content.startswith(b"PK"):
            book = zipfile.ZipFile(io.BytesIO(content))
            parts = [book.read(name) for name in book.namelist()]
        for part in parts:
            self.assertEqual([n for n in numbers if n.encode() in part], [], place)
            # A name of two characters may stand in a longer word by chance; in a cell of its own it may not.
            cells = set(re.split(r'[,"<>\n\r\t]', part.decode("utf-8", "ignore")))
            self.assertEqual(names & cells, set(), place)

    def scan(self, role, operation, target, text, numbers, names):
        place = f"{role} {operation} {target['code']}"
        self.assertEqual({number for number in numbers if number in text}, set(), place)
        if operation == "search_children" and role == "section":
            return
        self.assertEqual({name for name in names if f'"{name}"' in text}, set(), place)



class Seeing(RoleCase):
    """A county that lets a section see student numbers says so in data."""

    roles = {'    "evidence_read", "evidence_write", "evidence_review",\n]\nsees = []': '    "evidence_read", "evidence_write", "evidence_review",\n]\nsees = ["student_no"]'}

    def test_the_number_is_whole(self):
        body = {"school": self.own["code"], "purpose": "register"}
        children = self.user("section_s", "section").post(f"{API}/children/search", body).json["children"]
        self.assertTrue(children)
        for child in children:
            self.assertRegex(child["student_no"], r"^[GJL]\d{17}[\dX]$")


class Children(RoleCase):
    def test_masks_scope_and_log(self):
        body = {"school": self.own["code"], "purpose": "home visit plan"}
        teacher = self.user("teacher_c", "teacher", f"school:{self.own['code']}")
        answer = teacher.post(f"{API}/children/search", body)
        self.assertEqual(answer.status, 200, str(answer))
        children = answer.json["children"]
        self.assertTrue(children)
        for child in children:
            self.assertIn("*", child["identity_no"] + child["student_no"])
        carer = self.user("carer_c", "carer", f"class:{self.one_class}")
        mine = carer.post(f"{API}/children/search", {"purpose": "home visit plan"}).json["children"]
        self.assertTrue(mine)
        self.assertEqual({f"{c['school']}/{c['grade']}/{c['class']}" for c in mine}, {self.one_class})
        child = mine[0]
        own = self.user("carer_of_one", "carer", f"child:{child['id']}")
        found = own.post(f"{API}/children/search", {"purpose": "home visit plan"}).json["children"]
        self.assertEqual(found, [child])
        found = own.post(f"{API}/children/search", {"purpose": "last year", "year": 2024}).json["children"]
        self.assertEqual({c["id"] for c in found} - {child["id"]}, set())
        refused = own.post(f"{API}/children/search", {"school": child["school"], "purpose": "its school"})
        self.assert_failure(refused, 404, "school.unknown")
        bad = self.place.run("user", "add", self.county, "carer_x", "--role", "carer", "--scope", "child:G123", "--json")
        self.assertEqual(bad.json["code"], "account.bad_scope")
        section = self.user("section_c", "section")
        self.assert_failure(section.post(f"{API}/children/search", {"purpose": "too wide"}), 400, "children.too_wide")
        register = self.place.path / "one.csv"
        register.write_text(children_csv([child_row(7, self.own["code"])]))
        self.place.must("import", self.county, register)
        found = section.post(f"{API}/children/search", {"number": "G" + identity_number(7), "purpose": "one child"}).json
        self.assertEqual([c["name"] for c in found["children"]], ["学生7"])
        self.assertIn("*", found["children"][0]["student_no"])
        self.assert_failure(section.post(f"{API}/children/search", {"school": self.own["code"]}), 400, "json.unfit")
        entries = self.admin().get(f"{API}/audit?limit=1000").json["entries"]
        noted = [(e["who"], e["purpose"]) for e in entries if e["action"] == "children_read"]
        self.assertIn(("teacher_c", "home visit plan"), noted)
        self.assertNotIn(identity_number(7), json.dumps(entries))



if __name__ == "__main__":
    unittest.main()
