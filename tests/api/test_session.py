"""Coming in, staying in, being thrown out."""

import time
import unittest

from server import API, Server, ServerTest, demo_place


class FirstStart(unittest.TestCase):
    def test_password_is_told_once_and_is_no_default(self):
        place = demo_place()
        self.addCleanup(place.close)
        county = place.path / "demo.db"
        first = Server(place, county)
        self.addCleanup(first.end)
        self.assertEqual(set(first.told), {"address", "user", "password"})
        self.assertEqual(first.stop(), 0)
        second = Server(place, county)
        self.addCleanup(second.end)
        self.assertEqual(second.told["password"], None)
        self.assertEqual(second.client().login(first.told["user"], first.told["password"]).status, 200)
        other = place.path / "other.db"
        place.must("demo", other, "--schools", "5", "--years", "1")
        third = Server(place, other)
        self.addCleanup(third.end)
        self.assertNotEqual(third.told["password"], first.told["password"])

    def test_lost_password_is_reset_on_the_machine(self):
        place = demo_place()
        self.addCleanup(place.close)
        county = place.path / "demo.db"
        server = Server(place, county)
        self.addCleanup(server.end)
        client = server.admin()
        fresh = place.must("user", "reset", county, "admin", "--json").json["passwords"][0]["password"]
        self.assertEqual(client.get(f"{API}/session").status, 401, "the old session must end")
        self.assertEqual(server.client().login("admin", server.told["password"]).status, 401)
        self.assertEqual(server.client().login("admin", fresh).status, 200)


class Session(ServerTest):
    def test_login_and_logout(self):
        client = self.server.client()
        self.assert_failure(client.get(f"{API}/assessment"), 401, "auth.required")
        self.assert_failure(client.login("admin", "wrong"), 401, "auth.wrong_password")
        self.assert_failure(client.login("nobody", "wrong"), 401, "auth.wrong_password")
        answer = client.login(self.server.told["user"], self.server.told["password"])
        cookie = answer.headers["Set-Cookie"]
        for word in ("HttpOnly", "SameSite=Strict", "Path=/"):
            self.assertIn(word, cookie)
        self.assertEqual(client.get(f"{API}/session").json["user"], "admin")
        self.assertEqual(client.get(f"{API}/assessment").status, 200)
        self.assertEqual(client.request("DELETE", f"{API}/session").status, 204)
        self.assert_failure(client.get(f"{API}/assessment"), 401, "auth.required")

    def test_unsafe_methods_need_the_token(self):
        client = self.admin()
        client.csrf = ""
        body = {"changes": []}
        self.assert_failure(client.request("PUT", f"{API}/scenarios/a", body), 403, "auth.csrf")
        client.csrf = "x" * 43
        self.assert_failure(client.request("PUT", f"{API}/scenarios/a", body), 403, "auth.csrf")

    def test_other_forms_than_json_are_refused(self):
        client = self.server.client()
        answer = client.request("POST", f"{API}/session", raw=b"user=admin&password=x",
                                headers={"Content-Type": "application/x-www-form-urlencoded"})
        self.assert_failure(answer, 415, "http.wrong_type")

    def test_malformed_json(self):
        client = self.server.client()
        head = {"Content-Type": "application/json"}
        for raw, code in ((b"{", "json.malformed"), (b"", "json.malformed"), (b"{}{}", "json.malformed"),
                          (b"\xff\xfe", "json.malformed"), (b'{"user":"\xff","password":"x"}', "json.malformed"),
                          (b"[" * 8000, "json.too_deep"), (b'{"user":1,"password":"x"}', "json.unfit"),
                          (b'{"user":"a","password":"x","more":1}', "json.unfit"), (b'{"user":"a"}', "json.unfit"),
                          (b'{"user":"' + b"a" * 100 + b'","password":"x"}', "json.unfit")):
            answer = client.request("POST", f"{API}/session", raw=raw, headers=head)
            self.assert_failure(answer, 400, code)

    def test_one_time_password_rests_some_rights(self):
        client = self.admin()
        self.assertTrue(client.session["password_change_due"])
        body = {"accounts": [{"name": "x", "role": "viewer"}]}
        self.assert_failure(client.post(f"{API}/users", body), 403, "auth.change_password_first")

    def test_own_password(self):
        self.user("changer", "viewer")
        client = self.server.client()
        self.assertEqual(client.login("changer", "changer-long-password").status, 200)
        other = self.server.client()
        other.login("changer", "changer-long-password")
        change = lambda old, new: client.post(f"{API}/session/password", {"old": old, "new": new})
        self.assert_failure(change("changer-long-password", "short"), 400, "account.short_password")
        self.assert_failure(change("changer-long-password", "四个汉字"), 400, "account.short_password")
        self.assert_failure(change("wrong", "another-long-one"), 401, "auth.wrong_password")
        done = change("changer-long-password", "another-long-one")
        self.assertEqual(done.status, 200)
        self.assert_failure(other.get(f"{API}/session"), 401)
        client.take(done)
        self.assertEqual(client.get(f"{API}/session").status, 200)

    def test_injected_names_are_only_names(self):
        client = self.server.client()
        for name in ("' OR 1=1 --", "admin'--", '"; DROP TABLE account; --', "=cmd|' /C calc'!A0"):
            self.assert_failure(client.login(name, "x"), 401, "auth.wrong_password")
        self.assertEqual(client.login("admin", self.server.told["password"]).status, 200)


