#!/usr/bin/env python3
"""Changes real requests a little and sends them over the wire, logged in, as fast as one server takes them.

usage: fuzz_requests.py SECONDS [SEED]      the program: $JUNHENG_BINARY, best one built with sanitizers

Fails when the server dies, answers 5xx other than that it is full (503) or does not speak that HTTP (505), says something that is no HTTP, keeps quiet on a whole request, or
when its log holds a report of a sanitizer. The request that did it is printed as a Python literal.
"""

import collections
import json
import random
import socket
import sys
import time

from server import API, CONTRACT, Server, demo_place, read_all

LATEST = 8  # requests shown when the server dies
ODD_TEXTS = ("", "\x00", "\u202e", "🏫" * 40, "a" * 5000, "' OR 1=1 --", "=1+1", "../../etc/passwd", "%s%n", "null", "-0", "1e309",
             "2025", "zh", "\ud7ff")
ODD_VALUES = (None, True, 0, -1, 2**31, 2**63, 2**64, -2**63 - 1, 1e308, 0.1, [], {}, [[]], {"": {}}, *ODD_TEXTS)
ODD_BYTES = (b"\x00", b"\xff", b"\r\n", b"\r\n\r\n", b"%00", b"%2e%2e/", b"\"", b"{", b"[" * 300, b":", b" ", b"\t", b"9" * 40, b"?", b"&&",
             b"Content-Length: 7\r\n", b"Transfer-Encoding: chunked\r\n", b"HTTP/1.0", b"Expect: 100-continue\r\n")
# Would end the session or take the password of whoever sends the rest.
LEFT_OUT = {"logout", "change_password", "login", "reset_user", "change_user", "events", "job_events"}
# What the server says when it is full; nothing else may be a 5xx.
FULL = {"server.busy", "http.too_many_connections", "http.too_many_streams", "import.too_many_drafts", "job.too_many", "store.locked"}


class Wrong(Exception):
    pass


def base_requests(client):
    """(method, path, body) of every operation, with things that are there."""
    schools = client.get(f"{API}/assessment").json["schools"]
    code, stage = schools[0]["code"], schools[0]["stage"]
    table = client.get(f"{API}/tables/shared?school={code}").json
    row = dict(zip([column["name"] for column in table["columns"]], table["rows"][0]))
    client.request("PUT", f"{API}/scenarios/kept", {"changes": []})
    draft = client.post(f"{API}/imports", {}).json["id"]
    cell = {"table": "shared", "key": [code], "field": "equipment_yuan"}
    ids = {"change_set": "1", "reported_differences": "2", "import": draft, "put_import_file": draft, "check_import": draft}
    queries = {"explain": f"?indicator=L6&school={code}&stage={stage}", "compare": "?a=2024&b=2025", "table": f"?school={code}",
               "assessment": "?readings=true&lang=en", "change_set": "?limit=10", "audit": "?after=0&limit=5", "map": "?year=2025"}
    bodies = {
        "edit": {"year": 2025, "why": "fuzz", "changes": [cell | {"before": row["equipment_yuan"], "after": row["equipment_yuan"]}]},
        "what_if": {"changes": [{"act": "set", **cell, "after": "9"},
                                {"act": "add_teachers", "school": code, "stage": stage, "subject": "22", "count": 3}]},
        "save_scenario": {"changes": [{"act": "merge_school", "school": code, "into": schools[-1]["code"]}], "why": "fuzz"},
        "hand_in": {"school": code, "act": "fill"}, "freeze": {"signer": "signer"},
        "new_import": {"year": 2025, "why": "fuzz"}, "undo": {"why": "fuzz"},
        "add_users": {"accounts": [{"name": "x", "role": "viewer", "scope": {"kind": "county", "code": ""}}]},
        "search_children": {"school": code, "purpose": "fuzz of requests"},
        "new_export": {"kind": "tables", "purpose": "fuzz of requests"},
        "review_paper": {"act": "accept", "judged": "met", "file": None},
    }
    raw = {"put_import_file": "code,stage,pupils\n2141000001,primary,100\n".encode(), "put_paper": b"%PDF-1.4 fuzz"}
    found = []
    for path, methods in CONTRACT["paths"].items():
        for method, operation in methods.items():
            name = operation["operationId"]
            if name in LEFT_OUT:
                continue
            filled = (path.replace("{code}", code).replace("{table}", "shared").replace("{id}", ids.get(name, "1"))
                      .replace("{indicator}", "Q8").replace("{slot}", "study_load")
                      .replace("{name}", {"put_paper": "a.pdf", "put_import_file": "stages.csv"}.get(name, "kept")))
            body = raw.get(name) or (json.dumps(bodies.get(name, {})).encode() if "requestBody" in operation else b"")
            found.append((method.upper(), filled + queries.get(name, ""), body))
    return found


def odd_json(dice, value):
    """The same value with one part of it replaced, dropped or doubled."""
    if isinstance(value, dict) and value and dice.random() < 0.8:
        changed = dict(value)
        name = dice.choice(list(changed))
        pick = dice.random()
        if pick < 0.1:
            del changed[name]
        elif pick < 0.2:
            changed[dice.choice(ODD_TEXTS)] = changed[name]
        else:
            changed[name] = odd_json(dice, changed[name])
        return changed
    if isinstance(value, list) and value and dice.random() < 0.8:
        changed = list(value)
        at = dice.randrange(len(changed))
        if dice.random() < 0.2:
            return changed * dice.choice((0, 2, 300))
        changed[at] = odd_json(dice, changed[at])
        return changed
    return dice.choice(ODD_VALUES)


