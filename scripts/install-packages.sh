#!/usr/bin/env bash
# Installs the Debian packages that are still missing; asks nothing.
# usage: install-packages.sh run|test|all
set -euo pipefail
cd "$(dirname "$0")"
case "${1:-}" in
    run) lists=(packages-run.txt) ;;
    test) lists=(packages-run.txt packages-test.txt) ;;
    all) lists=(packages-run.txt packages-test.txt packages-all.txt) ;;
    *) sed -n '2,3p' "$0" >&2; exit 2 ;;
esac
mapfile -t wanted < <(sed 's/#.*//' "${lists[@]}" | xargs -n1 | sort -u)

if ! command -v dpkg-query >/dev/null; then
    echo "not a Debian system: nothing installed; needed are ${wanted[*]}" >&2
    exit 0
fi
# dpkg-query answers at once; apt-get starts only when something is missing, so that a second call costs nothing.
mapfile -t missing < <(comm -23 <(printf '%s\n' "${wanted[@]}") \
    <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null | sed -n 's/^installed //p' | sort -u))
# A command that came another way serves as well: a node from elsewhere brings its npm, and Debian's would not go beside it.
mapfile -t missing < <(for name in "${missing[@]}"; do command -v "$name" >/dev/null || echo "$name"; done)
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "run as root, or install these first: ${missing[*]}" >&2; exit 1; }
    as_root=(sudo)
fi
echo "installing ${#missing[@]} Debian packages: ${missing[*]}"
apt() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 "$@"; }
log=$(mktemp)
trap 'rm -f "$log"' EXIT
{ apt update && apt install --yes --no-install-recommends "${missing[@]}"; } >"$log" 2>&1 \
    || { cat "$log" >&2; echo "apt-get failed" >&2; exit 1; }
echo "installed"
