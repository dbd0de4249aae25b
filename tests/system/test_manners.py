"""Manners of every command: exit codes, --json, --quiet, language, the address of a county, targets that exist."""

import json
import re
import sqlite3
import unittest

from program import FAILURE_KEYS, SMALL, SystemTest, ample_tables, say

CODE = "2141000001"
CHINESE = re.compile("[\u4e00-\u9fff]")


class ExitCodes(SystemTest):
    def test_done_is_0_whatever_the_verdict(self):
        tables = ample_tables(CODE)
        tables["stages"][0]["above_degree_teachers"] = 0
        county = self.new_county(tables=tables)
        run = self.must("assess", county, "--json")
        self.assertEqual((run.exit_code, run.json["resource_verdict"]), (0, "fail"))

    def test_usage_is_2(self):
        county = self.new_county(tables=ample_tables(CODE))
        lines = [
            ["assess", county, "--no-such-option"], ["no-such-command", county], ["assess"],
            ["import", county, county, "--profile", "no_such_profile"],
            ["assess", county, "--year", "1999"], ["assess", county, "--year", "next"],
            ["assess", county, "--reading", "rounding"], ["assess", county, "--reading", "no_such=one"],
            ["assess", county, "--reading", "rounding=no_such_choice"], ["assess", county, "--lang", "fr"],
            ["explain", county, "--indicator", "L99", "--school", CODE, "--stage", "primary"],
            ["explain", county, "--indicator", "L1", "--school", "2141999999", "--stage", "primary"],
            ["undo", county, "12345"], ["undo", county, "one"], ["assess", f"{county}#999999"],
            ["init", "other.db", "--code", "12345"], ["export", county]]
        for line in lines:
            with self.subTest(line=" ".join(map(str, line[:1] + line[2:]))):
                self.assert_refused(self.run_program(*line, "--json"), 2)
        say(f"{len(lines)} lines of wrong usage, each exit 2 with a sentence")

    def test_unreadable_is_5(self):
        county = self.new_county(tables=ample_tables(CODE))
        absent = self.place.path / "no-such-folder"
        lines = [["assess", absent / "county.db"], ["import", county, absent / "schools.csv"],
                 ["export", county, "--tables", county / "tables"], ["export", county, "--xlsx", absent / "a.xlsx"],
                 ["template", county, "--out", absent / "a.xlsx"], ["init", absent / "county.db"],
                 ["backup", county, absent / "copy.db"], ["restore", absent / "copy.db", "new.db"]]
        for line in lines:
            with self.subTest(line=" ".join(map(str, line))):
                self.assert_refused(self.run_program(*line, "--json"), 5)

    def test_a_file_that_is_no_database(self):
        file = self.place.path / "letter.db"
        file.write_text("Dear Sir or Madam\n" * 100)
        before = file.read_bytes()
        run = self.run_program("assess", file, "--json")
        self.assert_refused(run, run.exit_code)
        self.assertIn(run.exit_code, (3, 5))
        self.assertEqual(file.read_bytes(), before)

    def test_an_empty_county_has_nothing_to_judge(self):
        self.assert_refused(self.run_program("assess", self.new_county(), "--json"), 3, "county.empty")


