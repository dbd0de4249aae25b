#!/usr/bin/env bash
# Installs what is missing, builds the program to build/release/junheng and the pages to web/dist, makes the demo county, prints
# its verdict, and serves it.
# usage: run [--once]      --once: serve only until it has answered and one login has worked      PORT=N (8080)
set -euo pipefail
cd "$(dirname "$0")/.."
once=
for word in "$@"; do
    case "$word" in
        --once) once=1 ;;
        *) sed -n '2,4p' "$0" >&2; [ "$word" = --help ] && exit 0 || exit 2 ;;
    esac
done
scripts/install-packages.sh run
scripts/build.sh release junheng
scripts/build-web.sh

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

[ -n "$once" ] || exec "$junheng" serve "$county" --port "${PORT:-8080}"

# ask METHOD PATH [BODY]: the first line of the answer. Bash alone, since a bare system has no curl.
ask() {
    exec 3<>"/dev/tcp/127.0.0.1/$port"
    printf '%s %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s' \
        "$1" "$2" "$(printf %s "${3:-}" | wc -c)" "${3:-}" >&3
    head -n 1 <&3
    exec 3>&-
}
coproc server { exec "$junheng" serve "$county" --port 0 --json --quiet; }
read -r told <&"${server[0]}"
port=$(sed -E 's/.*:([0-9]+)".*/\1/' <<<"${told%%,*}")
password=$(sed -E 's/.*"password":"([^"]*)".*/\1/' <<<"$told")
health=$(ask GET /healthz)
page=$(ask GET /)
login=$(ask POST /api/v1/session "{\"user\":\"admin\",\"password\":\"$password\"}")
kill -TERM "$server_PID"
wait "$server_PID"
echo "healthz: $health"
echo "page: $page"
echo "login: $login"
[[ $health == *" 200 "* && $page == *" 200 "* && $login == *" 200 "* ]]
