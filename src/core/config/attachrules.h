// SPDX-License-Identifier: GPL-3.0-or-later
// What settings must be for a window that shows a monitor elsewhere (--connect). It starts no
// monitor: what the environment and the config file have for one is passed over, and a flag that
// only a monitor could follow is refused.
#pragma once

#include "core/config/checks.h"
#include "core/config/rules.h"

namespace lpm::config {

// https (or wss), on this computer also http: positions and the token cross no network in the open.
Checked checkConnectUrl(const std::string &url);

// A private key is wiped unused.
tl::expected<Settings, EarlyExit> applyAttachRules(Draft draft, Circumstances &circumstances);

} // namespace lpm::config