class OneObject(SystemTest):
    def test_json_prints_one_object_and_nothing_else(self):
        county = self.new_county(tables=ample_tables(CODE))
        lines = [
            ["assess", county], ["assess", county, "--readings"], ["check", county], ["history", county],
            ["explain", county, "--indicator", "L5", "--school", CODE, "--stage", "primary"],
            ["explain", county, "--cv", "L2", "--stage", "primary"], ["compare", county, "2025", "2025"],
            ["export", county, "--tables", "out"], ["import", county, "out"], ["import", county, "out", "--dry-run"],
            ["status", county], ["scenario", county, "more", "--set", f"stages:{CODE}/primary:pupils=120"],
            ["init", "other.db"], ["demo", "demo.db", "--schools", "12", "--years", "1"],
            ["template", county, "--out", "form.xlsx"], ["export", county, "--xlsx", "county.xlsx"],
            ["backup", county, "copy.db"], ["restore", "copy.db", "again.db"], ["undo", county, "1"],
            ["demo", "demo.db", "--schools", "12", "--years", "1", "--force"], ["freeze", "demo.db", "--signer", "局长"],
            ["roll-over", "demo.db"]]
        for line in lines:
            with self.subTest(command=" ".join(map(str, line[:1] + line[2:]))):
                run = self.run_program(*line, "--json")
                self.assertEqual(run.exit_code, 0, str(run))
                self.assertIsInstance(json.loads(run.out), dict)
                self.assertEqual(run.out.count(b"\n"), 1, "one line")
        say(f"{len(lines)} commands, each one object")

    def test_a_failure_prints_its_object_in_the_same_place(self):
        for line in (["assess", "absent.db"], ["assess"], ["import", "absent.db", "x"]):
            run = self.run_program(*line, "--json")
            self.assertEqual(set(run.json) & FAILURE_KEYS, FAILURE_KEYS)

    def test_same_input_same_bytes(self):
        one, two = self.new_demo("one.db"), self.new_demo("two.db")
        for words in (["assess", "{}", "--readings"], ["explain", "{}", "--cv", "L2", "--stage", "primary"],
                      ["check", "{}"], ["compare", "{}", "2024", "2025"]):
            outputs = {self.must(*[str(county) if word == "{}" else word for word in words], "--json").out
                       for county in (one, one, two)}
            self.assertEqual(len(outputs), 1, f"{words[0]} differs between runs")

    def test_no_path_of_this_machine_in_an_object(self):
        county = self.new_county(tables=ample_tables(CODE))
        for line in (["assess", county, "--readings"], ["check", county], ["history", county],
                     ["explain", county, "--indicator", "L1", "--school", CODE, "--stage", "primary"],
                     ["import", county, self.place.path / "county.db.tables"],
                     ["import", county, self.place.path / "absent.csv"]):
            run = self.run_program(*line, "--json")
            self.assertNotIn(str(self.place.path).encode(), run.out, line[0])


class Quiet(SystemTest):
    def test_quiet_leaves_stderr_to_failures(self):
        county = self.demo()
        for line in (["assess", county], ["check", county], ["export", county, "--tables", "out"],
                     ["import", county, "out"]):
            run = self.must(*line, "--quiet")
            self.assertEqual(run.err, b"", line[0])
        run = self.run_program("assess", "absent.db", "--quiet")
        self.assertEqual(run.exit_code, 5)
        self.assertTrue(run.err.strip())

    def test_no_control_characters_without_a_terminal(self):
        county = self.demo()
        for line in (["assess", county], ["demo", "again.db", "--schools", "12", "--years", "1"]):
            run = self.must(*line)
            self.assertNotIn(b"\x1b", run.out + run.err)
            self.assertNotIn(b"\r", run.out + run.err)


class Languages(SystemTest):
    def page(self, *options, **env):
        return self.must("assess", self.county, *options, env=env).out.decode()

    def test_option_then_variable_then_locale_then_chinese(self):
        self.county = self.new_county(tables=ample_tables(CODE))
        chinese, english = self.page("--lang", "zh"), self.page("--lang", "en")
        self.assertRegex(chinese, CHINESE)
        self.assertNotEqual(chinese, english)
        self.assertEqual(self.page(JUNHENG_LANG="en"), english)
        self.assertEqual(self.page("--lang", "zh", JUNHENG_LANG="en"), chinese)
        self.assertEqual(self.page(LANG="en_US.UTF-8"), english)
        self.assertEqual(self.page(JUNHENG_LANG="zh", LANG="en_US.UTF-8"), chinese)
        self.assertEqual(self.page(LANG="C"), chinese)
        self.assertEqual(self.page("--lang=en"), english)

    def test_faults_speak_the_language_too(self):
        texts = {language: self.run_program("assess", "absent.db", "--json", "--lang", language).json["message"]
                 for language in ("zh", "en")}
        self.assertRegex(texts["zh"], CHINESE)
        self.assertNotRegex(texts["en"], CHINESE)

    def test_names_of_indicators_follow_the_language_and_codes_do_not(self):
        self.county = self.new_county(tables=ample_tables(CODE))
        answers = {language: self.must("assess", self.county, "--json", "--lang", language).json
                   for language in ("zh", "en")}
        row = {language: answer["resource"][0] for language, answer in answers.items()}
        self.assertNotEqual(row["zh"]["name"], row["en"]["name"])
        self.assertEqual(row["zh"] | {"name": ""}, row["en"] | {"name": ""})

    def test_help_of_every_command(self):
        commands = ("init demo template import check history undo assess compare explain export backup restore "
                    "status scenario roll-over freeze").split()
        for command in commands:
            for language in ("zh", "en"):
                run = self.must(command, "--help", "--lang", language)
                text = run.out.decode()
                self.assertGreater(len(text.splitlines()), 3, command)
                self.assertNotIn("help.", text, f"{command}: a text is missing")
                if language == "en":
                    self.assertNotRegex(text, CHINESE, command)


