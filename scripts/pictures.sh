#!/usr/bin/env bash
# Renews the pictures of the pages in docs/img that docs/img/screens.json lists, from the demo county in the real browser.
# usage: pictures.sh      after scripts/build.sh dev (JUNHENG_BINARY=… for another program)
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/build-web.sh
PATH=$(scripts/build-web.sh --tools | tail -n 1):$PATH
exec node --experimental-strip-types --disable-warning=ExperimentalWarning tests/web/pictures.mjs
