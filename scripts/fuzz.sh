#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the fuzzers (clang, both sanitizers), replays the committed corpus, and lets each fuzzer
# look for more.
#   scripts/fuzz.sh                  each for 20 s
#   scripts/fuzz.sh SECONDS [NAME]   each, or the one of that name, for so long
# What they find and learn stays outside the tree, in LPM_FUZZ_DIR (default: a folder of the
# system's for temporary files): NAME/ the corpus in work, crashes/ inputs that broke a rule.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
seconds="${1:-20}"
name="${2:-}"
at_once="${LPM_FUZZ_JOBS:-2}"
work="${LPM_FUZZ_DIR:-${TMPDIR:-/tmp}/position-monitor-fuzz}"
fuzz="$root/tests/fuzz"
build="$root/build-fuzz"

cd "$root"
"$root/scripts/setup.sh" --fuzz
cmake --preset fuzz
if [ -n "$name" ]; then
    cmake --build "$build" --target "fuzz_$name"
    targets=("$name")
else
    cmake --build "$build" --target fuzzers
    targets=()
    for program in "$build"/fuzzers/fuzz_*; do
        targets+=("${program##*/fuzz_}")
    done
fi
mkdir -p "$work/crashes"
export fuzz build work seconds
export UBSAN_OPTIONS="${UBSAN_OPTIONS:-print_stacktrace=1}"

# One line a fuzzer; the log of one that found something is shown.
run_one() {
    local target="$1" status=0 log="$work/$1.log"
    local corpus="$fuzz/corpus/$target" dictionary="$fuzz/dictionaries/$target.dict"
    local options=(-max_total_time="$seconds" -max_len=4096 -timeout=20 -rss_limit_mb=2048
        -print_final_stats=1 -artifact_prefix="$work/crashes/$target-")
    [ ! -e "$dictionary" ] || options+=(-dict="$dictionary")
    mkdir -p "$work/$target"
    "$build/fuzzers/fuzz_$target" -runs=0 "$corpus" >"$log" 2>&1 \
        && "$build/fuzzers/fuzz_$target" "${options[@]}" "$work/$target" "$corpus" >>"$log" 2>&1 \
        || status=$?
    local runs rate edges
    runs="$(sed -n 's/^stat::number_of_executed_units: *//p' "$log" | tail -1)"
    rate="$(sed -n 's/^stat::average_exec_per_sec: *//p' "$log" | tail -1)"
    edges="$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$log" | tail -1)"
    printf '%-14s %10s runs %7s a second %6s edges %5s inputs  %s\n' "$target" "${runs:-?}" \
        "${rate:-?}" "${edges:-?}" "$(find "$work/$target" -type f | wc -l)" \
        "$([ "$status" = 0 ] && echo held || echo "BROKEN, see $log")"
    [ "$status" = 0 ] || grep -v -e ' pulse ' -e ' NEW ' -e ' REDUCE ' "$log" | tail -40
    return "$status"
}
export -f run_one

printf '%s\n' "${targets[@]}" | xargs -P "$at_once" -I{} bash -c 'run_one {}'
