#!/usr/bin/env python3
"""Numbers of documents live in data/standards: floating constants in the engines are listed with a reason."""

import re
from pathlib import Path

from common import allowed, close, project_files, read, unexplained, without_comments

LIST = Path(__file__).parent / "bare_thresholds.txt"
FOLDERS = ("src/core/indicators/", "src/planners/")
FLOAT = re.compile(r"(?<![\w.])(\d+\.\d*(?:e[-+]?\d+)?|\.\d+|\d+e[-+]?\d+)(?![\w.])", re.I)
NEUTRAL = {0.0, 0.5, 1.0, 2.0, 100.0}  # mathematics, not documents


def constants(root):
    for path in project_files(root, ".h", ".cpp"):
        if str(path).startswith(FOLDERS) and not path.stem.endswith(("_test", "_benchmark")):
            text = re.sub(r'"(?:\\.|[^"\\\n])*"', '""', without_comments(read(root / path)))
            for number, line in enumerate(text.splitlines(), 1):
                for found in FLOAT.findall(line):
                    if float(found) not in NEUTRAL:
                        yield f"{path}: {found}", number


def find_faults(root):
    known = allowed(LIST)
    found = dict(constants(root))
    faults = unexplained(known, LIST)
    faults += [f"{entry} (line {line}): a number of a document belongs in data/standards; otherwise put "
               f"'{entry} | reason' in {LIST.name}" for entry, line in sorted(found.items()) if entry not in known]
    # Only in the project itself: a list whose entries are gone would hide the next one.
    if root == Path(__file__).parents[2]:
        faults += [f"{LIST.name}: {entry} is no longer in the code" for entry in known if entry not in found]
    return faults


if __name__ == "__main__":
    close(find_faults)
