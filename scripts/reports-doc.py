#!/usr/bin/env python3
"""Writes into docs/reports.md what templates of reports may name. usage: reports-doc.py [--check]"""

import re

from generated import ROOT, renew

NAMES = (ROOT / "src/io/report/report_names.cpp").read_text(encoding="utf-8")
WHERE = {"county": "everywhere", "school": "once a school (`each = \"school_to_mend\"`)"}


def figures():
    scopes = {}
    for scope, name, unit in re.findall(r'FigureName\{(\w+), "(\w+)", "(\w+)"\}', NAMES):
        scopes.setdefault(scope, []).append(f"`{{{name}:{unit}}}`")
    lists = {}
    for name, scope in re.findall(r'ListName\{"(\w+)", (\w+)\}', NAMES):
        lists.setdefault(scope, []).append(f"`{name}`")
    rows = []
    for scope, names in scopes.items():
        where = WHERE.get(scope) or "each of " + " ".join(lists[scope])
        rows.append(f"| {where} | {' '.join(names)} |")
    return "\n".join(["| where | figures |", "|---|---|", *rows])


def words(array):
    body = re.search(array + r"[^=]*?\{(.*?)\};", NAMES, re.S)[1]
    return " ".join(f"`{word}`" for word in re.findall(r'"(\w+)"', body))


renew("docs/reports.md", "names", f"{figures()}\n\nConditions: `any LIST` `none LIST` {words('kConditions')}\n\n"
      f"Tables: {words('kTables')}")
