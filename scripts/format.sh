#!/usr/bin/env bash
# Formats the C++ sources by .clang-format, or says which are not.
# usage: format.sh [--check] [FILE...]      default: every .h and .cpp that git knows or would add
set -euo pipefail
cd "$(dirname "$0")/.."
check=
[ "${1:-}" != --check ] || { check=1; shift; }
# Another version formats otherwise, and the sources would go back and forth between two of them.
tool=$(command -v clang-format-14 || command -v clang-format || true)
case "$("${tool:-false}" --version 2>/dev/null || true)" in
    *' version 14.'*) ;;
    *) echo "format.sh needs clang-format 14 (Debian: clang-format-14)" >&2; exit 2 ;;
esac
files=("$@")
[ $# -gt 0 ] || mapfile -t files < <(git -c safe.directory='*' ls-files --cached --others --exclude-standard '*.h' '*.cpp')
[ ${#files[@]} -gt 0 ] || exit 0
[ -n "$check" ] || exec "$tool" -i --style=file "${files[@]}"
# The tool names every place; the files are enough.
wrong=$("$tool" --dry-run --style=file "${files[@]}" 2>&1 | sed -nE 's/^([^:]+):[0-9]+:[0-9]+: .*/\1/p' | sort -u)
[ -z "$wrong" ] || { printf 'not formatted, run scripts/format.sh:\n%s\n' "$wrong"; exit 1; }
