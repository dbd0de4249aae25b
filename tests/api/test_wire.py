"""The wire: limits, deadlines, what could be understood in two ways, HEAD, drain."""

import re
import socket
import threading
import time
import unittest

from server import API, SLOW, Server, ServerTest, demo_place, read_all

HOST = b"Host: localhost\r\n"


def status(answer):
    found = re.match(rb"HTTP/1\.1 (\d{3})", answer)
    return int(found[1]) if found else 0


class Wire(ServerTest):
    def send(self, *parts):
        return self.server.raw(b"".join(parts))

    def assert_status(self, wanted, *parts):
        answer = self.send(*parts)
        self.assertEqual(status(answer), wanted, answer[:400])
        return answer

    def test_health_and_metrics(self):
        client = self.server.client()
        health = client.get("/healthz")
        self.assertEqual((health.status, health.json["status"]), (200, "ok"))
        metrics = client.get("/metrics").body.decode()
        self.assertIn("junheng_requests_total", metrics)
        self.assertIn("junheng_open{what=\"connections\"}", metrics)

    def test_head_is_get_without_the_body(self):
        client = self.admin()
        for path in ("/healthz", "/", "/metrics", f"{API}/assessment", f"{API}/overview", f"{API}/nothing",
                     f"{API}/schools?year=1"):
            got, head = client.get(path), client.request("HEAD", path)
            self.assertEqual(head.status, got.status, path)
            self.assertEqual(head.body, b"", path)
            changing = {"date", "content-security-policy"}
            if path == "/metrics":
                changing.add("content-length")
            keep = lambda answer: sorted((k.lower(), v) for k, v in answer.headers.items()
                                         if k.lower() not in changing)
            self.assertEqual(keep(head), keep(got), path)

    def test_pages_have_a_strict_policy(self):
        page = self.server.client().get("/")
        self.assertEqual(page.status, 200)
        policy = page.headers["Content-Security-Policy"]
        self.assertIn("script-src 'self';", policy)
        self.assertNotIn("unsafe", policy)
        self.assertEqual(page.headers["X-Content-Type-Options"], "nosniff")
        self.assertEqual(self.server.client().get("/schools/2145").status, 200)

    def test_what_is_no_request(self):
        self.assert_status(400, b"nonsense\r\n\r\n")
        self.assert_status(400, b"GET / HTTP/1.1\r\n", HOST, b"Broken Header: 1\r\n\r\n")
        self.assert_status(505, b"GET / HTTP/1.2\r\n", HOST, b"\r\n")
        self.assert_status(400, b"GET /healthz HTTP/1.1\r\n\r\n")
        self.assert_status(400, b"GET /healthz HTTP/1.1\r\n", HOST, HOST, b"\r\n")

    def test_lengths_that_two_readers_could_read_differently(self):
        head = b"POST /api/v1/session HTTP/1.1\r\n" + HOST
        for lines in (b"Content-Length: 5\r\nContent-Length: 5\r\n", b"Content-Length: 5\r\nContent-Length: 6\r\n",
                      b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", b"Transfer-Encoding: xchunked\r\n",
                      b"Transfer-Encoding: gzip, chunked\r\n",
                      b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", b"Content-Length: +5\r\n",
                      b"Content-Length: 5, 5\r\n", b"Transfer-Encoding : chunked\r\n"):
            answer = self.send(head, lines, b"\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\n" + HOST + b"\r\n")
            self.assertEqual(status(answer), 400, (lines, answer[:200]))
            self.assertEqual(answer.count(b"HTTP/1.1 "), 1, lines)

    def test_endless_headers(self):
        flood = b"".join(b"X-%d: %s\r\n" % (i, b"a" * 100) for i in range(1000))
        self.assert_status(431, b"GET / HTTP/1.1\r\n", HOST, flood)
        self.assert_status(431, b"GET /" + b"a" * 40000)
        # Too large, though it comes whole and fits into the buffer.
        self.assert_status(431, b"GET / HTTP/1.1\r\n", HOST, b"X: " + b"a" * 18000 + b"\r\n\r\n")

    def test_bodies_over_the_limit(self):
        self.assert_status(413, b"POST /api/v1/session HTTP/1.1\r\n", HOST,
                           b"Content-Type: application/json\r\nContent-Length: 99999999\r\n\r\n{")
        self.assert_status(413, b"POST /api/v1/session HTTP/1.1\r\n", HOST,
                           b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
                           b"ffffff\r\n", b"x" * 70000)
        # Without login not even the files of an import are taken.
        self.assert_status(401, b"PUT /api/v1/imports/a/files/b.xlsx HTTP/1.1\r\n", HOST,
                           b"Content-Length: 50000000\r\n\r\n", b"x" * 70000)

    def test_paths_that_climb(self):
        for path in (b"/../../etc/passwd", b"/%2e%2e/%2e%2e/etc/passwd", b"/assets/..%2f..%2fetc/passwd",
                     b"/a/./b", b"/a%00b", b"/a\\..\\b", b"/%zz", b"/%", b"/%c3%28", b"//../x", b"/a?b=%00",
                     b"/a?b=1&b=2"):
            self.assert_status(400, b"GET ", path, b" HTTP/1.1\r\n", HOST, b"\r\n")
        self.assert_status(404, b"GET /etc/passwd.txt HTTP/1.1\r\n", HOST, b"Connection: close\r\n\r\n")

    def test_methods_and_addresses(self):
        client = self.server.client()
        self.assert_failure(client.get(f"{API}/nothing"), 404, "http.no_such_address")
        wrong = client.request("DELETE", f"{API}/assessment")
        self.assert_failure(wrong, 405, "http.wrong_method")
        self.assertEqual(wrong.headers["Allow"], "GET, HEAD")
        self.assert_status(405, b"TRACE / HTTP/1.1\r\n", HOST, b"Connection: close\r\n\r\n")

    def test_pipelined(self):
        one = b"GET /healthz HTTP/1.1\r\n" + HOST + b"\r\n"
        last = b"GET /healthz HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n"
        answer = self.send(one * 19, last)
        self.assertEqual(answer.count(b"HTTP/1.1 200"), 20)

    def test_byte_by_byte(self):
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=10) as link:
            for byte in b"GET /healthz HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n":
                link.sendall(bytes([byte]))
            self.assertEqual(status(read_all(link)), 200)

    def test_continue(self):
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=10) as link:
            link.sendall(b"POST /api/v1/session HTTP/1.1\r\n" + HOST + b"Expect: 100-continue\r\n"
                         b"Content-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n")
            self.assertTrue(link.recv(100).startswith(b"HTTP/1.1 100"))
            link.sendall(b"{}")
            self.assertEqual(status(read_all(link)), 400)

    @unittest.skipUnless(SLOW, "waits for deadlines")
    def test_slow_clients_are_cut_off(self):
        start = time.monotonic()
        answer = self.send(b"GET / HTTP/1.1\r\n")
        self.assertEqual(status(answer), 408)
        self.assertLess(time.monotonic() - start, 14)
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=60) as link:
            link.sendall(b"POST /api/v1/session HTTP/1.1\r\n" + HOST +
                         b"Content-Type: application/json\r\nContent-Length: 2000\r\n\r\n")
            start = time.monotonic()
            try:
                while time.monotonic() - start < 40:
                    link.sendall(b"x")
                    time.sleep(0.5)
            except OSError:
                pass
            self.assertLess(time.monotonic() - start, 30)


class Drain(unittest.TestCase):
    def setUp(self):
        self.place = demo_place()
        self.addCleanup(self.place.close)
        self.server = Server(self.place, self.place.path / "demo.db")
        self.addCleanup(self.server.end)

    def test_running_requests_end_and_the_exit_is_clean(self):
        client = self.server.admin()
        idle = socket.create_connection(("127.0.0.1", self.server.port))
        answers = []
        ask = lambda: answers.append(client.get(f"{API}/assessment?readings=true"))
        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        time.sleep(0.2)
        start = time.monotonic()
        self.assertEqual(self.server.stop(), 0)
        self.assertLess(time.monotonic() - start, 9)
        for thread in threads:
            thread.join()
        self.assertEqual([answer.status for answer in answers], [200] * 4)
        idle.close()

    def test_two_servers_on_one_port(self):
        run = self.place.run("serve", self.place.path / "demo.db", "--port", self.server.port, "--json")
        self.assertEqual(run.exit_code, 5)
        self.assertEqual(run.json["code"], "server.port_taken")


if __name__ == "__main__":
    unittest.main()
