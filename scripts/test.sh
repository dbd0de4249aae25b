#!/usr/bin/env bash
# Everything that a change must pass; ends with "N passed, N failed".
# usage: test [--all]      --all: also sanitizers, slow tests, fuzzing, tidy, benches
set -uo pipefail  # not -e: a failed step is counted and the next one runs
cd "$(dirname "$0")/.."
all=
case "${1:-}" in
    '') ;;
    --all) all=1; export JUNHENG_REQUIRE_DATA=1 ;;
    *) sed -n '2,3p' "$0" >&2; [ "$1" = --help ] && exit 0 || exit 2 ;;
esac
jobs=${JUNHENG_JOBS:-$(nproc)}
mkdir -p build
passed=0
failed=0

# step NAME COMMAND...: runs it, counts it, goes on. Where ctest ran inside, its tests are counted one by one.
step() {
    local name=$1 log start=$SECONDS status
    shift
    echo "== $name"
    log=build/test-$name.log
    "$@" 2>&1 | tee "$log"
    status=${PIPESTATUS[0]}
    echo "== $name: exit $status after $((SECONDS - start)) s"
    local bad total
    read -r bad total < <(sed -nE 's/.*tests passed, ([0-9]+) tests? failed out of ([0-9]+).*/\1 \2/p' "$log" | tail -n 1)
    if [ -n "${total:-}" ]; then
        passed=$((passed + total - bad))
        failed=$((failed + bad))
    elif [ "$status" -eq 0 ]; then
        passed=$((passed + 1))
    fi
    # A step that ends badly without a failed test (no test found, a crash of the runner) is a failure too.
    [ "$status" -eq 0 ] || [ "${bad:-0}" -gt 0 ] || failed=$((failed + 1))
    return "$status"
}
# prepare NAME COMMAND...: a step that proves nothing by itself; only its failure counts.
prepare() {
    local before=$passed status=0
    step "$@" || status=$?
    passed=$before
    return "$status"
}
run_ctest() { ctest --preset "$1" --parallel "$jobs" "${@:2}"; }
oracle() { (cd tests/oracle && python3 -m unittest && python3 run.py "$OLDPWD/build/dev/junheng"); }

prepare packages scripts/install-packages.sh "$([ -n "$all" ] && echo all || echo test)"
if prepare build scripts/build.sh dev; then
    step tests run_ctest dev --label-exclude slow
    step oracle oracle
    if [ -n "$all" ]; then step slow run_ctest dev --label-regex slow; fi
fi
if [ -n "$all" ]; then
    prepare asan-build scripts/build.sh asan && step asan run_ctest asan --label-exclude 'slow|check'
    step fuzz scripts/fuzz.sh
    step tidy scripts/tidy.sh --all
    step bench scripts/bench.sh
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
