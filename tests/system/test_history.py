"""Imports twice, undone, tried without effect: the tables come and go, the log only grows."""

import unittest

from program import SystemTest, ample_tables, read_table, say, small_demo, write_tables

CODE, OTHER = "2141000001", "2141000002"


class History(SystemTest):
    def changes(self, county):
        return self.must("history", county, "--json").json["changes"]

    def folder(self, name, tables):
        return write_tables(self.place.folder(name), tables)

    def richer(self):
        tables = ample_tables(CODE, OTHER)
        tables["stages"][0]["above_degree_teachers"] = 9
        return tables

    def assert_grew(self, before, after):
        """The log is append-only: old entries stay as they were, but for being marked as undone."""
        plain = lambda changes: [{**change, "undone_by": None} for change in changes]
        self.assertEqual(plain(after)[:len(before)], plain(before))
        self.assertEqual(len(after), len(before) + 1)


class Twice(History):
    def test_the_same_import_again_changes_and_logs_nothing(self):
        demo = self.demo()
        self.must("export", demo, "--tables", "out")
        county = self.new_county("new.db")
        first = self.must("import", county, "out", "--json").json
        state, changes = self.state_of(county), self.changes(county)
        again = self.must("import", county, "out", "--json").json
        self.assertGreater(first["added"], 1000)
        self.assertEqual((again["added"], again["changed"], again["gone"], again["changes_id"]), (0, 0, 0, None))
        self.assertEqual(again["unchanged"], first["added"])
        self.assertEqual((self.state_of(county), self.changes(county)), (state, changes))
        say(f"{again['unchanged']} rows unchanged")

    def test_an_export_into_its_own_county_changes_nothing(self):
        demo = self.demo()
        changes = self.changes(demo)
        self.must("export", demo, "--tables", "out")
        self.assertIsNone(self.must("import", demo, "out", "--json").json["changes_id"])
        self.assertEqual(self.changes(demo), changes)

    def test_only_what_differs_is_counted(self):
        county = self.new_county(tables=ample_tables(CODE))
        found = self.must("import", county, self.folder("richer", self.richer()), "--json").json
        self.assertEqual((found["rows"], found["added"], found["changed"], found["gone"], found["unchanged"]),
                         (6, 3, 1, 0, 2))

    def test_a_table_replaces_what_the_county_held_of_it(self):
        county = self.new_county(tables=ample_tables(CODE, OTHER))
        found = self.must("import", county, self.folder("fewer", ample_tables(CODE)), "--json").json
        self.assertEqual(found["gone"], 3)
        self.assertEqual([row["code"] for row in self.assess(county)["schools"]], [CODE])


class Undo(History):
    def test_undo_brings_the_same_bytes_back_while_the_log_grows(self):
        county = self.new_county(tables=ample_tables(CODE))
        old, log = self.state_of(county), self.changes(county)
        changes_id = self.must("import", county, self.folder("richer", self.richer()), "--json").json["changes_id"]
        new, longer = self.state_of(county), self.changes(county)
        self.assertNotEqual(new, old)
        self.assert_grew(log, longer)

        self.must("undo", county, changes_id)
        self.assertEqual(self.state_of(county), old)
        longest = self.changes(county)
        self.assert_grew(longer, longest)
        self.assertEqual(longest[-1]["kind"], "undo")
        self.assertEqual(longest[-1]["undoes"], changes_id)

        self.must("undo", county, longest[-1]["changes_id"])
        self.assertEqual(self.state_of(county), new)
        self.assert_grew(longest, self.changes(county))

    def test_undo_of_a_whole_demo_year(self):
        county = self.demo()
        old = self.state_of(county)
        self.must("export", county, "--tables", "out")
        stages = self.place.path / "out/stages.csv"
        lines = stages.read_text().splitlines()
        stages.write_text("\n".join(lines[:1] + [line[:-1] + ",9" if line.endswith(",") else line
                                                for line in lines[1:]]) + "\n")
        changes_id = self.must("import", county, "out", "--json").json["changes_id"]
        self.assertNotEqual(self.state_of(county), old)
        self.must("undo", county, changes_id)
        self.assertEqual(self.state_of(county), old)

    def test_what_was_undone_cannot_be_undone_again(self):
        county = self.new_county(tables=ample_tables(CODE))
        changes_id = self.must("import", county, self.folder("richer", self.richer()), "--json").json["changes_id"]
        self.must("undo", county, changes_id)
        state = self.state_of(county)
        self.assert_refused(self.run_program("undo", county, changes_id, "--json"), 3, "store.already_undone")
        self.assertEqual(self.state_of(county), state)

    def test_a_later_change_of_the_same_figure_stands_in_the_way(self):
        county = self.new_county(tables=ample_tables(CODE))
        tables = self.richer()
        first = self.must("import", county, self.folder("first", tables), "--json").json["changes_id"]
        tables["stages"][0]["above_degree_teachers"] = 11
        self.must("import", county, self.folder("second", tables), "--json")
        state = self.state_of(county)
        run = self.run_program("undo", county, first, "--json")
        self.assert_refused(run, 3)
        self.assertTrue(run.json["code"].startswith("store.undo_conflict"), str(run))
        self.assertEqual(self.state_of(county), state)


