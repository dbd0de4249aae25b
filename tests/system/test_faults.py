"""Killed imports and full disks leave wholly the old state or wholly the new one."""

import os
import pathlib
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
import unittest

from children import child, children_csv
from program import BINARY, SLOW, Place, export, digest_of_folder, read_table, say, write_table

ROUNDS = 100 if SLOW else 10
COMMIT_ROUNDS = 40 if SLOW else 5
CHILDREN = 4000
KIB = 1024


class Faults(unittest.TestCase):
    """One county, and an import of tables and children that changes much of it."""

    @classmethod
    def setUpClass(cls):
        cls.place = Place()
        cls.addClassCleanup(cls.place.close)
        cls.old = cls.place.path / "old.db"
        cls.place.must("demo", cls.place.path / "demo.db", "--schools", "30", "--years", "1")
        tables = export(cls.place, "demo.db")
        cls.place.must("init", cls.old)
        cls.place.must("import", cls.old, tables, "--json")
        cls.files = [cls.changed(tables), cls.children(tables)]
        cls.work = cls.place.path / "work.db"
        cls.states = {cls.state_of(cls.old): "old", cls.complete(): "new"}

    @classmethod
    def changed(cls, tables):
        for name, column in (("figures", "value"), ("rooms", "count"), ("villages", "population")):
            rows = read_table(tables / f"{name}.csv")
            for row in rows:
                row[column] = str(int(float(row[column] or 0)) + 1)
            write_table(tables / f"{name}.csv", rows)
        return tables

    @classmethod
    def children(cls, tables):
        codes = [row["code"] for row in read_table(tables / "stages.csv") if row["stage"] == "primary"]
        path = cls.place.path / "pupils.csv"
        path.write_text(children_csv(child(order, codes[order % len(codes)]) for order in range(CHILDREN)))
        return path

    @classmethod
    def complete(cls):
        """The state after the whole import; measures how long it takes and how large its log grows."""
        cls.begin_again()
        process, start, cls.log_bytes = cls.start(), time.monotonic(), 0
        while process.poll() is None:
            cls.log_bytes = max(cls.log_bytes, cls.log_size())
            time.sleep(0.0005)
        cls.seconds = time.monotonic() - start
        if process.returncode != 0:
            raise AssertionError(str(cls.place.run("import", cls.work, *cls.files, "--json")))
        return cls.state_of(cls.work)

    @classmethod
    def begin_again(cls):
        for path in cls.place.path.glob("work.db*"):
            path.unlink()
        shutil.copyfile(cls.old, cls.work)

    @classmethod
    def start(cls):
        return cls.place.start("import", cls.work, *cls.files, "--json")

    @classmethod
    def log_size(cls):
        try:
            return os.stat(f"{cls.work}-wal").st_size
        except FileNotFoundError:
            return 0

    @classmethod
    def state_of(cls, database):
        """Tables as exported, the history, and the rows of every table of the store, children included."""
        connection = sqlite3.connect(database)
        sound = connection.execute("PRAGMA integrity_check").fetchall()
        names = [name for name, in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")]
        rows = [(name, connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in names]
        connection.close()
        if sound != [("ok",)]:
            raise AssertionError(f"integrity check: {sound}")
        folder = export(cls.place, database)
        digest = digest_of_folder(folder)
        shutil.rmtree(folder)
        kinds = [change["kind"] for change in cls.place.must("history", database, "--json").json["changes"]]
        return digest, tuple(kinds), tuple(rows)

    def found_state(self):
        state = self.state_of(self.work)
        self.assertIn(state, self.states, "neither the old state nor the new one")
        return self.states[state]

    # The kill

    def kill(self, process):
        process.send_signal(signal.SIGKILL)
        process.wait()
        return self.found_state()

    def test_the_states_differ(self):
        self.assertEqual(len(self.states), 2)
        say(f"an import takes {self.seconds:.2f} s, its log grows to {self.log_bytes} bytes")

    def test_killed_at_random_moments(self):
        choose = random.Random(20250901)
        found = []
        for _ in range(ROUNDS):
            self.begin_again()
            process = self.start()
            time.sleep(choose.uniform(0, 1.1 * self.seconds))
            found.append(self.kill(process))
        self.assertEqual(len(found), ROUNDS)
        say(f"{ROUNDS} kills: {found.count('old')} left the old state, {found.count('new')} the new one")

    def test_killed_while_the_store_writes(self):
        """The kill falls when the write-ahead log has grown to a random part of what the import needs."""
        self.assertGreater(self.log_bytes, 0)
        choose = random.Random(20250902)
        found, caught = [], 0
        for _ in range(COMMIT_ROUNDS):
            self.begin_again()
            wanted = choose.uniform(0.02, 1) * self.log_bytes
            process = self.start()
            while process.poll() is None and self.log_size() < wanted:
                time.sleep(0.0001)
            caught += process.poll() is None
            found.append(self.kill(process))
        self.assertGreater(caught, COMMIT_ROUNDS // 2, "most imports had ended before the kill")
        say(f"{COMMIT_ROUNDS} kills, {caught} of a writing process: {found.count('old')} old, {found.count('new')} new")

    def test_after_a_kill_the_import_goes_through(self):
        self.begin_again()
        process = self.start()
        time.sleep(self.seconds / 2)
        if self.kill(process) == "old":
            self.place.must("import", self.work, *self.files, "--json")
        self.assertEqual(self.found_state(), "new")

    # The disk

    def import_under(self, limit, **options):
        """Under a limit of the size of a file; a signal that a program may not know of is left as it comes."""
        tight = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        command = [str(BINARY), "import", str(self.work), *map(str, self.files), "--json"]
        return subprocess.run(command, env=self.place.env, cwd=self.place.path, capture_output=True, preexec_fn=tight,
                              **options)

    def assert_disk_full(self, done):
        self.assertEqual(done.returncode, 5, done)
        self.assertIn(b"disk_full", done.stdout)
        self.assertTrue(done.stderr.strip())

    def test_full_by_a_limit_of_file_size(self):
        for part in (0.1, 0.5, 0.9):
            self.begin_again()
            done = self.import_under(int(part * self.log_bytes))
            self.assert_disk_full(done)
            self.assertEqual(self.found_state(), "old")
        self.place.must("import", self.work, *self.files, "--json")
        self.assertEqual(self.found_state(), "new")

    def small_disk(self, size):
        folder = pathlib.Path(tempfile.mkdtemp(dir=self.place.path, prefix="disk-"))
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "junheng-test", str(folder)],
                                 capture_output=True)
        if mounted.returncode:
            self.skipTest("no right to mount a small tmpfs here")
        self.addCleanup(subprocess.run, ["umount", str(folder)], check=True)
        return folder

    def test_full_disk(self):
        room = (os.stat(self.old).st_size + self.log_bytes // 2) // KIB + 64
        disk = self.small_disk(f"{room}k")
        database = disk / "county.db"
        shutil.copyfile(self.old, database)
        run = self.place.run("import", database, *self.files, "--json")
        self.assertEqual(run.exit_code, 5, str(run))
        self.assertEqual(run.json["code"], "store.disk_full")
        self.assertEqual(self.states.get(self.state_of(database)), "old")
        say(f"a disk of {room} KiB")

    def test_outputs_on_a_full_disk(self):
        disk = self.small_disk("8k")
        for line in (["backup", self.old, disk / "copy.db"], ["export", self.old, "--tables", disk / "out"],
                     ["export", self.old, "--xlsx", disk / "county.xlsx"],
                     ["template", self.old, "--out", disk / "form.xlsx"],
                     ["demo", disk / "demo.db", "--schools", "12", "--years", "1"]):
            with self.subTest(command=" ".join(map(str, line[:1] + line[2:3]))):
                run = self.place.run(*line, "--json")
                self.assertEqual(run.exit_code, 5, str(run))
                self.assertTrue(run.json["message"])
            for path in disk.iterdir():
                shutil.rmtree(path) if path.is_dir() else path.unlink()

    def test_tables_are_written_all_or_none(self):
        self.begin_again()
        self.place.must("import", self.work, *self.files, "--json")
        whole = sum(path.stat().st_size for path in export(self.place, self.old).iterdir())
        out = self.small_disk(f"{whole * 3 // 2 // KIB + 64}k") / "out"
        self.place.must("export", self.old, "--tables", out)
        before = digest_of_folder(out)
        run = self.place.run("export", self.work, "--tables", out, "--json")
        self.assertEqual(run.exit_code, 5, str(run))
        self.assertEqual(digest_of_folder(out), before)
        self.assertFalse((out / ".part").exists())


if __name__ == "__main__":
    unittest.main()
