#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs the conformance cases against a served API, on a free port.
# Without node: exit 77, which ctest shows as skipped, and a failure where CI=true.
# Usage: run.sh SERVER [ARGUMENT]…   SERVER serves the API on the port appended to it
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

if ! node_folder="$("$here/../node.sh")"; then
    echo "no node that is new enough: the test cannot run" >&2
    [ "${CI:-}" = true ] && exit 1
    exit 77
fi
exec "$node_folder/node" "$here/run.mjs" "$@"
