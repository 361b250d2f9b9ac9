#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs one test of this folder: run.sh WORK-FOLDER NAME.test.mjs
# The packages are those of scripts/setup.sh --tests, or are installed into the work folder.
# Without them: exit 77, which ctest shows as skipped, and a failure where CI=true.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
work="$1"
test="$2"

give_up() {
    echo "$1" >&2
    [ "${CI:-}" = true ] && exit 1
    exit 77
}

node_folder="$("$here/../node.sh")" || give_up "no node that is new enough: the test cannot run"
export PATH="$node_folder:$PATH"

mkdir -p "$work"
exec 9>"$work/.lock"
flock 9 # two tests of this folder may start at once
for file in "$here"/*.json "$here"/*.mjs; do
    cmp -s "$file" "$work/$(basename "$file")" || cp "$file" "$work/"
done
cd "$work"
if [ -d "$here/node_modules/ccxt" ]; then
    [ -e node_modules ] || ln -s "$here/node_modules" node_modules
elif [ ! -e node_modules/.complete ] || [ package-lock.json -nt node_modules/.complete ]; then
    npm ci --no-audit --no-fund --ignore-scripts >npm.log 2>&1 \
        || give_up "npm cannot install the packages of this test: $(tail -3 npm.log)"
    touch node_modules/.complete
fi
flock -u 9
exec node --test "$test"
