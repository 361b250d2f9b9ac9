#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes a DEB and a TGZ of both programs in build/packages.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
"$root/scripts/setup.sh" --package
"$root/scripts/build.sh"
cd "$root/build"
cpack --config CPackConfig.cmake -G "DEB;TGZ" -B "$root/build/packages"
rm -rf "$root/build/packages/_CPack_Packages"
ls -l "$root/build/packages"