class DryRun(History):
    def test_a_dry_run_says_all_and_does_nothing(self):
        county = self.new_county(tables=ample_tables(CODE))
        state, log = self.state_of(county), self.changes(county)
        folder = self.folder("richer", self.richer())
        tried = self.must("import", county, folder, "--dry-run", "--json").json
        self.assertIsNone(tried["changes_id"])
        self.assertEqual((self.state_of(county), self.changes(county)), (state, log))
        done = self.must("import", county, folder, "--json").json
        self.assertEqual({**done, "changes_id": None}, tried)

    def test_a_dry_run_finds_faults(self):
        county = self.new_county(tables=ample_tables(CODE))
        tables = self.richer()
        tables["shared"][0]["teaching_area_m2"] = "-5"
        run = self.run_program("import", county, self.folder("faulty", tables), "--dry-run", "--json")
        self.assertEqual(run.exit_code, 3)
        self.assertTrue(run.json["issues"])


class Log(History):
    def test_who_when_why_and_which_files(self):
        county = self.new_county(tables=ample_tables(CODE))
        self.must("import", county, self.folder("richer", self.richer()), "--why", "补报教师数")
        last = self.changes(county)[-1]
        self.assertEqual((last["who"], last["why"], last["kind"]), ("tester", "补报教师数", "import"))
        self.assertRegex(last["at"], r"^20\d\d-")
        self.assertEqual(sorted(last["files"]), ["schools.csv", "shared.csv", "stages.csv"])

    def test_scenarios_leave_the_county_alone(self):
        county = self.new_county(tables=ample_tables(CODE))
        state = self.state_of(county)
        self.must("scenario", county, "fewer", "--set", f"stages:{CODE}/primary:above_degree_teachers=3")
        self.assertEqual(self.state_of(county), state)
        self.assertEqual(self.assess(county, "--scenario", "fewer")["schools"][0]["verdict"], "fail")
        compared = self.must("compare", county, "2025", "fewer", "--json").json
        self.assertEqual([(row["before"], row["after"]) for row in compared["schools"]], [("pass", "fail")])

    def test_a_scenario_sets_no_figure_that_is_counted_from_teachers(self):
        county = small_demo().path / "demo.db"
        table = self.place.path / "counted"
        self.must("export", county, "--tables", table)
        row = next(r for r in read_table(table / "stages.csv") if r["stage"] == "primary" and r["backbone_teachers"])
        run = self.run_program("scenario", county, "more", "--set",
                               f"stages:{row['code']}/primary:backbone_teachers=99", "--json")
        self.assert_refused(run, 2, "change.follows_from_teachers")

    def test_years_stand_beside_each_other(self):
        county = self.new_county()
        self.must("import", county, self.folder("first", ample_tables(CODE)), "--year", "2023")
        state = self.state_of(county)
        self.must("import", county, self.folder("second", self.richer()), "--year", "2024")
        self.assertEqual(self.assess(county)["school_year"], 2024)
        self.assertEqual(len(self.assess(county, "--year", "2023")["schools"]), 1)
        self.must("undo", county, self.changes(county)[-1]["changes_id"])
        self.assertEqual(self.state_of(county), state)


if __name__ == "__main__":
    unittest.main()
