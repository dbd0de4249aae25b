#!/usr/bin/env python3
"""Builds the county of each case as bare tables, lets the program judge it and compares.

Usage: run_cases.py JUNHENG_BINARY [FILE.toml ...]

A file holds cases; each says the situation, its source, the tables and, for each judgement, what must come out:
  at         a path into `assess --json`: schools[code=2141000001,stage=primary].values[indicator=L4].compliance
  value      what must stand there; `absent = true` for null
  tolerance  for numbers that a source prints rounded; without it numbers must be equal
  times      another path whose number the one found is multiplied by first
  never      numbers that a wrong reading of the rule would give: none of them may come out

A case that is `like` another of its file takes its tables over; `changes` sets one cell each of the row chosen.
"""

import csv
import io
import os
import pathlib
import re
import sys
import tomllib

CASES = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(CASES.parent / "system"))
import cv_sheet  # noqa: E402
import workbook  # noqa: E402

STEP = re.compile(r"(\w+)(?:\[([^\]]*)\])?")


def look_up(found, path):
    """What stands at a path; a step in brackets picks the one element with these values."""
    for name, choice in STEP.findall(path):
        found = found[name]
        if choice:
            wanted = dict(pair.split("=", 1) for pair in choice.split(","))
            matching = [row for row in found if all(str(row[key]) == value for key, value in wanted.items())]
            if len(matching) != 1:
                raise LookupError(f"{len(matching)} rows match {name}[{choice}]")
            found = matching[0]
    return found


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def agrees(found, expect):
    if expect.get("absent"):
        return found is None
    wanted = expect["value"]
    if is_number(wanted) and is_number(found):
        return abs(found - wanted) <= expect.get("tolerance", 0)
    return type(found) is type(wanted) and found == wanted


def trapped(found, expect):
    return [trap for trap in expect.get("never", []) if is_number(found) and abs(found - trap) <= 1e-6]


def fault_of(answer, expect):
    """Why an expectation is not met, or None."""
    try:
        found = look_up(answer, expect["at"])
        if "times" in expect:
            found *= look_up(answer, expect["times"])
    except (LookupError, TypeError) as missing:
        return f"{expect['at']}: {missing!r}"
    if trap := trapped(found, expect):
        return f"{expect['at']}: {found} is the wrong value {trap[0]}"
    if not agrees(found, expect):
        return f"{expect['at']}: found {found!r}, expected {expect.get('value')!r}"
    return None


def changed(tables, changes):
    """The tables with one cell of the chosen row set by each change."""
    parsed = {name: list(csv.DictReader(io.StringIO(text.strip()))) for name, text in tables.items()}
    for change in changes:
        rows = [row for row in parsed[change["table"]] if change["row"].items() <= row.items()]
        if len(rows) != 1 or change["column"] not in rows[0]:
            raise LookupError(f"no single cell {change}")
        rows[0][change["column"]] = change["value"]
    return {name: table_text(rows) for name, rows in parsed.items()}


def table_text(rows):
    file = io.StringIO()
    writer = csv.DictWriter(file, rows[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def resolved(case, cases):
    if "like" not in case:
        return case
    other = next(each for each in cases if each["situation"] == case["like"])
    return case | {"tables": changed(other["tables"], case["changes"])}


def build(place, case):
    """The county of a case; answers its path."""
    county = place.path / "county.db"
    place.must("init", county, "--force")
    for year, tables in case.get("years", {"2025": case.get("tables", {})}).items():
        folder = place.folder(f"tables-{year}")
        for name, text in tables.items():
            (folder / f"{name}.csv").write_text(text, encoding="utf-8")
        place.must("import", county, folder, "--year", year, "--json")
    return county


def options_of(place, judged):
    options = list(judged.get("options", []))
    if "overlay" in judged:
        (place.folder("overlay") / "rule.toml").write_text(judged["overlay"], encoding="utf-8")
        options += ["--overlay", place.path / "overlay"]
    return options


def compare_sheet(place, county, case):
    book = place.path / "county.xlsx"
    place.must("export", county, "--xlsx", book)
    resource = place.must("assess", county, "--json").json["resource"]
    return cv_sheet.sheet_faults(case, workbook.Workbook(book), resource)


def judge(case, program):
    """(expectations looked at, faults) of one case."""
    if "arithmetic" in case:
        return cv_sheet.arithmetic_faults(case)
    place = program.Place()
    looked_at, faults = 0, []
    try:
        county = build(place, case)
        if "sheet" in case:
            looked_at, faults = compare_sheet(place, county, case)
        for judged in case.get("judged", []):
            answer = place.must("assess", county, *options_of(place, judged), "--json").json
            found = [fault_of(answer, expect) for expect in judged["expect"]]
            looked_at += len(found)
            faults += [f"{judged.get('under', 'as it stands')}: {fault}" for fault in found if fault]
    except AssertionError as failed:
        faults.append(str(failed))
    finally:
        place.close()
    return looked_at, faults


def run_file(path, program):
    looked_at, failed = 0, 0
    cases = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    for case in cases:
        count, faults = judge(resolved(case, cases), program)
        looked_at += count
        failed += bool(faults) or not count
        print(f"{'FAILED' if faults else 'ok    '} {path.name}: {case['situation']} ({count} expectations)")
        for fault in faults:
            print(f"       {fault}")
        if not count and not faults:
            print("       nothing was expected")
    return looked_at, failed


def main():
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    os.environ["JUNHENG_BINARY"] = sys.argv[1]
    import program

    files = [pathlib.Path(name) for name in sys.argv[2:]] or sorted(CASES.glob("*.toml"))
    totals = [run_file(path, program) for path in files]
    looked_at = sum(count for count, _ in totals)
    failed = sum(count for _, count in totals)
    print(f"{len(files)} files, {looked_at} expectations, {failed} cases failed")
    return 1 if failed or not looked_at else 0


if __name__ == "__main__":
    sys.exit(main())
