#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Brings the catalogs of the window's sentences up to date with the sources: new sentences enter
# them unfinished, those that are gone leave them. The tests want every one translated.
#   scripts/translations.sh            the catalogs of the project
#   scripts/translations.sh DIRECTORY  copies of them there
# Qt's lupdate is asked for where it lies: LUPDATE, else beside qmake6.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
lupdate="${LUPDATE:-$(qmake6 -query QT_HOST_BINS)/lupdate}"
directory="${1:-$root/src/gui/translations}"
cd "$root"
# With the headers: a sentence is looked for under its class, namespaces and all.
options=(-silent -I src -extensions cpp,h -no-obsolete -locations none -source-language en)
"$lupdate" "${options[@]}" src/gui src/app -target-language de \
    -ts "$directory/position-monitor_de.ts"
# English needs its plurals only.
"$lupdate" "${options[@]}" -pluralonly src/gui src/app -target-language en \
    -ts "$directory/position-monitor_en.ts"
