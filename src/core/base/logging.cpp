// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/logging.h"

namespace lpm::base {

Q_LOGGING_CATEGORY(logApp, "lpm.app")
Q_LOGGING_CATEGORY(logExchange, "lpm.exchange")
Q_LOGGING_CATEGORY(logSync, "lpm.sync")
Q_LOGGING_CATEGORY(logMonitor, "lpm.monitor")
Q_LOGGING_CATEGORY(logAudit, "lpm.audit")
Q_LOGGING_CATEGORY(logLedger, "lpm.ledger")
Q_LOGGING_CATEGORY(logServer, "lpm.server")
Q_LOGGING_CATEGORY(logGui, "lpm.gui")
Q_LOGGING_CATEGORY(logSimulator, "lpm.simulator")

} // namespace lpm::base
