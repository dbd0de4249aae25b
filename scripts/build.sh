#!/usr/bin/env bash
# Configures and builds one preset of CMakePresets.json under build/PRESET.
# usage: build.sh PRESET [TARGET...]      JUNHENG_JOBS=N compiles N files at once (default: one per processor)
set -euo pipefail
cd "$(dirname "$0")/.."
preset=${1:?preset, see CMakePresets.json}
shift
folder=build/$preset
# Compiled files are found again by other clones of the project on the same machine.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1
# Ninja configures anew by itself when a CMakeLists.txt changed, but it does not see a changed preset.
if [ ! -e "$folder/build.ninja" ] || [ CMakePresets.json -nt "$folder/build.ninja" ]; then
    mkdir -p "$folder"
    cmake --preset "$preset" >"$folder/configure.log" 2>&1 || { cat "$folder/configure.log" >&2; exit 1; }
fi
targets=()
[ $# -eq 0 ] || targets=(--target "$@")
cmake --build "$folder" --parallel "${JUNHENG_JOBS:-$(nproc)}" "${targets[@]}"
