#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs one test of this folder: run.sh WORK-FOLDER NAME.test.mjs
# Its one package is installed into the work folder. Without node or the package: exit 77, which
# ctest shows as skipped, and a failure where CI=true.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
work="$1"
test="$2"

give_up() {
    echo "$1" >&2
    [ "${CI:-}" = true ] && exit 1
    exit 77
}

node_folder="$("$here/../interop/node.sh")" \
    || give_up "no node that is new enough: the test cannot run"
export PATH="$node_folder:$PATH"

packages="$work"
if [ -d "$here/node_modules/ws" ] && [ -d "$here/node_modules/ajv" ]; then
    packages="$here"
else
    mkdir -p "$work"
    exec 9>"$work/.lock"
    flock 9 # two tests of this folder may start at once
    if ! cmp -s "$here/package-lock.json" "$work/installed.json"; then
        cp "$here/package.json" "$here/package-lock.json" "$work/"
        (cd "$work" && npm ci --no-audit --no-fund --ignore-scripts >npm.log 2>&1) \
            || give_up "npm cannot install the package of this test: $(tail -3 "$work/npm.log")"
        cp "$here/package-lock.json" "$work/installed.json"
    fi
    exec 9>&-
fi

export LPM_NODE_PACKAGES="$packages"
exec node --test --test-reporter=spec "$here/$test"
