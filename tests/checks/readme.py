#!/usr/bin/env python3
"""README.md and README.en.md have the same parts, and every place that a document links to exists."""

import re

from common import close, project_files, read


def outline(text):
    """The document's shape: levels of headings, rows of tables, lines of code, pictures."""
    return [re.match(r"#+|\||```|!\[", line)[0] for line in text.splitlines() if re.match(r"#+ |\||```|!\[", line)]


def find_faults(root):
    faults = []
    if outline(read(root / "README.md")) != outline(read(root / "README.en.md")):
        faults.append("README.md and README.en.md: headings, tables or pictures differ in number or order")
    for path in project_files(root, ".md"):
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", read(root / path)):
            if "://" not in target and not (root / path).parent.joinpath(target).exists():
                faults.append(f"{path}: {target} does not exist")
    return faults


if __name__ == "__main__":
    close(find_faults)
