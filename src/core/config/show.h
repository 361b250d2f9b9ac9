// SPDX-License-Identifier: GPL-3.0-or-later
// The text of `config show`: every setting in use, and where it comes from. No secret is in it.
#pragma once

#include "core/config/settings.h"

#include <string>

namespace lpm::config {

std::string showSettings(const Settings &settings, bool withOrigin);

} // namespace lpm::config
