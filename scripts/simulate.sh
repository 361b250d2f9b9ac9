#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The large figures of the simulation, on every core: a million schedules of faults, a hundred
# thousand power losses, every crash point, 24 simulated hours.
#   scripts/simulate.sh [SCHEDULES] [POWER_LOSSES] [HOURS]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
cmake --preset release
cmake --build build --target simulation
simulation=build/tests/simulation/simulation
jobs="$(nproc)"
status=0
"$simulation" --schedules "${1:-1000000}" --at-least 1000 --jobs "$jobs" || status=1
"$simulation" --power-loss "${2:-100000}" --jobs "$jobs" || status=1
"$simulation" --crash-points --trace-hash 10000 --jobs "$jobs" || status=1
"$simulation" --soak "${3:-24}" || status=1
exit "$status"
