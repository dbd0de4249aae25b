"""What the checks share: the files of the project, allow-lists, and the closing of a check."""

import pathlib
import re
import subprocess
import sys

SKIPPED = {".git", "build", "node_modules", "__pycache__"}


def project_files(root, *suffixes):
    """Relative paths that git knows or would add; without git (an unpacked archive) all but build folders."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "-C", str(root), "ls-files", "-z", "--cached", "--others",
         "--exclude-standard"], capture_output=True)
    if listed.returncode == 0:
        names = {name for name in listed.stdout.decode().split("\0") if name}
    else:
        names = {str(path.relative_to(root)) for path in root.rglob("*")
                 if not SKIPPED.intersection(path.relative_to(root).parts)}
    return [pathlib.Path(name) for name in sorted(names)
            if (root / name).is_file() and (not suffixes or name.endswith(suffixes))]


def read(path):
    return path.read_text(encoding="utf-8")


def without_comments(text):
    """C++ without comments; line numbers stay, and so do texts that look like comments."""
    pattern = re.compile(r'"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*.*?\*/', re.S)
    return pattern.sub(lambda m: m[0] if m[0][0] == '"' else "\n" * m[0].count("\n"), text)


def allowed(path):
    """Entries of an allow-list: `entry | reason` a line; an entry without a reason is a fault of its own."""
    entries = {}
    if path.exists():
        for line in read(path).splitlines():
            if line.strip() and not line.startswith("#"):
                entry, _, reason = (part.strip() for part in line.partition(" | "))
                entries[entry] = reason
    return entries


def unexplained(entries, path):
    return [f"{path.name}: {entry}: no reason given" for entry, reason in entries.items() if not reason]


def close(find_faults):
    """Runs find_faults(root) over the project, prints what it found, exits 1 if that is anything."""
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2]).resolve()
    faults = find_faults(root)
    print("\n".join(faults) if faults else "no faults")
    sys.exit(1 if faults else 0)
