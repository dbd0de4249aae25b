#!/usr/bin/env bash
# Runs clang-tidy 14 by .clang-tidy over sources that are built in build/dev.
# usage: tidy.sh [--all | --since COMMIT | FILE.cpp...]      default: what differs from the last commit
set -euo pipefail
cd "$(dirname "$0")/.."
case "${1:-}" in
    --all) mapfile -t files < <(git -c safe.directory='*' ls-files 'src/*.cpp') ;;
    --since | '') mapfile -t files < <(git diff --name-only --diff-filter=d "${2:-HEAD}" -- 'src/*.cpp'
                                       git ls-files --others --exclude-standard 'src/*.cpp') ;;
    *) files=("$@") ;;
esac
[ ${#files[@]} -gt 0 ] || { echo "nothing changed"; exit 0; }
command -v clang-tidy-14 >/dev/null || { echo "tidy.sh needs clang-tidy 14 (Debian: clang-tidy-14)" >&2; exit 2; }
[ -e build/dev/compile_commands.json ] || cmake --preset dev >/dev/null
# Tests are full of plain numbers, and the macros of GoogleTest look complex.
tests=-readability-magic-numbers,-readability-function-cognitive-complexity,-readability-function-size
run() { xargs -r -P "${JUNHENG_JOBS:-$(nproc)}" -n 1 clang-tidy-14 -p build/dev --quiet "$@"; }
status=0
printf '%s\n' "${files[@]}" | sed '/_test\.cpp$/d' | run || status=1
printf '%s\n' "${files[@]}" | sed -n '/_test\.cpp$/p' | run "--checks=$tests" || status=1
exit $status
