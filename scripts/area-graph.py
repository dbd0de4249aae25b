#!/usr/bin/env python3
"""Draws the areas of src/ into docs/architecture.md from what their CMakeLists declare. usage: area-graph.py [--check]"""

import re

from generated import ROOT, renew

FLOORS = {"app": "5 app", "io": "4 io", "records": "3 records", "planners": "2 planners", "core": "1 core"}
KEYWORDS = ("DEPENDS", "LIBRARIES", "PRIVATE", "TEST_DEPENDS")


def read_areas():
    """{floor: {area: areas it may use}}, floors from the top."""
    areas = {floor: {} for floor in FLOORS}
    for path in sorted(ROOT.glob("src/*/*/CMakeLists.txt")):
        for call in re.findall(r"^area\((.*?)\)", path.read_text(encoding="utf-8"), re.S | re.M):
            words = call.split()
            used, keyword = [], None
            for word in words[1:]:
                if word in KEYWORDS:
                    keyword = word
                elif keyword == "DEPENDS":
                    used.append(word)
            areas[path.parts[-3]][words[0]] = used
    return {floor: inside for floor, inside in areas.items() if inside}


def direct(area, uses):
    """What an area uses without what it also reaches by another one: the arrows worth drawing."""
    reached = {far for near in uses[area] for far in uses.get(near, [])}
    return [near for near in uses[area] if near not in reached]


def draw(areas):
    uses = {area: used for inside in areas.values() for area, used in inside.items()}
    lines = ["```mermaid", "graph TD"]
    for floor, inside in areas.items():
        lines.append(f'    subgraph {floor}["{FLOORS[floor]}"]')
        lines += [f"        {area}" for area in inside]
        lines.append("    end")
    lines += [f"    {area} --> {used}" for area in uses for used in direct(area, uses)]
    lines += ["```", "", "| floor | area | may use |", "|---|---|---|"]
    for floor, inside in areas.items():
        lines += [f"| {FLOORS[floor]} | `{area}` | {' '.join(used) or '–'} |" for area, used in inside.items()]
    return "\n".join(lines)


renew("docs/architecture.md", "area-graph", draw(read_areas()))