class Lists(ServerTest):
    def test_a_hundred_principals_at_once(self):
        lines = ["name,role,full_name,scope"] + [f"p{i},principal,校长{i},school:{i}" for i in range(12)]
        file = self.place.path / "list.csv"
        file.write_text("\n".join(lines), encoding="utf-8")
        added = self.place.must("user", "add", self.county, "--list", file, "--json").json["passwords"]
        self.assertEqual([one["name"] for one in added], [f"p{i}" for i in range(12)])
        self.assertEqual(len({one["password"] for one in added}), 12)
        client = self.server.client()
        self.assertEqual(client.login("p3", added[3]["password"]).json["scope"], {"kind": "school", "code": "3"})
        again = self.place.run("user", "add", self.county, "--list", file, "--json")
        self.assertEqual((again.exit_code, again.json["code"]), (2, "store.account_exists"))
        file.write_text("who,role\na,viewer\n", encoding="utf-8")
        bad = self.place.run("user", "add", self.county, "--list", file, "--json")
        self.assertEqual((bad.exit_code, bad.json["code"]), (3, "account.bad_list"))


class Lockout(ServerTest):
    roles = {"failures = 5\nseconds = 900": "failures = 3\nseconds = 2"}

    def test_locks_and_opens_again(self):
        client = self.server.client()
        for _ in range(3):
            self.assert_failure(client.login("admin", "wrong"), 401, "auth.wrong_password")
        self.assert_failure(client.login("admin", self.server.told["password"]), 429, "auth.locked")
        time.sleep(3)
        self.assertEqual(client.login("admin", self.server.told["password"]).status, 200)


class Expiry(ServerTest):
    roles = {"idle_seconds = 1800": "idle_seconds = 2", "shared_idle_seconds = 300": "shared_idle_seconds = 1",
             "longest_seconds = 43200": "longest_seconds = 4"}

    def test_sessions_end(self):
        own, shared = self.admin(), self.server.client()
        shared.login("admin", self.server.told["password"], shared_computer=True)
        time.sleep(1.3)
        self.assert_failure(shared.get(f"{API}/session"), 401, "auth.required")
        for _ in range(2):
            self.assertEqual(own.get(f"{API}/session").status, 200)
            time.sleep(1.1)
        time.sleep(1)
        self.assert_failure(own.get(f"{API}/session"), 401, "auth.required")


if __name__ == "__main__":
    unittest.main()
