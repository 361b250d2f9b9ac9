#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs one test of this folder: run.sh WORK-FOLDER NAME.test.mjs [NAMESPACE…], with the flags of
# unshare for the namespaces it needs. Without node, its package or the right to make namespaces:
# exit 77, which ctest shows as skipped, and a failure where CI=true.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
work="$1"
test="$2"
shift 2
enter=()
if [ $# -gt 0 ]; then
    enter=(unshare "$@")
    if ! "${enter[@]}" true; then
        echo "no right to make namespaces ($*): the test cannot run" >&2
        [ "${CI:-}" = true ] && exit 1
        exit 77
    fi
fi
exec "${enter[@]}" "$here/../contract/run.sh" "$work" "../faults/$test"
