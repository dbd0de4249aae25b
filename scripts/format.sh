#!/usr/bin/env bash
# Formats the C++ sources by .clang-format, or says which are not.
# usage: format.sh [--check] [FILE...]      default: every .h and .cpp that git knows or would add
set -euo pipefail
cd "$(dirname "$0")/.."
mode=(-i)
[ "${1:-}" != --check ] || { mode=(--dry-run -Werror); shift; }
# Another version formats otherwise, and the sources would go back and forth between two of them.
tool=$(command -v clang-format-14 || command -v clang-format || true)
case "$("${tool:-false}" --version 2>/dev/null || true)" in
    *' version 14.'*) ;;
    *) echo "format.sh needs clang-format 14 (Debian: clang-format-14)" >&2; exit 2 ;;
esac
files=("$@")
[ $# -gt 0 ] || mapfile -t files < <(git -c safe.directory='*' ls-files --cached --others --exclude-standard '*.h' '*.cpp')
[ ${#files[@]} -eq 0 ] || "$tool" "${mode[@]}" --style=file "${files[@]}"
