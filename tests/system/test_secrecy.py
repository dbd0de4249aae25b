"""Identity and student numbers stand nowhere in plain: not in the store, its log, a backup, an output or a message."""

import re
import signal
import stat
import time
import unittest

from children import check_character, child, children_csv, identity_number
from program import SystemTest, ample_tables, say, write_table

CODE, OTHER = "2141000001", "2141000002"
CHILDREN = 400
NUMBER = re.compile(rb"[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]")


def forms_of(number):
    """How a number could stand in a file: as text in two encodings, and its digits as an integer of either order."""
    digits = int(number[:17])
    return [number.encode(), number.encode("utf-16-le"), number[:17].encode(), digits.to_bytes(8, "big"),
            digits.to_bytes(8, "little")]


def numbers_in(data, numbers):
    return [number for number in numbers if any(form in data for form in forms_of(number))]


def well_formed_numbers_in(data):
    return [found for found in NUMBER.findall(data)
            if check_character(found[:17].decode()) == found[17:].decode().upper()]


def size_of(path):
    """0 for a file that is not there, or no longer."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


class Secrecy(SystemTest):
    def setUp(self):
        super().setUp()
        self.numbers = [identity_number(order) for order in range(CHILDREN)]
        self.outputs = []

    def run_program(self, *words, **options):
        run = super().run_program(*words, **options)
        self.outputs.append(run.out + run.err)
        return run

    def must(self, *words, **options):
        run = super().must(*words, **options)
        self.outputs.append(run.out + run.err)
        return run

    def children(self, name="pupils.csv", **more):
        path = self.place.path / name
        path.write_text(children_csv(child(order, CODE if order % 2 else OTHER, **more) for order in range(CHILDREN)))
        return path

    def store_files(self):
        """Everything but what the clerk wrote."""
        return [path for path in self.place.path.rglob("*") if path.is_file()
                and path.suffix not in (".csv", ".xlsx") or "tables-" in str(path.parent)]

    def assert_silent(self):
        files = self.store_files()
        self.assertTrue([path for path in files if path.suffix == ".db"])
        for path in files:
            self.assertEqual(numbers_in(path.read_bytes(), self.numbers), [], path.name)
        self.assertEqual(numbers_in(b"\n".join(self.outputs), self.numbers), [], "in an output")
        say(f"{len(files)} files and {len(self.outputs)} outputs hold none of {len(self.numbers)} numbers")

    def test_the_search_finds_what_is_there(self):
        content = self.children().read_bytes()
        self.assertEqual(len(numbers_in(content, self.numbers)), CHILDREN)
        self.assertEqual(len(set(well_formed_numbers_in(content))), CHILDREN)

    def test_after_imports_changes_and_undo(self):
        county = self.new_county(tables=ample_tables(CODE, OTHER))
        first = self.must("import", county, self.children(), "--json").json
        self.assertEqual(first["added"], CHILDREN)
        second = self.must("import", county, self.children(姓名="新名"), "--json").json
        self.assertEqual(second["changed"], CHILDREN)
        self.must("undo", county, second["changes_id"], "--json")
        for line in (["history", county], ["check", county], ["assess", county, "--readings"], ["status", county],
                     ["backup", county, "copy.db"], ["export", county, "--tables", "tables-out"]):
            self.must(*line, "--json")
            if line[0] != "backup":
                self.must(*line)
        self.assert_silent()

    def test_when_numbers_are_wrong(self):
        county = self.new_county(tables=ample_tables(CODE, OTHER))
        wrong = [number[:17] + ("1" if number[17] != "1" else "2") for number in self.numbers]
        path = self.place.path / "pupils.csv"
        path.write_text(children_csv(child(order, CODE, 身份证件号=wrong[order]) for order in range(20)))
        for options in (["--json"], ["--lang", "en"], ["--quiet"]):
            self.assertEqual(self.run_program("import", county, path, *options).exit_code, 3)
        twice = children_csv([child(1, CODE), child(1, OTHER), child(2, CODE), child(2, CODE)])
        path.write_text(twice)
        self.assertEqual(self.run_program("import", county, path).exit_code, 3)
        self.numbers += wrong[:20]
        self.assert_silent()

    def test_numbers_in_a_teachers_table(self):
        county = self.new_county(tables=ample_tables(CODE, OTHER))
        write_table(self.place.path / "teachers.csv", [
            {"id": f"T{order}", "code": CODE, "stage": "primary", "subject": "13", "degree": "21",
             "身份证件号": self.numbers[order]} for order in range(5)])
        self.run_program("import", county, self.place.path / "teachers.csv", "--json")
        self.run_program("import", county, self.place.path / "teachers.csv")
        self.assert_silent()

    def test_in_the_write_ahead_log_of_a_killed_import(self):
        county = self.new_county(tables=ample_tables(CODE, OTHER))
        wal = self.place.path / "county.db-wal"
        deepest = 0
        for _ in range(20):
            process = self.place.start("import", county, self.children(), "--json")
            while process.poll() is None and size_of(wal) <= deepest:
                time.sleep(0.0002)
            process.send_signal(signal.SIGKILL)
            process.wait()
            if wal.exists():
                deepest = max(deepest, size_of(wal))
                self.assertEqual(numbers_in(wal.read_bytes(), self.numbers), [])
        self.assertGreater(deepest, 0, "no kill left a write-ahead log")
        say(f"logs of up to {deepest} bytes searched")
        self.assert_silent()


class Demo(SystemTest):
    def test_no_well_formed_number_in_the_demo_county(self):
        place = self.place.path
        run = self.must("demo", place / "demo.db", "--schools", "30", "--years", "2")
        self.must("export", "demo.db", "--tables", "tables-out")
        self.must("backup", "demo.db", "copy.db")
        for path in (path for path in place.rglob("*") if path.is_file()):
            self.assertEqual(well_formed_numbers_in(path.read_bytes()), [], path.name)
        self.assertEqual(well_formed_numbers_in(run.out + run.err), [])


class Keys(SystemTest):
    def test_the_key_is_for_its_owner_and_not_in_the_store(self):
        county = self.new_county(tables=ample_tables(CODE))
        path = self.place.path / "pupils.csv"
        path.write_text(children_csv([child(1, CODE)]))
        self.must("import", county, path, "--json")
        key = self.place.path / "keys/key"
        self.assertEqual(stat.S_IMODE(key.stat().st_mode), 0o600)
        text = key.read_text().strip()
        for part in (text.encode(), bytes.fromhex(text)):
            self.assertNotIn(part, county.read_bytes())

    def test_a_key_that_others_may_read_is_refused(self):
        county = self.new_county(tables=ample_tables(CODE))
        path = self.place.path / "pupils.csv"
        path.write_text(children_csv([child(1, CODE)]))
        self.must("import", county, path, "--json")
        (self.place.path / "keys/key").chmod(0o644)
        path.write_text(children_csv([child(1, CODE), child(2, CODE)]))
        run = self.run_program("import", county, path, "--json")
        self.assertIn(run.exit_code, (5, 6), str(run))
        self.assertEqual(run.json["code"], "store.key_permissions")

    def test_the_key_of_another_installation_is_refused(self):
        county = self.new_county(tables=ample_tables(CODE))
        path = self.place.path / "pupils.csv"
        path.write_text(children_csv([child(1, CODE)]))
        self.must("import", county, path, "--json")
        before = county.read_bytes()
        run = self.run_program("import", county, path, "--json",
                               env={"JUNHENG_KEY_FILE": str(self.place.path / "keys/other")})
        self.assertNotEqual(run.exit_code, 0, str(run))
        self.assertIn(run.json["code"], ("store.key_wrong", "store.key_absent"))
        self.assertEqual(county.read_bytes(), before)


if __name__ == "__main__":
    unittest.main()
