#!/usr/bin/env python3
"""Every TOML and JSON file of the project can be read."""

import json
import tomllib

from common import close, project_files, read


def find_faults(root):
    faults = []
    for path in project_files(root, ".toml", ".json"):
        # Inputs of fuzzers and of tests on bad files are broken on purpose.
        if {"corpus", "broken"}.intersection(path.parts):
            continue
        try:
            (tomllib.loads if path.suffix == ".toml" else json.loads)(read(root / path))
        except (UnicodeDecodeError, ValueError) as fault:
            faults.append(f"{path}: {fault}")
    return faults


if __name__ == "__main__":
    close(find_faults)
