// SPDX-License-Identifier: GPL-3.0-or-later
// Log categories, one a subsystem. Secrets never enter a log; addresses are shortened by default.
#pragma once

#include <QLoggingCategory>

namespace lpm::base {

Q_DECLARE_LOGGING_CATEGORY(logApp)
Q_DECLARE_LOGGING_CATEGORY(logExchange)
Q_DECLARE_LOGGING_CATEGORY(logSync)
Q_DECLARE_LOGGING_CATEGORY(logMonitor)
Q_DECLARE_LOGGING_CATEGORY(logAudit)
Q_DECLARE_LOGGING_CATEGORY(logLedger)
Q_DECLARE_LOGGING_CATEGORY(logServer)
Q_DECLARE_LOGGING_CATEGORY(logGui)
Q_DECLARE_LOGGING_CATEGORY(logSimulator)

} // namespace lpm::base
