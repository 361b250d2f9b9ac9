#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs the documented clients against a served API. They name port 8000, so they get a network of
# their own where that port is free; where that is not permitted they run on another port.
# Without node or packages: exit 77, which ctest shows as skipped, and a failure where CI=true.
# Usage: run.sh CHECKS WORK-FOLDER SERVER [ARGUMENT]…   CHECKS is run.mjs, schemas.mjs or
# program.mjs, SERVER serves the API on the port appended to it
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
checks="$here/$1"
work="$2"
shift 2

give_up() {
    echo "$1" >&2
    [ "${CI:-}" = true ] && exit 1
    exit 77
}

node_folder="$("$here/../node.sh")" || give_up "no node that is new enough: the test cannot run"
export PATH="$node_folder:$PATH"

mkdir -p "$work"
packages="$work"
if [ -d "$here/node_modules/ws" ] && [ -d "$here/node_modules/ajv" ]; then
    packages="$here"
elif ! cmp -s "$here/package-lock.json" "$work/installed.json"; then
    cp "$here/package.json" "$here/package-lock.json" "$work/"
    (cd "$work" && npm ci --no-audit --no-fund --ignore-scripts >npm.log 2>&1) \
        || give_up "npm cannot install the packages of this test: $(tail -3 "$work/npm.log")"
    cp "$here/package-lock.json" "$work/installed.json"
fi

if unshare -rn sh -c 'ip link set lo up' 2>/dev/null; then
    exec unshare -rn sh -c 'ip link set lo up && exec "$@"' sh \
        node "$checks" "$packages" 8000 "$@"
fi
echo "no network of our own is permitted here: port 8000 is replaced by a free one"
exec node "$checks" "$packages" 0 "$@"
