#!/usr/bin/env bash
# Renews the pictures of the README from what the program really prints about the demo county.
# usage: picture.sh      after ./run
set -euo pipefail
cd "$(dirname "$0")/.."
export JUNHENG_KEY_FILE=$PWD/build/demo/key TERM=xterm-256color COLUMNS=100
mkdir -p docs/img
for lang in zh en; do
    # script(1) gives the program a terminal, so that it prints bars and colours.
    script -qec "stty cols 100 rows 60; build/release/junheng assess build/demo/county.db --lang $lang" /dev/null \
        </dev/null | scripts/terminal-svg.py "junheng assess" >"docs/img/verdict.$lang.svg"
done
