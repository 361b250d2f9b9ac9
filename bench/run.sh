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
parts=(bench_decimal bench_tracker bench_codec bench_audit bench_monitor)
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

# The median of five repetitions of each part.
part() {
    section "$1"
    "$build/bench/$1" --benchmark_repetitions=5 --benchmark_report_aggregates_only=true \
        --benchmark_min_time=0.2 --benchmark_out="$results/$1.csv" \
        --benchmark_out_format=csv 2>/dev/null | grep -E '_median|^Benchmark|^---' | uniq
}

machine
for name in bench_decimal bench_tracker bench_codec bench_audit; do
    part "$name"
done
section bench_monitor
"$build/bench/bench_monitor" 20000 1000 2>/dev/null | tee "$results/monitor.txt"
"$build/bench/bench_monitor" 100000 0 2>/dev/null
if ! $quick; then
    section bench_program
    "$build/bench/bench_program" "$build/bin/position-monitor" | tee "$results/program.txt"
fi

# field NAME COLUMN FILE: a median out of Google Benchmark's CSV.
field() { awk -F, -v name="\"$1_median\"" -v column="$2" '$1 == name { print $column }' "$3"; }
millions() { awk -v n="$1" 'BEGIN { printf "%.1f", n / 1e6 }'; }
row() { printf '%-58s %14s   %s\n' "$1" "$2" "$3"; }

echo
machine
row "figure" "measured" "goal"
row "tracker, fills a second, 100 coins" \
    "$(millions "$(field fills/100 7 bench_tracker.csv)") million" "≥ 5 million"
row "tracker, marks of held positions a second, 100 coins" \
    "$(millions "$(field marks/100 7 bench_tracker.csv)") million" "≥ 20 million"
row "an answer of 2,000 fills decoded" \
    "$(awk -v us="$(field fillsAnswer/2000 4 bench_codec.csv)" 'BEGIN { printf "%.2f", us / 1000 }') ms" \
    "≤ 1.5 ms"
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
