"""The real server on a port of its own, met as a browser, a program or an attacker would meet it."""

import http.client
import json
import os
import pathlib
import shutil
import signal
import socket
import string
import subprocess
import sys
import unittest
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "system"))
from program import BINARY, ROOT, SLOW, Place, say, small_demo, write_table  # noqa: E402, F401

API = "/api/v1"
CONTRACT = json.loads((ROOT / "openapi/junheng.json").read_text(encoding="utf-8"))
START_SECONDS = 20
STOP_SECONDS = 20


class Answer:
    def __init__(self, response, body):
        self.status = response.status
        self.headers = response.headers
        self.body = body

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def code(self):
        return self.json["code"]

    def __str__(self):
        return f"{self.status} {self.body[:800]!r}"


class Client:
    """One user with a cookie and a token; every request on a connection of its own."""

    def __init__(self, port):
        self.port = port
        self.cookie = ""
        self.csrf = ""
        self.session = None

    def request(self, method, path, body=None, headers=None, raw=None, timeout=60):
        wanted = {"Cookie": self.cookie} if self.cookie else {}
        if method not in ("GET", "HEAD") and self.csrf:
            wanted["X-CSRF-Token"] = self.csrf
        content = raw
        if body is not None:
            content = json.dumps(body).encode()
            wanted["Content-Type"] = "application/json"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            # Names of files may be Chinese; everything that ASCII can say goes as it is.
            connection.request(method, urllib.parse.quote(path, safe=string.printable), content, wanted | (headers or {}))
            response = connection.getresponse()
            return Answer(response, response.read())
        finally:
            connection.close()

    def get(self, path, **options):
        return self.request("GET", path, **options)

    def post(self, path, body=None, **options):
        return self.request("POST", path, {} if body is None else body, **options)

    def login(self, user, password, **more):
        answer = self.request("POST", f"{API}/session", {"user": user, "password": password} | more)
        if answer.status == 200:
            self.take(answer)
        return answer

    def take(self, answer):
        self.cookie = answer.headers["Set-Cookie"].split(";")[0]
        self.session = answer.json
        self.csrf = self.session["csrf"]

    def job(self, answer):
        """Waits for the job that the answer started, by its events; the job as it ended."""
        assert answer.status == 202, str(answer)
        return self.end_of(answer.json["job"])[-1]

    def end_of(self, job):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", f"{API}/jobs/{job}/events", headers={"Cookie": self.cookie})
        text = connection.getresponse().read().decode()
        connection.close()
        return [json.loads(line[6:]) for line in text.splitlines() if line.startswith("data: ")]


class Server:
    """Ended by its own process id, never by a name."""

    def __init__(self, place, county, *options, home=None):
        env = place.env | ({"JUNHENG_HOME": str(home)} if home else {})
        self.log = open(place.path / "server.log", "ab")
        self.process = subprocess.Popen(
            [str(BINARY), "serve", str(county), "--port", "0", "--json", *map(str, options)],
            env=env, cwd=place.path, stdout=subprocess.PIPE, stderr=self.log)
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError(f"the server did not start: {(place.path / 'server.log').read_text()[-2000:]}")
        self.told = json.loads(line)
        self.port = int(self.told["address"].rsplit(":", 1)[1]) if "address" in self.told else 0

    def client(self):
        return Client(self.port)

    def admin(self):
        client = self.client()
        answer = client.login(self.told["user"], self.told["password"])
        assert answer.status == 200, str(answer)
        return client

    def stop(self):
        """The exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(STOP_SECONDS)
        self.close()
        return code

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(STOP_SECONDS)
        self.close()

    def close(self):
        self.process.stdout.close()
        self.log.close()

    def end(self):
        if self.process.poll() is None:
            self.kill()

    def raw(self, data, read_until_closed=True, timeout=30):
        """What comes back for these bytes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=timeout) as link:
            link.sendall(data)
            return read_all(link) if read_until_closed else link.recv(65536)


def read_all(link):
    parts = []
    try:
        while part := link.recv(65536):
            parts.append(part)
    except ConnectionResetError:
        pass
    return b"".join(parts)


def demo_place():
    """A scratch folder with the small demo county and its key."""
    place = Place()
    made = small_demo()
    shutil.copyfile(made.path / "keys/key", place.path / "keys/key")
    (place.path / "keys/key").chmod(0o600)
    shutil.copyfile(made.path / "demo.db", place.path / "demo.db")
    return place


def home_with(place, changes):
    """The program's folder, but with other lines in data/roles.toml: {old: new}."""
    home = place.folder("home")
    for name in ("db", "openapi"):
        os.symlink(ROOT / name, home / name)
    (home / "data").mkdir()
    for item in (ROOT / "data").iterdir():
        if item.name != "roles.toml":
            os.symlink(item, home / "data" / item.name)
    text = (ROOT / "data/roles.toml").read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    (home / "data/roles.toml").write_text(text, encoding="utf-8")
    return home


class ServerTest(unittest.TestCase):
    """One server a class, over the small demo county."""

    options = ()
    roles = {}

    @classmethod
    def setUpClass(cls):
        cls.place = demo_place()
        cls.county = cls.place.path / "demo.db"
        home = home_with(cls.place, cls.roles) if cls.roles else None
        cls.server = Server(cls.place, cls.county, *cls.options, home=home)

    @classmethod
    def tearDownClass(cls):
        cls.server.end()
        cls.place.close()

    def admin(self):
        return self.server.admin()

    def user(self, name, role, scope="county"):
        """A new account that has changed its one-time password."""
        run = self.place.must("user", "add", self.county, name, "--role", role, "--scope", scope, "--json")
        client = self.server.client()
        first = run.json["passwords"][0]["password"]
        self.assertEqual(client.login(name, first).status, 200)
        changed = client.post(f"{API}/session/password", {"old": first, "new": f"{name}-long-password"})
        self.assertEqual(changed.status, 200, str(changed))
        client.take(changed)
        return client

    def assert_failure(self, answer, status, code=None):
        self.assertEqual(answer.status, status, str(answer))
        failure = answer.json
        self.assertEqual(set(failure), {"code", "args", "where", "message"})
        self.assertNotEqual(failure["message"], failure["code"], "no sentence")
        if code:
            self.assertEqual(failure["code"], code)
        return failure


class ImportTest(ServerTest):
    """Imports in steps."""

    def begin(self, client, rows, name="shared.csv", **more):
        draft = client.post(f"{API}/imports", more)
        self.assertEqual(draft.status, 201, str(draft))
        id_ = draft.json["id"]
        file = self.place.path / name
        write_table(file, rows)
        put = client.request("PUT", f"{API}/imports/{id_}/files/{name}", raw=file.read_bytes())
        self.assertEqual(put.status, 200, str(put))
        return id_

    def all_shared(self, client, year=2025):
        table = client.get(f"{API}/tables/shared?year={year}").json
        names = [column["name"] for column in table["columns"]]
        return [dict(zip(names, ("" if c is None else c for c in cells))) for cells in table["rows"]]
