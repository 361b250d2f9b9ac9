#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what Debian 12 or Ubuntu 24.04 lacks to build and run the program.
#   scripts/setup.sh             to build and run
#   scripts/setup.sh --tests     and what only the tests need, a newer node included
#   scripts/setup.sh --fuzz      and what the fuzzers need: clang with its runtimes
#   scripts/setup.sh --coverage  and what a coverage report needs
#   scripts/setup.sh --package   and what packaging needs
#   scripts/setup.sh --bench     and what the servers beside ours in bench/fanout need, but for node
# Asks for root only if something is missing, and says what it will install.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

packages=(
    g++ cmake ninja-build ccache pkg-config
    qt6-base-dev libqt6sql6-sqlite qt6-httpserver-dev qt6-websockets-dev qt6-charts-dev libqt6opengl6-dev
    qt6-tools-dev qt6-l10n-tools qt6-translations-l10n
    libgl-dev fonts-dejavu-core ca-certificates
    libexpected-dev libsimdjson-dev libcli11-dev libspdlog-dev libboost-dev
    libsecp256k1-dev zlib1g-dev libssl-dev libbenchmark-dev
)
with_tests=false
for argument in "$@"; do
    case "$argument" in
        --tests)
            with_tests=true
            packages+=(clang libclang-rt-dev librapidcheck-dev xvfb xauth xdotool curl openssl
                iproute2 faketime python3 python3-websockets
                openbox trayer dunst dbus-daemon x11-xserver-utils)
            ;;
        --fuzz) packages+=(clang libclang-rt-dev) ;;
        --coverage) packages+=(lcov) ;;
        --package) packages+=(dpkg-dev file) ;;
        --bench) packages+=(python3 python3-fastapi uvicorn python3-uvloop python3-websockets) ;;
        *)
            echo "setup.sh: unknown argument $argument" >&2
            exit 2
            ;;
    esac
done

is_installed() {
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# Debian's Chromium drives the page's tests; Ubuntu has it as a snap only, those tests skip there.
if $with_tests && ! command -v chromium >/dev/null && command -v apt-cache >/dev/null \
    && ! grep -qs '^ID=ubuntu' /etc/os-release; then
    packages+=(chromium)
fi

node_is_new_enough() {
    local node="${1:-}"
    [ -n "$node" ] && [ -x "$node" ] || return 1
    "$node" -e 'const [a, b] = process.versions.node.split(".").map(Number);
                process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'
}

local_node="$root/node_modules/node/bin/node"
needs_node=false
if $with_tests && ! node_is_new_enough "$(command -v node || true)" \
    && ! node_is_new_enough "$local_node"; then
    needs_node=true
fi
if $with_tests && ! command -v npm >/dev/null; then
    packages+=(npm)
fi

install_packages() {
    if ! command -v dpkg-query >/dev/null; then
        echo "setup.sh knows Debian and Ubuntu. Elsewhere install what stands for:" >&2
        echo "  ${packages[*]}" >&2
        return
    fi
    local missing=() package
    for package in "${packages[@]}"; do
        is_installed "$package" || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "These packages are missing; install them as root:" >&2
            echo "  apt-get install ${missing[*]}" >&2
            exit 1
        fi
        as_root=(sudo)
    fi
    echo "Installing what is missing: ${missing[*]}"
    "${as_root[@]}" apt-get update -q
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -q --no-install-recommends "${missing[@]}"
}

# The tests' own node, in the project's folder: nothing of the system's is replaced.
install_node() {
    $needs_node || return 0
    echo "The system's node is older than 20.19: installing one from npm for the tests only."
    npm install --no-save --no-audit --no-fund --prefix "$root" node@22
}

# Each folder of programs that are not ours brings its own list.
install_test_modules() {
    $with_tests || return 0
    export PATH="$root/node_modules/node/bin:$PATH"
    local list folder
    for list in "$root"/tests/interop/*/package.json; do
        [ -e "$list" ] || continue
        folder="$(dirname "$list")"
        if [ ! "$folder/node_modules/.lpm-installed" -nt "$list" ]; then
            (cd "$folder" && npm install --no-audit --no-fund && touch node_modules/.lpm-installed)
        fi
    done
}

install_packages
install_node
install_test_modules
