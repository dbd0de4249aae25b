"""The program as an outsider meets it: run it, write bare tables for it, read back what it wrote."""

import atexit
import csv
import functools
import hashlib
import io
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("JUNHENG_BINARY", ROOT / "build/dev/junheng")).resolve()
SHARED_DATA = pathlib.Path(os.environ.get("JUNHENG_SHARED_DATA", ROOT.parent / "shared/data"))
REQUIRE_DATA = os.environ.get("JUNHENG_REQUIRE_DATA") == "1"
SLOW = os.environ.get("JUNHENG_SLOW") == "1"

SMALL = ("--schools", "30", "--years", "2")
# What a failure prints under --json (contract 1).
FAILURE_KEYS = {"code", "args", "where", "message"}
# What an issue of an import holds at least (contract 2).
ISSUE_KEYS = {"code", "severity", "file", "sheet", "row", "column", "value", "expected", "advice"}


def missing_data(reason):
    """A test that lacks something from outside: skipped with a word, or failed where everything must be there."""
    if REQUIRE_DATA:
        raise AssertionError(f"required: {reason}")
    raise unittest.SkipTest(reason)


class Run:
    """One run of the program that has ended."""

    def __init__(self, words, done):
        self.words = words
        self.exit_code = done.returncode
        self.out = done.stdout
        self.err = done.stderr

    @property
    def json(self):
        return json.loads(self.out)

    def __str__(self):
        show = lambda data: data.decode("utf-8", "replace")[-2000:]
        return f"junheng {' '.join(map(str, self.words))}: exit {self.exit_code}\n{show(self.out)}\n{show(self.err)}"


class Place:
    """A scratch folder with a key file of its own."""

    def __init__(self):
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="junheng-system-"))
        self.env = {name: value for name, value in os.environ.items() if not name.startswith("JUNHENG_")}
        self.env |= {"JUNHENG_KEY_FILE": str(self.path / "keys" / "key"), "JUNHENG_HOME": str(ROOT),
                     "JUNHENG_USER": "tester", "LANG": "C.UTF-8", "HOME": str(self.path)}
        self.env.pop("LC_ALL", None)
        (self.path / "keys").mkdir()

    def close(self):
        shutil.rmtree(self.path, ignore_errors=True)

    def run(self, *words, env=None, **options):
        command = [str(BINARY), *map(str, words)]
        done = subprocess.run(command, env=self.env | (env or {}), capture_output=True, cwd=self.path, **options)
        return Run(words, done)

    def start(self, *words):
        return subprocess.Popen([str(BINARY), *map(str, words)], env=self.env, cwd=self.path,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def must(self, *words, **options):
        run = self.run(*words, **options)
        if run.exit_code != 0:
            raise AssertionError(str(run))
        return run

    def folder(self, name):
        (self.path / name).mkdir(parents=True, exist_ok=True)
        return self.path / name


@functools.cache
def small_demo():
    place = Place()
    atexit.register(place.close)
    place.must("demo", place.path / "demo.db", "--seed", "1", *SMALL)
    return place


class SystemTest(unittest.TestCase):
    """A test with a scratch folder."""

    def setUp(self):
        self.place = Place()
        self.addCleanup(self.place.close)

    def run_program(self, *words, **options):
        return self.place.run(*words, **options)

    def must(self, *words, **options):
        return self.place.must(*words, **options)

    def new_county(self, name="county.db", tables=None, code="000000"):
        """An installation with the tables in it; answers its path."""
        file = self.place.path / name
        self.must("init", file, "--code", code, "--force")
        if tables is not None:
            folder = write_tables(self.place.folder(f"{name}.tables"), tables)
            self.must("import", file, folder, "--json")
        return file

    def demo(self, name="demo.db"):
        """A small demo county of two years; it is made once and copied from then on."""
        made = small_demo()
        shutil.copyfile(made.path / "keys/key", self.place.path / "keys/key")
        (self.place.path / "keys/key").chmod(0o600)
        shutil.copyfile(made.path / "demo.db", self.place.path / name)
        return self.place.path / name

    def new_demo(self, name):
        file = self.place.path / name
        self.must("demo", file, "--seed", "1", *SMALL)
        return file

    def assess(self, county, *options):
        return self.must("assess", county, *options, "--json").json

    def state_of(self, county):
        """What a county's tables and its assessment are, as one word: equal words, equal bytes."""
        return state_of(self.place, county)

    def assert_refused(self, run, exit_code, code=None):
        """A failure as the contract wants it: exit code, one JSON object on stdout, a sentence on stderr."""
        self.assertEqual(run.exit_code, exit_code, str(run))
        failure = run.json
        self.assertLessEqual(FAILURE_KEYS, set(failure), str(run))
        self.assertTrue(failure["message"], str(run))
        self.assertNotEqual(failure["message"], failure["code"], f"no sentence for {failure['code']}")
        self.assertTrue(run.err.strip(), "nothing on stderr")
        if code is not None:
            self.assertEqual(failure["code"], code, str(run))
        return failure


def say(text):
    """One line about what a test saw, for the reader of the log."""
    print(f"  {text}", file=sys.stderr, flush=True)


# Tables


def write_table(path, rows):
    columns = list(dict.fromkeys(name for row in rows for name in row))
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(rows)


def write_tables(folder, tables):
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        write_table(folder / f"{name}.csv", rows)
    return folder


def read_table(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def head_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def csv_text(rows):
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows(rows)
    return file.getvalue()


# 100 pupils with a little more of everything than the standard asks for.
AMPLE_STAGE = {"pupils": 100, "above_degree_teachers": 6, "backbone_teachers": 2, "pe_art_teachers": 2}
AMPLE_SHARED = {"teaching_area_m2": 700, "sports_ground_m2": 1100, "equipment_yuan": 300000, "multimedia_rooms": 3}


def school(code, kind=211, **more):
    return {"code": code, "name": f"第{code[-3:]}学校", "kind": kind, "area_class": 111, "ownership": "education"} | more


def ample_tables(*codes):
    """Primary schools that meet everything."""
    return {"schools": [school(code) for code in codes],
            "stages": [{"code": code, "stage": "primary"} | AMPLE_STAGE for code in codes],
            "shared": [{"code": code} | AMPLE_SHARED for code in codes]}


# States


def digest_of_folder(folder):
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()


def export(place, county, *options):
    folder = pathlib.Path(tempfile.mkdtemp(dir=place.path, prefix="tables-"))
    place.must("export", county, "--tables", folder, *options)
    return folder


def state_of(place, county):
    folder = export(place, county)
    assessed = place.must("assess", county, "--json").out
    digest = digest_of_folder(folder) + hashlib.sha256(assessed).hexdigest()
    shutil.rmtree(folder)
    return digest


def row_of(rows, **wanted):
    """The one row that has these values."""
    found = [row for row in rows if all(row[name] == value for name, value in wanted.items())]
    if len(found) != 1:
        raise AssertionError(f"{len(found)} rows with {wanted}")
    return found[0]
