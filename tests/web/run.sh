#!/usr/bin/env bash
# Runs one test of the pages: run.sh build | units | NAME (test_NAME.mjs). Exit 77: what it needs is not installed.
set -euo pipefail
cd "$(dirname "$0")/../.."
lacks() {
    echo "skipped: $1 is not installed (scripts/install-packages.sh test)"
    [ -z "${JUNHENG_REQUIRE_DATA:-}" ] && exit 77 || exit 1
}
command -v node >/dev/null || lacks node
command -v npm >/dev/null || lacks npm
if [ "$1" = build ]; then
    exec scripts/build-web.sh
fi
PATH=$(scripts/build-web.sh --tools | tail -n 1):$PATH
if [ "$1" = units ]; then
    cd web
    npm run --silent check-types
    npm run --silent check
    exec npm run --silent test
fi
[ -x "${JUNHENG_CHROMIUM:-/usr/bin/chromium}" ] || lacks chromium
exec node --experimental-strip-types --disable-warning=ExperimentalWarning --test --test-reporter=spec "tests/web/test_$1.mjs"
