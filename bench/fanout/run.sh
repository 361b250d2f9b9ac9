#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Our program beside small honest servers on Boost.Beast, node's ws and FastAPI that do the same
# work: a frame of the exchange in, the position computed, an audit line written, the update sent to
# every client. In turns, so that what else runs on the machine meets all of them.
#   bench/fanout/run.sh                                 five rounds, 100 and 1,000 clients
#   bench/fanout/run.sh --rounds 2 --clients 10,100     fewer of both
#   bench/fanout/run.sh --fills 50 --ticks 20           of each in a round
#   bench/fanout/run.sh --only ours,beast               some of the servers
#   bench/fanout/run.sh --against PROGRAM               and another build of ours, as ours-other
# BUILD_DIR is where it builds (default: build). A server whose parts are missing is left out and
# said; scripts/setup.sh --bench installs them. TMPDIR chooses the disk of the audit files.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../.." && pwd)"
build="${BUILD_DIR:-$root/build}"

only=ours,beast,node,fastapi
against=
options=()
while [ $# -gt 0 ]; do
    case "$1" in
        --rounds | --clients | --fills | --ticks) options+=("$1" "${2:?a number}") ;;
        --only) only="${2:?names}" ;;
        --against) against="${2:?a program}" ;;
        *)
            echo "run.sh: unknown argument $1" >&2
            exit 2
            ;;
    esac
    shift 2
done

wants() { [[ ",$only," == *",$1,"* ]]; }
has_modules() { [ "$here/node_modules/.lpm-installed" -nt "$here/package-lock.json" ]; }
install_modules() {
    (cd "$here" && npm ci --no-audit --no-fund >/dev/null) &&
        touch "$here/node_modules/.lpm-installed"
}
left_out() { echo "run.sh: $1 is left out: $2" >&2; }

[ -f "$build/CMakeCache.txt" ] || cmake --preset release -B "$build" >/dev/null
cmake -DLPM_BENCH=ON -DLPM_FANOUT=ON "$build" >/dev/null
cmake --build "$build" --target bench_fanout >/dev/null

servers=()
if wants ours; then
    servers+=("ours=$build/bin/position-monitor")
    [ -z "$against" ] || servers+=("ours-other=$against")
fi
if wants beast; then
    if cmake --build "$build" --target fanout_beast >/dev/null 2>&1; then
        servers+=("beast=$build/bench/fanout_beast")
    else
        left_out beast "Boost.Beast is missing, or it does not build"
    fi
fi
if wants node; then
    if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
        left_out node "there is no node with npm"
    elif has_modules || install_modules; then
        servers+=("node=$(command -v node),$here/peers/node/server.mjs")
    else
        left_out node "npm cannot install ws"
    fi
fi
if wants fastapi; then
    python=
    for candidate in python3 /usr/bin/python3; do # another python in the PATH may lack them
        if "$candidate" -c 'import fastapi, uvicorn, websockets' 2>/dev/null; then
            python="$(command -v "$candidate")"
            break
        fi
    done
    if [ -n "$python" ]; then
        servers+=("fastapi=$python,$here/peers/python/server.py")
    else
        left_out fastapi "python3 has no fastapi, uvicorn and websockets"
    fi
fi
if [ ${#servers[@]} -eq 0 ]; then
    echo "run.sh: no server is left" >&2
    exit 1
fi

machine() {
    local cpu
    cpu="$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
    echo "$(date -u +%Y-%m-%dT%H:%MZ)  $cpu, $(nproc) processors," \
        "load $(cut -d' ' -f1-3 /proc/loadavg)"
}

export PYTHONDONTWRITEBYTECODE=1
machine
"$build/bench/bench_fanout" ${options[@]+"${options[@]}"} "${servers[@]}"
machine
