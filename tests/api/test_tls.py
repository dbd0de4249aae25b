"""TLS with a certificate of one's own."""

import ssl
import subprocess
import unittest
import urllib.request

from server import Server, demo_place


class Tls(unittest.TestCase):
    def setUp(self):
        self.place = demo_place()
        self.addCleanup(self.place.close)
        self.certificate, self.key = self.place.path / "certificate.pem", self.place.path / "key.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                        "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", self.key, "-out", self.certificate],
                       check=True, capture_output=True)

    def test_answers_over_tls_only(self):
        server = Server(self.place, self.place.path / "demo.db", "--certificate", self.certificate, "--key", self.key)
        self.addCleanup(server.end)
        self.assertTrue(server.told["address"].startswith("https://"))
        trusted = ssl.create_default_context(cafile=self.certificate)
        with urllib.request.urlopen(server.told["address"] + "/healthz", context=trusted) as answer:
            self.assertEqual(answer.status, 200)
            self.assertIn("max-age", answer.headers["Strict-Transport-Security"])
        old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        old.load_verify_locations(self.certificate)
        old.maximum_version = ssl.TLSVersion.TLSv1_1
        with self.assertRaises(OSError):
            urllib.request.urlopen(server.told["address"] + "/healthz", context=old, timeout=10)
        self.assertEqual(server.raw(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")[:5], b"")
        login = urllib.request.Request(
            server.told["address"] + "/api/v1/session", method="POST", headers={"Content-Type": "application/json"},
            data=b'{"user":"admin","password":"%s"}' % server.told["password"].encode())
        with urllib.request.urlopen(login, context=trusted) as answer:
            self.assertIn("; Secure", answer.headers["Set-Cookie"])
        self.assertEqual(server.stop(), 0)

    def test_a_bad_certificate_is_said(self):
        self.key.write_text("no key")
        run = self.place.run("serve", self.place.path / "demo.db", "--port", "0", "--json",
                             "--certificate", self.certificate, "--key", self.key)
        self.assertEqual((run.exit_code, run.json["code"]), (2, "server.bad_certificate"))


if __name__ == "__main__":
    unittest.main()
