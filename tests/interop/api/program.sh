#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Serves the program's demo on the port given last. Usage: program.sh PROGRAM FOLDER PORT
set -euo pipefail
rm -rf "$2"
mkdir -p "$2"
cd "$2" # no .env of the user's
exec "$1" --headless --demo --data-dir "$2/data" --log-dir "$2/logs" --listen "127.0.0.1:$3"
