#!/usr/bin/env python3
"""No file names a folder of somebody's own machine: the project must work wherever it is cloned."""

import re

from common import close, project_files

# Written so that this file does not find itself.
PATTERN = re.compile(rb"(?<![\w.~-])/(?:wor[k]|roo[t]|hom[e]/\w+|User[s]/\w+)/[\w.]")


def find_faults(root):
    faults = []
    for path in project_files(root):
        for number, line in enumerate((root / path).read_bytes().split(b"\n"), 1):
            if found := PATTERN.search(line):
                faults.append(f"{path}:{number}: {found[0].decode()}…")
    return faults


if __name__ == "__main__":
    close(find_faults)
