#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Prints the folder of a node that is new enough for the tests (20.19 or later): LPM_NODE if set,
# the system's, or the one that scripts/setup.sh --tests took from npm. Exit 1: there is none.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"

is_new_enough() {
    [ -n "$1" ] && [ -x "$1" ] && "$1" -e '
        const [major, minor] = process.versions.node.split(".").map(Number);
        process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)' 2>/dev/null
}

for node in "${LPM_NODE:-}" "$(command -v node || true)" "$root/node_modules/node/bin/node"; do
    if is_new_enough "$node"; then
        dirname "$node"
        exit 0
    fi
done
echo "node 20.19 or later is needed: run scripts/setup.sh --tests" >&2
exit 1
