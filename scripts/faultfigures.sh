#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Measures on the built programs how soon faults are seen and healed, and what the exchange's
# limits see of it. A round trip takes 100 ms. Some four minutes; nothing is asserted.
#   scripts/faultfigures.sh [NAME…]
# Only those named: stall witness mute missed discrepancy limits; soak (two minutes) only by name.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
export LPM_BIN_DIR="${LPM_BIN_DIR:-$root/build/bin}"
export LPM_FIGURES="$*"
exec "$root/tests/contract/run.sh" "$root/build/tests/contract/work" ../faults/figures.mjs
