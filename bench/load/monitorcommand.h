// SPDX-License-Identifier: GPL-3.0-or-later
// How the position-monitor is started for a bench: without a window, on a free port, its files in
// its process's folder.
#pragma once

#include "load/feed.h"
#include "load/serverprocess.h"

namespace lpm::bench::load {

// `program`: the executable, and what it is told besides.
QStringList monitorCommand(const QStringList &program, const ServerProcess &process,
                           int mostClients);
// Tells every change of the feed's accounts at once.
QStringList following(const Feed &feed);

} // namespace lpm::bench::load