def odd_bytes(dice, data):
    changed = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 5))):
        at = dice.randrange(len(changed) + 1)
        pick = dice.randrange(4)
        if pick == 0 and changed:
            changed[at % len(changed)] ^= 1 << dice.randrange(8)
        elif pick == 1:
            changed[at:at] = dice.choice(ODD_BYTES)
        elif pick == 2:
            del changed[at:at + dice.choice((1, 4, 40))]
        else:
            changed[at:at] = changed[at:at + dice.choice((1, 20, 200))]
    return bytes(changed)


def odd_path(dice, path):
    parts = path.replace("?", "/?").replace("&", "/&").split("/")
    at = dice.randrange(1, len(parts))
    odd = "".join(f"%{byte:02X}" for byte in dice.choice(ODD_TEXTS).encode("utf-8", "surrogatepass")[:3000])
    if "=" in parts[at]:
        odd = parts[at].split("=")[0] + "=" + odd
    parts[at] = odd
    return "/".join(parts).replace("/?", "?").replace("/&", "&")


def request_bytes(method, path, body, client):
    head = (f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {client.cookie}\r\nX-CSRF-Token: {client.csrf}\r\n"
            f"Content-Type: application/json\r\nAccept-Encoding: gzip\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n")
    return head.encode("utf-8", "surrogatepass") + body


def mutated(dice, base, client):
    """The bytes, and whether they are one whole request that must be answered."""
    method, path, body = base
    pick = dice.random()
    if pick < 0.45 and body.startswith(b"{"):
        body = json.dumps(odd_json(dice, json.loads(body)), ensure_ascii=dice.random() < 0.5).encode("utf-8", "surrogatepass")
        return request_bytes(method, path, body, client), True
    if pick < 0.65:
        return request_bytes(method, odd_path(dice, path), body, client), True
    if pick < 0.75 and body:
        return request_bytes(method, path, odd_bytes(dice, body), client), True
    if pick < 0.8:
        return request_bytes(dice.choice(("GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "X")), path, body, client), True
    whole = request_bytes(method, path, body, client)
    if pick < 0.85:
        return whole + odd_bytes(dice, whole), False
    if pick < 0.9:
        return whole[:dice.randrange(len(whole))], False
    return odd_bytes(dice, whole), False


def check(answer, whole):
    if not answer:
        if whole:
            raise Wrong("no answer to a whole request")
        return 0
    if not answer.startswith(b"HTTP/1.1 "):
        raise Wrong(f"no HTTP: {answer[:200]!r}")
    status = int(answer[9:12])
    if status >= 500:
        code = answer.rsplit(b"\r\n\r\n", 1)[-1]
        known = status == 505 or status == 503 and any(f'"{word}"'.encode() in code for word in FULL)
        if not known:
            raise Wrong(f"{status}: {answer[-600:]!r}")
    return status


def send(port, data):
    with socket.create_connection(("127.0.0.1", port), timeout=60) as link:
        try:
            link.sendall(data)
            link.shutdown(socket.SHUT_WR)
        except (BrokenPipeError, ConnectionResetError):
            pass
        except OSError:
            pass
        return read_all(link)


class Fuzz:
    def __init__(self, seed):
        self.dice = random.Random(seed)
        self.place = demo_place()
        # A child that dies of a finding must say so.
        self.place.env |= {"ASAN_OPTIONS": "abort_on_error=1:detect_leaks=1", "UBSAN_OPTIONS": "halt_on_error=1:print_stacktrace=1"}
        self.county = self.place.path / "demo.db"
        self.server = Server(self.place, self.county)
        self.client = self.server.client()
        password = self.server.told["password"]
        assert self.client.login("admin", password).status == 200
        self.client.take(self.client.post(f"{API}/session/password", {"old": password, "new": "fuzz-long-password"}))
        self.tally = collections.Counter()
        self.latest = collections.deque(maxlen=LATEST)

    def ensure_session(self):
        if self.client.get(f"{API}/session").status == 401:
            fresh = self.place.must("user", "reset", self.county, "admin", "--json").json["passwords"][0]["password"]
            assert self.client.login("admin", fresh).status == 200
            self.client.take(self.client.post(f"{API}/session/password", {"old": fresh, "new": "fuzz-long-password"}))

    def run(self, seconds):
        bases = base_requests(self.client)
        end = time.monotonic() + seconds
        sent = 0
        while time.monotonic() < end:
            if sent % 100 == 0:
                self.ensure_session()
                if self.client.get("/healthz").status != 200:
                    raise Wrong("not healthy")
            data, whole = mutated(self.dice, self.dice.choice(bases), self.client)
            self.latest.append(data)
            self.tally[check(send(self.server.port, data), whole)] += 1
            sent += 1
        return sent

    def finish(self):
        code = self.server.stop()
        log = (self.place.path / "server.log").read_text(encoding="utf-8", errors="replace")
        if code != 0 or "Sanitizer" in log or "runtime error" in log:
            raise Wrong(f"exit {code}\n{log[-4000:]}")


def main():
    seconds = float(sys.argv[1])
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(10**6)
    fuzz = Fuzz(seed)
    try:
        sent = fuzz.run(seconds)
        fuzz.finish()
    except (Wrong, OSError) as wrong:
        print(f"seed {seed}: {wrong}", file=sys.stderr)
        for data in fuzz.latest:
            print(repr(data[:4000]), file=sys.stderr)
        print((fuzz.place.path / "server.log").read_text(encoding="utf-8", errors="replace")[-4000:], file=sys.stderr)
        sys.exit(1)
    finally:
        fuzz.server.end()
        fuzz.place.close()
    print(f"seed {seed}: {sent} requests in {seconds:.0f} s, answers {dict(sorted(fuzz.tally.items()))}")


if __name__ == "__main__":
    main()
