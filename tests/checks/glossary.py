#!/usr/bin/env python3
"""data/glossary.toml names every table, column and word of the tables in Chinese and in English."""

import sys
import tomllib
from pathlib import Path

from common import close, read

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))
from schema_tables import DOMAIN, tables  # noqa: E402

GLOSSARY = "data/glossary.toml"


def terms(node, path=()):
    """Every row of the glossary: (its path, the row). Other entries of a group, as its source, are no tables."""
    for key, inner in node.items():
        if isinstance(inner, dict):
            if any(isinstance(value, dict) for value in inner.values()):
                yield from terms(inner, (*path, key))
            else:
                yield (*path, key), inner


def needed(root):
    """(what it is, the paths at which it may stand)"""
    for table in tables(root):
        yield f"table {table.name}", {("tables", table.name)}
        for column in table.columns:
            yield f"column {table.name}.{column.name}", {("columns", table.name, column.name)}
            for word in column.words:
                yield (f"word {word} of {table.name}.{column.name}",
                       {("words", f"{table.name}.{column.name}", word), ("words", column.name, word)})


def find_faults(root):
    if not (root / GLOSSARY).exists():
        return [f"{GLOSSARY} does not exist"]
    found = list(terms(tomllib.loads(read(root / GLOSSARY))))
    faults = [f"{GLOSSARY}: {'.'.join(path)} needs zh and en" for path, term in found
              if not (term.get("zh") and term.get("en"))]
    paths = {path for path, _ in found}
    return faults + [f"{GLOSSARY}: no term for {what}" for what, any_of in needed(root) if not paths & any_of]


if __name__ == "__main__":
    close(find_faults)
