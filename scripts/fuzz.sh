#!/usr/bin/env bash
# Runs every fuzz target for a while on its corpus, under the sanitizers.
# usage: fuzz.sh [SECONDS [TARGET...]]      default: 20 seconds each
# New inputs stay under build/fuzz/corpus/TARGET; a crash leaves its input beside them and fails the run. Before that input
# is mended, it joins tests/fuzz/corpus/TARGET, which ctest runs.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-20}
[ $# -eq 0 ] || shift
mapfile -t targets < <(cd tests/fuzz && printf '%s\n' fuzz_*.cpp | sed 's/\.cpp$//')
scripts/build.sh fuzz "${targets[@]}"
mapfile -t programs < <(find build/fuzz/tests/fuzz -maxdepth 1 -type f -executable | sort)
[ ${#programs[@]} -gt 0 ] || { echo "no fuzz targets were built" >&2; exit 1; }
failed=0
for program in "${programs[@]}"; do
    target=$(basename "$program")
    target=${target#fuzz_}
    [ $# -eq 0 ] || [[ " $* " == *" $target "* ]] || continue
    corpus=build/fuzz/corpus/$target
    mkdir -p "$corpus"
    seeds=()
    [ ! -d "tests/fuzz/corpus/$target" ] || seeds=("tests/fuzz/corpus/$target")
    echo "fuzz $target, $seconds s"
    "$program" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 -verbosity=0 \
        -artifact_prefix="$corpus/" "$corpus" "${seeds[@]}" || failed=1
done
exit $failed
