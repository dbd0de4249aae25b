"""Parts of documents that are written by programs: between two markers, renewed or, with --check, compared."""

import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]


def renew(document, name, text):
    """Puts the text between the markers `name` of the document. With --check nothing is written: exit 1 on a difference."""
    path = ROOT / document
    old = path.read_text(encoding="utf-8")
    begin, end = f"<!-- {name}:begin -->\n", f"<!-- {name}:end -->"
    head, found, rest = old.partition(begin)
    tail = rest.partition(end)
    if not found or not tail[1]:
        sys.exit(f"{document}: markers {begin.strip()} and {end} not found")
    new = head + begin + text.rstrip("\n") + "\n" + end + tail[2]
    if new == old:
        return
    if "--check" in sys.argv[1:]:
        sys.exit(f"{document}: the part {name} is out of date; run scripts/{pathlib.Path(sys.argv[0]).name}")
    path.write_text(new, encoding="utf-8")
    print(f"{document}: {name} renewed")
