#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Kills the built program again and again, at any moment of its work and of its start, and checks
# after each death that nothing it showed is missing and no line is lost, doubled or half.
#   scripts/crashloop.sh [ROUNDS=1000] [SEED]
# Needs what scripts/setup.sh --tests installs and the built programs.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
export LPM_CRASH_ROUNDS="${1:-1000}"
export LPM_SEED="${2:-$RANDOM}"
export LPM_BIN_DIR="${LPM_BIN_DIR:-$root/build/bin}"
exec "$root/tests/contract/run.sh" "$root/build/tests/contract/work" ../faults/crash.test.mjs
