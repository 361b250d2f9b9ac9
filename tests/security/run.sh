#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs one test of this folder: run.sh WORK-FOLDER NAME.test.mjs
# Without node or its package: exit 77, which ctest shows as skipped, and a failure where CI=true.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
exec "$here/../contract/run.sh" "$1" "../security/$2"
