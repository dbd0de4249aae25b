#!/usr/bin/env python3
"""The pictures of the pages (docs/img/screens.json): made, small, of a screen that exists, and shown in a document."""

import json
import re

from common import close, project_files, read

FOLDER = "docs/img"
LIST = f"{FOLDER}/screens.json"
MOST_BYTES = 150 * 1024
MOST_BYTES_OF_ALL = 1024 * 1024


def screens(root):
    return {name for path in project_files(root, "screen.ts") for name in re.findall(r"\bid: '([\w-]+)'", read(root / path))}


def find_faults(root):
    listed = json.loads(read(root / LIST))
    known, shown = screens(root), {target for path in project_files(root, ".md")
                                   for target in re.findall(r"!\[[^\]]*\]\(([^)#]+)\)", read(root / path))}
    faults, whole = [], 0
    for picture in listed:
        path = root / FOLDER / picture["file"]
        if picture["screen"] not in known:
            faults.append(f"{LIST}: there is no screen {picture['screen']}")
        if not path.is_file():
            faults.append(f"{LIST}: {picture['file']} was not made (scripts/pictures.sh)")
            continue
        size = path.stat().st_size
        whole += size
        if size > MOST_BYTES:
            faults.append(f"{FOLDER}/{picture['file']}: {size} bytes, at most {MOST_BYTES}")
        if not any(target.endswith(f"img/{picture['file']}") for target in shown):
            faults.append(f"{FOLDER}/{picture['file']}: no document shows it")
    if whole > MOST_BYTES_OF_ALL:
        faults.append(f"{FOLDER}: the pictures take {whole} bytes, at most {MOST_BYTES_OF_ALL}")
    names = {picture["file"] for picture in listed}
    for path in sorted((root / FOLDER).glob("*.webp")):
        if path.name not in names:
            faults.append(f"{FOLDER}/{path.name}: not in {LIST}")
    return faults


if __name__ == "__main__":
    close(find_faults)
