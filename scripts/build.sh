#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds build/bin/position-monitor and build/bin/exchange-simulator.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
"$root/scripts/setup.sh"
cd "$root"
cmake --preset release >build-configure.log 2>&1 || {
    cat build-configure.log >&2
    exit 1
}
mv build-configure.log build/configure.log
cmake --build --preset release --target position-monitor exchange-simulator
