#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs one test of this folder: run.sh NAME.test.mjs. Without node: exit 77, which ctest shows as
# skipped, and a failure where CI=true.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

if ! node_folder="$("$here/../interop/node.sh")"; then
    echo "no node that is new enough: the test cannot run" >&2
    [ "${CI:-}" = true ] && exit 1
    exit 77
fi
export PATH="$node_folder:$PATH"
exec node --test --test-reporter=spec "$here/$1"
