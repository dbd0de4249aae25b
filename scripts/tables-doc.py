#!/usr/bin/env python3
"""Writes the tables of docs/tables.md from src/core/domain/schema.h. usage: tables-doc.py [--check]"""

from generated import ROOT, renew
from schema_tables import tables

TYPES = {
    "text": "text", "code": "identifier", "decimal": "decimal number or yes/no", "integer": "whole number",
    "count": "whole number, not negative", "hundredths": "number with at most two decimals, not negative",
    "coordinate": "degrees", "year": "year", "date": "day, YYYY-MM-DD", "word": "word", "flags": "words, by spaces",
    "geometry": "WKT",
}


def meaning(column):
    if column.words:
        return "`" + "` `".join(column.words) + "`"
    return column.comment


def chapter(table):
    lines = [f"## `{table.name}.csv`", ""]
    if table.comment:
        lines += [table.comment, ""]
    lines += ["| column | type | unit | |", "|---|---|---|---|"]
    for column in table.columns:
        name = f"**`{column.name}`**" if column.key else f"`{column.name}`"
        lines.append(f"| {name} | {TYPES[column.type]} | {column.unit} | {meaning(column)} |")
    return "\n".join(lines)


renew("docs/tables.md", "tables", "\n\n".join(chapter(table) for table in tables(ROOT)))
