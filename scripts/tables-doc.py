#!/usr/bin/env python3
"""Writes the tables of docs/tables.md from src/core/domain/schema.h and data/glossary.toml. usage: tables-doc.py [--check]"""

import tomllib

from generated import ROOT, renew
from schema_tables import tables

TYPES = {
    "text": "text", "code": "identifier", "decimal": "decimal number or yes/no", "integer": "whole number",
    "count": "whole number, not negative", "hundredths": "number with at most two decimals, not negative",
    "coordinate": "degrees", "year": "year", "date": "day, YYYY-MM-DD", "word": "word", "flags": "words, by spaces",
    "geometry": "WKT",
}
GLOSSARY = tomllib.loads((ROOT / "data/glossary.toml").read_text(encoding="utf-8"))


def chinese(*path):
    row = GLOSSARY
    for name in path:
        row = row.get(name, {})
    return row.get("zh", "")


def meaning(column):
    if column.words:
        return "`" + "` `".join(column.words) + "`"
    return column.comment


def chapter(table):
    lines = [f"## `{table.name}.csv` {chinese('tables', table.name)}", ""]
    if table.comment:
        lines += [table.comment, ""]
    lines += ["| column | 中文 | type | unit | |", "|---|---|---|---|---|"]
    for column in table.columns:
        name = f"**`{column.name}`**" if column.key else f"`{column.name}`"
        lines.append(f"| {name} | {chinese('columns', table.name, column.name)} | {TYPES[column.type]} | {column.unit} | {meaning(column)} |")
    return "\n".join(lines)


def keys(group, title):
    rows = [f"| `{key}` | {row['zh']} | {row['en']} | {row.get('unit', '')} |"
            for key, row in GLOSSARY[group].items() if isinstance(row, dict)]
    return "\n".join([f"## {title}", "", "| key | 中文 | English | unit |", "|---|---|---|---|", *rows])


chapters = [chapter(table) for table in tables(ROOT)]
chapters += [keys("county", "Keys of `county.csv`"), keys("figures", "Keys of `figures.csv`")]
renew("docs/tables.md", "tables", "\n\n".join(chapters))
