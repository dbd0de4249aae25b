"""district and site on bare instances: fields, statuses, exit codes, faults with places; plans verified by another program."""

import json
import pathlib
import signal
import subprocess
import sys
import time
import unittest

from program import BINARY, FAILURE_KEYS, SHARED_DATA, SystemTest, missing_data

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "planners"))
import checker  # noqa: E402

ANSWER_KEYS = {"status", "objective", "bound", "gap", "seconds", "steps", "open", "violations", "conflicts", "warnings"}
HEADS = "OID\tpop\tx\ty\tflag\tfcost\tcap"


def grid(columns, rows, capacity, schools=(0, 15), uneven=0):
    """Units of ten pupils (uneven: a few more or less) on a grid, ids from 0, and who lies beside whom; CRLF as some files have it."""
    count = columns * rows
    units = [f"{i}\t{10 + i * i % 7 * uneven}\t{i % columns * 1000}\t{i // columns * 1000}\t0\t50\t{capacity if i in schools else 0}"
             for i in range(count)]
    links = [f",{i},{i + step},0" for i in range(count)
             for step, inside in ((1, i % columns < columns - 1), (columns, i + columns < count)) if inside]
    return "\r\n".join([HEADS, *units, ""]), "\r\n".join(['"OID","A","B","D"', *links, ""])


