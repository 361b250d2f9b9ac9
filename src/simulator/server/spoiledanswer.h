// SPDX-License-Identifier: GPL-3.0-or-later
// What a fault makes of an answer over HTTP.
#pragma once

#include "simulator/server/faults.h"
#include "simulator/server/httpconnection.h"

namespace lpm::simulator {

// The answer, or what the faults of this moment put in its place. `now`: monotonic milliseconds.
HttpReply spoiled(HttpReply answer, FaultPlan &faults, std::int64_t now);

// Where Fault::Redirect leads; whoever asks there has followed it.
inline const QByteArray RedirectedPath = QByteArrayLiteral("/elsewhere");

} // namespace lpm::simulator
