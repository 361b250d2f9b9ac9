#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds what is not built yet and starts the program: the dashboard, or without a window where
# there is no display. Without --live it runs on the simulated exchange. All flags are passed on.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
"$root/scripts/build.sh" >&2
flags=()
if [ "$(uname)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    flags=(--headless)
fi
exec "$root/build/bin/position-monitor" "${flags[@]}" "$@"
