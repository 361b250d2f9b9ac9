#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds with sanitizers and runs the tests under them.
#   scripts/sanitize.sh heart          ASan and UBSan: what of the pure libraries' tests tries most,
#                                      the simulation and the properties
#   scripts/sanitize.sh pure           ASan and UBSan: all tests of the pure libraries
#   scripts/sanitize.sh asan [NAME]    ASan and UBSan: every test, or those whose name contains NAME
#   scripts/sanitize.sh tsan [NAME]    TSan: the same
# What is not ours and cannot be mended here is named in tests/sanitizers, with its reason.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
kind="${1:-}"
name="${2:-}"
jobs="${LPM_JOBS:-2}"

targets=()
select=()
case "$kind" in
    heart)
        preset=fuzz
        folder=build-fuzz
        targets=(--target hard_tests)
        select=(-L hard)
        export RC_PARAMS="${RC_PARAMS:-max_success=200}" # of each property
        ;;
    pure)
        preset=fuzz
        folder=build-fuzz
        targets=(--target pure_tests)
        select=(-L pure)
        ;;
    asan)
        preset=asan-ubsan
        folder=build-asan
        ;;
    tsan)
        preset=tsan
        folder=build-tsan
        ;;
    *)
        sed -n '3,9s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
        exit 2
        ;;
esac
[ -z "$name" ] || select=(-R "$name")

"$root/scripts/setup.sh" --tests
export PATH="$root/node_modules/node/bin:$PATH"
cd "$root"
cmake --preset "$preset"
cmake --build "$folder" -j "$jobs" "${targets[@]}"

lists="$root/tests/sanitizers"
# A small quarantine: some tests look at the memory in use.
export ASAN_OPTIONS="${ASAN_OPTIONS:-detect_stack_use_after_return=1:quarantine_size_mb=8}"
export LSAN_OPTIONS="${LSAN_OPTIONS:-suppressions=$lists/leaks.txt:print_suppressions=0}"
export UBSAN_OPTIONS="${UBSAN_OPTIONS:-print_stacktrace=1}"
export TSAN_OPTIONS="${TSAN_OPTIONS:-suppressions=$lists/races.txt:second_deadlock_stack=1}"
export LPM_SANITIZER="$kind"
if [ "$kind" = tsan ]; then
    export LD_PRELOAD="$root/$folder/tests/liblpm_handovers.so${LD_PRELOAD:+:$LD_PRELOAD}"
fi
exec ctest --test-dir "$folder" --output-on-failure --no-tests=error -j "$jobs" "${select[@]}"
