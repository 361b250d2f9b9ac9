#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds everything and runs the tests.
#   scripts/test.sh             every test
#   scripts/test.sh --strict    and the hardest under sanitizers, and each fuzzer for 20 s
#   scripts/test.sh NAME        the tests whose name contains NAME, e.g. tst_decimal
#   scripts/test.sh --coverage  and a coverage report, from a build of its own
# The recorded data is read from LPM_RECORDED_DATA (default ../shared/data beside the project).
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
name=
with_coverage=false
is_strict=false
for argument in "$@"; do
    case "$argument" in
        --coverage) with_coverage=true ;;
        --strict) is_strict=true ;;
        -*)
            echo "test.sh: unknown argument $argument" >&2
            exit 2
            ;;
        *) name="$argument" ;;
    esac
done

setup=(--tests)
folder=build
configure=(cmake --preset release)
[ "${CI:-}" != true ] || configure=(cmake --preset ci)
if $with_coverage; then
    setup+=(--coverage)
    folder=build-coverage
    configure=(cmake --preset dev -B build-coverage
        -DCMAKE_CXX_FLAGS=--coverage -DCMAKE_EXE_LINKER_FLAGS=--coverage)
fi
"$root/scripts/setup.sh" "${setup[@]}"
export PATH="$root/node_modules/node/bin:$PATH"
# A first build need not preprocess each file twice, and precompiled headers may be cached.
export CCACHE_DEPEND=1 CCACHE_SLOPPINESS=pch_defines,time_macros
cd "$root"

"${configure[@]}"
targets=()
if [ -n "$name" ] && cmake --build "$folder" --target help | grep -q "^$name: phony"; then
    targets=(--target "$name")
fi
cmake --build "$folder" "${targets[@]}"
if $with_coverage; then
    lcov --quiet --zerocounters --directory "$folder"
fi

report_coverage() {
    lcov --quiet --capture --no-external --base-directory "$root" --directory "$folder/src" \
        --output-file "$folder/all.info"
    lcov --quiet --extract "$folder/all.info" "$root/src/*" --output-file "$folder/coverage.info"
    genhtml --quiet "$folder/coverage.info" --output-directory "$folder/coverage"
    lcov --list "$folder/coverage.info"
    echo "The report by line: $folder/coverage/index.html"
}

status=0
# Before the tests, so that ctest's closing lines stay the last ones.
if $is_strict; then
    "$root/scripts/sanitize.sh" heart || status=$?
    "$root/scripts/fuzz.sh" 20 || status=$?
fi

# The tests open sockets and files of their own and do not meet; some only wait, so there is one more
# at a time than there are processors. ctest's own closing lines are the last thing printed, except
# for a coverage report.
at_once=$(($(getconf _NPROCESSORS_ONLN) + 1))
select=()
[ -z "$name" ] || select=(-R "$name")
ctest --test-dir "$folder" --output-on-failure --no-tests=error -j "$at_once" "${select[@]}" || status=$?
if $with_coverage; then
    report_coverage
fi
[ "$status" = 0 ] || echo "test.sh: something of the above did not hold" >&2
exit "$status"
