#!/usr/bin/env bash
# Installs what is missing, builds the program to build/release/junheng, makes the demo county and prints its verdict.
# usage: run [--once]      --once: do not stay to serve the county (nothing is served yet: always so)
set -euo pipefail
cd "$(dirname "$0")/.."
for word in "$@"; do
    case "$word" in
        --once) ;;
        *) sed -n '2,3p' "$0" >&2; [ "$word" = --help ] && exit 0 || exit 2 ;;
    esac
done
scripts/install-packages.sh run
scripts/build.sh release junheng

junheng=build/release/junheng
demo=build/demo
county=$demo/county.db
mkdir -p "$demo"
# The demo's children are invented, their identity numbers are sealed all the same: with a key of the demo's own.
export JUNHENG_KEY_FILE=$PWD/$demo/key
"$junheng" demo "$county" --force
"$junheng" assess "$county" --json >"$demo/assessment.json"
"$junheng" export "$county" --tables "$demo/tables"
"$junheng" export "$county" --xlsx "$demo/assessment.xlsx" --force
"$junheng" assess "$county"
