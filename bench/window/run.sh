#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The desktop window under load: what it costs, how soon it answers, 10,000 fills scrolled, its
# thread blocked for ten seconds, a day of it sped up. Prints each figure beside its goal; ends with
# 1 where one is missed.
#   bench/window/run.sh                       everything, about half an hour
#   bench/window/run.sh --only load,input     some of: load, input, fills, blocked, day
#   bench/window/run.sh --seconds 10          a shorter load
#   bench/window/run.sh --inputs 2000         fewer keys, wheel turns and mouse moves
#   bench/window/run.sh --hours 8             less than a day
#   bench/window/run.sh --offscreen           without an X server
# The load, the input and the fills are measured on an X server of their own (Xvfb; keys of the X
# server itself need xdotool) and without one; the rest without. BUILD_DIR is where it builds
# (default: build). Run it on a quiet machine: the load average is printed with the figures.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
build="${BUILD_DIR:-$root/build}"

only=load,input,fills,blocked,day
options=()
with_x=true
while [ $# -gt 0 ]; do
    case "$1" in
        --only)
            only="${2:?what}"
            shift
            ;;
        --seconds | --inputs | --hours)
            options+=("$1" "${2:?how many}")
            shift
            ;;
        --offscreen) with_x=false ;;
        *)
            echo "run.sh: unknown argument $1" >&2
            exit 2
            ;;
    esac
    shift
done
if $with_x && ! command -v Xvfb >/dev/null; then
    echo "run.sh: no Xvfb is installed: offscreen only" >&2
    with_x=false
fi

[ -f "$build/CMakeCache.txt" ] || cmake --preset release -B "$build" >/dev/null
cmake -DLPM_BENCH=ON -DLPM_WINDOW_BENCH=ON "$build" >/dev/null
cmake --build "$build" --target bench_window >/dev/null

# The parts of $only that are among those given.
among() {
    local part chosen=()
    for part in "$@"; do
        case ",$only," in *",$part,"*) chosen+=("$part") ;; esac
    done
    (IFS=,; echo "${chosen[*]-}")
}

machine() {
    local cpu
    cpu="$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
    echo "$(date -u +%Y-%m-%dT%H:%MZ)  $cpu, $(nproc) processors," \
        "load $(cut -d' ' -f1-3 /proc/loadavg)"
}

server=
stop_server() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    server=
}
trap stop_server EXIT

# Xvfb takes a free number and tells it.
start_server() {
    local number pipe
    pipe="$(mktemp -u)"
    mkfifo "$pipe"
    exec {told}<>"$pipe"
    rm "$pipe"
    Xvfb -displayfd "$told" -screen 0 1600x1000x24 -nolisten tcp >/dev/null 2>&1 &
    server=$!
    read -r -t 20 -u "$told" number
    export DISPLAY=":$number"
}

status=0
measure() { # PLATFORM PARTS
    [ -n "$2" ] || return 0
    local ended=0
    echo
    QT_QPA_PLATFORM="$1" "$build/bench/bench_window" --only "$2" ${options[@]+"${options[@]}"} ||
        ended=$?
    [ "$ended" -le "$status" ] || status=$ended
}

machine
shown="$(among load input fills)"
if $with_x && [ -n "$shown" ]; then
    start_server
    measure xcb "$shown"
    stop_server
fi
measure offscreen "$shown"
measure offscreen "$(among blocked day)"
machine
exit "$status"
