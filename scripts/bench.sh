#!/usr/bin/env bash
# Builds and runs the benchmarks. docs/benchmarks.md keeps the figures.
# usage: bench.sh [GOOGLE_BENCHMARK_OPTION...]
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/build.sh bench
mapfile -t programs < <(find build/bench/bench -maxdepth 1 -type f -executable | sort)
[ ${#programs[@]} -gt 0 ] || { echo "no benchmarks were built" >&2; exit 1; }
for program in "${programs[@]}"; do
    "$program" "$@"
done
