#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The built program before a crowd: 10,000 idle clients, 100 that read nothing, a hostile one at a
# time, 500 slow ones. Prints each figure beside its goal; ends with 1 where one is missed.
#   bench/crowd/run.sh                          everything, about six minutes
#   bench/crowd/run.sh --only hostile,slow      some of: idle, stalled, hostile, slow
#   bench/crowd/run.sh --clients 1000           fewer idle ones
#   bench/crowd/run.sh --program PROGRAM        another build of ours
# BUILD_DIR is where it builds (default: build). It needs a limit of 11,000 open files (ulimit -Hn)
# and a quiet machine: the load average is printed with the figures.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
build="${BUILD_DIR:-$root/build}"

program="$build/bin/position-monitor"
options=()
while [ $# -gt 0 ]; do
    case "$1" in
        --only | --clients) options+=("$1" "${2:?what}") ;;
        --program) program="${2:?a program}" ;;
        *)
            echo "run.sh: unknown argument $1" >&2
            exit 2
            ;;
    esac
    shift 2
done

[ -f "$build/CMakeCache.txt" ] || cmake --preset release -B "$build" >/dev/null
cmake -DLPM_BENCH=ON -DLPM_CROWD=ON "$build" >/dev/null
cmake --build "$build" --target bench_crowd >/dev/null

machine() {
    local cpu
    cpu="$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
    echo "$(date -u +%Y-%m-%dT%H:%MZ)  $cpu, $(nproc) processors," \
        "load $(cut -d' ' -f1-3 /proc/loadavg)"
}

machine
status=0
"$build/bench/bench_crowd" ${options[@]+"${options[@]}"} "$program" || status=$?
machine
exit "$status"
