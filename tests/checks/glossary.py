#!/usr/bin/env python3
"""data/glossary.toml names every table, column and word of the tables in Chinese and in English."""

import sys
import tomllib
from pathlib import Path

from common import close, read

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))
from schema_tables import tables  # noqa: E402

GLOSSARY = "data/glossary.toml"


def terms(node, path=()):
    """Every table that holds a term, by its dotted path: (path, term)."""
    if "zh" in node or "en" in node:
        yield path, node
    for key, inner in node.items():
        if isinstance(inner, dict):
            yield from terms(inner, (*path, *key.split(".")))
        elif isinstance(inner, list) and inner and isinstance(inner[0], dict):
            for entry in inner:
                yield (*path, entry.get("id", key)), entry


def needed(root):
    """(what it is, names under which it may stand)"""
    for table in tables(root):
        yield f"table {table.name}", {table.name}
        for column in table.columns:
            yield f"column {table.name}.{column.name}", {f"{table.name}.{column.name}", column.name}
            for word in column.words:
                yield (f"word {word} of {table.name}.{column.name}",
                       {f"{table.name}.{column.name}.{word}", f"{column.name}.{word}", word})


def find_faults(root):
    if not (root / GLOSSARY).exists():
        return [f"{GLOSSARY} does not exist"]
    found = list(terms(tomllib.loads(read(root / GLOSSARY))))
    faults = [f"{GLOSSARY}: {'.'.join(path)} needs zh and en" for path, term in found
              if not (term.get("zh") and term.get("en"))]
    names = set()
    for path, _ in found:
        names.update(".".join(path[start:]) for start in range(len(path)))
    return faults + [f"{GLOSSARY}: no term for {what}" for what, any_of in needed(root) if not names & any_of]


if __name__ == "__main__":
    close(find_faults)