class Addresses(SystemTest):
    def test_a_county_by_its_code(self):
        county = self.new_county(tables=ample_tables(CODE), code="410101")
        plain = self.must("assess", county, "--json").out
        self.assertEqual(self.must("assess", f"{county}#410101", "--json").out, plain)
        self.assert_refused(self.run_program("assess", f"{county}#410102", "--json"), 2, "county.unknown")

    def test_several_counties_ask_for_the_code(self):
        province = self.place.path / "province.db"
        self.must("demo", province, "--schools", "1200", "--years", "1")
        failure = self.assert_refused(self.run_program("assess", province, "--json"), 2, "county.several")
        codes = failure["args"]["codes"].split(", ")
        self.assertGreater(len(codes), 1)
        for code in codes[:2]:
            self.assertEqual(self.must("assess", f"{province}#{code}", "--json").json["school_year"], 2025)
        say(f"a province of {len(codes)} counties")


class Targets(SystemTest):
    def test_init_and_demo_refuse_what_exists(self):
        county = self.new_county(tables=ample_tables(CODE))
        before = county.read_bytes()
        for command in ("init", "demo"):
            self.assert_refused(self.run_program(command, county, "--json"), 2, "store.exists")
            self.assertEqual(county.read_bytes(), before)

    def test_force_begins_anew(self):
        county = self.new_county(tables=ample_tables(CODE))
        self.must("init", county, "--force")
        self.assertEqual(self.must("history", county, "--json").json["changes"], [])

    def test_a_foreign_file_is_not_overwritten_by_accident(self):
        letter = self.place.path / "letter.txt"
        letter.write_text("keep me")
        for command in ("init", "demo"):
            self.assert_refused(self.run_program(command, letter, "--json"), 2)
        self.assertEqual(letter.read_text(), "keep me")

    def test_demo_is_the_same_county_for_a_seed(self):
        one, two = self.new_demo("one.db"), self.new_demo("two.db")
        self.assertEqual(self.state_of(one), self.state_of(two))
        other = self.place.path / "three.db"
        self.must("demo", other, "--seed", "2", *SMALL)
        self.assertNotEqual(self.state_of(other), self.state_of(one))

    def test_backup_and_restore(self):
        county = self.demo()
        self.must("backup", county, "copy.db")
        self.must("restore", "copy.db", "again.db")
        self.assertEqual(self.state_of(self.place.path / "again.db"), self.state_of(county))
        self.assert_refused(self.run_program("restore", "copy.db", county, "--json"), 2, "store.exists")

    def test_a_newer_schema_is_refused(self):
        county = self.new_county(tables=ample_tables(CODE))
        self.must("backup", county, "copy.db")
        connection = sqlite3.connect(self.place.path / "copy.db")
        connection.execute("INSERT INTO schema_version (version, name) VALUES (9999, 'later')")
        connection.commit()
        connection.close()
        self.assert_refused(self.run_program("restore", "copy.db", "again.db", "--json"), 3, "store.newer_schema")
        self.assertFalse((self.place.path / "again.db").exists())


if __name__ == "__main__":
    unittest.main()