class Planners(SystemTest):
    def write(self, name, text):
        path = self.place.path / name
        path.write_bytes(text.encode())
        return path

    def instance(self, columns=8, rows=8, capacity=200, schools=(0, 9, 27, 54)):
        units, links = grid(columns, rows, capacity, schools)
        return self.write("units.txt", units), self.write("links.txt", links)

    def test_a_plan_is_written_and_holds(self):
        units, links = self.instance()
        out = self.place.path / "plan.csv"
        run = self.must("district", "--units", units, "--adjacency", links, "--steps", "300000", "--out", out, "--json")
        self.assertEqual(set(run.json), ANSWER_KEYS)
        self.assertIn(run.json["status"], ("optimal", "feasible"))
        self.assertLessEqual(run.json["bound"], run.json["objective"])
        self.assertEqual((run.json["open"], run.json["violations"], run.json["conflicts"]), (4, [], []))
        made, instance = checker.read_plan(out), checker.Instance(units, links)
        self.assertEqual(checker.faults_of(instance, made), [])
        self.assertAlmostEqual(checker.objective_of(instance, made), run.json["objective"], places=6)

    def test_steps_alone_give_the_same_plan_for_any_threads(self):
        units, links = self.instance()
        plans = []
        for threads in (1, 1, 3):
            out = self.place.path / "plan.csv"
            self.must("district", "--units", units, "--adjacency", links, "--steps", "300000", "--seed", "7",
                      "--threads", str(threads), "--out", out)
            plans.append(out.read_bytes())
        self.assertEqual(len(set(plans)), 1)

    def test_sites_with_and_without_contiguity_and_count(self):
        units, links = self.instance(schools=(0, 7, 9, 18, 27, 36, 45, 54, 63))
        for words in ([], ["--contiguous"], ["--contiguous", "--sites", "5"], ["--sites", "6"]):
            out = self.place.path / "plan.csv"
            run = self.must("site", "--units", units, "--adjacency", links, *words, "--steps", "400000",
                            "--out", out, "--json")
            made, instance = checker.read_plan(out), checker.Instance(units, links)
            count = int(words[-1]) if "--sites" in words else None
            self.assertEqual(checker.faults_of(instance, made, True, "--contiguous" in words, count), [])
            self.assertAlmostEqual(checker.objective_of(instance, made, True), run.json["objective"], places=6)

    def test_evaluate_judges_a_plan_by_hand(self):
        units, links = self.instance()
        rows = ["unit,school"] + [f"{i},0" for i in range(1, 64)] + ["99,0"]
        plan = self.write("plan.csv", "\n".join(rows) + "\n")
        run = self.must("district", "--units", units, "--adjacency", links, "--evaluate", plan, "--json")
        self.assertEqual((run.json["bound"], run.json["status"]), (None, "infeasible"))
        hits = {(hit["constraint"], hit["unit"], hit["school"]): hit["amount"] for hit in run.json["violations"]}
        self.assertEqual(hits[("capacity", None, "0")], 430)
        self.assertEqual(hits[("unassigned", "0", None)], 10)
        self.assertIn(("own_unit", "9", "9"), hits)
        self.assertIn(("unknown_id", "99", "0"), hits)

    def test_infeasible_is_an_answer_with_conflicts(self):
        units, links = self.instance(capacity=100)
        run = self.run_program("district", "--units", units, "--adjacency", links, "--steps", "100000", "--json")
        self.assertEqual((run.exit_code, run.json["status"], run.json["objective"]), (4, "infeasible", None))
        self.assertEqual(run.json["conflicts"][0]["constraint"], "capacity")
        units, links = grid(8, 8, 200, (0, 9, 27, 54))
        lines = [line for line in links.split("\r\n") if ",63," not in line and not line.startswith(",63,")]
        links = self.write("links.txt", "\r\n".join(lines))
        run = self.run_program("district", "--units", self.write("units.txt", units), "--adjacency", links, "--json")
        self.assertEqual(run.exit_code, 4)
        self.assertEqual(run.json["conflicts"], [{"constraint": "contiguity", "units": ["63"], "schools": []}])

    def test_faults_have_places(self):
        units, links = grid(8, 8, 200)
        cases = [
            (units.replace("\r\n5\t10\t5000", "\r\n5\t10\tnan"), links, "planning.not_a_number", (7, 3)),
            (units.replace("\r\n5\t10", "\r\n5\t-1"), links, "planning.negative", (7, 2)),
            (units.replace("\r\n5\t", "\r\n4\t"), links, "planning.id_twice", (7, 1)),
            (units, links + ",3,999,0\r\n", "planning.unknown_unit", (114, 3)),
            (units.replace("\t200\r", "\t0\r"), links, "planning.no_sites", (0, 7)),
            (units.split("\r\n")[0] + "\r\n", links, "planning.no_units", (0, 0)),
        ]
        for bad_units, bad_links, code, place in cases:
            with self.subTest(code):
                run = self.run_program("district", "--units", self.write("u.txt", bad_units), "--adjacency",
                                       self.write("l.txt", bad_links), "--json")
                self.assertEqual((run.exit_code, set(run.json)), (3, FAILURE_KEYS))
                self.assertEqual(run.json["code"], code)
                self.assertEqual((run.json["where"]["row"] or 0, run.json["where"]["column"] or 0), place)

    def test_a_self_loop_is_a_warning(self):
        units, links = grid(8, 8, 400)
        run = self.must("district", "--units", self.write("u.txt", units), "--adjacency",
                        self.write("l.txt", links + ",3,3,0\r\n"), "--steps", "20000", "--json")
        self.assertEqual([one["code"] for one in run.json["warnings"]], ["planning.self_loop"])

    def test_usage(self):
        units, _ = self.instance()
        for words in (["district", "--units", units], ["site", "--units", units, "--contiguous"],
                      ["site", "--units", units, "--sites", "0"], ["district", "--time", "5"]):
            self.assertEqual(self.run_program(*words).exit_code, 2, words)
        self.assertEqual(self.run_program("site", "--units", self.place.path / "absent.txt").exit_code, 5)

    def test_sigterm_gives_the_best_so_far(self):
        units, links = grid(20, 20, 1100, (21, 58, 190, 217, 303, 338), uneven=1)
        units, links = self.write("units.txt", units), self.write("links.txt", links)
        out = self.place.path / "plan.csv"
        words = [BINARY, "district", "--units", units, "--adjacency", links, "--time", "60", "--json", "--out", out]
        run = subprocess.Popen([str(word) for word in words], stdout=subprocess.PIPE, env=self.place.env)
        time.sleep(3)
        run.send_signal(signal.SIGTERM)
        answer = json.loads(run.communicate(timeout=20)[0])
        self.assertEqual((run.returncode, answer["status"]), (0, "stopped"))
        self.assertEqual(checker.faults_of(checker.Instance(units, links), checker.read_plan(out)), [])

    def test_real_districts(self):
        folder = SHARED_DATA / "districting"
        if not folder.exists():
            missing_data("districting instances of the shared data")
        units, links, out = folder / "gys_37a.txt", folder / "gys_connectivity.txt", self.place.path / "plan.csv"
        run = self.must("district", "--units", units, "--adjacency", links, "--steps", "10000000", "--out", out, "--json")
        instance, made = checker.Instance(units, links), checker.read_plan(out)
        self.assertEqual(checker.faults_of(instance, made), [])
        # The proved optimum of the published model.
        self.assertGreater(run.json["objective"], 76856.92 - 0.01)
        self.assertLess(run.json["bound"], 76856.92 + 0.01)


if __name__ == "__main__":
    unittest.main()
