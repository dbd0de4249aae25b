#!/usr/bin/env python3
"""The overview under 64 connections, alone and with 300 open event streams, in interleaved pairs.

usage: server_bench.py BINARY [--pairs N] [--seconds N] [--path PATH]      needs wrk
"""

import argparse
import contextlib
import http.client
import json
import os
import pathlib
import re
import signal
import socket
import statistics
import subprocess
import tempfile

STREAMS = 300


class Served:
    def __init__(self, binary, folder):
        env = os.environ | {"JUNHENG_KEY_FILE": str(folder / "key"),
                            "JUNHENG_HOME": str(pathlib.Path(__file__).resolve().parents[1])}
        county = folder / "county.db"
        subprocess.run([binary, "demo", county], env=env, check=True, stdout=subprocess.DEVNULL)
        self.process = subprocess.Popen([binary, "serve", county, "--port", "0", "--json"], env=env,
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        told = json.loads(self.process.stdout.readline())
        self.port = int(told["address"].rsplit(":", 1)[1])
        link = http.client.HTTPConnection("127.0.0.1", self.port)
        link.request("POST", "/api/v1/session", json.dumps({k: told[k] for k in ("user", "password")}),
                     {"Content-Type": "application/json"})
        answer = link.getresponse()
        assert answer.status == 200, answer.read()
        self.cookie = answer.headers["Set-Cookie"].split(";")[0]

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)

    def streams(self, count):
        links = []
        for _ in range(count):
            link = socket.create_connection(("127.0.0.1", self.port))
            link.sendall(f"GET /api/v1/events HTTP/1.1\r\nHost: a\r\nCookie: {self.cookie}\r\n\r\n".encode())
            assert b" 200 " in link.recv(4096)
            links.append(link)
        return links

    def load(self, path, seconds):
        done = subprocess.run(
            ["wrk", "-t1", "-c64", f"-d{seconds}s", "--latency", "-H", f"Cookie: {self.cookie}",
             "-H", "Accept-Encoding: gzip", f"http://127.0.0.1:{self.port}{path}"],
            check=True, capture_output=True, text=True).stdout
        faults = re.findall(r"(Non-2xx.*|Socket errors.*)", done)
        rate = float(re.search(r"Requests/sec:\s*([\d.]+)", done)[1])
        value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", done).groups()
        return rate, float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit], faults


def main():
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("binary")
    words.add_argument("--pairs", type=int, default=5)
    words.add_argument("--seconds", type=int, default=5)
    words.add_argument("--path", default="/api/v1/overview")
    words = words.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        served = Served(os.path.abspath(words.binary), pathlib.Path(folder))
        alone, beside, slowest, faults = [], [], [], []
        for _ in range(words.pairs):
            rate, p99, wrong = served.load(words.path, words.seconds)
            alone.append(rate)
            slowest.append(p99)
            faults += wrong
            with contextlib.ExitStack() as stack:
                for link in served.streams(STREAMS):
                    stack.callback(link.close)
                rate, _, wrong = served.load(words.path, words.seconds)
                beside.append(rate)
                faults += wrong
        code = served.stop()
    ratio = statistics.median(b / a for a, b in zip(alone, beside))
    print(f"{words.path}: {statistics.median(alone):.0f} requests/s, p99 {statistics.median(slowest):.1f} ms; "
          f"with {STREAMS} streams {statistics.median(beside):.0f} ({ratio:.2f} of it); faults {faults}; exit {code}")


if __name__ == "__main__":
    main()
