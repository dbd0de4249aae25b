#!/usr/bin/env python3
"""C++ files open with their licence line, headers say next what they are for, and no file grows past 500 lines."""

from pathlib import Path

from common import allowed, close, project_files, read, unexplained

SPDX = "// SPDX-License-Identifier: Apache-2.0"
CEILING = 500
LONG = Path(__file__).parent / "long_files.txt"


def faults_of_head(path, lines):
    if not lines or lines[0] != SPDX:
        return [f"{path}:1: the first line must be {SPDX}"]
    if path.suffix == ".h" and (len(lines) < 2 or not lines[1].startswith("/// ")):
        return [f"{path}:2: a header opens with a /// comment that says what the file is for"]
    return []


def find_faults(root):
    long_files = allowed(LONG)
    faults = unexplained(long_files, LONG)
    for path in project_files(root, ".h", ".cpp", ".py", ".sh", ".cmake", ".ts", ".tsx"):
        lines = read(root / path).splitlines()
        if path.suffix in (".h", ".cpp"):
            faults += faults_of_head(path, lines)
        if len(lines) > CEILING and str(path) not in long_files:
            faults.append(f"{path}: {len(lines)} lines, more than {CEILING}: do two rooms live in one?")
    return faults


if __name__ == "__main__":
    close(find_faults)
