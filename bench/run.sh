#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds and runs every bench and prints the figures beside their goals (docs/benchmarks.md).
#   bench/run.sh            everything, about five minutes
#   bench/run.sh --quick    the parts only, about a minute
# BUILD_DIR is where it builds (default: build, the one of scripts/build.sh). Run it on a quiet
# machine: the load average is printed with the figures.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
build="${BUILD_DIR:-$root/build}"
quick=false
[ "${1:-}" = --quick ] && quick=true

[ -f "$build/CMakeCache.txt" ] || cmake --preset release -B "$build" >/dev/null
parts=(bench_decimal bench_tracker bench_codec bench_audit bench_recovery bench_monitor)
targets=("${parts[@]}")
$quick || targets+=(bench_program)
cmake --build "$build" --target "${targets[@]}" >/dev/null

results="$(mktemp -d)"
trap 'rm -rf "$results"' EXIT
cd "$results" # the audit trails of the benches are written here: set TMPDIR to choose the disk

machine() {
    local cpu
    cpu="$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
    echo "$(date -u +%Y-%m-%dT%H:%MZ)  $cpu, $(nproc) processors, load $(cut -d' ' -f1-3 /proc/loadavg)"
}

section() {
    echo
    echo "== $1   (load $(cut -d' ' -f1 /proc/loadavg))"
}

# Nine repetitions of each part; the medians are shown.
part() {
    section "$1"
    "$build/bench/$1" --benchmark_repetitions=9 --benchmark_display_aggregates_only=true \
        --benchmark_min_time=0.2 --benchmark_out="$results/$1.csv" \
        --benchmark_out_format=csv 2>/dev/null | grep -E '_median|^Benchmark|^---' | uniq
}

machine
for name in bench_decimal bench_tracker bench_codec bench_audit; do
    part "$name"
done
section bench_recovery # writes a million lines first
"$build/bench/bench_recovery" 2>/dev/null
section bench_monitor
"$build/bench/bench_monitor" 20000 1000 2>/dev/null | tee "$results/monitor.txt"
"$build/bench/bench_monitor" 100000 0 2>/dev/null
if ! $quick; then
    section bench_program
    "$build/bench/bench_program" "$build/bin/position-monitor" | tee "$results/program.txt"
fi

# of NAME STATISTIC COLUMN BENCH: out of Google Benchmark's CSV. A repetition's CPU time is column 4,
# its items a second column 7.
of() {
    awk -F, -v name="\"$1\"" -v statistic="$2" -v column="$3" '
        $1 == name { if (best == "" || $4 < least) { least = $4; best = $column } }
        $1 == "\"" substr(name, 2, length(name) - 2) "_median\"" { median = $column }
        END { print statistic == "best" ? best : median }' "$results/$4.csv"
}
# Both statistics of a figure, scaled.
both() {
    echo "$(of "$1" median "$2" "$3") $(of "$1" best "$2" "$3")" |
        awk -v by="$4" -v form="$5" '{ printf form " (" form ")", $1 / by, $2 / by }'
}
row() { printf '%-58s %20s   %s\n' "$1" "$2" "$3"; }

echo
machine
row "figure" "median (best)" "goal"
row "tracker, million fills a second, 100 coins" "$(both fills/100 7 bench_tracker 1e6 %.1f)" "≥ 5"
row "tracker, million marks of held positions a second, 100" \
    "$(both marks/100 7 bench_tracker 1e6 %.1f)" "≥ 20"
row "an answer of 2,000 fills decoded, ms" "$(both fillsAnswer/2000 4 bench_codec 1e3 %.2f)" "≤ 1.5"
row "fill frame in → update out, audit written, p99" \
    "$(awk '/^fill frame: in → update/ { print $(NF - 2) }' monitor.txt) µs" "≤ 200 µs"
$quick && exit 0
row "start to first live summary, 100 positions, median" \
    "$(sed -n 's/^start to first.*100 positions.*median *\([0-9]*\).*/\1/p' program.txt) ms" \
    "≤ 300 ms"
row "memory (RSS) with 100 positions" \
    "$(sed -n 's/^100 positions.* 0 fills.*RSS *\([0-9]*\) KB.*/\1/p' program.txt |
        awk '{ printf "%.1f", $1 / 1024 }') MB" "≤ 40 MB"
row "memory of a position more" \
    "$(sed -n 's/^a position more: \([0-9.]*\) KB.*/\1/p' program.txt) KB" "≤ 10 KB"
