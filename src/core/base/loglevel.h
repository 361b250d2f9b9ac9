// SPDX-License-Identifier: GPL-3.0-or-later
// How grave a line of the log is, in the order of gravity.
#pragma once

namespace lpm::base {

enum class LogLevel { Debug, Info, Warning, Error };

} // namespace lpm::base
