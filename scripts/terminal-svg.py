#!/usr/bin/env python3
"""Turns what a program prints on a terminal (stdin: UTF-8 with colour codes) into an SVG picture (stdout).

usage: terminal-svg.py TITLE < output > picture.svg
"""

import html
import re
import sys
import unicodedata

CELL, LINE, MARGIN = 8.4, 19, 16
COLOURS = {30: "#4b5563", 31: "#f87171", 32: "#4ade80", 33: "#facc15", 34: "#60a5fa", 35: "#c084fc", 36: "#22d3ee",
           37: "#e5e7eb", 90: "#9ca3af"}
PLAIN = {"fill": "#e5e7eb", "weight": "normal", "opacity": "1"}


def width(text):
    """Columns on a terminal: Chinese characters take two."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def styled(style, codes):
    for code in codes:
        if code == 0:
            style = dict(PLAIN)
        elif code == 1:
            style = {**style, "weight": "bold"}
        elif code == 2:
            style = {**style, "opacity": "0.6"}
        elif code == 39:
            style = {**style, "fill": PLAIN["fill"]}
        elif code in COLOURS or code - 60 in COLOURS:
            style = {**style, "fill": COLOURS.get(code) or COLOURS[code - 60]}
    return style


def pieces(text):
    """Runs of one width and one blank-or-not, each placed by its column: fonts differ in how wide Chinese is."""
    return re.findall(r"\s+|[^\s\u1100-\uffe6]+|[\u1100-\uffe6]+", text)


def draw(lines, title):
    body, style, widest = [], dict(PLAIN), 0
    for row, line in enumerate(lines):
        column = 0
        for part in re.split(r"(\x1b\[[0-9;]*m)", line):
            if code := re.fullmatch(r"\x1b\[([0-9;]*)m", part):
                style = styled(style, [int(c or 0) for c in code[1].split(";")])
                continue
            for piece in pieces(part):
                columns = width(piece)
                if not piece.isspace():
                    extra = "".join(f' {k}="{v}"' for k, v in (
                        ("fill", style["fill"]), ("font-weight", style["weight"]), ("opacity", style["opacity"]))
                        if v != {"fill": PLAIN["fill"], "font-weight": "normal", "opacity": "1"}[k])
                    body.append(f'<text x="{MARGIN + column * CELL:.1f}" y="{MARGIN + 14 + row * LINE}" '
                                f'textLength="{columns * CELL:.1f}" lengthAdjust="spacingAndGlyphs"{extra}>'
                                f"{html.escape(piece)}</text>")
                column += columns
        widest = max(widest, column)
    w, h = round(2 * MARGIN + widest * CELL), 2 * MARGIN + len(lines) * LINE
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" role="img" '
            f'font-family="\'DejaVu Sans Mono\', \'Noto Sans Mono CJK SC\', \'Noto Sans CJK SC\', Consolas, '
            f'\'Microsoft YaHei\', monospace" font-size="14" fill="{PLAIN["fill"]}">\n'
            f"<title>{html.escape(title)}</title>\n"
            f'<rect width="100%" height="100%" rx="8" fill="#111827"/>\n' + "\n".join(body) + "\n</svg>\n")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    text = sys.stdin.buffer.read().decode("utf-8").replace("\r", "")
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-ln-z]", "", text)  # cursor movements
    lines = text.rstrip("\n").split("\n")
    sys.stdout.write(draw(lines, sys.argv[1]))


main()
